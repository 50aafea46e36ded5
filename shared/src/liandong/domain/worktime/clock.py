"""When a limit ends: working days counted from the day after the start, less the days on which the clock stood still.

Policy cn-workdays-1: limits are working days (行政许可法 82); the start day is not counted (民法典 201); a day is
consumed if the clock runs at its end, so a pause covers the days from its start up to, not including, its end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from liandong.domain.worktime.calendar import WorkingCalendar

POLICY: Final = "cn-workdays-1"
"""Name and version of the rules of this module; a case keeps the name it was judged by."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still on the days [start, end); with `end` None it still does.

    A pause that ends on or before the day it began covers no day.
    """

    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit.

    `provisional`: a day counted or passed over lies in a year not yet published. `open`: the clock stands still now,
    so `day` is the earliest it can be.
    """

    day: date
    provisional: bool
    open: bool = False


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Working days that went by: with the clock running (`net`), and standing still (`paused`)."""

    net: int
    paused: int


def due(calendar: WorkingCalendar, start: date, limit: int, pauses: Sequence[Pause] = ()) -> Due:
    """The due day of `limit` working days from `start` (not counted); a limit of 0 is due on the start day itself.

    Pauses may come in any order and overlap. Raises Refused outside the calendar, ValueError for a negative limit.
    """
    if limit < 0:
        raise ValueError(f"a limit is never negative: {limit}")
    if limit == 0:
        return Due(start, provisional=False)
    number = calendar.count(start) + limit
    day = calendar.working_day(number)
    still = False
    for begin, end in _still(start, pauses):
        if begin > day:
            break
        if end is None:
            still = True
            break
        number += _worked(calendar, begin, end)
        day = calendar.working_day(number)
    return Due(day, calendar.passes_provisional(start, day), still)


def remaining(calendar: WorkingCalendar, today: date, due: date) -> int:
    """Working days in (today, due]; once the due day has passed, minus the working days in (due, today]."""
    return calendar.count(due) - calendar.count(today)


def elapsed(calendar: WorkingCalendar, start: date, through: date, pauses: Sequence[Pause] = ()) -> Elapsed:
    """Working days in (start, through], those of the pauses apart; nothing if `through` is not after `start`."""
    if through <= start:
        return Elapsed(0, 0)
    gross = calendar.count(through) - calendar.count(start)
    after = date.fromordinal(through.toordinal() + 1)
    paused = sum(
        _worked(calendar, begin, after if end is None else min(end, after))
        for begin, end in _still(start, pauses)
        if begin <= through
    )
    return Elapsed(gross - paused, paused)


def _still(start: date, pauses: Sequence[Pause]) -> Iterator[tuple[date, date | None]]:
    """The days after `start` on which the clock stands still, as [begin, end) in order and without overlap."""
    if not pauses:
        return
    free = date.fromordinal(start.toordinal() + 1)
    for pause in sorted(pauses, key=_beginning):
        begin = max(pause.start, free)
        if pause.end is None:
            yield begin, None
            return
        if pause.end > begin:
            yield begin, pause.end
            free = pause.end


def _beginning(pause: Pause) -> date:
    return pause.start


def _worked(calendar: WorkingCalendar, begin: date, end: date) -> int:
    """Working days in [begin, end)."""
    last = date.fromordinal(end.toordinal() - 1)
    before = date.fromordinal(begin.toordinal() - 1)
    return calendar.count(last) - calendar.count(before)
