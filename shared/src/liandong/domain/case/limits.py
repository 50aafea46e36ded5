"""The limits a case runs under: notice, acceptance, steps, transport to another unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from liandong.domain.case.state import Case, PauseSpan
from liandong.domain.circumstances import Circumstances
from liandong.domain.worktime import clock
from liandong.domain.worktime.ending import Ending, Standstill, ending
from liandong.domain.worktime.limit import OF_PARTS, of_days
from liandong.events.case import CaseAccepted, Channel, EntryReference
from liandong.events.counted import CountedFrom, CountedPause
from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import CaseId, JointId
from liandong.terms.legal_time import LEGAL_ZONE, midnight

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
    """The last days of promise and law, and of the running step; `provisional` if a year may still change.

    The instants at which they end are told where the item's limits are less than days.
    """

    promised: date
    statutory: date
    step: date | None
    provisional: bool
    counted: CountedFrom
    promised_ends: datetime | None = None
    statutory_ends: datetime | None = None


def due_days(case: Case, given: Circumstances) -> DueDays:
    """By the frozen limits, what was added to them, the pauses that count, and the calendar of the circumstances."""
    entry, unit = case.entry, case.entry.limit_unit
    begun = case.begun_at or midnight(case.clock_start)
    counting = [span for span in case.pauses if span.counts]
    counted = counted_from(
        case.clock_start,
        entry.promised_limit + of_days(case.promise_extension, unit),
        entry.statutory_limit + of_days(case.extension, unit),
        given,
        [clock.Pause(span.start, span.end, entry.interrupts) for span in counting],
    )
    pauses = [standstill(span, entry) for span in counting]
    promised = _ends(entry, begun, counted.promised_limit, given, pauses)
    statutory = _ends(entry, begun, counted.statutory_limit, given, pauses)
    parts = unit in OF_PARTS
    return DueDays(
        promised=promised.day,
        statutory=statutory.day,
        step=_step_due(case, given),
        provisional=promised.provisional or statutory.provisional,
        counted=counted,
        promised_ends=promised.at if parts else None,
        statutory_ends=statutory.at if parts else None,
    )


def standstill(span: PauseSpan, entry: CatalogueEntry) -> Standstill:
    """A pause as its item's limits are counted: to the instant where it was told, else from and to the whole day."""
    end = None if span.end is None else span.end_at or midnight(span.end)
    return Standstill(span.start_at or midnight(span.start), end, entry.interrupts)


def instant(on: date, entry: CatalogueEntry, given: Circumstances) -> datetime | None:
    """The instant of an act that takes effect on this day, where the item's limits are less than days: now, or the
    beginning of the day if it is another."""
    if entry.limit_unit not in OF_PARTS:
        return None
    return given.now.astimezone(LEGAL_ZONE).replace(second=0, microsecond=0) if on == given.today else midnight(on)


def _ends(
    entry: CatalogueEntry, begun: datetime, amount: int, given: Circumstances, pauses: Sequence[Standstill] = ()
) -> Ending:
    return ending(given.calendar, begun, amount, entry.limit_unit, pauses)


def _step_due(case: Case, given: Circumstances) -> date | None:
    """A step keeps what is left of its working days, also where a pause begins the item's own limits anew."""
    if case.running is None:
        return None
    limit = next((each.limit for each in case.entry.steps if each.code == case.running.step), None)
    if case.running.started_on is None or limit is None:
        return case.running.due
    pauses = [clock.Pause(span.start, span.end) for span in case.pauses if span.counts]
    return clock.due(given.calendar, case.running.started_on, limit, pauses).day


def counted_from(
    start: date, promised: int, statutory: int, given: Circumstances, pauses: Sequence[clock.Pause] = ()
) -> CountedFrom:
    """The inputs of due days, to be said with them; the limits in the item's own unit."""
    return CountedFrom(
        start=start,
        promised_limit=promised,
        statutory_limit=statutory,
        pauses=tuple(CountedPause(start=each.start, end=each.end) for each in pauses),
        policy=clock.POLICY,
        calendar=given.calendar.hash,
        published_on=given.calendar.published_on,
    )


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
    accepted_at = instant(accepted_on, entry, given)
    begun = accepted_at or midnight(accepted_on)
    promised = _ends(entry, begun, entry.promised_limit, given)
    statutory = _ends(entry, begun, entry.statutory_limit, given)
    parts = entry.limit_unit in OF_PARTS
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
        counted=counted_from(accepted_on, entry.promised_limit, entry.statutory_limit, given),
        accepted_at=accepted_at,
        promised_ends=promised.at if parts else None,
        statutory_ends=statutory.at if parts else None,
    )
