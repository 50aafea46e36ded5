"""The rule that the unit says why it goes back on what it had offered."""

from liandong.domain.case.rules.text import said
from liandong.events.appointment import AppointmentGround
from liandong.terms.refusal import Nature, Pointer, Refused


def reason_is_told(ground: AppointmentGround, text: str | None) -> None:
    """Whoever had relied on the unit's word is told why it cannot be kept; what he asked for himself he knows."""
    if ground is not AppointmentGround.APPLICANT_ASKED and not said(text):
        raise Refused(
            "appointment.reason-missing",
            "请写明原因，预约人会看到",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/text", detail="请填写"),),
        )
