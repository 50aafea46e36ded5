"""A limit in half days, calendar days or hours counted again piece by piece, apart from the ordinary way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from e_supervision.verify.recount_days import ONE, Days
from liandong.domain.worktime.light import Light
from liandong.events.reference import LimitUnit
from liandong.terms.legal_time import LEGAL_ZONE

MINUTE = timedelta(minutes=1)
SESSIONS = ((time(9), time(12)), (time(13, 30), time(17, 30)))
OF_ONE = {LimitUnit.WORKING_HOUR: 60, LimitUnit.NATURAL_HOUR: 60}
"""Minutes that make one unit; of the others one piece is one unit."""


Worked = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The clock stands still in [start, end); one that `anew` begins the limit again."""

    start: datetime
    end: datetime | None
    anew: bool


@dataclass(frozen=True, slots=True)
class _Counted:
    """One version's count: the last day, the first instant after it, the end of every piece spent."""

    due: date
    ends: datetime
    spent: list[datetime]
    standing: bool


def light_of_unit(
    days: Days,
    now: datetime,
    start: datetime,
    amount: int,
    unit: LimitUnit,
    stretches: Sequence[Stretch],
    stopped: datetime | None,
) -> tuple[date, Light]:
    """The last day and the light, by the version of the calendar that leads to the latest end; of two the newer."""
    counts = [_counted(worked, start, amount, unit, stretches) for worked in days.by_each_version()]
    found = max(counts, key=lambda each: each.ends)
    due, ends = found.due, found.ends
    if stopped is not None:
        return due, Light.FINISHED if stopped < ends else Light.FINISHED_LATE
    if found.standing:
        return due, Light.PAUSED
    if now >= ends:
        return due, Light.RED
    warned = min(max(1, -(-amount // 5)), amount - 1)
    if unit is LimitUnit.CALENDAR_DAY:
        warned_at = datetime.combine(due - warned * ONE, time(0), LEGAL_ZONE)
    else:
        warned_at = found.spent[len(found.spent) - 1 - warned * OF_ONE.get(unit, 1)]
    return due, Light.YELLOW if now >= warned_at else Light.GREEN


def _counted(worked: Worked, start: datetime, amount: int, unit: LimitUnit, stretches: Sequence[Stretch]) -> _Counted:
    spent, standing = _spent(worked, start, amount, unit, stretches)
    ends = spent[-1]
    due = (ends - MINUTE).date()
    if unit is LimitUnit.CALENDAR_DAY:
        while not worked(due):
            due += ONE
        ends = datetime.combine(due + ONE, time(0), LEGAL_ZONE)
    return _Counted(due, ends, spent, standing)


def _spent(
    worked: Worked, start: datetime, amount: int, unit: LimitUnit, stretches: Sequence[Stretch]
) -> tuple[list[datetime], bool]:
    """The end of every piece spent since the limit last began, and whether the clock stands still before the last."""
    wanted, since = amount * OF_ONE.get(unit, 1), _to_the_minute(start)
    told = sorted((_whole(each) for each in stretches), key=lambda each: each.start)
    told = [each for each in told if each.end is None or each.end >= each.start]
    keeping = [each for each in told if not each.anew]
    while True:
        spent = _walked(worked, since, wanted, unit, keeping)
        again = next((each for each in told if each.anew and (each.end is None or each.end > since)), None)
        waiting = any(each.end is None and each.start < spent[-1] for each in keeping)
        if again is None or (again.start >= spent[-1] and not waiting):
            return spent, waiting
        if again.end is None:
            return _walked(worked, max(since, again.start), wanted, unit, keeping), True
        since = again.end


def _walked(
    worked: Worked, since: datetime, wanted: int, unit: LimitUnit, keeping: Sequence[Stretch]
) -> list[datetime]:
    """Without the stretches that keep what is left, up to one that has no end yet: from there on the end is the
    earliest it can be."""
    spent: list[datetime] = []
    ended = list(takewhile(lambda each: each.end is not None, keeping))
    for begins, ends in _pieces(worked, since, unit):
        if (begins >= since if unit in OF_ONE else begins > since) and not any(
            each.end is not None and each.start < ends <= each.end for each in ended
        ):
            spent.append(ends)
        if len(spent) == wanted:
            break
    return spent


def _pieces(worked: Worked, since: datetime, unit: LimitUnit) -> Iterator[tuple[datetime, datetime]]:
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
            case LimitUnit.HALF_DAY if worked(day):
                yield from sessions
            case LimitUnit.WORKING_HOUR if worked(day):
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
