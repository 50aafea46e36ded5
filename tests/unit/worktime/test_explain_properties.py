"""What holds of every limit of every unit: its explanation, its end, and counting piece by piece say the same."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liandong.application.calendar_seed import seed_years
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import Pause, due, elapsed
from liandong.domain.worktime.ending import Standstill, ending
from liandong.domain.worktime.explain import explain
from liandong.domain.worktime.limit import Limit
from liandong.domain.worktime.office_hours import ORDINARY
from liandong.domain.worktime.policy import CN_WORKDAYS_1, EventDay, Policy, Resume
from liandong.domain.worktime.reasons import Reason
from liandong.domain.worktime.scale import pieces
from liandong.domain.worktime.stated_pause import StatedPause
from liandong.events.case_clock import PauseKind
from liandong.events.reference import LimitUnit
from liandong.terms.codes import Digest
from liandong.terms.legal_time import LEGAL_ZONE, midnight

CALENDAR = WorkingCalendar.of(seed_years(), Digest("seed"))
ONE, MINUTE = timedelta(days=1), timedelta(minutes=1)
COUNTED = {Reason.WORKING_DAY, Reason.MAKE_UP_DAY, Reason.CALENDAR_DAY, Reason.PROJECTED}
POLICIES = [
    CN_WORKDAYS_1,
    replace(CN_WORKDAYS_1, name="resume-day-free", event_day=EventDay.RESUME_DAY_NOT_SPENT),
    replace(CN_WORKDAYS_1, name="always-anew", resume=Resume.RESTART),
]

policies = st.sampled_from(POLICIES)
units = st.sampled_from(LimitUnit)
minutes_of_a_week = st.integers(0, 7 * 24 * 60)
starts = st.builds(
    lambda day, minute: midnight(day) + minute * MINUTE,
    st.dates(date(2019, 12, 20), date(2027, 6, 1)),
    st.integers(0, 24 * 60 - 1),
)


@st.composite
def stated(draw: st.DrawFn, start: datetime, *, whole_days: bool = False) -> list[StatedPause]:
    """Pauses around a start, some void, some after which the limit begins anew, at most the last one unfinished."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        begin = start + draw(st.integers(-10, 60)) * ONE + draw(st.integers(0, 24 * 60)) * MINUTE
        begin = midnight(begin.date()) if whole_days else begin
        length = draw(st.integers(0, 20)) * ONE + (timedelta() if whole_days else draw(minutes_of_a_week) * MINUTE)
        found.append(
            StatedPause(
                kind=draw(st.sampled_from(PauseKind)),
                ground="某事由",
                basis="某依据",
                start=begin,
                end=draw(st.sampled_from([begin + length, begin + length, begin + length, None])),
                noticed=draw(st.booleans()),
                restarts=draw(st.sampled_from([False, False, False, True])),
            )
        )
    return found


def days_of(pauses: list[StatedPause]) -> list[Pause]:
    return [
        Pause(one.start.date(), None if one.end is None else one.end.date(), one.restarts)
        for one in pauses
        if one.noticed or one.kind is PauseKind.SUPPLEMENT
    ]


@given(st.data(), starts, st.integers(0, 60), policies)
def test_explained_working_days_end_on_the_due_day_and_count_to_the_limit(
    data: st.DataObject, start: datetime, limit: int, policy: Policy
) -> None:
    pauses = data.draw(stated(start, whole_days=True))
    expected = due(CALENDAR, start.date(), limit, days_of(pauses), policy)

    found = explain(CALENDAR, start, Limit(amount=limit), pauses, policy=policy)

    counted = [day.date for day in found.days if day.counted]
    assert (found.due, found.provisional, found.open) == (expected.day, expected.provisional, expected.open)
    assert len(counted) == limit
    assert (counted or [start.date()])[-1] == found.due
    assert any(day.provisional for day in found.days) == found.provisional


