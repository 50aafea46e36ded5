"""Asking, answering and reading: the same for somebody online and for the window."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk
from liandong.application.handler import Handled
from liandong.casework.api.acts import unit_here
from liandong.casework.consultations.shown import WholeConsultationOut, consultation_out, guide_given
from liandong.casework.consultations.store import CONSULTATIONS, cases_after
from liandong.casework.numbers import new_consultation_number
from liandong.casework.queries import get
from liandong.casework.tracking.secrets import give_secret
from liandong.domain.case.rules.intake import item_is_handled_at
from liandong.domain.circumstances import Circumstances
from liandong.domain.consultation.decide import Answer, Ask, answer, ask
from liandong.domain.consultation.state import Consultation
from liandong.events.case_window import ContactChannel
from liandong.events.case_words import EntryReference
from liandong.infrastructure.http import Idempotency, In
from liandong.infrastructure.http import answer as response
from liandong.infrastructure.http.fields import Code, Name, Phone, Text
from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused


class QuestionIn(In):
    """What is asked about which item; name and phone are needed only by who wants to be called back."""

    item: Annotated[Code, Field(description="事项编码", examples=["CG-004"])]
    text: Annotated[Text, Field(description="咨询内容", examples=["变更经营地址需要带哪些材料？"])]
    name: Annotated[Name | None, Field(description="咨询人姓名", examples=["张三"])] = None
    phone: Annotated[Phone | None, Field(description="联系电话", examples=["13800001234"])] = None


class AnswerIn(In):
    """What is said, and whether the whole guide is given with it, so that nobody has to ask twice (一口清)."""

    text: Annotated[Text, Field(description="答复内容", examples=["需带营业执照和新地址的使用证明，详见告知单"])]
    guide: Annotated[bool, Field(description="是否同时提供一次性告知单")] = True


async def ask_about(
    desk: Desk,
    by: Principal,
    sent: QuestionIn,
    channel: ContactChannel,
    idempotency: Idempotency,
    *,
    answered: AnswerIn | None = None,
    recorded_by: StaffId | None,
) -> Handled[Consultation]:
    """The clock of the answer runs, or it was answered on the spot. Raises Refused."""
    given, here = desk.given(by), unit_here(desk, by.unit)
    entry, reference = desk.references.entry(sent.item, given.today, by.unit)
    item_is_handled_at(here.tier, entry)
    command = Ask(
        consultation=await new_consultation_number(desk.pool, by.unit, given.today),
        entry=reference,
        channel=channel,
        limit=here.consult_days,
        text=sent.text,
        name=sent.name,
        phone=sent.phone,
        recorded_by=recorded_by,
        answer=None if answered is None else Answer(entry=reference, text=answered.text, guide=answered.guide),
    )
    return await desk.handler.handle(
        CONSULTATIONS,
        command.consultation,
        lambda consultation: ask(consultation, command, given),
        by=by,
        occurred_at=given.now,
        idempotency=idempotency,
        status=201,
        answer=_shown(desk),
    )


async def answer_asked(desk: Desk, by: Principal, handled: Handled[Consultation]) -> Response:
    """The answer to asking, with the secret; what is kept for a repeated request has none."""
    secret = None
    if not handled.replayed:
        secret = await give_secret(desk.pool, desk.keys[by.unit], handled.body["id"], by, desk.clock.now())
    body = handled.body | {"secret": secret}
    told = response(body, version=handled.version, status=handled.status, replayed=handled.replayed)
    told.headers["Cache-Control"] = "no-store"
    return told


async def answer_it(
    desk: Desk, by: Principal, number: str, expects: int, sent: AnswerIn, idempotency: Idempotency
) -> Response:
    """The answer rests on the item as it stands today. Raises Refused, StaleVersion."""
    given = desk.given(by)
    known = (await get(desk.pool, CONSULTATIONS, by.unit, number, desk.keys[by.unit])).state
    assert known is not None, "get raises"
    command = Answer(entry=_edition(desk, known, given), text=sent.text, guide=sent.guide)
    handled = await desk.handler.handle(
        CONSULTATIONS,
        number,
        lambda consultation: answer(consultation, command, given),
        by=by,
        occurred_at=given.now,
        expects=expects,
        idempotency=idempotency,
        answer=_shown(desk),
    )
    return response(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)


def _edition(desk: Desk, asked: Consultation, given: Circumstances) -> EntryReference:
    """What an answer rests on: the item today, or if it was withdrawn since, as it was asked about."""
    try:
        return desk.references.entry(asked.entry.item, given.today, given.by.unit)[1]
    except Refused as refusal:
        if refusal.nature is Nature.UNAVAILABLE:
            raise
        return asked.entry


async def show(desk: Desk, unit: UnitCode, number: str, *, hidden: bool) -> WholeConsultationOut:
    """With the guide that was given; who asked is `hidden` from all but himself. Raises Refused(NOT_FOUND)."""
    loaded = await get(desk.pool, CONSULTATIONS, unit, number, desk.keys[unit])
    assert loaded.state is not None, "get raises"
    cases = (await cases_after(desk.pool, unit, [number])).get(number)
    shown = consultation_out(desk, loaded.state, loaded.version, hidden=hidden, cases=cases)
    return WholeConsultationOut(**shown.model_dump(), guide=guide_given(desk, loaded.state))


def _shown(desk: Desk) -> Callable[[Any, int], object]:
    """What is kept for a repeated request: without the words that were said, and without a secret."""

    def shown(consultation: Any, version: int) -> object:
        told = consultation_out(desk, consultation, version, hidden=True)
        return told.model_copy(update={"question": None, "answer": None}).model_dump(mode="json")

    return shown
