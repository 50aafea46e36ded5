"""Limits in working days, half days, calendar days, office hours and plain hours (D.4.10, D.12.15)."""

from datetime import UTC, date, datetime, time

import pytest

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.ending import Standstill, ending
from liandong.domain.worktime.office_hours import OfficeHours, Session
from liandong.events.reference import LimitUnit
from liandong.terms.legal_time import LEGAL_ZONE, midnight
from liandong.terms.refusal import Refused


def at(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LEGAL_ZONE)


def test_a_limit_is_over_only_after_its_last_day_has_ended(calendar: WorkingCalendar) -> None:
    found = ending(calendar, at(9, 28, 10), 10)
    assert (found.day, found.at) == (date(2026, 10, 16), at(10, 17))
    assert not found.is_over(at(10, 16, 23, 59))
    assert found.is_over(at(10, 17))


@pytest.mark.parametrize(
    ("start", "halves", "ends"),
    [
        (at(9, 28, 10), 1, at(9, 28, 17, 30)),  # the morning it starts in is not counted
        (at(9, 28, 10), 2, at(9, 29, 12)),
        (at(9, 28, 12), 1, at(9, 28, 17, 30)),  # at noon the afternoon has not begun
        (at(9, 28, 13, 30), 1, at(9, 29, 12)),
        (at(9, 28, 20), 1, at(9, 29, 12)),
        (at(9, 30, 14), 1, at(10, 8, 12)),  # over National Day
        (at(10, 9, 14), 3, at(10, 12, 12)),  # 10 October is made up
    ],
)
def test_half_days_are_mornings_and_afternoons_of_working_days(
    calendar: WorkingCalendar, start: datetime, halves: int, ends: datetime
) -> None:
    assert ending(calendar, start, halves, LimitUnit.HALF_DAY).at == ends


@pytest.mark.parametrize(
    ("start", "hours", "ends"),
    [
        (at(9, 28, 9), 1, at(9, 28, 10)),  # no start day is left out
        (at(9, 28, 11, 30), 1, at(9, 28, 14)),  # over noon
        (at(9, 28, 9), 3, at(9, 28, 12)),  # to the end of the morning, not to the beginning of the afternoon
        (at(9, 28, 9), 7, at(9, 28, 17, 30)),
        (at(9, 28, 17), 1, at(9, 29, 9, 30)),
        (at(9, 28, 19), 2, at(9, 29, 11)),  # after hours: from the next opening on
        (at(9, 30, 17), 4, at(10, 8, 14)),
        (at(10, 3, 12), 1, at(10, 8, 10)),  # on a day nobody works
    ],
)
def test_working_hours_run_in_office_hours_from_the_minute_on(
    calendar: WorkingCalendar, start: datetime, hours: int, ends: datetime
) -> None:
    found = ending(calendar, start, hours, LimitUnit.WORKING_HOUR)
    assert (found.at, found.day) == (ends, ends.date())


def test_seconds_are_left_off_and_other_zones_are_told_in_legal_time(calendar: WorkingCalendar) -> None:
    start = datetime(2026, 9, 28, 1, 0, 59, tzinfo=UTC)  # 9:00:59
    assert ending(calendar, start, 1, LimitUnit.WORKING_HOUR).at == at(9, 28, 10)


def test_working_hours_are_those_of_the_unit(calendar: WorkingCalendar) -> None:
    summer = OfficeHours(morning=Session(time(8), time(12)), afternoon=Session(time(15), time(18)))
    assert ending(calendar, at(9, 28, 11), 2, LimitUnit.WORKING_HOUR, hours=summer).at == at(9, 28, 16)


def test_half_open_to_the_minute_an_hour_is_over_when_its_last_minute_has_passed(calendar: WorkingCalendar) -> None:
    found = ending(calendar, at(9, 28, 9), 1, LimitUnit.WORKING_HOUR)
    assert not found.is_over(at(9, 28, 9, 59))
    assert found.is_over(at(9, 28, 10))


def test_pauses_of_hours_are_to_the_minute(calendar: WorkingCalendar) -> None:
    pauses = [Standstill(at(9, 28, 10, 30), at(9, 28, 10, 50)), Standstill(at(9, 28, 11, 50), at(9, 28, 13, 40))]
    assert ending(calendar, at(9, 28, 10), 2, LimitUnit.WORKING_HOUR, pauses).at == at(9, 28, 14, 10)


