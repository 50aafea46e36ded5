"""要求听证: the organ has twenty days to organise one."""

from liandong.domain.case.hearing_commands import AskHearing
from liandong.domain.case.limits import organise_hearing_by
from liandong.domain.case.rules.hearing import asked_in_time, hearing_is_still_to_come, others_are_named, right_was_told
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_hearing import CaseHearingAsked
from liandong.events.said import Event


def ask_hearing(case: Case | None, command: AskHearing, given: Circumstances) -> list[Event]:
    """CaseHearingAsked; whoever asks after the first does not lengthen the time to organise it. Raises Refused."""
    case = case_allows(case, Verb.ASK_HEARING)
    hearing = right_was_told(case)
    hearing_is_still_to_come(hearing)
    asked_in_time(hearing, given)
    others_are_named(command)
    return [
        CaseHearingAsked(
            case=case.id,
            asker=command.asker,
            asked_on=given.today,
            organise_by=hearing.organise_by or organise_hearing_by(given),
            name=command.name,
        )
    ]
