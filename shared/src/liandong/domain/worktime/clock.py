"""When a limit ends: working days counted from the day after the start, less the days on which the clock stood still.

Limits are working days (行政许可法 82); the start day is not counted (民法典 201); which day of a pause is spent, and
what is left after it, says the policy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Final

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.policy import CN_WORKDAYS_1, EventDay, Policy, Resume

POLICY: Final = CN_WORKDAYS_1.name
"""Name of the policy that ships; a case keeps the name it was judged by."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still on the days [start, end); with `end` None it still does.

    A pause that ends on or before the day it began covers no day. After one that `restarts` (中断, only where the item
    says so) the whole limit begins anew, and its end is the new start day, not counted.
    """

    start: date
    end: date | None = None
    restarts: bool = False


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


def due(
    calendar: WorkingCalendar, start: date, limit: int, pauses: Sequence[Pause] = (), policy: Policy = CN_WORKDAYS_1
) -> Due:
    """The due day of `limit` working days from `start` (not counted); a limit of 0 is due on the start day itself.

    Where versions of the calendar were replaced since, the latest of the days they lead to (D.4.9, D.12.16): days
    before a publication are judged by the more lenient version, and no limit that was kept is broken by a later one.

    Pauses may come in any order and overlap. Raises Refused outside the calendar, ValueError for a negative limit.
    """
    if limit < 0:
        raise ValueError(f"a limit is never negative: {limit}")
    if limit == 0:
        return Due(start, provisional=False)
    if calendar.before is None:
        return _due(calendar, start, limit, pauses, policy)
    found = (_due(each, start, limit, pauses, policy) for each in calendar.judging(start))
    return max(found, key=attrgetter("day"))  # of two alike the first, by the newest version


def _due(calendar: WorkingCalendar, start: date, limit: int, pauses: Sequence[Pause], policy: Policy) -> Due:
    if pauses:
        restarting = [pause for pause in pauses if restarts(pause, policy)]
        if restarting:
            return _due_restarting(calendar, start, limit, pauses, restarting, policy)
    return _due_continuing(calendar, start, limit, pauses, policy)


def restarts(pause: Pause, policy: Policy) -> bool:
    """Whether the whole limit begins anew after it; one that ends before it began does nothing."""
    anew = pause.restarts or policy.resume is Resume.RESTART
    return anew and (pause.end is None or pause.end >= pause.start)


def remaining(calendar: WorkingCalendar, today: date, due: date) -> int:
    """Working days in (today, due]; once the due day has passed, minus the working days in (due, today]."""
    return calendar.count(due) - calendar.count(today)


def elapsed(
    calendar: WorkingCalendar, start: date, through: date, pauses: Sequence[Pause] = (), policy: Policy = CN_WORKDAYS_1
) -> Elapsed:
    """Working days in (start, through], those of the pauses apart; nothing if `through` is not after `start`.

    What went by before a limit began anew has gone by all the same.
    """
    if through <= start:
        return Elapsed(0, 0)
    gross = calendar.count(through) - calendar.count(start)
    after = through.toordinal() + 1
    paused = sum(
        _worked(calendar, begin, after if end is None else min(end, after))
        for begin, end in _still(start.toordinal(), pauses, policy)
        if begin < after
    )
    return Elapsed(gross - paused, paused)


def calendar_days(start: date, through: date) -> int:
    """自然日: all days in (start, through], what an applicant sees pass; 0 if `through` is not after `start`."""
    return max(0, (through - start).days)


def _due_continuing(calendar: WorkingCalendar, start: date, limit: int, pauses: Sequence[Pause], policy: Policy) -> Due:
    begun = start.toordinal()
    number = calendar.count_at(begun) + limit
    last = calendar.ordinal_of(number)
    still = False
    for begin, end in _still(begun, pauses, policy) if pauses else ():
        if begin > last:
            break
        if end is None:
            still = True
            break
        number += _worked(calendar, begin, end)
        last = calendar.ordinal_of(number)
    return Due(date.fromordinal(last), calendar.passes_provisional(begun, last), still)


def _due_restarting(
    calendar: WorkingCalendar,
    start: date,
    limit: int,
    pauses: Sequence[Pause],
    restarting: list[Pause],
    policy: Policy,
) -> Due:
    """Begins anew after each restarting pause that began while the limit ran; the other pauses keep what is left."""
    others = [pause for pause in pauses if not restarts(pause, policy)]
    found = _due_continuing(calendar, start, limit, others, policy)
    for pause in sorted(restarting, key=_beginning):
        if pause.end is not None and pause.end <= start:
            continue
        if pause.start > found.day and not found.open:
            break
        start = max(start, pause.start) if pause.end is None else pause.end
        found = _due_continuing(calendar, start, limit, others, policy)
        if pause.end is None:
            return Due(found.day, found.provisional, open=True)
    return found


def _still(start: int, pauses: Sequence[Pause], policy: Policy) -> list[tuple[int, int | None]]:
    """The days after `start` on which the clock stands still: ordinals [begin, end), in order, without overlap."""
    spans: list[tuple[int, int | None]] = []
    free = start + 1
    resume_day = 0 if policy.event_day is EventDay.SPENT_IF_RUNNING_AT_ITS_END else 1
    for pause in sorted(pauses, key=_beginning) if len(pauses) > 1 else pauses:
        begin = max(pause.start.toordinal(), free)
        if pause.end is None:
            spans.append((begin, None))
            break
        end = pause.end.toordinal() + resume_day
        if end > begin:
            spans.append((begin, end))
            free = end
    return spans


_beginning = attrgetter("start")


def _worked(calendar: WorkingCalendar, begin: int, end: int) -> int:
    """Working days in [begin, end), by ordinals."""
    return calendar.count_at(end - 1) - calendar.count_at(begin - 1)
