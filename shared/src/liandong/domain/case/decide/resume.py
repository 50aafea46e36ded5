"""恢复计时: the clock runs again."""

from dataclasses import replace
from datetime import date

from liandong.domain.case.clock_commands import Resume
from liandong.domain.case.decide.tell_the_lead import resumed_told
from liandong.domain.case.limits import due_days, instant
from liandong.domain.case.rules.clocks import result_ends_it
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case, PauseSpan
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import Channel, SubmittedMaterial
from liandong.events.case_clock import CaseResumed
from liandong.events.said import Event


def resume(case: Case | None, command: Resume, given: Circumstances) -> list[Event]:
    """CaseResumed as of today, and LinkResumed to the lead of a share. Raises Refused."""
    case = case_allows(case, Verb.RESUME)
    span = result_ends_it(case)
    again = resumed(case, span, given.today, given, text=command.text)
    return [again, *resumed_told(case, again)]


def resumed(
    case: Case,
    span: PauseSpan,
    on: date,
    given: Circumstances,
    *,
    materials: tuple[SubmittedMaterial, ...] = (),
    channel: Channel | None = None,
    text: str | None = None,
) -> CaseResumed:
    """The end of an open pause on this day, with the due days that follow."""
    at = instant(on, case.entry, given)
    ended = replace(span, end=on, end_at=at)
    due = due_days(replace(case, pauses=tuple(ended if each is span else each for each in case.pauses)), given)
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
