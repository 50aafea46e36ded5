"""Policies: the shipped choices, the ones a city may make otherwise, and limits that begin anew (D.4.2, D.4.6)."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from liandong.domain.worktime import clock
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import Due, Elapsed, Pause, due, elapsed
from liandong.domain.worktime.policy import (
    CN_WORKDAYS_1,
    POLICIES,
    DayEnd,
    EventDay,
    Resume,
    policy_named,
)
from liandong.terms.refusal import Nature, Refused

RESUME_DAY_FREE = replace(CN_WORKDAYS_1, name="resume-day-free", event_day=EventDay.RESUME_DAY_NOT_SPENT)
ALWAYS_ANEW = replace(CN_WORKDAYS_1, name="always-anew", resume=Resume.RESTART)
ACCEPTED = date(2026, 9, 28)


def test_the_shipped_policy_keeps_its_name_and_its_choices() -> None:
    assert clock.POLICY == "cn-workdays-1"
    assert list(POLICIES) == ["cn-workdays-1"]
    assert policy_named("cn-workdays-1") is CN_WORKDAYS_1
    assert CN_WORKDAYS_1.event_day is EventDay.SPENT_IF_RUNNING_AT_ITS_END
    assert CN_WORKDAYS_1.resume is Resume.CONTINUE
    assert (CN_WORKDAYS_1.unit_day_ends, CN_WORKDAYS_1.counter_day_ends) == (
        DayEnd.MIDNIGHT,
        DayEnd.CLOSE_OF_BUSINESS,
    )


def test_a_policy_can_not_be_changed_after_the_fact() -> None:
    with pytest.raises(FrozenInstanceError):
        CN_WORKDAYS_1.resume = Resume.RESTART  # type: ignore[misc]  # that is what is tried
    with pytest.raises(TypeError):
        POLICIES["mine"] = CN_WORKDAYS_1  # type: ignore[index]  # that is what is tried


def test_a_policy_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        policy_named("cn-workdays-9")
    assert (refusal.value.code, refusal.value.nature) == ("deadline.unknown-policy", Nature.INVALID)
    assert "cn-workdays-1" in refusal.value.reason


def test_where_the_resume_day_is_not_spent_a_correction_on_one_day_costs_that_day(calendar: WorkingCalendar) -> None:
    pauses = [Pause(date(2026, 10, 9), date(2026, 10, 9))]
    assert due(calendar, ACCEPTED, 10, pauses).day == date(2026, 10, 16)
    assert due(calendar, ACCEPTED, 10, pauses, RESUME_DAY_FREE).day == date(2026, 10, 19)
    assert elapsed(calendar, ACCEPTED, date(2026, 10, 9), pauses, RESUME_DAY_FREE) == Elapsed(3, 1)


def test_where_the_resume_day_is_not_spent_a_pause_costs_one_day_more(calendar: WorkingCalendar) -> None:
    pauses = [Pause(date(2026, 10, 9), date(2026, 10, 13))]
    assert due(calendar, ACCEPTED, 10, pauses).day == date(2026, 10, 21)
    assert due(calendar, ACCEPTED, 10, pauses, RESUME_DAY_FREE).day == date(2026, 10, 22)


def test_a_limit_that_begins_anew_has_all_its_days_after_the_resume_day(calendar: WorkingCalendar) -> None:
    """Ten working days from 13 October, which is a start day and not counted."""
    begun_anew = [Pause(date(2026, 10, 9), date(2026, 10, 13), restarts=True)]
    assert due(calendar, ACCEPTED, 10, begun_anew) == Due(date(2026, 10, 27), provisional=False)
    assert due(calendar, ACCEPTED, 10, [Pause(date(2026, 10, 9), date(2026, 10, 13))], ALWAYS_ANEW).day == date(
        2026, 10, 27
    )


def test_begun_anew_on_one_day_the_limit_counts_from_that_day(calendar: WorkingCalendar) -> None:
    assert due(calendar, date(2026, 3, 2), 10, [Pause(date(2026, 3, 9), date(2026, 3, 9), restarts=True)]).day == date(
        2026, 3, 23
    )


def test_of_two_interruptions_the_later_one_rules_and_a_pause_after_it_still_adds_up(calendar: WorkingCalendar) -> None:
    pauses = [
        Pause(date(2026, 3, 17), date(2026, 3, 19)),
        Pause(date(2026, 3, 11), date(2026, 3, 12), restarts=True),
        Pause(date(2026, 3, 4), date(2026, 3, 5), restarts=True),
    ]
    assert due(calendar, date(2026, 3, 2), 10, pauses).day == date(2026, 3, 30)


def test_an_interruption_after_the_limit_has_ended_does_not_bring_it_back(calendar: WorkingCalendar) -> None:
    late = [Pause(date(2026, 3, 17), date(2026, 3, 20), restarts=True)]
    assert due(calendar, date(2026, 3, 2), 10, late).day == date(2026, 3, 16)


def test_an_interruption_before_the_start_changes_nothing(calendar: WorkingCalendar) -> None:
    early = [Pause(date(2026, 2, 26), date(2026, 3, 2), restarts=True)]
    assert due(calendar, date(2026, 3, 2), 10, early).day == date(2026, 3, 16)


def test_an_interruption_that_lasts_is_due_at_the_earliest_as_if_it_had_ended_at_once(
    calendar: WorkingCalendar,
) -> None:
    lasting = [Pause(date(2026, 3, 9), restarts=True)]
    assert due(calendar, date(2026, 3, 2), 10, lasting) == Due(date(2026, 3, 23), provisional=False, open=True)


def test_an_interruption_that_ends_before_it_begins_is_none(calendar: WorkingCalendar) -> None:
    reversed_ = [Pause(date(2026, 3, 9), date(2026, 3, 5), restarts=True)]
    assert due(calendar, date(2026, 3, 2), 10, reversed_).day == date(2026, 3, 16)
