from datetime import date

import pytest

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.reference import CalendarYear, YearStatus
from liandong.terms.codes import Digest
from liandong.terms.refusal import Nature, Refused


def year(number: int, off: tuple[date, ...] = (), work: tuple[date, ...] = ()) -> CalendarYear:
    return CalendarYear(year=number, status=YearStatus.OFFICIAL, source="试验", off=off, work=work)


def test_weekdays_are_worked_unless_off_and_weekend_days_only_if_made_up() -> None:
    calendar = WorkingCalendar.of([year(2026, off=(date(2026, 10, 1),), work=(date(2026, 10, 10),))], Digest("h"))
    assert calendar.is_working(date(2026, 9, 30))
    assert not calendar.is_working(date(2026, 10, 1))
    assert not calendar.is_working(date(2026, 10, 3))
    assert calendar.is_working(date(2026, 10, 10))


def test_the_first_and_the_last_day_of_the_calendar_can_be_asked() -> None:
    calendar = WorkingCalendar.of([year(2026)], Digest("h"))
    assert (calendar.first_day, calendar.last_day) == (date(2026, 1, 1), date(2026, 12, 31))
    assert calendar.is_working(date(2026, 1, 1))
    assert calendar.is_working(date(2026, 12, 31))
    assert calendar.count(date(2026, 1, 1)) == 1


def test_the_next_working_day_is_the_day_itself_if_it_is_worked(calendar: WorkingCalendar) -> None:
    assert calendar.next_working_day(date(2026, 9, 30)) == date(2026, 9, 30)
    assert calendar.next_working_day(date(2026, 10, 1)) == date(2026, 10, 8)
    assert calendar.next_working_day(date(2026, 2, 18)) == date(2026, 2, 24)


@pytest.mark.parametrize(
    ("day", "code", "nature"),
    [
        (date(2003, 12, 30), "calendar.before-first-year", Nature.INVALID),
        (date(1, 1, 1), "calendar.before-first-year", Nature.INVALID),
        (date(2029, 1, 1), "calendar.beyond-horizon", Nature.UNAVAILABLE),
        (date(9999, 12, 31), "calendar.beyond-horizon", Nature.UNAVAILABLE),
    ],
)
def test_a_day_outside_the_calendar_is_refused(calendar: WorkingCalendar, day: date, code: str, nature: Nature) -> None:
    for ask in (calendar.is_working, calendar.is_provisional, calendar.count, calendar.next_working_day):
        with pytest.raises(Refused) as refusal:
            ask(day)
        assert (refusal.value.code, refusal.value.nature) == (code, nature)


def test_only_years_not_yet_published_are_provisional(calendar: WorkingCalendar) -> None:
    assert not calendar.is_provisional(date(2026, 12, 31))
    assert calendar.is_provisional(date(2027, 1, 1))
    assert calendar.is_provisional(date(2028, 12, 31))


@pytest.mark.parametrize(
    "years",
    [(), (2026, 2028), (2026, 2026)],
    ids=["none", "a gap", "one twice"],
)
def test_years_must_follow_each_other(years: tuple[int, ...]) -> None:
    with pytest.raises(Refused, match=r"calendar\.years-not-consecutive"):
        WorkingCalendar.of([year(number) for number in years], Digest("h"))


@pytest.mark.parametrize(
    "contradictory",
    [
        year(2026, off=(date(2026, 10, 3),)),
        year(2026, work=(date(2026, 10, 9),)),
        year(2026, off=(date(2025, 10, 1),)),
        year(2026, off=(date(2026, 10, 1), date(2026, 10, 1))),
    ],
    ids=["a weekend day off", "a weekday made up", "a day of another year", "a day twice"],
)
def test_a_year_that_contradicts_itself_is_refused_whole(contradictory: CalendarYear) -> None:
    with pytest.raises(Refused, match=r"calendar\.contradicts-itself"):
        WorkingCalendar.of([contradictory], Digest("h"))
