"""The golden deadlines: dates worked out by hand from the State Council's notices."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import Due, Pause, due
from liandong.terms.refusal import Nature, Refused

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "deadlines.json").read_text())["cases"]


def test_there_are_twenty_golden_deadlines() -> None:
    assert len(VECTORS) == 20


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_golden_deadline(calendar: WorkingCalendar, vector: dict[str, Any]) -> None:
    pauses = [Pause(date.fromisoformat(start), date.fromisoformat(end)) for start, end in vector["pauses"]]

    found = due(calendar, date.fromisoformat(vector["accepted"]), vector["limit_working_days"], pauses)

    assert found == Due(date.fromisoformat(vector["due"]), provisional=False)


def test_the_holiday_extended_in_2020_moved_a_running_deadline(
    calendar: WorkingCalendar, before_extension: WorkingCalendar
) -> None:
    assert due(before_extension, date(2020, 1, 20), 20).day == date(2020, 2, 21)
    assert due(calendar, date(2020, 1, 20), 20).day == date(2020, 2, 25)


def test_a_day_more_than_the_last_published_one_is_provisional(calendar: WorkingCalendar) -> None:
    assert due(calendar, date(2026, 11, 23), 29) == Due(date(2027, 1, 4), provisional=True)


def test_december_2026_with_45_working_days_works_provisionally(calendar: WorkingCalendar) -> None:
    """2027 by rule: off on 1 January, 5 and 8 February; no make-up days."""
    assert due(calendar, date(2026, 12, 15), 45) == Due(date(2027, 2, 19), provisional=True)


def test_a_start_in_a_published_year_counts_no_provisional_day_when_the_limit_is_zero(
    calendar: WorkingCalendar,
) -> None:
    assert due(calendar, date(2026, 12, 31), 0) == Due(date(2026, 12, 31), provisional=False)


def test_a_limit_of_zero_is_due_on_the_start_day_even_when_nobody_works(calendar: WorkingCalendar) -> None:
    assert due(calendar, date(2026, 10, 1), 0).day == date(2026, 10, 1)


def test_a_clock_that_still_stands_is_due_at_the_earliest_as_if_it_ran_on(calendar: WorkingCalendar) -> None:
    assert due(calendar, date(2026, 3, 2), 10, [Pause(date(2026, 3, 4))]) == Due(
        date(2026, 3, 16), provisional=False, open=True
    )


def test_a_pause_begun_after_the_due_day_changes_nothing(calendar: WorkingCalendar) -> None:
    late = [Pause(date(2026, 3, 17)), Pause(date(2026, 3, 17), date(2026, 4, 17))]
    for pause in late:
        assert due(calendar, date(2026, 3, 2), 10, [pause]) == Due(date(2026, 3, 16), provisional=False)


def test_a_limit_past_the_horizon_is_refused_until_years_are_published(calendar: WorkingCalendar) -> None:
    with pytest.raises(Refused) as refusal:
        due(calendar, date(2028, 12, 15), 30)
    assert refusal.value.code == "calendar.beyond-horizon"
    assert refusal.value.nature is Nature.UNAVAILABLE


def test_a_pause_past_the_horizon_is_refused(calendar: WorkingCalendar) -> None:
    with pytest.raises(Refused, match=r"calendar\.beyond-horizon"):
        due(calendar, date(2028, 12, 1), 10, [Pause(date(2028, 12, 4), date(2029, 1, 8))])


def test_a_start_before_the_first_year_can_not_be_right(calendar: WorkingCalendar) -> None:
    with pytest.raises(Refused) as refusal:
        due(calendar, date(1, 1, 1), 20)
    assert refusal.value.code == "calendar.before-first-year"
    assert refusal.value.nature is Nature.INVALID


def test_a_negative_limit_is_a_mistake_of_the_caller(calendar: WorkingCalendar) -> None:
    with pytest.raises(ValueError, match="never negative"):
        due(calendar, date(2026, 3, 2), -1)
