"""The clocks 时限 of one matter: what each counts, from when, and what stops it, by the frozen entry and what was said.

A due date that the unit states plays no part.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from e_supervision.stretches import stretches
from e_supervision.timeline import Timeline
from liandong.domain.worktime import clock as worktime
from liandong.domain.worktime.ending import Standstill
from liandong.domain.worktime.limit import of_days
from liandong.events.reference import CatalogueEntry, LimitUnit
from liandong.terms.legal_time import FOR_GOOD, midnight

NOTICE_LIMIT = 5
"""Working days to give the one-time notice, accept or refuse (行政许可法 32)."""
OWED_LIMIT = 20
"""Working days at most for materials owed since acceptance; the last day is frozen then (D.12.7)."""
ORGANISE_HEARING_LIMIT = 20
"""Working days to hold a hearing that was asked for (行政许可法 47)."""
DELIVERY_LIMIT = 10
"""Working days to hand out a decision (行政许可法 44)."""
RENEWAL_LIMIT = 30
"""Days of the calendar before expiry by which a renewal is asked for; its light is yellow by these (行政许可法 50)."""


class Clock(StrEnum):
    """The clocks of a matter (D.4.4)."""

    NOTICE = "notice"  # 一次性告知时限
    STATUTORY = "statutory"  # 法定时限
    PROMISED = "promised"  # 承诺时限
    STEP = "step"  # 环节时限
    TOLERANCE = "tolerance"  # 容缺补齐时限
    HEARING = "hearing"  # 组织听证时限
    DELIVERY = "delivery"  # 送达时限
    RENEWAL = "renewal"  # 延续: 所持许可有效期届满日


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


def limits(timeline: Timeline, entry: CatalogueEntry) -> Iterator[Limit]:
    """Every clock that has begun."""
    for each in timeline.rounds:
        yield Limit(clock=Clock.NOTICE, start=each.effective_on, limit=NOTICE_LIMIT, stopped_on=each.answered_on)
    if timeline.accepted_on is not None:
        stopped = timeline.stopped_on
        start = timeline.reopened_on or timeline.accepted_on
        pauses = tuple(worktime.Pause(each.start, each.end) for each in stretches(timeline))
        yield from deciding(timeline, entry, start)
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
        yield from _renewing(timeline, entry, start)
    if timeline.decided_on is not None and timeline.asked_by is None:
        delivered = timeline.ready_on or timeline.delivered_on or timeline.closed_on
        yield Limit(clock=Clock.DELIVERY, start=timeline.decided_on, limit=DELIVERY_LIMIT, stopped_on=delivered)


def _renewing(timeline: Timeline, entry: CatalogueEntry, start: date) -> Iterator[Limit]:
    """The licence to be renewed runs out on its day, whatever is paused, and whoever the case was handed up to; one
    that holds for good (长期) never does."""
    last_day = timeline.licence_expires_on
    if entry.renewal and last_day is not None and start <= last_day != FOR_GOOD:
        yield Limit(
            clock=Clock.RENEWAL,
            start=start,
            limit=(last_day - start).days,
            stopped_on=timeline.decided_on or timeline.turned_back_on,
            fixed=last_day,
            unit=LimitUnit.CALENDAR_DAY,
        )


def deciding(timeline: Timeline, entry: CatalogueEntry, start: date) -> Iterator[Limit]:
    """The clocks of law and promise, in the unit of the item; its pauses may begin them anew (D.4.6)."""
    extended, unit = timeline.extended, entry.limit_unit
    more = 0 if extended is None else of_days(extended.days, unit)
    promise_more = more if extended is not None and extended.moves_promise else 0
    counting = list(stretches(timeline))
    law = Limit(
        clock=Clock.STATUTORY,
        start=start,
        limit=entry.statutory_limit + more,
        stopped_on=timeline.stopped_on,
        pauses=tuple(worktime.Pause(each.start, each.end, entry.interrupts) for each in counting),
    )
    if unit is not LimitUnit.WORKING_DAY:
        still = tuple(each.to_the_instant(entry) for each in counting)
        begun_at = timeline.begun_at or midnight(start)
        law = replace(law, unit=unit, begun_at=begun_at, still=still, stopped_at=timeline.stopped_at)
    yield law
    yield replace(law, clock=Clock.PROMISED, limit=entry.promised_limit + promise_more)
