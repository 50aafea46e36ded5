"""网上预约: an applicant books, moves and cancels an appointment himself, without an account, by number and secret."""

from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import Depends, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.casework.appointments import acting
from liandong.casework.appointments.acting import Wish
from liandong.casework.appointments.offered import slots
from liandong.casework.appointments.shown import AppointmentOut, BookedOut, BookIn, SlotIn, SlotsOut
from liandong.casework.tracking.secrets import opens
from liandong.domain.appointment.decide import Cancel
from liandong.domain.numbers import unit_of
from liandong.infrastructure.http import (
    EdgeRefusal,
    Idempotency,
    IdempotencyKey,
    IfMatch,
    In,
    Router,
    answer,
    problem,
    public,
)
from liandong.infrastructure.http.fields import Code, Selection
from liandong.infrastructure.http.quota import HEADERS, Policy, Quotas, client_of, quotas_of
from liandong.terms.codes import AppointmentId, UnitCode
from liandong.terms.principal import Principal, applicant_of_his_own
from liandong.terms.refusal import Nature, Refused

router = Router(prefix="/v1/appointments", tags=["网上预约"])

NEW_ONES: Final = Policy("new-appointments", quota=10, seconds=3600)
PER_ADDRESS: Final = Policy("address", quota=60, seconds=60)
PER_NUMBER: Final = Policy("number", quota=60, seconds=300)
WHY: Final = "an applicant has no account: number and secret are the key, with quotas per address and number"
Here = Annotated[Desk, Depends(desk_of)]
Left = Annotated[Quotas, Depends(quotas_of)]
OPENED: Final[dict[int | str, dict[str, Any]]] = {
    200: {"headers": dict(HEADERS)},
    404: problem("编号或提取码不对") | {"headers": dict(HEADERS)},
    409: problem("预约的当前状态不允许，或所选时段已约满"),
    429: problem("操作过于频繁") | {"headers": dict(HEADERS)},
    503: problem("服务暂时不可用，请稍后重试"),
}
BOOKED: Final[dict[int | str, dict[str, Any]]] = {
    status: told for status, told in OPENED.items() if status not in (200, 404)
} | {201: {"headers": dict(HEADERS)}, 404: problem("没有这一单位、事项，或者没有开放预约")}
OFFERED: Final[dict[int | str, dict[str, Any]]] = {status: told for status, told in OPENED.items() if status != 404} | {
    404: problem("没有这一单位、事项，或者没有开放预约")
}


class OwnIn(In):
    """What was told when it was booked; dashes, small letters and I, L, O in the secret do not matter."""

    number: Annotated[Code, Field(description="预约编号", examples=["610113-Y261123-00001Z"])]
    secret: Annotated[Code, Field(description="提取码", examples=["7K3D-9QXW-02MB"])]


class BookOwnIn(BookIn):
    unit: Annotated[Code, Field(description="办理单位代码", examples=["610113"])]


class MoveOwnIn(OwnIn, SlotIn):
    """The slot wanted instead."""


class WantedSlots(Selection):
    unit: Annotated[Code, Field(description="办理单位代码", examples=["610113"])]
    item: Annotated[Code, Field(description="事项编码", examples=["CG-004"])]


@router.get(
    "/slots",
    operation_id="listAppointmentSlots",
    summary="可预约的时段",
    response_model=SlotsOut,
    responses=OFFERED,
    dependencies=[public("who wants to book sees what is free; quotas per address")],
)
async def list_slots(request: Request, query: Annotated[WantedSlots, Query()], desk: Here, quotas: Left) -> Response:
    """Only working days of the unit's calendar; how many seats of each slot are left now."""
    headers = await quotas.take([(PER_ADDRESS, client_of(request))])
    shown = answer((await slots(desk, _served(desk, query.unit), query.item)).model_dump(mode="json"))
    return _kept_from_caches(shown, headers)


