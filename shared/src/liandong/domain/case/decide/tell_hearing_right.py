"""告知听证权利: applicant and interested others are told that they may ask for a hearing."""

from liandong.domain.case.hearing_commands import TellHearingRight
from liandong.domain.case.limits import ask_hearing_by
from liandong.domain.case.rules.hearing import (
    no_hearing_is_under_way,
    paper_of_hearing_is_numbered,
    somebody_is_interested,
)
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_hearing import CaseHearingRightTold
from liandong.events.said import Event


def tell_hearing_right(case: Case | None, command: TellHearingRight, given: Circumstances) -> list[Event]:
    """CaseHearingRightTold as of today. Raises Refused."""
    case = case_allows(case, Verb.TELL_HEARING_RIGHT)
    no_hearing_is_under_way(case)
    somebody_is_interested(command)
    paper_of_hearing_is_numbered(command.notice, "/notice", "听证权利告知书应当编号，请填写文号")
    return [
        CaseHearingRightTold(
            case=case.id,
            notice=command.notice,
            told_on=given.today,
            ask_by=ask_hearing_by(given),
            interested=len(command.interested),
            names=command.interested,
        )
    ]
