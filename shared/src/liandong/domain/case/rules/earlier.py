"""The rules for what came before a case: an appointment or a consultation counts for nobody but its own applicant."""

from collections.abc import Collection

from liandong.domain.appointment.rules import phone_digits
from liandong.domain.appointment.state import Appointment
from liandong.domain.case.commands import Applicant
from liandong.domain.consultation.state import Consultation
from liandong.terms.codes import ItemCode
from liandong.terms.refusal import Nature, Pointer, Refused


def appointment_is_for_the_item(appointment: Appointment, items: Collection[ItemCode]) -> None:
    """What was booked is one of the items that are applied for."""
    if appointment.item not in items:
        raise _not_his(
            "appointment.another-item",
            f"该预约的事项是{appointment.item}，不是本次申请的事项，请核对预约编号",
            "/appointment",
            "不是本次申请的事项",
        )


def appointment_is_his(appointment: Appointment, applicant: Applicant, leads_to_another: bool) -> None:
    """As long as it is known who booked it, the phone is the applicant's; and it has led to nobody else's case."""
    if leads_to_another or not _may_be_his(appointment.phone, applicant):
        raise _not_his(
            "appointment.another-holder",
            "该预约不是本申请人的：所留电话与申请人电话不一致，或者已用于其他申请人的办件；请核对预约编号",
            "/appointment",
            "不是本申请人的预约",
        )


def consultation_is_his(consultation: Consultation, applicant: Applicant, leads_to_another: bool) -> None:
    """As for an appointment; whoever asked without leaving a phone number is not known."""
    if leads_to_another or not _may_be_his(consultation.phone, applicant):
        raise _not_his(
            "consultation.another-asker",
            "该咨询不是本申请人的：所留电话与申请人电话不一致，或者已用于其他申请人的办件；请核对咨询编号",
            "/consultation",
            "不是本申请人的咨询",
        )


def _may_be_his(phone: str | None, applicant: Applicant) -> bool:
    if phone is None or applicant.details is None:
        return True
    return phone_digits(phone) == phone_digits(applicant.details.phone)


def _not_his(code: str, sentence: str, pointer: str, detail: str) -> Refused:
    return Refused(code, sentence, nature=Nature.INVALID, errors=(Pointer(pointer=pointer, detail=detail),))
