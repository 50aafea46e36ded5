"""What holds of every limit, checked against counting day by day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.application.calendar_seed import seed_years
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import Elapsed, Pause, due, elapsed, remaining
from liandong.terms.codes import Digest

CALENDAR = WorkingCalendar.of(seed_years(), Digest("seed"))
ONE = timedelta(days=1)

days = st.dates(date(2019, 6, 1), date(2027, 6, 1))
limits = st.integers(0, 90)
pauses = st.lists(
    st.builds(
        lambda start, length: Pause(start, start + timedelta(days=length)),
        st.dates(date(2019, 5, 1), date(2027, 9, 1)),
        st.integers(-2, 40),
    ),
    max_size=4,
)
near = st.tuples(days, st.lists(st.tuples(st.integers(-10, 120), st.integers(-2, 40)), max_size=4)).map(
    lambda drawn: (
        drawn[0],
        [
            Pause(drawn[0] + timedelta(days=after), drawn[0] + timedelta(days=after + length))
            for after, length in drawn[1]
        ],
    )
)
"""A start and pauses around it."""


def stands_still(day: date, among: list[Pause]) -> bool:
    return any(pause.start <= day and (pause.end is None or day < pause.end) for pause in among)


def counted_by_hand(start: date, limit: int, among: list[Pause]) -> date:
    day, left = start, limit
    while left:
        day += ONE
        if CALENDAR.is_working(day) and not stands_still(day, among):
            left -= 1
    return day


@given(near, limits)
@settings(deadline=None)
def test_a_due_day_is_the_one_found_by_counting_day_by_day(case: tuple[date, list[Pause]], limit: int) -> None:
    start, among = case
    assert due(CALENDAR, start, limit, among).day == counted_by_hand(start, limit, among)


@given(near, limits)
@settings(deadline=None)
def test_a_longer_limit_is_due_later(case: tuple[date, list[Pause]], limit: int) -> None:
    start, among = case
    assert due(CALENDAR, start, limit, among).day < due(CALENDAR, start, limit + 1, among).day


@given(near, limits, st.integers(-10, 120), st.integers(0, 40))
@settings(deadline=None)
def test_a_pause_never_makes_a_due_day_earlier(
    case: tuple[date, list[Pause]], limit: int, after: int, length: int
) -> None:
    start, among = case
    begin = start + timedelta(days=after)
    more = [*among, Pause(begin, begin + timedelta(days=length))]
    assert due(CALENDAR, start, limit, more).day >= due(CALENDAR, start, limit, among).day


@given(near, limits, st.integers(0, 120))
@settings(deadline=None)
def test_a_pause_of_days_nobody_works_changes_nothing(case: tuple[date, list[Pause]], limit: int, after: int) -> None:
    start, among = case
    begin = start + timedelta(days=after)
    end = begin
    while not CALENDAR.is_working(end):
        end += ONE
    assert due(CALENDAR, start, limit, [*among, Pause(begin, end)]).day == due(CALENDAR, start, limit, among).day


@given(near, st.integers(-5, 200))
@settings(deadline=None)
def test_net_and_paused_days_are_the_working_days_elapsed(case: tuple[date, list[Pause]], length: int) -> None:
    start, among = case
    through = start + timedelta(days=length)
    worked = [day for n in range(1, length + 1) if CALENDAR.is_working(day := start + timedelta(days=n))]
    paused = [day for day in worked if stands_still(day, among)]
    assert elapsed(CALENDAR, start, through, among) == Elapsed(len(worked) - len(paused), len(paused))


@given(near, limits)
@settings(deadline=None)
def test_on_the_due_day_exactly_the_limit_has_been_spent(case: tuple[date, list[Pause]], limit: int) -> None:
    start, among = case
    assert elapsed(CALENDAR, start, due(CALENDAR, start, limit, among).day, among).net == limit


@given(days, days)
@settings(deadline=None)
def test_remaining_days_count_back_to_the_due_day(today: date, due_day: date) -> None:
    first, last = sorted((today, due_day))
    between = sum(CALENDAR.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    assert remaining(CALENDAR, today, due_day) == (between if today <= due_day else -between)


@given(days, limits)
@settings(deadline=None)
def test_a_due_day_is_provisional_if_and_only_if_a_day_passed_is(start: date, limit: int) -> None:
    found = due(CALENDAR, start, limit)
    passed = [start + timedelta(days=n) for n in range(1, (found.day - start).days + 1)]
    assert found.provisional == any(CALENDAR.is_provisional(day) for day in passed)


@given(near, limits)
@settings(deadline=None)
def test_an_open_pause_is_due_no_later_than_the_same_pause_ended(case: tuple[date, list[Pause]], limit: int) -> None:
    start, among = case
    begin = start + timedelta(days=10)
    still = due(CALENDAR, start, limit, [*among, Pause(begin)])
    ended = due(CALENDAR, start, limit, [*among, Pause(begin, begin + timedelta(days=30))])
    assert still.day <= ended.day
