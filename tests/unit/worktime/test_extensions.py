"""Extensions are part of a limit: once, and before it has ended (行政许可法 42, D.4.7)."""

from datetime import date

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.ending import Standstill
from liandong.domain.worktime.limit import Extension, Granted, Limit, judge_extensions, total
from liandong.terms.legal_time import midnight

ACCEPTED = midnight(date(2026, 2, 10))  # twenty working days end on 16 March


def judged(calendar: WorkingCalendar, *extensions: Extension, pauses: tuple[Standstill, ...] = ()) -> list[Granted]:
    limit = Limit(amount=20, extensions=extensions)
    return [one.granted for one in judge_extensions(calendar, ACCEPTED, limit, pauses)]


def of(day: date, amount: int = 10) -> Extension:
    return Extension(amount=amount, approved_on=day)


def test_an_extension_on_the_last_day_is_in_time_and_a_day_later_too_late(calendar: WorkingCalendar) -> None:
    assert judged(calendar, of(date(2026, 3, 16))) == [Granted.COUNTS]
    assert judged(calendar, of(date(2026, 3, 17))) == [Granted.LATE]


def test_a_pause_moves_the_last_day_for_an_extension(calendar: WorkingCalendar) -> None:
    paused = Standstill(midnight(date(2026, 3, 10)), midnight(date(2026, 3, 12)))
    assert judged(calendar, of(date(2026, 3, 18)), pauses=(paused,)) == [Granted.COUNTS]


def test_while_the_clock_stands_still_no_extension_is_late(calendar: WorkingCalendar) -> None:
    paused = Standstill(midnight(date(2026, 3, 10)))
    assert judged(calendar, of(date(2026, 6, 1)), pauses=(paused,)) == [Granted.COUNTS]


def test_a_limit_is_extended_once_whatever_the_order_they_are_told_in(calendar: WorkingCalendar) -> None:
    assert judged(calendar, of(date(2026, 3, 12)), of(date(2026, 3, 10))) == [Granted.COUNTS, Granted.SECOND]


def test_only_the_extension_that_counts_lengthens_the_limit(calendar: WorkingCalendar) -> None:
    limit = Limit(amount=20, extensions=(of(date(2026, 3, 10), 7), of(date(2026, 3, 11), 5), of(date(2026, 4, 1), 3)))
    found = judge_extensions(calendar, ACCEPTED, limit)
    assert total(limit, found) == 27
    assert {one.due_without for one in found} == {date(2026, 3, 16)}
