"""In whose court a matter lay, in working days and in calendar days; the parts sum to the whole (F102)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.application.calendar_seed import seed_years
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import Pause, calendar_days, elapsed
from liandong.domain.worktime.court import Court, Days, Held, Moment, What, held_by, split
from liandong.events.case_clock import PauseKind
from liandong.terms.codes import Digest

CALENDAR = WorkingCalendar.of(seed_years(), Digest("seed"))


def on(day: int, what: What, *, month: int = 9, **more: object) -> Moment:
    return Moment(on=date(2026, month, day), what=what, **more)  # type: ignore[arg-type]  # of a pause


WHOLE_LIFE = [
    on(1, What.RECEIVED),
    on(3, What.NOTICE_SENT),
    on(9, What.SUPPLEMENTED),
    on(9, What.ACCEPTED),
    on(14, What.PAUSED, waits_for=PauseKind.SPECIAL),
    on(22, What.RESUMED),
    on(23, What.LINK_REQUESTED),
    on(24, What.LINK_ACKNOWLEDGED),
    on(28, What.DECIDED),
    on(29, What.READY),
]


def test_the_time_of_a_matter_is_split_by_who_held_it_at_the_end_of_each_day(calendar: WorkingCalendar) -> None:
    found = split(calendar, WHOLE_LIFE, date(2026, 10, 9))
    assert found.working == Days(
        department=8,  # 2; 9 to 11; 22; 24; 28, 29 September
        applicant=7,  # 3, 4, 7, 8 September; 30 September, 8 and 9 October uncollected
        third_party=7,  # 14 to 18, 20 (made up) and 21 September
        link=1,  # 23 September
    )
    assert found.calendar == Days(department=13, applicant=16, third_party=8, link=1)
    assert (found.working.total, found.calendar.total) == (23, 38)


def test_the_courts_come_in_order_without_a_gap() -> None:
    assert list(held_by(WHOLE_LIFE[:4], date(2026, 9, 11))) == [
        Held(Court.DEPARTMENT, date(2026, 9, 1), date(2026, 9, 2)),
        Held(Court.APPLICANT, date(2026, 9, 2), date(2026, 9, 8)),
        Held(Court.DEPARTMENT, date(2026, 9, 8), date(2026, 9, 11)),
    ]


def test_a_share_begins_on_its_way_until_the_other_machine_acknowledges(calendar: WorkingCalendar) -> None:
    share = [on(7, What.LINK_REQUESTED), on(9, What.LINK_ACKNOWLEDGED), on(11, What.DECIDED)]
    assert split(calendar, share, date(2026, 9, 11)).working == Days(link=1, department=3)


def test_a_pause_that_does_not_stop_the_clock_stays_with_the_department(calendar: WorkingCalendar) -> None:
    """Without a written notice (行政许可法 45)."""
    moments = [
        on(1, What.ACCEPTED),
        on(3, What.PAUSED, waits_for=PauseKind.SPECIAL, stops_the_clock=False),
        on(8, What.RESUMED),
    ]
    assert split(calendar, moments, date(2026, 9, 9)).working == Days(department=6)


def test_a_supplement_is_the_applicants_and_a_hold_is_whose_it_says(calendar: WorkingCalendar) -> None:
    moments = [
        on(1, What.ACCEPTED),
        on(2, What.PAUSED, waits_for=PauseKind.SUPPLEMENT),
        on(4, What.RESUMED),
        on(7, What.PAUSED, waits_for=PauseKind.HOLD, held_by=Court.THIRD_PARTY),
        on(9, What.RESUMED),
    ]
    assert split(calendar, moments, date(2026, 9, 9)).working == Days(department=2, applicant=2, third_party=2)


def test_what_changes_hands_within_a_day_is_with_the_last_of_them(calendar: WorkingCalendar) -> None:
    moments = [
        on(1, What.ACCEPTED),
        on(2, What.PAUSED, waits_for=PauseKind.SUPPLEMENT),
        on(2, What.RESUMED),
        on(2, What.LINK_REQUESTED),
    ]
    assert split(calendar, moments, date(2026, 9, 3)).working == Days(link=2)


def test_the_day_a_result_is_made_ready_is_the_departments_the_next_one_the_applicants(
    calendar: WorkingCalendar,
) -> None:
    moments = [on(1, What.ACCEPTED), on(3, What.DECIDED), on(3, What.READY)]
    assert split(calendar, moments, date(2026, 9, 3)).working == Days(department=2)
    assert split(calendar, moments, date(2026, 9, 4)).working == Days(department=2, applicant=1)


def test_what_happened_after_the_day_asked_about_plays_no_part(calendar: WorkingCalendar) -> None:
    assert split(calendar, WHOLE_LIFE, date(2026, 9, 2)).working == Days(department=1)
    assert split(calendar, WHOLE_LIFE, date(2026, 8, 1)).working == Days()
    assert split(calendar, [], date(2026, 9, 2)).working == Days()


def test_moments_out_of_order_and_a_hold_by_nobody_are_mistakes_of_the_caller(calendar: WorkingCalendar) -> None:
    with pytest.raises(ValueError, match="in order of time"):
        split(calendar, [on(2, What.RECEIVED), on(1, What.ACCEPTED)], date(2026, 9, 3))
    with pytest.raises(ValueError, match="who must act"):
        split(calendar, [on(1, What.RECEIVED), on(2, What.PAUSED, waits_for=PauseKind.HOLD)], date(2026, 9, 3))


def moment(day: date, what: What, pause: tuple[PauseKind, Court, bool]) -> Moment:
    if what is not What.PAUSED:
        return Moment(on=day, what=what)
    return Moment(on=day, what=what, waits_for=pause[0], held_by=pause[1], stops_the_clock=pause[2])


START = date(2026, 1, 20)
lives = st.lists(
    st.builds(
        moment,
        st.integers(0, 300).map(lambda days: START + timedelta(days=days)),
        st.sampled_from(What),
        st.tuples(st.sampled_from(PauseKind), st.sampled_from(Court), st.booleans()),
    ),
    min_size=1,
    max_size=12,
).map(lambda moments: sorted(moments, key=lambda each: each.on))


@given(lives, st.integers(-5, 330))
def test_the_parts_sum_to_the_whole(moments: list[Moment], later: int) -> None:
    first, through = moments[0].on, START + timedelta(days=later)
    found = split(CALENDAR, moments, through)
    assert found.calendar.total == calendar_days(first, through)
    assert found.working.total == elapsed(CALENDAR, first, through).net


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=5),
    st.integers(0, 200),
)
def test_the_departments_part_is_what_its_clock_has_spent(gaps: list[tuple[int, int]], later: int) -> None:
    moments, pauses, day = [Moment(on=START, what=What.ACCEPTED)], [], START
    for work, rest in gaps:
        begin, day = day + timedelta(days=work), day + timedelta(days=work + rest)
        moments.append(Moment(on=begin, what=What.PAUSED, waits_for=PauseKind.SPECIAL))
        moments.append(Moment(on=day, what=What.RESUMED))
        pauses.append(Pause(begin, day))
    through = START + timedelta(days=later)
    spent = elapsed(CALENDAR, START, through, pauses)
    found = split(CALENDAR, moments, through).working
    assert (found.department, found.third_party) == (spent.net, spent.paused)