def test_natural_hours_run_day_and_night(calendar: WorkingCalendar) -> None:
    assert ending(calendar, at(9, 30, 16), 24, LimitUnit.NATURAL_HOUR).at == at(10, 1, 16)
    paused = [Standstill(at(9, 30, 20), at(9, 30, 21, 30))]
    assert ending(calendar, at(9, 30, 16), 24, LimitUnit.NATURAL_HOUR, paused).at == at(10, 1, 17, 30)
    to_midnight = ending(calendar, at(9, 30, 16), 8, LimitUnit.NATURAL_HOUR)
    assert (to_midnight.at, to_midnight.day) == (at(10, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (at(9, 1), 15, date(2026, 9, 16)),
        (at(9, 28), 5, date(2026, 10, 8)),  # 3 October is nobody's working day: the first one after it
        (at(9, 26), 14, date(2026, 10, 10)),  # a Saturday made up is a last day like any other
        (at(10, 9), 2, date(2026, 10, 12)),  # a Sunday
    ],
)
def test_calendar_days_end_on_a_working_day(calendar: WorkingCalendar, start: datetime, days: int, due: date) -> None:
    assert ending(calendar, start, days, LimitUnit.CALENDAR_DAY).day == due


def test_a_pause_costs_calendar_days_as_many_days_as_it_lasts(calendar: WorkingCalendar) -> None:
    pauses = [Standstill(midnight(date(2026, 9, 5)), midnight(date(2026, 9, 8)))]
    found = ending(calendar, at(9, 1), 15, LimitUnit.CALENDAR_DAY, pauses)
    assert found.day == date(2026, 9, 20)  # the 19th is a Saturday; that Sunday is made up


@pytest.mark.parametrize(
    ("unit", "ends"),
    [
        (LimitUnit.WORKING_DAY, at(9, 29)),
        (LimitUnit.HALF_DAY, at(9, 28, 10)),
        (LimitUnit.CALENDAR_DAY, at(9, 29)),
        (LimitUnit.WORKING_HOUR, at(9, 28, 10)),
        (LimitUnit.NATURAL_HOUR, at(9, 28, 10)),
    ],
)
def test_a_limit_of_nothing_ends_with_its_day_or_at_once(
    calendar: WorkingCalendar, unit: LimitUnit, ends: datetime
) -> None:
    assert ending(calendar, at(9, 28, 10), 0, unit).at == ends


@pytest.mark.parametrize(
    ("unit", "start", "provisional"),
    [
        (LimitUnit.WORKING_DAY, at(12, 30), False),
        (LimitUnit.WORKING_DAY, at(12, 31), True),
        (LimitUnit.HALF_DAY, at(12, 31, 9), False),
        (LimitUnit.HALF_DAY, at(12, 31, 15), True),
        (LimitUnit.WORKING_HOUR, at(12, 31, 16), False),
        (LimitUnit.WORKING_HOUR, at(12, 31, 17), True),
        (LimitUnit.WORKING_HOUR, at(1, 4, 9, year=2027), True),
        (LimitUnit.CALENDAR_DAY, at(12, 30), False),
        (LimitUnit.CALENDAR_DAY, at(12, 31), True),  # put off to whenever 2027 is first worked
        (LimitUnit.NATURAL_HOUR, at(12, 31, 23, 30), False),  # no calendar has a say in it
    ],
)
def test_an_end_that_rests_on_an_unpublished_year_is_provisional(
    calendar: WorkingCalendar, unit: LimitUnit, start: datetime, provisional: bool
) -> None:
    assert ending(calendar, start, 1, unit).provisional is provisional


@pytest.mark.parametrize("unit", list(LimitUnit))
@pytest.mark.parametrize(
    ("start", "amount", "code"),
    [
        (datetime(2003, 12, 30, 12, tzinfo=LEGAL_ZONE), 1, "calendar.before-first-year"),
        (datetime(2028, 12, 31, 12, tzinfo=LEGAL_ZONE), 13, "calendar.beyond-horizon"),
        (datetime(2026, 12, 31, 12, tzinfo=LEGAL_ZONE), 10**9, "calendar.beyond-horizon"),
        (datetime(9999, 12, 31, 12, tzinfo=LEGAL_ZONE), 1, "calendar.beyond-horizon"),
    ],
)
def test_no_unit_is_counted_outside_the_calendar(
    calendar: WorkingCalendar, unit: LimitUnit, start: datetime, amount: int, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        ending(calendar, start, amount, unit)
    assert refusal.value.code == code


def test_a_negative_limit_and_a_time_without_its_offset_are_mistakes_of_the_caller(calendar: WorkingCalendar) -> None:
    with pytest.raises(ValueError, match="never negative"):
        ending(calendar, at(9, 28), -1)
    with pytest.raises(ValueError, match="has its offset"):
        ending(calendar, datetime(2026, 9, 28, 9), 1)  # noqa: DTZ001  # that is what is tried


def test_hours_begin_anew_where_the_item_says_so(calendar: WorkingCalendar) -> None:
    found = ending(calendar, at(9, 28, 9), 2, LimitUnit.WORKING_HOUR, [Standstill(at(9, 28, 10), at(9, 28, 14), True)])
    assert (found.since, found.at) == (at(9, 28, 14), at(9, 28, 16))
    lasting = ending(calendar, at(9, 28, 9), 2, LimitUnit.WORKING_HOUR, [Standstill(at(9, 28, 10), None, True)])
    assert (lasting.at, lasting.open) == (at(9, 28, 12), True)
