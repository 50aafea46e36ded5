"""咨询 at the window: what was asked is written down, answered at once or within the days the unit has stated."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Path, Query
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.consultations import acting
from liandong.casework.consultations.acting import AnswerIn, QuestionIn
from liandong.casework.consultations.shown import (
    AskedOut,
    ConsultationOut,
    WholeConsultationOut,
    consultation_out,
)
from liandong.casework.consultations.store import CONSULTATIONS, cases_after, waiting
from liandong.casework.contact import ContactOut, opened
from liandong.casework.queries import Wanted, listed
from liandong.domain.consultation.decide import open_contact
from liandong.domain.consultation.state import ConsultationStatus
from liandong.domain.powers.actions import Action
from liandong.events.case_window import ContactChannel
from liandong.infrastructure.http import Cursor, Filter, Idempotency, IdempotencyKey, IfMatch, Page, Router, answer
from liandong.infrastructure.http.fields import Code
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/consultations", tags=["咨询"])

BY_NUMBER = Cursor("consultations.by-number", str)
BY_TIME_LEFT = Cursor("consultations.by-time-left", date, str)
Number = Annotated[Code, Path(description="咨询编号", examples=["610113-Z261123-00001Z"])]
Here = Annotated[Desk, Depends(desk_of)]


class RecordIn(QuestionIn):
    """How it was asked, and the answer if it was given on the spot."""

    channel: Literal[ContactChannel.WINDOW, ContactChannel.VILLAGE, ContactChannel.PHONE] = ContactChannel.WINDOW
    answer: AnswerIn | None = None


class ConsultationFilter(Filter):
    status: ConsultationStatus | None = None


@router.post("", operation_id="recordConsultation", summary="登记咨询", status_code=201, response_model=AskedOut)
async def record(
    principal: Annotated[Principal, Permitted(Action.CONSULTATION_RECORD)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: RecordIn,
    desk: Here,
) -> Response:
    """Asked in person or by phone; with `answer` it is answered at once by who may, else the clock runs.

    With number and secret, told here once, the asker reads the answer online.
    """
    handled = await acting.ask_about(
        desk, principal, body, body.channel, idempotency, answered=body.answer, recorded_by=principal.id
    )
    return await acting.answer_asked(desk, principal, handled)


@router.get("", operation_id="listConsultations", summary="咨询列表", response_model=Page[ConsultationOut])
async def list_all(
    principal: Annotated[Principal, Permitted(Action.CONSULTATION_READ)],
    query: Annotated[ConsultationFilter, Query()],
    desk: Here,
) -> Page[ConsultationOut]:
    """Newest number first; with `status=open` those that wait, the one with the least working time left first."""
    unit, keys = principal.unit, desk.keys[principal.unit]
    if query.status is ConsultationStatus.OPEN:
        position = BY_TIME_LEFT.read(query.cursor)
        rows, more = await waiting(
            desk.pool, unit, keys, None if position is None else (position[0], position[1]), query.limit
        )
    else:
        after = BY_NUMBER.read(query.cursor)
        equal = {} if query.status is None else {"status": query.status.value}
        wanted = Wanted(equal=equal, before=None if after is None else after[0], limit=query.limit)
        rows, more = await listed(desk.pool, CONSULTATIONS, unit, wanted, keys)
    found = [(each.state, each.version) for each in rows if each.state is not None]
    cases = await cases_after(desk.pool, unit, [state.id for state, _ in found])
    last = found[-1][0] if found else None
    following = None
    if more and last is not None:
        by_time = query.status is ConsultationStatus.OPEN
        following = BY_TIME_LEFT.write(last.answer_by, last.id) if by_time else BY_NUMBER.write(last.id)
    return Page(
        items=[
            consultation_out(desk, state, version, hidden=True, cases=cases.get(state.id)) for state, version in found
        ],
        next=following,
    )


@router.get("/{consultation}", operation_id="getConsultation", summary="咨询详情", response_model=WholeConsultationOut)
async def get_one(
    principal: Annotated[Principal, Permitted(Action.CONSULTATION_READ)], consultation: Number, desk: Here
) -> Response:
    """One with its ETag; who asked is masked, and `…/contact` tells."""
    shown = await acting.show(desk, principal.unit, consultation, hidden=True)
    told = answer(shown.model_dump(mode="json"), version=shown.version)
    told.headers["Cache-Control"] = "no-store"
    return told


@router.get(
    "/{consultation}/contact",
    operation_id="openConsultationContact",
    summary="调阅咨询人联系方式",
    response_model=ContactOut,
)
async def open_its_contact(
    principal: Annotated[Principal, Permitted(Action.CONSULTATION_ANSWER)], consultation: Number, desk: Here
) -> Response:
    """Who asked, in full, for whoever answers: to call him back. The opening is noted in the journal."""
    return await opened(desk, principal, CONSULTATIONS, consultation, open_contact)


@router.post(
    "/{consultation}/answer", operation_id="answerConsultation", summary="答复咨询", response_model=ConsultationOut
)
async def answer_it(
    principal: Annotated[Principal, Permitted(Action.CONSULTATION_ANSWER)],
    consultation: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: AnswerIn,
    desk: Here,
) -> Response:
    """Says once everything that is needed; recorded with the edition of the catalogue it rests on."""
    return await acting.answer_it(desk, principal, consultation, expects, body, idempotency)
