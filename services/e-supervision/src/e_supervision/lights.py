"""The lights 灯 of one matter: each clock's due day and light, recomputed from what was said, catalogue and calendar.

The limits are those of the published entry the matter was frozen to; a due date that the unit states plays no part.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from e_supervision.timeline import Paused, Standing, Timeline
from liandong.domain.worktime import clock as worktime
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.ending import Standstill, ending
from liandong.domain.worktime.light import Light, light_of, next_change
from liandong.domain.worktime.limit import of_days
from liandong.domain.worktime.unit_light import unit_light
from liandong.events.reference import CatalogueEntry, LimitUnit
from liandong.terms.legal_time import legal_day, midnight
from liandong.terms.refusal import Refused

NOTICE_LIMIT = 5
"""Working days to give the one-time notice, accept or refuse (行政许可法 32)."""
OWED_LIMIT = 20
"""Working days at most for materials owed since acceptance; the last day is frozen then (D.12.7)."""
ORGANISE_HEARING_LIMIT = 20
"""Working days to hold a hearing that was asked for (行政许可法 47)."""
DELIVERY_LIMIT = 10
"""Working days to hand out a decision (行政许可法 44)."""


class Clock(StrEnum):
    """The clocks of a matter (D.4.4)."""

    NOTICE = "notice"  # 一次性告知时限
    STATUTORY = "statutory"  # 法定时限
    PROMISED = "promised"  # 承诺时限
    STEP = "step"  # 环节时限
    TOLERANCE = "tolerance"  # 容缺补齐时限
    HEARING = "hearing"  # 组织听证时限
    DELIVERY = "delivery"  # 送达时限


LEGAL_CLOCKS = (Clock.STATUTORY, Clock.NOTICE, Clock.HEARING, Clock.DELIVERY)
"""Clocks whose limit the law sets; when red they show before the promise, and that before a step."""
OF_OTHERS = (Clock.STEP, Clock.TOLERANCE)
"""Clocks that make no matter late: a step's, and the applicant's own."""
SEVERITY = (*LEGAL_CLOCKS, Clock.PROMISED, Clock.STEP, Clock.TOLERANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What one clock counts: `limit` units after `start`, without its `pauses`, until `stopped_on`.

    `fixed` is a last day that was frozen as such. `begun_at`, `still` and `stopped_at` are start, pauses and stop to
    the instant, for a unit other than working days.
    """

    clock: Clock
    start: date
    limit: int
    stopped_on: date | None
    step: str | None = None
    pauses: tuple[worktime.Pause, ...] = ()
    fixed: date | None = None
    unit: LimitUnit = LimitUnit.WORKING_DAY
    begun_at: datetime | None = None
    still: tuple[Standstill, ...] = ()
    stopped_at: datetime | None = None


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
    statutory due day as it was before it was extended.
    """

    light: Light
    day: date = field(compare=False)
    worst: ClockLight | None = None
    clocks: tuple[ClockLight, ...] = ()
    next_change: datetime | None = None
    before_extension: date | None = None


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

    "Awaiting edition", never a guess, when the entry or the calendar is not held, does not reach far enough, or the
    counting policy is not one known here.
    """
    today = legal_day(now)
    if entry is None or calendar is None or timeline.policy not in (None, worktime.POLICY):
        return Judgement(light=Light.AWAITING_EDITION, day=today)
    try:
        read = tuple(_judged(limit, calendar, newest or calendar, now) for limit in limits(timeline, entry))
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
    )


def _before_extension(timeline: Timeline, entry: CatalogueEntry, calendar: WorkingCalendar) -> date | None:
    start, extended = timeline.reopened_on or timeline.accepted_on, timeline.extended
    if start is None or extended is None:
        return None
    began, until = timeline.begun_at or midnight(start), midnight(extended.on)
    before = [standstill(each, entry) for each in timeline.pauses if each.counts and each.start <= extended.on]
    pauses = [replace(each, end=max(each.start, min(each.end or until, until))) for each in before]
    return ending(calendar, began, entry.statutory_limit, entry.limit_unit, pauses).day


