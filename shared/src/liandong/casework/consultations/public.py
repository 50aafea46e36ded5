"""网上咨询: anybody asks a unit about an item, and reads the answer by number and secret."""

from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.casework.consultations import acting
from liandong.casework.consultations.acting import QuestionIn
from liandong.casework.consultations.shown import AskedOut, WholeConsultationOut
from liandong.casework.tracking.secrets import opens
from liandong.domain.numbers import unit_of
from liandong.events.case_window import ContactChannel
from liandong.infrastructure.http import (
    EdgeRefusal,
    Idempotency,
    IdempotencyKey,
    In,
    Router,
    answer,
    problem,
    public,
)
from liandong.infrastructure.http.fields import Code
from liandong.infrastructure.http.quota import HEADERS, Policy, Quotas, client_of, quotas_of
from liandong.terms.codes import ConsultationId, UnitCode
from liandong.terms.principal import applicant_of_his_own
from liandong.terms.refusal import Nature, Refused

router = Router(prefix="/v1/consultations", tags=["网上咨询"])

NEW_ONES: Final = Policy("new-consultations", quota=10, seconds=3600)
PER_ADDRESS: Final = Policy("address", quota=60, seconds=60)
PER_NUMBER: Final = Policy("number", quota=60, seconds=300)
Here = Annotated[Desk, Depends(desk_of)]
Left = Annotated[Quotas, Depends(quotas_of)]
LIMITED: Final[dict[int | str, dict[str, Any]]] = {
    429: problem("操作过于频繁") | {"headers": dict(HEADERS)},
    503: problem("服务暂时不可用，请稍后重试"),
}


class AskOwnIn(QuestionIn):
    unit: Annotated[Code, Field(description="被咨询的单位代码", examples=["610113"])]


class OwnIn(In):
    """What was told when it was asked; dashes, small letters and I, L, O in the secret do not matter."""

    number: Annotated[Code, Field(description="咨询编号", examples=["610113-Z261123-00001Z"])]
    secret: Annotated[Code, Field(description="提取码", examples=["7K3D-9QXW-02MB"])]


@router.post(
    "",
    operation_id="askConsultation",
    summary="网上咨询",
    status_code=201,
    response_model=AskedOut,
    responses=LIMITED | {201: {"headers": dict(HEADERS)}, 404: problem("没有这一单位或者事项")},
    dependencies=[public("anybody may ask (行政许可法 30); quotas per address")],
)
async def ask(
    request: Request,
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: AskOwnIn,
    desk: Here,
    quotas: Left,
) -> Response:
    """The unit answers within the working days it has stated; number and secret are told here once.

    All who ask act under one name here, so a key counts together with what is sent.
    """
    headers = await quotas.take([(NEW_ONES, client_of(request))])
    unit = UnitCode(body.unit)
    if unit not in desk.keys:
        raise Refused("unit.not-here", "本实例不服务该单位，请核对单位代码", nature=Nature.NOT_FOUND)
    by = applicant_of_his_own(unit)
    own = replace(idempotency, key=f"{idempotency.request_hash.hex()[:32]} {idempotency.key}")
    handled = await acting.ask_about(desk, by, body, ContactChannel.ONLINE, own, recorded_by=None)
    told = await acting.answer_asked(desk, by, handled)
    told.headers.update(headers)
    return told


@router.post(
    "/read",
    operation_id="readOwnConsultation",
    summary="读取答复",
    response_model=WholeConsultationOut,
    responses=LIMITED
    | {
        200: {"headers": dict(HEADERS)},
        404: problem("编号或提取码不对") | {"headers": dict(HEADERS)},
    },
    dependencies=[public("who asked has no account: number and secret are the key, with quotas per both")],
)
async def read(request: Request, body: OwnIn, desk: Here, quotas: Left) -> Response:
    """The question, until when it is answered, and the answer with the guide."""
    number = ConsultationId(body.number.upper())
    headers = await quotas.take([(PER_ADDRESS, client_of(request)), (PER_NUMBER, number)])
    headers["Cache-Control"] = "no-store"
    if not await opens(desk.pool, desk.keys, unit_of(number), number, body.secret):
        raise EdgeRefusal(404, "consultation.not-opened", "没有找到：编号或提取码不对，请核对", headers=headers)
    shown = await acting.show(desk, unit_of(number), number, hidden=False)
    told = answer(shown.model_dump(mode="json"), version=shown.version)
    told.headers.update(headers)
    return told
