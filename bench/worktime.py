"""How long a due day takes to find: it is found anew in every command, in every light and in every recount."""

from collections.abc import Callable
from datetime import date
from time import process_time
from timeit import Timer

from bench.measure import Goal, Measure
from bench.scale import Scale
from liandong.application.calendar_seed import seed_years
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import Pause, due, elapsed, remaining
from liandong.domain.worktime.explain import explain
from liandong.domain.worktime.limit import Limit
from liandong.domain.worktime.stated_pause import StatedPause
from liandong.events.case_clock import PauseKind
from liandong.terms.legal_time import midnight
from liandong.wire.reference_hashes import calendar_hash

START, LIMIT = date(2026, 2, 10), 60
PAUSES = (
    Pause(date(2026, 2, 26), date(2026, 3, 9)),
    Pause(date(2026, 3, 20), date(2026, 3, 24)),
    Pause(date(2026, 4, 30), date(2026, 5, 20)),
)
GOAL = Goal(name="W1", at_most=20, absolute=True)
TIMES, RUNS = 200, 20


def measure(scale: Scale) -> list[Measure]:
    """Microseconds of one due day, 60 working days with three pauses over Spring Festival and Labour Day."""
    calendar = WorkingCalendar.of(years := seed_years(), calendar_hash(years))
    stated = [
        StatedPause(
            kind=PauseKind.SPECIAL,
            ground="听证",
            basis="行政许可法 45",
            start=midnight(pause.start),
            end=midnight(pause.end),
        )
        for pause in PAUSES
        if pause.end is not None
    ]
    found = due(calendar, START, LIMIT, PAUSES).day
    rounds = scale.times
    return [
        Measure(
            name="due day, 60 working days and 3 pauses",
            unit=" µs",
            ours=_micros(lambda: due(calendar, START, LIMIT, PAUSES), rounds),
            goal=GOAL,
            notes={
                "without pauses µs": _micros(lambda: due(calendar, START, LIMIT), rounds),
                "remaining days µs": _micros(lambda: remaining(calendar, START, found), rounds),
                "net and paused days µs": _micros(lambda: elapsed(calendar, START, found, PAUSES), rounds),
                "counted day by day µs": _micros(lambda: _day_by_day(calendar), rounds, 2),
                "explained day by day µs": _micros(
                    lambda: explain(calendar, midnight(START), Limit(amount=LIMIT), stated), rounds, 2
                ),
            },
        )
    ]


def _micros(act: Callable[[], object], rounds: int, times: int = TIMES) -> float:
    """Of the quickest of many short runs, by CPU time: whoever else uses the machine only makes it slower."""
    timer = Timer(act, timer=process_time)
    return min(timer.timeit(times) for _ in range(rounds * RUNS)) / times * 1e6


def _day_by_day(calendar: WorkingCalendar) -> date:
    """What the tables spare."""
    day, left = START.toordinal(), LIMIT
    while left:
        day += 1
        here = date.fromordinal(day)
        standing = any(pause.start <= here and (pause.end is None or here < pause.end) for pause in PAUSES)
        left -= calendar.is_working(here) and not standing
    return date.fromordinal(day)
