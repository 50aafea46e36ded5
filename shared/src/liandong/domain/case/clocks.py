"""The clocks of a case as its own unit sees them now: what runs, by when, what is left. Supervision counts itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from liandong.domain.case.limits import NOTICE_LIMIT, OWED_LIMIT, notice_due, standstill
from liandong.domain.case.state import Case
from liandong.domain.case.status import FINAL, Status
from liandong.domain.circumstances import Circumstances
from liandong.domain.tracking.ahead import DELIVERY_LIMIT
from liandong.domain.worktime import clock
from liandong.domain.worktime.light import Light, light_of
from liandong.domain.worktime.limit import of_days
from liandong.domain.worktime.unit_light import remaining_units, unit_light
from liandong.events.handling import LimitUnit
from liandong.terms.legal_time import midnight
from liandong.terms.refusal import Refused


class Clock(StrEnum):
    """The clocks of a case (D.4.4)."""

    NOTICE = "notice"  # 一次性告知
    PROMISED = "promised"  # 承诺时限
    STATUTORY = "statutory"  # 法定时限
    STEP = "step"  # 环节时限
    OWED = "owed"  # 容缺补齐
    DELIVERY = "delivery"  # 送达
    RENEWAL = "renewal"  # 延续：许可届满之日


CLOCK_NAMES = {
    Clock.NOTICE: "告知时限",
    Clock.PROMISED: "承诺时限",
    Clock.STATUTORY: "法定时限",
    Clock.STEP: "环节时限",
    Clock.OWED: "容缺补齐时限",
    Clock.DELIVERY: "送达时限",
    Clock.RENEWAL: "许可届满",
}
SEVERITY = (Light.RED, Light.YELLOW, Light.GREEN, Light.PAUSED)
"""The worse first; a clock that has stopped is none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """One clock: its last day, and what is left of its limit, in `unit`, negative once it is over.

    `remaining` is None where it has stopped, or the calendar does not reach so far.
    """

    clock: Clock
    due: date
    limit: int
    unit: LimitUnit = LimitUnit.WORKING_DAY
    remaining: int | None
    light: Light
    ends: datetime | None = None


def clocks_of(case: Case, given: Circumstances) -> tuple[Running, ...]:
    """Every clock that has begun and says something today. Raises Refused outside the calendar."""
    return tuple(_clocks(case, given))


def most_urgent(clocks: tuple[Running, ...]) -> Running | None:
    """The running clock with the worst light, and of these the one that ends first."""
    running = [each for each in clocks if each.light in SEVERITY]
    return min(running, key=lambda each: (SEVERITY.index(each.light), each.due), default=None)


def _clocks(case: Case, given: Circumstances) -> Iterator[Running]:
    if case.status is Status.RECEIVED:
        yield _days(Clock.NOTICE, notice_due(case, given), NOTICE_LIMIT, given)
    if case.accepted_on is not None:
        yield from _deciding(case, given)
        paused = case.stands_still
        if case.running is not None and case.decided_on is None:
            limit = next((step.limit for step in case.entry.steps if step.code == case.running.step), 0)
            yield _days(Clock.STEP, case.running.due, limit, given, paused=paused)
        yield from _renewal(case, given)
        if case.owed and case.owed_by is not None and case.status not in FINAL:
            yield _days(Clock.OWED, case.owed_by, OWED_LIMIT, given)
    if case.decided_on is not None and case.asked_by is None:
        due = clock.due(given.calendar, case.decided_on, DELIVERY_LIMIT).day
        yield _days(Clock.DELIVERY, due, DELIVERY_LIMIT, given, finished_on=case.ready_on or case.delivered_on)


def _renewal(case: Case, given: Circumstances) -> Iterator[Running]:
    """Until the licence expires; a last day further off than the calendar reaches is nobody's worry yet."""
    expires = case.licence_expires_on
    if expires is None or case.decided_on is not None or case.asked_late or case.status in FINAL:
        return
    try:
        limit = clock.remaining(given.calendar, case.effective_on, expires)
        yield _days(Clock.RENEWAL, expires, limit, given)
    except Refused:
        return


def _deciding(case: Case, given: Circumstances) -> Iterator[Running]:
    if case.promised_due is None or case.statutory_due is None:
        return
    if case.decided_on is None and case.status in FINAL:
        return
    unit = case.entry.limit_unit
    promised = case.entry.promised_limit + of_days(case.promise_extension, unit)
    statutory = case.entry.statutory_limit + of_days(case.extension, unit)
    paused = case.stands_still and case.decided_on is None
    for which, due, limit in (
        (Clock.PROMISED, case.promised_due, promised),
        (Clock.STATUTORY, case.statutory_due, statutory),
    ):
        if unit is LimitUnit.WORKING_DAY:
            yield _days(which, due, limit, given, paused=paused, finished_on=case.decided_on)
        else:
            yield _parts(case, which, limit, given)


def _days(
    which: Clock,
    due: date,
    limit: int,
    given: Circumstances,
    *,
    paused: bool = False,
    finished_on: date | None = None,
) -> Running:
    light = light_of(given.calendar, given.today, due, limit, paused=paused, finished_on=finished_on)
    left = None if finished_on is not None else clock.remaining(given.calendar, given.today, due)
    return Running(clock=which, due=due, limit=limit, remaining=left, light=light)


def _parts(case: Case, which: Clock, limit: int, given: Circumstances) -> Running:
    """A limit in hours, half days or calendar days."""
    unit = case.entry.limit_unit
    pauses = [standstill(span, case.entry) for span in case.pauses if span.counts]
    finished = None if case.decided_on is None else midnight(case.decided_on)
    begun = case.begun_at or midnight(case.clock_start)
    found = unit_light(given.calendar, given.now, begun, limit, unit, pauses, finished_at=finished)
    left = None if finished is not None else remaining_units(given.calendar, given.now, found.ends, unit)
    return Running(
        clock=which, due=found.due, limit=limit, unit=unit, remaining=left, light=found.light, ends=found.ends
    )