def standstill(paused: Paused, entry: CatalogueEntry) -> Standstill:
    """A pause to the instant where that was said, else from and to the whole day."""
    end = None if paused.end is None else paused.end_at or midnight(paused.end)
    return Standstill(paused.start_at or midnight(paused.start), end, entry.interrupts)


def limits(timeline: Timeline, entry: CatalogueEntry) -> Iterator[Limit]:
    """Every clock that has begun."""
    for each in timeline.rounds:
        yield Limit(clock=Clock.NOTICE, start=each.effective_on, limit=NOTICE_LIMIT, stopped_on=each.answered_on)
    if timeline.accepted_on is not None:
        stopped = timeline.stopped_on
        start = timeline.reopened_on or timeline.accepted_on
        pauses = tuple(worktime.Pause(each.start, each.end) for each in timeline.pauses if each.counts)
        yield from _deciding(timeline, entry, start)
        allowed = {step.code: step.limit for step in entry.steps}
        for step in timeline.steps:
            if step.code in allowed:
                ended = step.done_on or stopped
                limit = allowed[step.code]
                yield Limit(
                    clock=Clock.STEP,
                    step=step.code,
                    start=step.started_on,
                    limit=limit,
                    stopped_on=ended,
                    pauses=pauses,
                )
        if timeline.owed is not None:
            owed = timeline.owed
            yield Limit(
                clock=Clock.TOLERANCE,
                start=owed.since,
                limit=OWED_LIMIT,
                stopped_on=owed.handed_in_on or stopped,
                fixed=owed.by,
            )
        if timeline.hearing is not None:
            yield Limit(
                clock=Clock.HEARING,
                start=timeline.hearing.asked_on,
                limit=ORGANISE_HEARING_LIMIT,
                stopped_on=timeline.hearing.done_on or stopped,
            )
    if timeline.decided_on is not None and timeline.asked_by is None:
        delivered = timeline.ready_on or timeline.delivered_on or timeline.closed_on
        yield Limit(clock=Clock.DELIVERY, start=timeline.decided_on, limit=DELIVERY_LIMIT, stopped_on=delivered)


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


def _deciding(timeline: Timeline, entry: CatalogueEntry, start: date) -> Iterator[Limit]:
    """The clocks of law and promise, in the unit of the item; its pauses may begin them anew (D.4.6)."""
    extended, unit = timeline.extended, entry.limit_unit
    more = 0 if extended is None else of_days(extended.days, unit)
    promise_more = more if extended is not None and extended.moves_promise else 0
    counting = [each for each in timeline.pauses if each.counts]
    law = Limit(
        clock=Clock.STATUTORY,
        start=start,
        limit=entry.statutory_limit + more,
        stopped_on=timeline.stopped_on,
        pauses=tuple(worktime.Pause(each.start, each.end, entry.interrupts) for each in counting),
    )
    if unit is not LimitUnit.WORKING_DAY:
        still = tuple(standstill(each, entry) for each in counting)
        begun_at = timeline.begun_at or midnight(start)
        law = replace(law, unit=unit, begun_at=begun_at, still=still, stopped_at=timeline.stopped_at)
    yield law
    yield replace(law, clock=Clock.PROMISED, limit=entry.promised_limit + promise_more)


def _at(limit: Limit, calendar: WorkingCalendar, now: datetime) -> tuple[ClockLight, datetime | None]:
    if limit.unit is not LimitUnit.WORKING_DAY:
        return _to_the_instant(limit, calendar, now)
    today = legal_day(now)
    each = _read(limit, calendar, today)
    if each.stopped_on is not None or each.light is Light.PAUSED:
        return each, None
    change = _next_change(calendar, today, each.due, each.limit)
    return each, None if change is None else midnight(change)


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
