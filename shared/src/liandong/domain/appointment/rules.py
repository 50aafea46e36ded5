"""The rules for appointments: who may still move them, and when somebody has come."""

import re
from datetime import date
from typing import Final

from liandong.domain.appointment.state import Appointment
from liandong.domain.appointment.status import ALLOWED, STATUS_NAMES, VERB_NAMES, AppointmentVerb
from liandong.domain.circumstances import Circumstances
from liandong.terms.refusal import Nature, Refused

MOST_MOVES: Final = 3
"""How often an applicant moves one appointment himself; so what strangers may write stays bounded."""
MOBILE: Final = re.compile(r"(?:00)?86(1[0-9]{10})")


def phone_digits(phone: str) -> str:
    """A phone number by its digits, a mobile without its country: the same however it is written."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    mobile = MOBILE.fullmatch(digits)
    return digits if mobile is None else mobile[1]


def allows(appointment: Appointment, verb: AppointmentVerb) -> None:
    if verb in ALLOWED[appointment.status]:
        return
    raise Refused(
        "appointment.not-now",
        f"预约现为“{STATUS_NAMES[appointment.status]}”，不能“{VERB_NAMES[verb]}”；需要办理的，请重新预约",
    )


def slot_has_begun(appointment: Appointment, given: Circumstances) -> bool:
    return appointment.slot.begins_at <= given.now


def still_lies_ahead(appointment: Appointment, given: Circumstances) -> None:
    if slot_has_begun(appointment, given):
        raise Refused("appointment.begun", "预约的时段已经开始，不能改约或者取消；请到窗口办理，或者重新预约")


def day_is_not_over(appointment: Appointment, given: Circumstances) -> None:
    if appointment.slot.day < given.today:
        raise Refused("appointment.over", f"预约的日期{appointment.slot.day}已经过去，不能更改；需要办理的，请重新预约")


def moves_are_left(appointment: Appointment) -> None:
    if appointment.moves >= MOST_MOVES:
        raise Refused(
            "appointment.moved-enough",
            f"同一预约最多改约{MOST_MOVES}次；请按时到场，不能到场的请取消，或者致电窗口",
        )


def seat_left(seat: int | None) -> int:
    if seat is None:
        raise Refused("appointment.full", "这一时段已经约满，请改选其他时段")
    return seat


def slot_is_another(appointment: Appointment, day: date, starts: str) -> None:
    if (appointment.slot.day, appointment.slot.starts) == (day, starts):
        raise Refused("appointment.same-slot", "改约的时段与原来的相同，请另选时段", nature=Nature.INVALID)


def it_is_the_day(appointment: Appointment, given: Circumstances) -> None:
    if appointment.slot.day != given.today:
        raise Refused(
            "appointment.another-day", f"预约的日期是{appointment.slot.day}，只能当天登记到号；请先为其改约到今天"
        )


def he_has_come(appointment: Appointment) -> date:
    """The day on which he came; a case is received from an appointment only once that is noted."""
    if appointment.kept_on is None:
        raise Refused("appointment.not-kept", "请先为该预约登记到号，再凭预约收件")
    return appointment.kept_on


def slot_is_over(appointment: Appointment, given: Circumstances) -> None:
    if given.now < appointment.slot.is_over_at:
        raise Refused("appointment.not-over", f"预约的时段到{appointment.slot.ends}才结束，结束后仍未到的，再登记未到")
