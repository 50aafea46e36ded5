"""重新办理: a closed case is taken up again, with limits of its own."""

from dataclasses import replace

from liandong.domain.case.ending_commands import Reopen
from liandong.domain.case.limits import due_days, instant
from liandong.domain.case.rules.ending import parent_is_open
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_ending import CaseReopened
from liandong.events.said import Event


def reopen(case: Case | None, command: Reopen, given: Circumstances) -> list[Event]:
    """CaseReopened as of today. Raises Refused."""
    case = case_allows(case, Verb.REOPEN)
    parent_is_open(case)
    reason_is_given(command.text, "重新办理应当说明理由", basis="行政许可法 69")
    at = instant(given.today, case.entry, given)
    anew = replace(
        case, reopened_on=given.today, begun_at=at, pauses=(), extension=0, promise_extension=0, running=None
    )
    due = due_days(anew, given)
    return [
        CaseReopened(
            case=case.id,
            reopened_on=given.today,
            by=given.by.id,
            calendar=given.calendar.hash,
            promised_due=due.promised,
            statutory_due=due.statutory,
            provisional=due.provisional,
            counted=due.counted,
            reopened_at=at,
            promised_ends=due.promised_ends,
            statutory_ends=due.statutory_ends,
            text=command.text,
        )
    ]