@router.post(
    "",
    operation_id="bookOwnAppointment",
    summary="预约",
    status_code=201,
    response_model=BookedOut,
    responses=BOOKED,
    dependencies=[public(WHY)],
)
async def book(
    request: Request,
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: BookOwnIn,
    desk: Here,
    quotas: Left,
) -> Response:
    """Holds a seat; number and secret are told here once.

    All applicants act under one name here, so a key counts together with what is sent.
    """
    headers = await quotas.take([(NEW_ONES, client_of(request))])
    by = applicant_of_his_own(_served(desk, body.unit))
    own = replace(idempotency, key=f"{idempotency.request_hash.hex()[:32]} {idempotency.key}")
    handled = await acting.book_for(desk, by, body, own, booked_by=None)
    return _kept_from_caches(await acting.answer_booked(desk, by, handled), headers)


@router.post(
    "/read",
    operation_id="readOwnAppointment",
    summary="读取预约",
    response_model=AppointmentOut,
    responses=OPENED,
    dependencies=[public(WHY)],
)
async def read(request: Request, body: OwnIn, desk: Here, quotas: Left) -> Response:
    """As it stands, with its ETag, and why if the unit moved it, called it off or is closed on the day."""
    headers = await _open(request, body, desk, quotas)
    return await _shown(desk, body, headers)


@router.post(
    "/move",
    operation_id="moveOwnAppointment",
    summary="改约",
    response_model=AppointmentOut,
    responses=OPENED,
    dependencies=[public(WHY)],
)
async def move(
    request: Request, expects: Annotated[int, IfMatch], body: MoveOwnIn, desk: Here, quotas: Left
) -> Response:
    """Another slot in its place, up to three times and before it begins; if that is full, everything stays."""
    headers = await _open(request, body, desk, quotas)
    wish = Wish(day=body.day, starts=body.starts)
    await acting.move_to(desk, _own(body), body.number.upper(), expects, wish, None)
    return await _shown(desk, body, headers)


@router.post(
    "/cancel",
    operation_id="cancelOwnAppointment",
    summary="取消预约",
    response_model=AppointmentOut,
    responses=OPENED,
    dependencies=[public(WHY)],
)
async def cancel(request: Request, expects: Annotated[int, IfMatch], body: OwnIn, desk: Here, quotas: Left) -> Response:
    """Gives the seat back, before the slot begins."""
    headers = await _open(request, body, desk, quotas)
    await acting.cancel_it(desk, _own(body), body.number.upper(), expects, Cancel(), None)
    return await _shown(desk, body, headers)


def _served(desk: Desk, code: str) -> UnitCode:
    unit = UnitCode(code)
    if unit not in desk.keys:
        raise Refused("unit.not-here", "本实例不服务该单位，请核对单位代码", nature=Nature.NOT_FOUND)
    return unit


async def _open(request: Request, asked: OwnIn, desk: Desk, quotas: Quotas) -> dict[str, str]:
    """The headers of the answer. A wrong number and a wrong secret are answered alike."""
    number = AppointmentId(asked.number.upper())
    headers = await quotas.take([(PER_ADDRESS, client_of(request)), (PER_NUMBER, number)])
    if not await opens(desk.pool, desk.keys, unit_of(number), number, asked.secret):
        raise EdgeRefusal(
            404,
            "appointment.not-opened",
            "没有找到：编号或提取码不对，请核对；提取码遗失的，请致电窗口",
            headers=headers | {"Cache-Control": "no-store"},
        )
    return headers


def _own(asked: OwnIn) -> Principal:
    return applicant_of_his_own(unit_of(AppointmentId(asked.number.upper())))


async def _shown(desk: Desk, asked: OwnIn, headers: dict[str, str]) -> Response:
    number = AppointmentId(asked.number.upper())
    shown = await acting.show(desk, unit_of(number), number, hidden=False)
    return _kept_from_caches(answer(shown.model_dump(mode="json"), version=shown.version), headers)


def _kept_from_caches(told: Response, headers: dict[str, str]) -> Response:
    told.headers.update(headers | {"Cache-Control": "no-store"})
    return told
