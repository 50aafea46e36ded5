"""听证通知: time, place and who presides are told to those concerned."""

from liandong.domain.case.hearing_commands import SetHearing
from liandong.domain.case.rules.hearing import (
    hearing_has_its_ground,
    notice_is_long_enough,
    paper_of_hearing_is_numbered,
    place_is_named,
    presiding_did_not_examine,
)
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_hearing import CaseHearingSet
from liandong.events.said import Event


def set_hearing(case: Case | None, command: SetHearing, given: Circumstances) -> list[Event]:
    """CaseHearingSet; a day past the twenty is taken, for supervision to see. Raises Refused."""
    case = case_allows(case, Verb.SET_HEARING)
    hearing_has_its_ground(case, command)
    paper_of_hearing_is_numbered(command.notice, "/notice", "听证通知书应当编号，请填写文号")
    place_is_named(command)
    notice_is_long_enough(command, given)
    presiding_did_not_examine(case, command.presiding)
    return [
        CaseHearingSet(
            case=case.id,
            ground=command.ground,
            notice=command.notice,
            notified_on=given.today,
            held_on=command.held_on,
            presiding=command.presiding,
            public=command.public,
            place=command.place,
        )
    ]
