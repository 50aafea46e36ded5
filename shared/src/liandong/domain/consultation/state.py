"""A consultation as it stands."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from liandong.events.case_window import ContactChannel
from liandong.events.case_words import EntryReference
from liandong.events.consultation import ConsultationAnswered, ConsultationAsked, ConsultationContactOpened
from liandong.events.said import Event
from liandong.terms.codes import ConsultationId, StaffId
from liandong.terms.personal import Private

KEPT_DAYS: Final = 365
"""Days (of the calendar) after the answer until question, answer and asker are forgotten (个人信息保护法 19、47)."""


class ConsultationStatus(StrEnum):
    """状态."""

    OPEN = "open"
    ANSWERED = "answered"


STATUS_NAMES: Final = {ConsultationStatus.OPEN: "待答复", ConsultationStatus.ANSWERED: "已答复"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """咨询. `entry` is the edition asked about, `told_by` the one the answer rests on; `answer_by` as first counted."""

    id: ConsultationId
    entry: EntryReference
    channel: ContactChannel
    asked_on: date
    effective_on: date
    limit: int
    answer_by: date
    recorded_by: StaffId | None = None
    status: ConsultationStatus = ConsultationStatus.OPEN
    told_by: EntryReference | None = None
    answered_on: date | None = None
    answered_by: StaffId | None = None
    guide_given: bool = False
    question: Private[str | None] = None
    name: Private[str | None] = None
    phone: Private[str | None] = None
    answer: Private[str | None] = None

    @property
    def kept_until(self) -> date | None:
        """The last day on which its words are known; None while it waits for an answer."""
        return None if self.answered_on is None else self.answered_on + timedelta(days=KEPT_DAYS)


def evolve(consultation: Consultation | None, event: Event) -> Consultation:
    """The consultation after the event. Raises TypeError for an event that is no part of its history."""
    match event:
        case ConsultationAsked():
            return Consultation(
                id=event.consultation,
                entry=event.entry,
                channel=event.channel,
                asked_on=event.asked_on,
                effective_on=event.effective_on,
                limit=event.limit,
                answer_by=event.answer_by,
                recorded_by=event.recorded_by,
                question=event.text,
                name=event.name,
                phone=event.phone,
            )
        case ConsultationAnswered() if consultation is not None:
            return replace(
                consultation,
                status=ConsultationStatus.ANSWERED,
                told_by=event.entry,
                answered_on=event.answered_on,
                answered_by=event.answered_by,
                guide_given=event.guide_given,
                answer=event.text,
            )
        case ConsultationContactOpened() if consultation is not None:
            return consultation  # that somebody looked changes nothing
        case _:
            raise TypeError(f"{event.KIND} cannot follow in the history of a consultation")
