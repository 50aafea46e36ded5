"""The limits a case runs under: notice, acceptance, steps, transport to another unit."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from liandong.domain.case.state import Case
from liandong.domain.circumstances import Circumstances
from liandong.domain.worktime import clock
from liandong.events.case import CaseAccepted, Channel, EntryReference
from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import CaseId, JointId
from liandong.terms.legal_time import LEGAL_ZONE

NOTICE_LIMIT: Final = 5
"""Working days to tell the applicant everything that is missing (行政许可法 32)."""
ACKNOWLEDGEMENT_LIMIT: Final = 1
"""Working days for another unit's machine to acknowledge a request (D.5.2)."""
OWED_LIMIT: Final = 20
"""Working days at most for materials owed after acceptance (D.12.7)."""
OWED_BEFORE_PROMISE: Final = 2
ASK_HEARING_LIMIT: Final = 5
"""Working days after the notice in which a hearing can be asked for (行政许可法 47)."""
ORGANISE_HEARING_LIMIT: Final = 20
"""Working days after the first who asked in which it is to be held (行政许可法 47)."""
HEARING_NOTICE: Final = 7
"""Working days that time and place are told ahead (行政许可法 48)."""
CLOSE_OF_BUSINESS: Final = time(17, 30)
"""An electronic act after this hour takes effect on the next working day (D.4.3)."""


def effective_day(channel: Channel, given: Circumstances) -> date:
    """The day an applicant's act takes effect: at a counter at once, online on a working day in office hours."""
    if channel is not Channel.ONLINE:
        return given.today
    after_hours = given.now.astimezone(LEGAL_ZONE).time() > CLOSE_OF_BUSINESS
    return given.calendar.next_working_day(given.today + timedelta(days=1) if after_hours else given.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDays:
    """The last days of promise and law, and of the running step; `provisional` if a year may still change."""

    promised: date
    statutory: date
    step: date | None
    provisional: bool


def due_days(case: Case, given: Circumstances) -> DueDays:
    """By the frozen limits, what was added to them, the pauses that count, and the calendar of the circumstances."""
    pauses = [clock.Pause(span.start, span.end) for span in case.pauses if span.counts]
    start, entry, calendar = case.clock_start, case.entry, given.calendar
    promised = clock.due(calendar, start, entry.promised_limit + case.promise_extension, pauses)
    statutory = clock.due(calendar, start, entry.statutory_limit + case.extension, pauses)
    step = None
    if case.running is not None:
        begun = case.running.started_on
        limit = next((each.limit for each in entry.steps if each.code == case.running.step), None)
        step = case.running.due
        if begun is not None and limit is not None:
            step = clock.due(calendar, begun, limit, pauses).day
    provisional = promised.provisional or statutory.provisional
    return DueDays(promised=promised.day, statutory=statutory.day, step=step, provisional=provisional)


def owed_due(entry: CatalogueEntry, accepted_on: date, promised_due: date, given: Circumstances) -> date:
    """容缺: 20 working days, but two before the promise (D.12.7)."""
    two_before = given.calendar.working_day(given.calendar.count(promised_due) - OWED_BEFORE_PROMISE)
    return min(clock.due(given.calendar, accepted_on, OWED_LIMIT).day, two_before)


def notice_due(case: Case, given: Circumstances) -> date:
    """The last day for a one-time notice of this round."""
    return clock.due(given.calendar, case.effective_on, NOTICE_LIMIT).day


def paused_until(days: int, given: Circumstances) -> date:
    """The stated end of a pause that begins today."""
    return clock.due(given.calendar, given.today, days).day


def step_due(limit: int, given: Circumstances) -> date:
    """The last day of a step begun today; a limit of 0 means today."""
    return clock.due(given.calendar, given.today, limit).day


def ask_hearing_by(given: Circumstances) -> date:
    """The last day for those told today to ask for a hearing."""
    return clock.due(given.calendar, given.today, ASK_HEARING_LIMIT).day


def organise_hearing_by(given: Circumstances) -> date:
    """The last day for a hearing first asked for today."""
    return clock.due(given.calendar, given.today, ORGANISE_HEARING_LIMIT).day


def earliest_hearing(given: Circumstances) -> date:
    """The earliest day for a hearing that is told of today."""
    return clock.due(given.calendar, given.today, HEARING_NOTICE).day


def acknowledgement_due(given: Circumstances) -> date:
    """The last day for the acknowledgement of a request made today."""
    return clock.due(given.calendar, given.today, ACKNOWLEDGEMENT_LIMIT).day


def acceptance(
    case: CaseId,
    entry: CatalogueEntry,
    reference: EntryReference,
    accepted_on: date,
    given: Circumstances,
    *,
    deemed: bool = False,
    joint: JointId | None = None,
) -> CaseAccepted:
    """The acceptance with its promised and statutory due days, by the frozen limits and the calendar of today."""
    promised = clock.due(given.calendar, accepted_on, entry.promised_limit)
    statutory = clock.due(given.calendar, accepted_on, entry.statutory_limit)
    return CaseAccepted(
        case=case,
        entry=reference,
        accepted_on=accepted_on,
        deemed=deemed,
        joint=joint,
        policy=clock.POLICY,
        calendar=given.calendar.hash,
        promised_due=promised.day,
        statutory_due=statutory.day,
        provisional=promised.provisional or statutory.provisional,
    )
