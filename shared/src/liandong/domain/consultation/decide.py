"""Asking and answering: the office has so many working days, and what it said is kept with what it rested on."""

from dataclasses import dataclass

from liandong.domain.case.limits import effective_day
from liandong.domain.case.rules.powers import must_be_allowed
from liandong.domain.circumstances import Circumstances
from liandong.domain.consultation.state import Consultation, ConsultationStatus
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Facts
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import POLICY, Due, due
from liandong.events.case import Channel
from liandong.events.case_window import ContactChannel
from liandong.events.case_words import EntryReference
from liandong.events.consultation import ConsultationAnswered, ConsultationAsked, ConsultationContactOpened
from liandong.events.said import Event
from liandong.terms.codes import ConsultationId, StaffId
from liandong.terms.refusal import Nature, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said; `entry` is what it rests on, `guide` whether the whole guide is given with it."""

    entry: EntryReference
    text: str
    guide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question, and at a window often the answer at once. `limit` is the unit's own, in working days."""

    consultation: ConsultationId
    entry: EntryReference
    channel: ContactChannel
    limit: int
    text: str
    name: str | None = None
    phone: str | None = None
    recorded_by: StaffId | None = None
    answer: Answer | None = None


def ask(_consultation: Consultation | None, command: Ask, given: Circumstances) -> list[Event]:
    """ConsultationAsked, and ConsultationAnswered if it was answered on the spot. Raises Refused."""
    effective_on = effective_day(Channel.ONLINE if command.channel is ContactChannel.ONLINE else Channel.WINDOW, given)
    said: list[Event] = [
        ConsultationAsked(
            consultation=command.consultation,
            entry=command.entry,
            channel=command.channel,
            asked_on=given.today,
            effective_on=effective_on,
            limit=command.limit,
            answer_by=due(given.calendar, effective_on, command.limit).day,
            calendar=given.calendar.hash,
            policy=POLICY,
            recorded_by=command.recorded_by,
            text=command.text,
            name=command.name,
            phone=command.phone,
        )
    ]
    if command.answer is not None:
        said.append(_answered(command.consultation, command.answer, given))
    return said


def answer(consultation: Consultation | None, command: Answer, given: Circumstances) -> list[Event]:
    """ConsultationAnswered, late or not. Raises Refused."""
    consultation = there(consultation)
    if consultation.status is ConsultationStatus.ANSWERED:
        raise Refused(
            "consultation.answered-already",
            f"该咨询已由{consultation.answered_by}于{consultation.answered_on}答复；另有问题的，请另行登记咨询",
        )
    return [_answered(consultation.id, command, given)]


def open_contact(consultation: Consultation | None, given: Circumstances) -> list[Event]:
    """ConsultationContactOpened, each time; nothing where nobody is known, or known any more. Raises Refused."""
    consultation = there(consultation)
    if consultation.name is None and consultation.phone is None:
        return []
    return [ConsultationContactOpened(consultation=consultation.id, by=given.by.id, opened_on=given.today)]


def there(consultation: Consultation | None) -> Consultation:
    if consultation is None:
        raise Refused("consultation.not-found", "本单位没有这一编号的咨询，请核对编号", nature=Nature.NOT_FOUND)
    return consultation


def _answered(number: ConsultationId, command: Answer, given: Circumstances) -> ConsultationAnswered:
    must_be_allowed(given.by, Action.CONSULTATION_ANSWER, Facts(item=command.entry.item))
    return ConsultationAnswered(
        consultation=number,
        entry=command.entry,
        answered_on=given.today,
        answered_by=given.by.id,
        guide_given=command.guide,
        text=command.text,
    )


def answer_by(consultation: Consultation, calendar: WorkingCalendar) -> Due:
    """The last day to answer, by the calendar as it is now: what was published since is not held against the office."""
    return due(calendar, consultation.effective_on, consultation.limit)
