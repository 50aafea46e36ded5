"""What may be asked of a case at the window besides its course: handing it over, noting that its applicant came."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.domain.case.status import Verb
from liandong.events.case_window import ContactChannel, ContactMatter, HandOverGround
from liandong.terms.codes import AppointmentId, ConsultationId, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """移交: to whom, and why."""

    VERB: ClassVar[Verb] = Verb.HAND_OVER
    to: StaffId
    ground: HandOverGround
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContact:
    """登记来访、来电."""

    VERB: ClassVar[Verb] = Verb.NOTE_CONTACT
    channel: ContactChannel
    matter: ContactMatter
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What its applicant had to do with the office before the case: an appointment he kept, or a consultation."""

    on: date
    channel: ContactChannel
    matter: ContactMatter
    appointment: AppointmentId | None = None
    consultation: ConsultationId | None = None


WindowCommand = HandOver | NoteContact
