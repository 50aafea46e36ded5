"""The lights 灯 of one matter: each clock's due day and light, recomputed from what was said, catalogue and calendar.

The limits are those of the published entry the matter was frozen to; a due date that the unit states plays no part.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from e_supervision.clocks import RENEWAL_LIMIT, Clock, Limit, limits
from e_supervision.lapse import Lapse, decided_by_silence, lapse_of
from e_supervision.stretches import stretches
from e_supervision.timeline import Standing, Timeline
from liandong.domain.worktime import clock as worktime
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.ending import ending
from liandong.domain.worktime.light import Light, light_of, next_change, warning_days
from liandong.domain.worktime.unit_light import unit_light
from liandong.events.reference import CatalogueEntry, LimitUnit
from liandong.terms.legal_time import legal_day, midnight
from liandong.terms.refusal import Refused

LEGAL_CLOCKS = (Clock.STATUTORY, Clock.RENEWAL, Clock.NOTICE, Clock.HEARING, Clock.DELIVERY)
"""Clocks whose limit the law sets; when red they show before the promise, and that before a step."""
OF_OTHERS = (Clock.STEP, Clock.TOLERANCE)
"""Clocks that make no matter late: a step's, and the applicant's own."""
SEVERITY = (*LEGAL_CLOCKS, Clock.PROMISED, Clock.STEP, Clock.TOLERANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLight:
    """One clock with its due day and its light; `provisional` if the calendar of the days counted may still change.

    `forgiven`: it was stopped late by the calendar it was judged by, and in time by a later version, by this day.
    `limit` is in `unit`; where that is no working day, `ends` is the first instant no longer in the limit.
    """

    clock: Clock
    step: str | None
    start: date
    limit: int
    due: date
    provisional: bool
    stopped_on: date | None
    light: Light
    forgiven: date | None = None
    unit: LimitUnit = LimitUnit.WORKING_DAY
    ends: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All lights of a matter at an instant of a `day`; `worst` is the clock that gave the overall light.

    `next_change` is the instant at which a light changes if nothing more is heard; `before_extension` the
    statutory due day as it was before it was extended; `lapse` what silence decided, or is said to have.
    """

    light: Light
    day: date = field(compare=False)
    worst: ClockLight | None = None
    clocks: tuple[ClockLight, ...] = ()
    next_change: datetime | None = None
    before_extension: date | None = None
    lapse: Lapse | None = None


def judge(
    timeline: Timeline,
    entry: CatalogueEntry | None,
    calendar: WorkingCalendar | None,
    now: datetime,
    newest: WorkingCalendar | None = None,
) -> Judgement:
    """The lights at this legal time; what is counted in days changes with the day only.

    `newest` is given of a matter that is no longer recounted: by it a clock counts that still runs, and one that was
    stopped late is forgiven if it was in time by it. One that was stopped in time stays so (D.4.9).

    What is said to be decided by silence is believed only as far as it can be counted again: otherwise the clocks of
    law and promise run on.

    "Awaiting edition", never a guess, when the entry or the calendar is not held, does not reach far enough, or the
    counting policy is not one known here.
    """
    today = legal_day(now)
    if entry is None or calendar is None or timeline.policy not in (None, worktime.POLICY):
        return Judgement(light=Light.AWAITING_EDITION, day=today)
    try:
        lapse = lapse_of(timeline, entry, calendar, today)
        counted = decided_by_silence(timeline, lapse)
        read = tuple(_judged(limit, calendar, newest or calendar, now) for limit in limits(counted, entry))
    except Refused:
        return Judgement(light=Light.AWAITING_EDITION, day=today)
    clocks = tuple(each for each, _ in read)
    worst = worst_of(clocks)
    return Judgement(
        light=overall(timeline, clocks, worst),
        day=today,
        worst=worst,
        clocks=clocks,
        next_change=min((change for _, change in read if change), default=None),
        before_extension=_before_extension(timeline, entry, calendar),
        lapse=lapse,
    )


def _before_extension(timeline: Timeline, entry: CatalogueEntry, calendar: WorkingCalendar) -> date | None:
    start, extended = timeline.reopened_on or timeline.accepted_on, timeline.extended
    if start is None or extended is None:
        return None
    began, until = timeline.begun_at or midnight(start), midnight(extended.on)
    before = [each.to_the_instant(entry) for each in stretches(timeline) if each.start <= extended.on]
    pauses = [replace(each, end=max(each.start, min(each.end or until, until))) for each in before]
    return ending(calendar, began, entry.statutory_limit, entry.limit_unit, pauses).day


