"""When a limit ends: working days counted from the day after the start, less the days on which the clock stood still.

Policy cn-workdays-1: limits are working days (行政许可法 82); the start day is not counted (民法典 201); a day is
consumed if the clock runs at its end, so a pause covers the days from its start up to, not including, its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
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

    `provisional`: a day counted or passed over lies in a year not yet published. `open`: the clock still stands
    still, so `day` is the earliest it can be.
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
    begun = start.toordinal()
    number = calendar.count_at(begun) + limit
    last = calendar.ordinal_of(number)
    still = False
    for begin, end in _still(begun, pauses) if pauses else ():
        if begin > last:
            break
        if end is None:
            still = True
            break
        number += _worked(calendar, begin, end)
        last = calendar.ordinal_of(number)
    return Due(date.fromordinal(last), calendar.passes_provisional(begun, last), still)


def remaining(calendar: WorkingCalendar, today: date, due: date) -> int:
    """Working days in (today, due]; once the due day has passed, minus the working days in (due, today]."""
    return calendar.count(due) - calendar.count(today)


def elapsed(calendar: WorkingCalendar, start: date, through: date, pauses: Sequence[Pause] = ()) -> Elapsed:
    """Working days in (start, through], those of the pauses apart; nothing if `through` is not after `start`."""
    if through <= start:
        return Elapsed(0, 0)
    gross = calendar.count(through) - calendar.count(start)
    after = through.toordinal() + 1
    paused = sum(
        _worked(calendar, begin, after if end is None else min(end, after))
        for begin, end in _still(start.toordinal(), pauses)
        if begin < after
    )
    return Elapsed(gross - paused, paused)


def _still(start: int, pauses: Sequence[Pause]) -> list[tuple[int, int | None]]:
    """The days after `start` on which the clock stands still: ordinals [begin, end), in order, without overlap."""
    spans: list[tuple[int, int | None]] = []
    free = start + 1
    for pause in sorted(pauses, key=_beginning) if len(pauses) > 1 else pauses:
        begin = max(pause.start.toordinal(), free)
        if pause.end is None:
            spans.append((begin, None))
            break
        end = pause.end.toordinal()
        if end > begin:
            spans.append((begin, end))
            free = end
    return spans


_beginning = attrgetter("start")


def _worked(calendar: WorkingCalendar, begin: int, end: int) -> int:
    """Working days in [begin, end), by ordinals."""
    return calendar.count_at(end - 1) - calendar.count_at(begin - 1)
