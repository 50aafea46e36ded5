"""Lights by D.12.11: yellow when a fifth or the last day is left, red only once the due day has ended."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.application.calendar_seed import seed_years
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import due
from liandong.domain.worktime.light import Light, light_of, next_change, warning_days
from liandong.terms.codes import Digest

CALENDAR = WorkingCalendar.of(seed_years(), Digest("seed"))


@pytest.mark.parametrize(
    ("limit", "warning"),
    [(0, -1), (1, 0), (2, 1), (3, 1), (5, 1), (6, 2), (10, 2), (11, 3), (20, 4), (45, 9), (60, 12)],
)
def test_yellow_is_a_fifth_of_the_limit_at_least_a_day_and_never_all_of_it(limit: int, warning: int) -> None:
    assert warning_days(limit) == warning


@pytest.mark.parametrize(
    ("today", "light"),
    [
        (date(2026, 9, 28), Light.GREEN),
        (date(2026, 10, 13), Light.GREEN),  # three working days left
        (date(2026, 10, 14), Light.YELLOW),  # two left: a fifth of ten
        (date(2026, 10, 16), Light.YELLOW),  # the due day itself
        (date(2026, 10, 17), Light.RED),  # the due day has ended, though this is a Saturday
        (date(2026, 10, 19), Light.RED),
    ],
)
def test_ten_days_from_28_september_2026(today: date, light: Light) -> None:
    assert light_of(CALENDAR, today, date(2026, 10, 16), 10) is light


def test_an_instant_case_is_green_on_its_day_and_red_the_day_after() -> None:
    day = date(2026, 3, 2)
    assert light_of(CALENDAR, day, day, 0) is Light.GREEN
    assert next_change(CALENDAR, day, day, 0) == date(2026, 3, 3)
    assert light_of(CALENDAR, date(2026, 3, 3), day, 0) is Light.RED


def test_a_limit_of_one_day_is_yellow_on_its_last_day_only() -> None:
    assert light_of(CALENDAR, date(2026, 3, 2), date(2026, 3, 3), 1) is Light.GREEN
    assert light_of(CALENDAR, date(2026, 3, 3), date(2026, 3, 3), 1) is Light.YELLOW


def test_a_pause_is_a_light_of_its_own_even_past_the_earliest_due_day() -> None:
    assert light_of(CALENDAR, date(2026, 5, 1), date(2026, 3, 16), 10, paused=True) is Light.PAUSED


@pytest.mark.parametrize(
    ("finished", "light"),
    [
        (date(2026, 3, 13), Light.FINISHED),
        (date(2026, 3, 16), Light.FINISHED),
        (date(2026, 3, 17), Light.FINISHED_LATE),
    ],
)
def test_a_finished_clock_shows_whether_it_kept_its_day_whatever_today_is(finished: date, light: Light) -> None:
    assert light_of(CALENDAR, date(2028, 1, 1), date(2026, 3, 16), 10, finished_on=finished) is light


def test_red_never_changes_again_by_itself_even_past_the_horizon() -> None:
    assert next_change(CALENDAR, date(2026, 3, 17), date(2026, 3, 16), 10) is None
    assert light_of(CALENDAR, date(2035, 1, 1), date(2026, 3, 16), 10) is Light.RED
    assert next_change(CALENDAR, date(2035, 1, 1), date(2026, 3, 16), 10) is None


@given(st.dates(date(2019, 1, 1), date(2027, 12, 1)), st.integers(0, 60), st.integers(0, 120))
@settings(deadline=None)
def test_the_light_changes_exactly_at_the_day_announced(start: date, limit: int, later: int) -> None:
    due_day = due(CALENDAR, start, limit).day
    today = min(start + timedelta(days=later), due_day + timedelta(days=3))
    light = light_of(CALENDAR, today, due_day, limit)

    change = next_change(CALENDAR, today, due_day, limit)

    if change is None:
        assert light is Light.RED
        return
    assert change > today
    between = [today + timedelta(days=n) for n in range((change - today).days)]
    assert {light_of(CALENDAR, day, due_day, limit) for day in between} == {light}
    assert light_of(CALENDAR, change, due_day, limit) is not light
