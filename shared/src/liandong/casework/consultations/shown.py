"""How consultations are shown: question and answer, the time that is left, and the guide that was given."""

from datetime import date
from typing import Annotated

from pydantic import Field

from liandong.application.desk import Desk
from liandong.casework.api.masking import masked, masked_name
from liandong.domain.catalogue.guide import guide_of
from liandong.domain.catalogue.guide_text import notice_text
from liandong.domain.catalogue.words import TIERS
from liandong.domain.consultation.decide import answer_by
from liandong.domain.consultation.state import STATUS_NAMES, Consultation, ConsultationStatus
from liandong.domain.numbers import unit_of
from liandong.domain.worktime.clock import remaining
from liandong.domain.worktime.light import Light, light_of
from liandong.events.case_window import ContactChannel
from liandong.infrastructure.http import Out
from liandong.terms.legal_time import legal_day


class ConsultationOut(Out):
    """咨询. `edition` and `hash` name the entry that the answer rests on, before it the one that is asked about.

    `answer_by` is counted by the calendar as it is now; `remaining` are working days until then, negative once it is
    over. `cases` were received after it.
    """

    id: str
    unit: str
    version: int
    status: ConsultationStatus
    status_name: str
    item: str
    edition: str
    hash: str
    channel: ContactChannel
    asked_on: date
    limit: Annotated[int, Field(description="本单位公布的答复时限，工作日", examples=[5])]
    answer_by: date
    provisional: bool
    remaining: int | None
    light: Light
    recorded_by: str | None
    answered_on: date | None
    answered_by: str | None
    guide_given: bool
    question: str | None
    answer: str | None
    name: str | None
    phone: str | None
    cases: list[str]


class WholeConsultationOut(ConsultationOut):
    """With the one-page notice of that very edition, as Markdown, if the guide was given (一口清)."""

    guide: str | None


class AskedOut(ConsultationOut):
    """One just asked. `secret` opens it together with its number; it is told once, never to a repeated request."""

    secret: str | None


def consultation_out(
    desk: Desk, consultation: Consultation, version: int, *, hidden: bool, cases: list[str] | None = None
) -> ConsultationOut:
    unit = unit_of(consultation.id)
    calendar, today = desk.references.calendar(unit), legal_day(desk.clock.now())
    counted = answer_by(consultation, calendar)
    name, phone = consultation.name, consultation.phone
    waits = consultation.status is ConsultationStatus.OPEN
    told = consultation.told_by or consultation.entry
    return ConsultationOut(
        id=consultation.id,
        unit=unit,
        version=version,
        status=consultation.status,
        status_name=STATUS_NAMES[consultation.status],
        item=consultation.entry.item,
        edition=told.edition,
        hash=told.hash,
        channel=consultation.channel,
        asked_on=consultation.asked_on,
        limit=consultation.limit,
        answer_by=counted.day,
        provisional=counted.provisional,
        remaining=remaining(calendar, today, counted.day) if waits else None,
        light=light_of(calendar, today, counted.day, consultation.limit, finished_on=consultation.answered_on),
        recorded_by=consultation.recorded_by,
        answered_on=consultation.answered_on,
        answered_by=consultation.answered_by,
        guide_given=consultation.guide_given,
        question=consultation.question,
        answer=consultation.answer,
        name=masked_name(name, None) if hidden and name else name,
        phone=masked(phone, 3, 4) if hidden and phone else phone,
        cases=cases or [],
    )


def guide_given(desk: Desk, consultation: Consultation) -> str | None:
    """The one-page notice of the edition that the answer rests on; None if none was given."""
    told = consultation.told_by
    if told is None or not consultation.guide_given:
        return None
    unit = unit_of(consultation.id)
    entry = desk.references.frozen_entry(unit, told)
    if entry is None:
        return None
    guide = guide_of(
        entry,
        edition=told.edition,
        digest=told.hash,
        handled_at=tuple(TIERS[tier] for tier in entry.tiers),
        known=(other for other, _ in desk.references.entries(consultation.answered_on or consultation.asked_on)),
        place=desk.references.unit(unit),
    )
    return notice_text(guide)
