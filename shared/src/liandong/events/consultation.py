"""Consultations 咨询: what the office was asked about an item, and what it said, by which edition of the catalogue."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.case_window import ContactChannel
from liandong.events.case_words import EntryReference
from liandong.events.said import Event
from liandong.terms.codes import ConsultationId, Digest, StaffId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationEvent(Event):
    """About one consultation."""

    consultation: ConsultationId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationAsked(ConsultationEvent):
    """咨询: somebody asks about the item of `entry`; to be answered within `limit` working days from `effective_on`.

    `answer_by` is their last day by the calendar and policy named. `recorded_by` wrote it down at the window, None if
    it was asked online.
    """

    KIND: ClassVar[str] = "consultation.asked"
    entry: EntryReference
    channel: ContactChannel
    asked_on: date
    effective_on: date
    limit: int
    answer_by: date
    calendar: Digest
    policy: str
    recorded_by: StaffId | None = None
    text: Private[str | None] = None
    name: Private[str | None] = None
    phone: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationAnswered(ConsultationEvent):
    """答复咨询: what was said rests on `entry` as it stood on that day.

    `guide_given`: the whole guide of that edition was handed over with it, so that nobody has to ask twice (一口清).
    """

    KIND: ClassVar[str] = "consultation.answered"
    entry: EntryReference
    answered_on: date
    answered_by: StaffId
    guide_given: bool
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationContactOpened(ConsultationEvent):
    """调阅联系方式: somebody of the unit was shown who asked and how to reach him (D.12.14)."""

    KIND: ClassVar[str] = "consultation.contact_opened"
    by: StaffId
    opened_on: date


CONSULTATION_EVENTS: tuple[type[Event], ...] = (ConsultationAsked, ConsultationAnswered, ConsultationContactOpened)
