"""What came before a case counts for its own applicant alone."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liandong.domain.appointment.slots import Slot
from liandong.domain.appointment.state import Appointment
from liandong.domain.case.rules.earlier import appointment_is_for_the_item, appointment_is_his, consultation_is_his
from liandong.domain.consultation.state import Consultation
from liandong.events.case_window import ContactChannel
from liandong.terms.codes import AppointmentId, ConsultationId, ItemCode
from liandong.terms.refusal import Refused
from tests.unit.case.samples import APPLICANT, ENTRY, MONDAY, REFERENCE

BOOKED = Appointment(
    id=AppointmentId("610113-Y261123-00001Z"),
    offer="any",
    item=ENTRY.item,
    slot=Slot(day=MONDAY, starts="09:00", ends="09:30"),
    seat=1,
    phone="+86 138-0000-1234",
)
ASKED = Consultation(
    id=ConsultationId("610113-Z261123-00002X"),
    entry=REFERENCE,
    channel=ContactChannel.PHONE,
    asked_on=MONDAY,
    effective_on=MONDAY,
    limit=5,
    answer_by=date(2026, 11, 30),
    phone="13800001234",
)
NOBODY_ELSE, SOMEBODY_ELSE = False, True


def refused(code: str, pointer: str) -> AbstractContextManager[Any]:
    def of_this_code(refusal: BaseException) -> bool:
        return isinstance(refusal, Refused) and (refusal.code, refusal.errors[0].pointer) == (code, pointer)

    return pytest.raises(Refused, check=of_this_code)


def test_an_appointment_is_for_one_of_the_items_applied_for() -> None:
    appointment_is_for_the_item(BOOKED, [ItemCode("HALL-02"), ENTRY.item])
    with refused("appointment.another-item", "/appointment"):
        appointment_is_for_the_item(BOOKED, [ItemCode("HALL-02")])


def test_the_phone_that_booked_or_asked_is_the_applicants_however_it_is_written() -> None:
    appointment_is_his(BOOKED, APPLICANT, NOBODY_ELSE)
    consultation_is_his(ASKED, APPLICANT, NOBODY_ELSE)
    with refused("appointment.another-holder", "/appointment"):
        appointment_is_his(replace(BOOKED, phone="13900001234"), APPLICANT, NOBODY_ELSE)
    with refused("consultation.another-asker", "/consultation"):
        consultation_is_his(replace(ASKED, phone="13900001234"), APPLICANT, NOBODY_ELSE)


def test_where_nobody_knows_the_phone_any_more_it_leads_to_cases_of_one_applicant_alone() -> None:
    appointment_is_his(replace(BOOKED, phone=None), APPLICANT, NOBODY_ELSE)
    consultation_is_his(replace(ASKED, phone=None), APPLICANT, NOBODY_ELSE)
    with refused("appointment.another-holder", "/appointment"):
        appointment_is_his(replace(BOOKED, phone=None), APPLICANT, SOMEBODY_ELSE)
    with refused("consultation.another-asker", "/consultation"):
        consultation_is_his(replace(ASKED, phone=None), APPLICANT, SOMEBODY_ELSE)