@given(st.data(), starts, units, st.integers(0, 40), policies)
def test_explained_days_are_without_a_gap_and_spend_the_limit_exactly(
    data: st.DataObject, start: datetime, unit: LimitUnit, limit: int, policy: Policy
) -> None:
    pauses = data.draw(stated(start))

    found = explain(CALENDAR, start, Limit(amount=limit, unit=unit), pauses, policy=policy)

    assert [day.date for day in found.days] == [
        start.date() + n * ONE for n in range((found.due - start.date()).days + 1)
    ]
    assert sum(day.amount for day in found.days) == pieces(limit, unit)
    for day in found.days:
        assert day.counted == (day.amount > 0) == (day.reason in COUNTED)
        assert day.sentence
        assert day.basis
    assert found == explain(CALENDAR, start, Limit(amount=limit, unit=unit), pauses, policy=policy)


@given(st.data(), starts, units, st.integers(0, 40))
def test_a_longer_limit_never_ends_earlier_and_a_pause_never_brings_the_end_forward(
    data: st.DataObject, start: datetime, unit: LimitUnit, limit: int
) -> None:
    pauses = [one.standstill for one in data.draw(stated(start))]
    one_more = data.draw(stated(start))

    found = ending(CALENDAR, start, limit, unit, pauses)

    assert ending(CALENDAR, start, limit + 1, unit, pauses).at >= found.at
    lasting = [one for one in one_more if one.end is not None]
    if not any(one.end is None for one in pauses):
        assert ending(CALENDAR, start, limit, unit, [*pauses, *(one.standstill for one in lasting)]).at >= found.at


@given(st.data(), starts, st.integers(1, 20))
def test_office_hours_are_those_found_by_counting_minute_by_minute(
    data: st.DataObject, start: datetime, limit: int
) -> None:
    pauses = [
        Standstill(one.start, one.end) for one in data.draw(stated(start)) if one.end is not None and not one.restarts
    ]
    assert ending(CALENDAR, start, limit, LimitUnit.WORKING_HOUR, pauses).at == by_the_minute(start, 60 * limit, pauses)


def by_the_minute(start: datetime, left: int, pauses: list[Standstill]) -> datetime:
    at = start
    while left:
        open_ = CALENDAR.is_working(at.date()) and any(one.opens <= at.time() < one.closes for one in ORDINARY.sessions)
        if not open_:  # nothing to count before the next quarter of an hour, on which sessions open
            at += (15 - at.minute % 15) * MINUTE
            continue
        still = any(one.start <= at and (one.end is None or at < one.end) for one in pauses)
        left -= not still
        at += MINUTE
    return at


@given(st.data(), starts, st.integers(1, 30))
def test_half_days_are_those_found_by_counting_one_by_one(data: st.DataObject, start: datetime, limit: int) -> None:
    pauses = [
        Standstill(one.start, one.end) for one in data.draw(stated(start)) if one.end is not None and not one.restarts
    ]
    found = ending(CALENDAR, start, limit, LimitUnit.HALF_DAY, pauses)
    day, left = start.date(), limit
    while True:
        for session in ORDINARY.sessions if CALENDAR.is_working(day) else ():
            opens = datetime.combine(day, session.opens, LEGAL_ZONE)
            closes = datetime.combine(day, session.closes, LEGAL_ZONE)
            standing = any(one.start < closes and (one.end is None or closes <= one.end) for one in pauses)
            left -= opens > start and not standing
            if not left:
                assert found.at == closes
                return
        day += ONE


@given(st.data(), starts, st.integers(0, 200), policies)
def test_net_and_paused_working_days_are_all_working_days_that_went_by(
    data: st.DataObject, start: datetime, length: int, policy: Policy
) -> None:
    pauses = days_of(data.draw(stated(start, whole_days=True)))
    begun, through = start.date(), start.date() + length * ONE
    worked = sum(CALENDAR.is_working(begun + n * ONE) for n in range(1, length + 1))
    found = elapsed(CALENDAR, begun, through, pauses, policy)
    assert found.net + found.paused == worked
    assert found.net >= 0
    assert found.paused >= 0
