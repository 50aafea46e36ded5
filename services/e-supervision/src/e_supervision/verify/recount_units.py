"""A limit in half days, calendar days or hours counted again piece by piece, apart from the ordinary way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from liandong.domain.worktime.light import Light
from liandong.events.reference import LimitUnit
from liandong.terms.legal_time import LEGAL_ZONE

ONE = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SESSIONS = ((time(9), time(12)), (time(13, 30), time(17, 30)))
OF_ONE = {LimitUnit.WORKING_HOUR: 60, LimitUnit.NATURAL_HOUR: 60}
"""Minutes that make one unit; of the others one piece is one unit."""


class Worked(Protocol):
    def worked(self, day: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """The clock stands still in [start, end); one that `anew` begins the limit again."""

    start: datetime
    end: datetime | None
    anew: bool


def light_of_unit(
    days: Worked,
    now: datetime,
    start: datetime,
    amount: int,
    unit: LimitUnit,
    stretches: Sequence[Stretch],
    stopped: datetime | None,
) -> tuple[date, Light]:
    """The last day and the light."""
    spent, standing = _spent(days, start, amount, unit, stretches)
    ends = spent[-1]
    due = (ends - MINUTE).date()
    if unit is LimitUnit.CALENDAR_DAY:
        while not days.worked(due):
            due += ONE
        ends = datetime.combine(due + ONE, time(0), LEGAL_ZONE)
    if stopped is not None:
        return due, Light.FINISHED if stopped < ends else Light.FINISHED_LATE
    if standing:
        return due, Light.PAUSED
    if now >= ends:
        return due, Light.RED
    warned = min(max(1, -(-amount // 5)), amount - 1)
    if unit is LimitUnit.CALENDAR_DAY:
        warned_at = datetime.combine(due - warned * ONE, time(0), LEGAL_ZONE)
    else:
        warned_at = spent[len(spent) - 1 - warned * OF_ONE.get(unit, 1)]
    return due, Light.YELLOW if now >= warned_at else Light.GREEN


def _spent(
    days: Worked, start: datetime, amount: int, unit: LimitUnit, stretches: Sequence[Stretch]
) -> tuple[list[datetime], bool]:
    """The end of every piece spent since the limit last began, and whether the clock stands still before the last."""
    wanted, since = amount * OF_ONE.get(unit, 1), _to_the_minute(start)
    told = sorted((_whole(each) for each in stretches), key=lambda each: each.start)
    told = [each for each in told if each.end is None or each.end >= each.start]
    keeping = [each for each in told if not each.anew]
    while True:
        spent = _walked(days, since, wanted, unit, keeping)
        again = next((each for each in told if each.anew and (each.end is None or each.end > since)), None)
        waiting = any(each.end is None and each.start < spent[-1] for each in keeping)
        if again is None or (again.start >= spent[-1] and not waiting):
            return spent, waiting
        if again.end is None:
            return _walked(days, max(since, again.start), wanted, unit, keeping), True
        since = again.end


def _walked(days: Worked, since: datetime, wanted: int, unit: LimitUnit, keeping: Sequence[Stretch]) -> list[datetime]:
    spent: list[datetime] = []
    for begins, ends in _pieces(days, since, unit):
        if (begins >= since if unit in OF_ONE else begins > since) and not any(
            each.end is not None and each.start < ends <= each.end for each in keeping
        ):
            spent.append(ends)
        if len(spent) == wanted:
            break
    return spent


def _pieces(days: Worked, since: datetime, unit: LimitUnit) -> Iterator[tuple[datetime, datetime]]:
    """Every piece from the day of the start on, for ever."""
    day = since.date()
    while True:
        midnight = datetime.combine(day, time(0), LEGAL_ZONE)
        sessions = [(datetime.combine(day, a, LEGAL_ZONE), datetime.combine(day, b, LEGAL_ZONE)) for a, b in SESSIONS]
        match unit:
            case LimitUnit.CALENDAR_DAY:
                yield midnight, midnight + ONE
            case LimitUnit.NATURAL_HOUR:
                yield from _minutes(midnight, midnight + ONE)
            case LimitUnit.HALF_DAY if days.worked(day):
                yield from sessions
            case LimitUnit.WORKING_HOUR if days.worked(day):
                for opens, closes in sessions:
                    yield from _minutes(opens, closes)
            case _:
                pass
        day += ONE


def _minutes(first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    while first < last:
        yield first, first + MINUTE
        first += MINUTE


def _whole(each: Stretch) -> Stretch:
    return Stretch(_to_the_minute(each.start), None if each.end is None else _to_the_minute(each.end), each.anew)


def _to_the_minute(at: datetime) -> datetime:
    return at.astimezone(LEGAL_ZONE).replace(second=0, microsecond=0)
