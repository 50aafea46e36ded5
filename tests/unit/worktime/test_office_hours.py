"""When a day ends: at 24:00 for a department, at close of business for an applicant at a counter (民法典 203)."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from liandong.domain.case.limits import CLOSE_OF_BUSINESS
from liandong.domain.worktime.office_hours import ORDINARY, OfficeHours, Session, counter_day_end, unit_day_end
from liandong.domain.worktime.policy import CN_WORKDAYS_1, DayEnd
from liandong.terms.legal_time import LEGAL_ZONE
from liandong.terms.refusal import Nature, Refused

DAY = date(2026, 10, 16)
SUMMER = OfficeHours(morning=Session(time(8, 30), time(12)), afternoon=Session(time(14), time(18, 15)))


def at(*of: int) -> datetime:
    return datetime(*of, tzinfo=LEGAL_ZONE)  # type: ignore[misc,arg-type]  # year, month, day, hour, minute


def test_a_departments_day_ends_at_midnight_an_applicants_at_the_counter_when_it_closes() -> None:
    assert unit_day_end(DAY) == at(2026, 10, 17, 0, 0)
    assert counter_day_end(DAY) == at(2026, 10, 16, 17, 30)
    assert counter_day_end(DAY, SUMMER) == at(2026, 10, 16, 18, 15)


def test_a_city_may_let_a_departments_day_end_with_its_business() -> None:
    strict = replace(CN_WORKDAYS_1, name="strict", unit_day_ends=DayEnd.CLOSE_OF_BUSINESS)
    assert unit_day_end(DAY, ORDINARY, strict) == at(2026, 10, 16, 17, 30)


def test_the_ordinary_hours_close_when_an_electronic_act_takes_effect_the_next_day() -> None:
    assert ORDINARY.afternoon.closes == CLOSE_OF_BUSINESS


def test_minutes_of_office_hours() -> None:
    assert (ORDINARY.minutes, SUMMER.minutes) == (420, 465)
    moments = (time(8), time(9), time(9, 1), time(12), time(12, 45), time(13, 30), time(13, 31), time(17, 30), time(23))
    assert [ORDINARY.minutes_before(moment) for moment in moments] == [0, 0, 1, 180, 180, 180, 181, 420, 420]
    assert [ORDINARY.after_minutes(n) for n in (1, 180, 181, 420)] == [time(9, 1), time(12), time(13, 31), time(17, 30)]


@pytest.mark.parametrize(
    ("morning", "afternoon"),
    [
        (Session(time(12), time(9)), Session(time(13, 30), time(17, 30))),
        (Session(time(9), time(9)), Session(time(13, 30), time(17, 30))),
        (Session(time(9), time(14)), Session(time(13, 30), time(17, 30))),
        (Session(time(9), time(12)), Session(time(17, 30), time(13, 30))),
        (Session(time(9, 0, 30), time(12)), Session(time(13, 30), time(17, 30))),
        (Session(time(9, tzinfo=LEGAL_ZONE), time(12)), Session(time(13, 30), time(17, 30))),
    ],
    ids=["morning backwards", "no morning", "overlapping", "afternoon backwards", "seconds", "a zone"],
)
def test_office_hours_out_of_order_are_refused(morning: Session, afternoon: Session) -> None:
    with pytest.raises(Refused) as refusal:
        OfficeHours(morning=morning, afternoon=afternoon)
    assert (refusal.value.code, refusal.value.nature) == ("worktime.office-hours-faulty", Nature.INVALID)
