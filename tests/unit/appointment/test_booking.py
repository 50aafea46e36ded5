"""Appointments: slots on working days, what may be done with a booking and until when, and what the unit has to say."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from liandong.domain.appointment.decide import Book, Cancel, Move, book, cancel, give_up, keep, miss, move
from liandong.domain.appointment.offer import (
    CloseDay,
    Offer,
    OfferSlots,
    close_day,
    evolve_offer,
    offer_slots,
    withdraw_slots,
)
from liandong.domain.appointment.rules import he_has_come, phone_digits
from liandong.domain.appointment.slots import bookable_days, slots_of
from liandong.domain.appointment.state import Appointment, evolve
from liandong.domain.appointment.status import ALLOWED, FINAL, STATUS_NAMES, VERB_NAMES, AppointmentStatus
from liandong.domain.circumstances import Circumstances
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.appointment import AppointmentGround, OfferedSession, SlotsOffered
from liandong.events.reference import CalendarYear, YearStatus
from liandong.events.said import Event
from liandong.terms.codes import AppointmentId, Digest, Tier
from liandong.terms.legal_time import LEGAL_ZONE
from liandong.terms.refusal import Refused
from tests.unit.case.samples import ENTRY, MONDAY, on, somebody

NUMBER = AppointmentId("610113-Y261123-00001")
TUESDAY, WEDNESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 28)
MORNING = OfferedSession(opens="09:00", closes="10:00")
CALENDAR = WorkingCalendar.of(
    (
        CalendarYear(year=2026, status=YearStatus.OFFICIAL, source="通知", off=(date(2026, 11, 26),), work=(SATURDAY,)),
        CalendarYear(year=2027, status=YearStatus.PROVISIONAL, source="暂定", off=(date(2027, 1, 1),), work=()),
    ),
    hash=Digest("d" * 64),
)


def offered(*sessions: OfferedSession, **more: int) -> Offer:
    command = OfferSlots(entry=None, sessions=sessions, **{"minutes": 30, "capacity": 2, "days_ahead": 3, **more})
    (said,) = offer_slots(None, command)
    return evolve_offer(None, said)


def at(day: date, hour: int, minute: int = 0) -> Circumstances:
    now = datetime.combine(day, time(hour, minute), LEGAL_ZONE)
    return Circumstances(now=now, by=somebody(), calendar=CALENDAR)


def booking(offer: Offer | None, day: date = TUESDAY, starts: str = "09:00", seat: int | None = 1) -> Book:
    return Book(
        appointment=NUMBER,
        offer=offer,
        tier=Tier.DISTRICT,
        entry=ENTRY,
        day=day,
        starts=starts,
        seat=seat,
        holder="h" * 8,
        name="张三",
        phone="13800001234",
    )


def fold(events: list[Event], appointment: Appointment | None = None) -> Appointment:
    for event in events:
        appointment = evolve(appointment, event)
    assert appointment is not None
    return appointment


def booked() -> Appointment:
    return fold(book(None, booking(offered(MORNING)), at(MONDAY, 10)))


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.code == code)


def test_only_working_days_of_the_units_calendar_are_offered_and_count_ahead() -> None:
    assert bookable_days(offered(MORNING), MONDAY, CALENDAR) == (
        MONDAY,
        TUESDAY,
        WEDNESDAY,
        date(2026, 11, 27),
    ), "the 26th is a day off"
    assert bookable_days(offered(MORNING, days_ahead=1), date(2026, 11, 26), CALENDAR) == (date(2026, 11, 27),)
    assert bookable_days(offered(MORNING, days_ahead=0), MONDAY, CALENDAR) == (MONDAY,)


def test_what_can_be_booked_ends_with_the_calendar() -> None:
    days = bookable_days(offered(MORNING, days_ahead=60), date(2027, 12, 30), CALENDAR)
    assert days == (date(2027, 12, 30), date(2027, 12, 31))


def test_a_session_of_certain_weekdays_is_not_held_on_a_weekend_that_is_worked_instead() -> None:
    offer = offered(MORNING, OfferedSession(opens="14:00", closes="14:30", weekdays=(1, 2, 3, 4, 5)))
    assert SATURDAY in bookable_days(replace(offer, days_ahead=4), MONDAY, CALENDAR)
    assert [slot.starts for slot in slots_of(offer, TUESDAY)] == ["09:00", "09:30", "14:00"]
    assert [slot.starts for slot in slots_of(offer, SATURDAY)] == ["09:00", "09:30"]


def test_the_rest_of_a_session_too_short_for_a_slot_is_not_offered() -> None:
    offer = offered(OfferedSession(opens="09:00", closes="10:10"))
    assert [(slot.starts, slot.ends) for slot in slots_of(offer, TUESDAY)] == [("09:00", "09:30"), ("09:30", "10:00")]


def test_a_slot_that_has_begun_cannot_be_booked() -> None:
    offer = offered(MORNING)
    assert book(None, booking(offer, MONDAY, "09:30"), at(MONDAY, 9, 29))
    with refused("appointment.no-such-slot"):
        book(None, booking(offer, MONDAY, "09:30"), at(MONDAY, 9, 30))


def test_what_is_not_offered_cannot_be_booked() -> None:
    offer = offered(MORNING)
    for day, starts in ((date(2026, 11, 26), "09:00"), (date(2026, 11, 30), "09:00"), (TUESDAY, "09:15")):
        with refused("appointment.no-such-slot"):
            book(None, booking(offer, day, starts), at(MONDAY, 8))
    with refused("appointment.no-offer"):
        book(None, booking(None), at(MONDAY, 8))
    with refused("appointment.full"):
        book(None, booking(offer, seat=None), at(MONDAY, 8))
    with refused("case.item-not-handled-here"):
        book(None, replace(booking(offer), tier=Tier.CITY), at(MONDAY, 8))


def test_a_closed_day_is_refused_with_the_reason() -> None:
    offer = offered(MORNING)
    command = CloseDay(day=TUESDAY, ground=AppointmentGround.SYSTEM_DOWN, text="系统升级")
    (said,) = close_day(offer, command, at(MONDAY, 8))
    closed = evolve_offer(offer, said)
    assert closed.why_closed(TUESDAY) == "系统升级"
    with pytest.raises(Refused, match="系统升级") as refusal:
        book(None, booking(closed), at(MONDAY, 8))
    assert refusal.value.code == "appointment.day-closed"
    with refused("appointment.day-closed-already"):
        close_day(closed, command, at(MONDAY, 8))
    with refused("appointment.day-over"):
        close_day(offer, command, at(WEDNESDAY, 8))
    with refused("appointment.reason-missing"):
        close_day(offer, replace(command, text=" "), at(MONDAY, 8))
    again = evolve_offer(closed, offer_slots(closed, OfferSlots(entry=ENTRY, minutes=60, capacity=1, days_ahead=1))[0])
    assert again.why_closed(TUESDAY) == "系统升级", "another offer opens no closed day"


def test_the_same_offer_again_says_nothing_and_a_withdrawn_one_can_be_made_again() -> None:
    command = OfferSlots(entry=None, minutes=30, capacity=2, days_ahead=3)
    (said,) = offer_slots(None, command)
    offer = evolve_offer(None, said)
    assert isinstance(said, SlotsOffered)
    assert [(each.opens, each.closes) for each in said.sessions] == [("09:00", "12:00"), ("13:30", "17:30")]
    assert offer_slots(offer, command) == []
    withdrawn = evolve_offer(offer, withdraw_slots(offer)[0])
    with refused("appointment.no-offer"):
        book(None, booking(withdrawn), at(MONDAY, 8))
    assert offer_slots(withdrawn, command) == [said]


def test_sessions_that_hold_no_slot_or_overlap_are_refused() -> None:
    for sessions, code in (
        ((OfferedSession(opens="09:00", closes="09:29"),), "appointment.session-too-short"),
        ((MORNING, OfferedSession(opens="09:30", closes="11:00")), "appointment.sessions-overlap"),
    ):
        with refused(code):
            offered(*sessions)
    offered(replace(MORNING, weekdays=(1,)), replace(MORNING, weekdays=(2,)))


def test_an_applicant_moves_three_times_and_the_unit_as_often_as_it_must() -> None:
    appointment, offer = booked(), offered(MORNING)
    starts = ["09:30", "09:00"] * 3
    for wanted in starts[:3]:
        appointment = fold(
            move(appointment, Move(offer=offer, day=TUESDAY, starts=wanted, seat=1), at(MONDAY, 10)), appointment
        )
    wish = Move(offer=offer, day=TUESDAY, starts="09:00", seat=1)
    with refused("appointment.moved-enough"):
        move(appointment, wish, at(MONDAY, 10))
    with refused("appointment.reason-missing"):
        move(appointment, replace(wish, ground=AppointmentGround.STAFF), at(MONDAY, 10))
    command = replace(wish, ground=AppointmentGround.STAFF, text="人员调整")
    moved = fold(move(appointment, command, at(MONDAY, 10)), appointment)
    assert (moved.moves, moved.ground, moved.why) == (3, AppointmentGround.STAFF, "人员调整")


def test_an_applicant_changes_his_appointment_until_it_begins_and_the_unit_until_the_day_is_over() -> None:
    appointment, offer = booked(), offered(MORNING)
    assert cancel(appointment, Cancel(), at(TUESDAY, 8, 59))
    wish = Move(offer=offer, day=WEDNESDAY, starts="09:00", seat=1)
    for act in (
        lambda: cancel(appointment, Cancel(), at(TUESDAY, 9)),
        lambda: move(appointment, wish, at(TUESDAY, 9)),
    ):
        with refused("appointment.begun"):
            act()
    by_unit = Cancel(ground=AppointmentGround.APPLICANT_ASKED)
    assert cancel(appointment, by_unit, at(TUESDAY, 17))
    with refused("appointment.over"):
        cancel(appointment, by_unit, at(WEDNESDAY, 9))
    with refused("appointment.over"):
        move(appointment, replace(wish, ground=AppointmentGround.APPLICANT_ASKED), at(WEDNESDAY, 8))
    with refused("appointment.same-slot"):
        move(appointment, replace(wish, day=TUESDAY), at(MONDAY, 9))


def test_whoever_comes_is_noted_on_the_day_late_or_not() -> None:
    appointment = booked()
    with refused("appointment.another-day"):
        keep(appointment, at(MONDAY, 17))
    with refused("appointment.not-over"):
        miss(appointment, at(TUESDAY, 9, 29))
    with refused("appointment.not-kept"):
        he_has_come(appointment)
    missed = fold(miss(appointment, at(TUESDAY, 9, 30)), appointment)
    late = fold(keep(missed, at(TUESDAY, 11)), missed)
    assert (late.status, he_has_come(late)) == (AppointmentStatus.KEPT, TUESDAY)
    for act in (lambda: keep(late, at(TUESDAY, 12)), lambda: cancel(late, Cancel(), at(MONDAY, 9))):
        with refused("appointment.not-now"):
            act()


def test_a_seat_is_held_until_it_is_cancelled() -> None:
    appointment = booked()
    assert appointment.holds
    assert fold(miss(appointment, at(TUESDAY, 10)), appointment).holds
    gone = fold(cancel(appointment, Cancel(), at(MONDAY, 11)), appointment)
    assert (gone.status, gone.holds) == (AppointmentStatus.CANCELLED, False)
    called_off = Cancel(ground=AppointmentGround.CLOSED, text="停电")
    told = fold(cancel(appointment, called_off, at(MONDAY, 11)), appointment)
    assert (told.status, told.why, told.holds) == (AppointmentStatus.CALLED_OFF, "停电", False)


@pytest.mark.parametrize("written", ["13800001234", "138-0000-1234", "+8613800001234", "0086-138-0000-1234"])
def test_a_phone_number_is_the_same_however_it_is_written(written: str) -> None:
    assert phone_digits(written) == "13800001234"


def test_a_landline_keeps_its_digits() -> None:
    assert phone_digits("029-85200000") == "02985200000"


def test_it_is_known_for_thirty_days_who_had_it() -> None:
    assert booked().kept_until == date(2026, 12, 24)


def test_every_state_has_its_name_and_its_line_in_the_table() -> None:
    assert set(ALLOWED) == {None, *AppointmentStatus}
    assert set(STATUS_NAMES) == set(AppointmentStatus)
    assert {status for status in AppointmentStatus if not ALLOWED[status]} == FINAL
    assert {verb for verbs in ALLOWED.values() for verb in verbs} == set(VERB_NAMES)


def test_nothing_can_be_done_with_an_appointment_that_is_not_there() -> None:
    for act in (keep, miss):
        with refused("appointment.not-found"):
            act(None, on(MONDAY))


def test_a_missed_appointment_binds_its_holder_no_more_also_if_he_comes_late() -> None:
    appointment = booked()
    assert appointment.binds_its_holder
    missed = fold(miss(appointment, at(TUESDAY, 9, 30)), appointment)
    late = fold(keep(missed, at(TUESDAY, 11)), missed)
    assert (missed.binds_its_holder, late.binds_its_holder, late.status) == (False, False, AppointmentStatus.KEPT)
    assert fold(keep(appointment, at(TUESDAY, 9)), appointment).binds_its_holder


def test_whoever_books_anew_gives_up_what_has_begun_without_him_and_nothing_else() -> None:
    appointment = booked()
    assert give_up(appointment, at(TUESDAY, 8, 59)) == []
    missed = fold(give_up(appointment, at(TUESDAY, 9)), appointment)
    assert (missed.status, missed.binds_its_holder) == (AppointmentStatus.MISSED, False)
    assert give_up(missed, at(TUESDAY, 10)) == []
    kept = fold(keep(appointment, at(TUESDAY, 9)), appointment)
    assert give_up(kept, at(TUESDAY, 10)) == []