def _judged(
    limit: Limit, calendar: WorkingCalendar, newest: WorkingCalendar, now: datetime
) -> tuple[ClockLight, datetime | None]:
    """A clock, and the instant at which its light changes next if it runs.

    By the calendar the matter keeps where the clock has stopped, by the newest where it still runs.
    """
    if limit.stopped_on is None:
        return _at(limit, newest, now)
    kept, change = _at(limit, calendar, now)
    if kept.light is not Light.FINISHED_LATE or newest is calendar:
        return kept, change
    again, _ = _at(limit, newest, now)
    return (kept if again.light is Light.FINISHED_LATE else replace(kept, light=again.light, forgiven=again.due)), None


def _at(limit: Limit, calendar: WorkingCalendar, now: datetime) -> tuple[ClockLight, datetime | None]:
    today = legal_day(now)
    if limit.clock is Clock.RENEWAL:
        return _to_expiry(limit, today)
    if limit.unit is not LimitUnit.WORKING_DAY:
        return _to_the_instant(limit, calendar, now)
    each = _read(limit, calendar, today)
    if each.stopped_on is not None or each.light is Light.PAUSED:
        return each, None
    change = _next_change(calendar, today, each.due, each.limit)
    return each, None if change is None else midnight(change)


def _to_expiry(limit: Limit, today: date) -> tuple[ClockLight, datetime | None]:
    """By days of the calendar up to a day that no holiday moves; yellow as for the thirty days of article 50."""
    assert limit.fixed is not None, "a licence says how long it holds"
    last, over = limit.fixed, limit.fixed + timedelta(days=1)
    warns = last - timedelta(days=warning_days(RENEWAL_LIMIT))
    light, change = Light.GREEN, warns
    if limit.stopped_on is not None:
        light = Light.FINISHED if limit.stopped_on <= last else Light.FINISHED_LATE
    elif today > last:
        light = Light.RED
    elif today >= warns:
        light, change = Light.YELLOW, over
    each = ClockLight(
        clock=limit.clock,
        step=None,
        start=limit.start,
        limit=limit.limit,
        due=last,
        provisional=False,
        stopped_on=limit.stopped_on,
        light=light,
        unit=limit.unit,
        ends=midnight(over),
    )
    return each, midnight(change) if light in (Light.GREEN, Light.YELLOW) else None


def _to_the_instant(limit: Limit, calendar: WorkingCalendar, now: datetime) -> tuple[ClockLight, datetime | None]:
    assert limit.begun_at is not None, "said with every other unit"
    found = unit_light(
        calendar, now, limit.begun_at, limit.limit, limit.unit, limit.still, finished_at=limit.stopped_at
    )
    each = ClockLight(
        clock=limit.clock,
        step=limit.step,
        start=limit.start,
        limit=limit.limit,
        due=found.due,
        provisional=found.provisional,
        stopped_on=limit.stopped_on,
        light=found.light,
        unit=limit.unit,
        ends=found.ends,
    )
    return each, found.changes_at


@lru_cache(maxsize=16_384)
def _read(limit: Limit, calendar: WorkingCalendar, today: date) -> ClockLight:
    # cached: on one day thousands of matters share the same item's limits from the same acceptance day
    due = worktime.due(calendar, limit.start, limit.limit, limit.pauses)
    last_day = due.day if limit.fixed is None else limit.fixed
    return ClockLight(
        clock=limit.clock,
        step=limit.step,
        start=limit.start,
        limit=limit.limit,
        due=last_day,
        provisional=due.provisional,
        stopped_on=limit.stopped_on,
        light=light_of(calendar, today, last_day, limit.limit, paused=due.open, finished_on=limit.stopped_on),
    )


_next_change = lru_cache(maxsize=16_384)(next_change)


def worst_of(clocks: tuple[ClockLight, ...]) -> ClockLight | None:
    """The running clock a matter is shown by: law red, promise red, step red, yellow, green (D.12.11).

    Of several yellow or green ones it is the one due first.
    """
    running = [each for each in clocks if each.stopped_on is None]
    return min(running, key=_urgency, default=None)


def overall(timeline: Timeline, clocks: tuple[ClockLight, ...], worst: ClockLight | None) -> Light:
    """The worst running light; with none running, how the limits of law and promise were kept.

    While the applicant is asked to complete his materials no clock of the unit runs: paused. A step that was late
    does not make a matter late that kept its promise; it stays visible at the step.
    """
    if worst is not None:
        return worst.light
    if timeline.standing is Standing.CORRECTION_REQUESTED:
        return Light.PAUSED
    late = any(each.light is Light.FINISHED_LATE for each in clocks if each.clock not in OF_OTHERS)
    return Light.FINISHED_LATE if late else Light.FINISHED


def _urgency(each: ClockLight) -> tuple[int, int, date, int]:
    severity = SEVERITY.index(each.clock)
    return _BY_URGENCY.index(each.light), severity if each.light is Light.RED else 0, each.due, severity


_BY_URGENCY = (Light.RED, Light.YELLOW, Light.GREEN, Light.PAUSED)
"""The lights a running clock can show, the most urgent first; paused is last, so it shows only if all are."""
