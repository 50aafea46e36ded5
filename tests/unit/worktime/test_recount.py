"""A running limit counted again by a new calendar: nobody is late for what he could not know (D.4.9, D.12.16)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import Due, Pause, due
from liandong.domain.worktime.ending import Standstill, ending
from liandong.domain.worktime.explain import explain
from liandong.domain.worktime.limit import Limit
from liandong.events.reference import CalendarYear, LimitUnit, YearStatus
from liandong.terms.codes import Digest
from liandong.terms.legal_time import LEGAL_ZONE, midnight


def recounted(
    before: WorkingCalendar,
    after: WorkingCalendar,
    published_on: date,
    start: date,
    limit: int,
    pauses: Sequence[Pause] = (),
) -> Due:
    return due(after.replacing(before, published_on), start, limit, pauses)


def march(off: tuple[int, ...] = (), work: tuple[int, ...] = ()) -> WorkingCalendar:
    year = CalendarYear(
        year=2026,
        status=YearStatus.OFFICIAL,
        source="试验",
        off=tuple(date(2026, 3, day) for day in off),
        work=tuple(date(2026, 3, day) for day in work),
    )
    return WorkingCalendar.of((year,), Digest(f"{off}{work}"))


def test_the_extended_holiday_of_2020_gives_a_running_limit_its_days_back(
    calendar: WorkingCalendar, before_extension: WorkingCalendar
) -> None:
    published = date(2020, 1, 27)
    assert recounted(before_extension, calendar, published, date(2020, 1, 20), 20) == Due(
        date(2020, 2, 25), provisional=False
    )


def test_a_day_made_up_after_the_fact_is_not_spent() -> None:
    """7 March becomes worked on 11 March: of ten days from the 2nd, 3 to 10 March spent six, not seven."""
    assert due(march(work=(7,)), date(2026, 3, 2), 10).day == date(2026, 3, 13)
    assert recounted(march(), march(work=(7,)), date(2026, 3, 11), date(2026, 3, 2), 10).day == date(2026, 3, 16)


def test_a_day_made_up_that_is_still_to_come_counts() -> None:
    assert recounted(march(), march(work=(7,)), date(2026, 3, 5), date(2026, 3, 2), 10).day == date(2026, 3, 13)


def test_days_off_given_after_the_fact_are_not_spent() -> None:
    assert recounted(march(), march(off=(4, 5)), date(2026, 3, 11), date(2026, 3, 2), 10).day == date(2026, 3, 18)


def test_a_limit_that_had_ended_before_keeps_its_day() -> None:
    ended = recounted(march(), march(work=(7, 8)), date(2026, 3, 20), date(2026, 3, 2), 10)
    assert ended.day == due(march(), date(2026, 3, 2), 10).day == date(2026, 3, 16)


def test_a_limit_begun_anew_is_recounted_from_there() -> None:
    begun_anew = [Pause(date(2026, 3, 3), date(2026, 3, 9), restarts=True)]
    found = recounted(march(), march(work=(7, 14)), date(2026, 3, 16), date(2026, 3, 2), 10, begun_anew)
    assert found.day == date(2026, 3, 23)


def test_a_version_that_had_been_published_when_the_limit_began_judges_it_alone() -> None:
    assert recounted(march(), march(work=(7,)), date(2026, 3, 3), date(2026, 3, 2), 10).day == date(2026, 3, 13)
    assert recounted(march(), march(work=(7,)), date(2026, 2, 9), date(2026, 3, 2), 10).day == date(2026, 3, 13)


def test_of_three_versions_each_judges_the_days_it_stood_for() -> None:
    """7 March is worked by the second version, known too late; 4 March is off by the first alone, while it stood."""
    first, second = march(off=(4,)), march(work=(7,)).replacing(march(off=(4,)), date(2026, 3, 9))
    assert due(second, date(2026, 3, 2), 10).day == date(2026, 3, 17)
    third = march().replacing(second, date(2026, 3, 12))
    assert due(third, date(2026, 3, 2), 10).day == due(first, date(2026, 3, 2), 10).day == date(2026, 3, 17)


def test_what_was_kept_by_a_version_is_not_broken_by_a_later_one() -> None:
    """Due on the 16th by the first version; the 14th and 15th are made up days by one of the 12th."""
    kept = due(march(work=(14, 15)).replacing(march(), date(2026, 3, 17)), date(2026, 3, 2), 10).day
    assert kept == date(2026, 3, 16)


def test_the_version_that_forgives_explains_every_day() -> None:
    after = march(work=(7,)).replacing(march(), date(2026, 3, 11))
    found = explain(after, midnight(date(2026, 3, 2)), Limit(amount=10))
    assert found.due == date(2026, 3, 16)
    saturday = next(day for day in found.days if day.date == date(2026, 3, 7))
    assert (saturday.counted, saturday.sentence) == (False, "星期六，周休息日")
    told = explain(march(work=(7,)), midnight(date(2026, 3, 2)), Limit(amount=10))
    saturday = next(day for day in told.days if day.date == date(2026, 3, 7))
    assert (saturday.counted, saturday.basis) == (True, "试验")


def test_the_hours_of_the_first_day_are_judged_by_the_version_that_stood_on_it() -> None:
    """Begun at ten on a day off: its hours are not spent, though it is said on the next to have been worked."""
    after = march().replacing(march(off=(2,)), date(2026, 3, 3))
    begun = datetime(2026, 3, 2, 10, tzinfo=LEGAL_ZONE)
    assert ending(march(), begun, 2, LimitUnit.WORKING_HOUR).at == begun + timedelta(hours=2)
    assert ending(after, begun, 2, LimitUnit.WORKING_HOUR).at == datetime(2026, 3, 3, 11, tzinfo=LEGAL_ZONE)


@given(
    st.sets(st.sampled_from([day for day in range(2, 32) if date(2026, 3, day).weekday() < 5]), max_size=4),
    st.sets(st.sampled_from([7, 8, 14, 15, 21, 22, 28, 29]), max_size=4),
    st.integers(1, 31),
    st.integers(1, 15),
    st.lists(st.tuples(st.integers(1, 28), st.integers(0, 5)), max_size=2),
)
def test_recounted_is_never_earlier_than_the_new_calendar_says_nor_later_than_the_more_lenient_one(
    off: set[int], work: set[int], published: int, limit: int, paused: list[tuple[int, int]]
) -> None:
    before, after, start = march(), march(tuple(sorted(off)), tuple(sorted(work))), date(2026, 3, 2)
    pauses = [Pause(date(2026, 3, day), date(2026, 3, day) + timedelta(days=length)) for day, length in paused]
    replacing = after.replacing(before, date(2026, 3, published))
    found = recounted(before, after, date(2026, 3, published), start, limit, pauses).day
    to_the_instant = [Standstill(midnight(each.start), midnight(each.end)) for each in pauses if each.end is not None]
    assert ending(replacing, midnight(start), limit, LimitUnit.WORKING_DAY, to_the_instant).day == found
    assert explain(replacing, midnight(start), Limit(amount=limit)).due == due(replacing, start, limit).day
    assert found >= due(after, start, limit, pauses).day
    if not off:
        assert found <= due(before, start, limit, pauses).day
