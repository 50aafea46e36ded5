"""恢复计时: the clock runs again."""

from dataclasses import replace
from datetime import date

from liandong.domain.case.clock_commands import Resume
from liandong.domain.case.decide.tell_the_lead import resumed_told
from liandong.domain.case.limits import due_days, instant
from liandong.domain.case.rules.clocks import pause_under_way, result_ends_it
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import Channel, SubmittedMaterial
from liandong.events.case_clock import CaseResumed
from liandong.events.said import Event


def resume(case: Case | None, command: Resume, given: Circumstances) -> list[Event]:
    """CaseResumed as of today, and LinkResumed to the lead of a share. Raises Refused."""
    case = case_allows(case, Verb.RESUME)
    result_ends_it(pause_under_way(case))
    again = resumed(case, given.today, given, text=command.text)
    return [again, *resumed_told(case, again)]


def resumed(
    case: Case,
    on: date,
    given: Circumstances,
    *,
    materials: tuple[SubmittedMaterial, ...] = (),
    channel: Channel | None = None,
    text: str | None = None,
) -> CaseResumed:
    """The end of the open pause on this day, with the due days that follow."""
    span = pause_under_way(case)
    at = instant(on, case.entry, given)
    due = due_days(replace(case, pauses=(*case.pauses[:-1], replace(span, end=on, end_at=at))), given)
    return CaseResumed(
        case=case.id,
        number=span.number,
        resumed_on=on,
        calendar=given.calendar.hash,
        promised_due=due.promised,
        statutory_due=due.statutory,
        step_due=due.step,
        provisional=due.provisional,
        counted=due.counted,
        materials=materials,
        channel=channel,
        text=text,
        resumed_at=at,
        promised_ends=due.promised_ends,
        statutory_ends=due.statutory_ends,
    )
