"""放号: what a unit offers to be booked, when it stops, and the days on which it is closed."""

from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.handler import Decide
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import unit_here
from liandong.casework.appointments.shown import OfferOut, TimeOfDay, offer_out
from liandong.casework.appointments.store import OFFERS
from liandong.casework.queries import Wanted, listed
from liandong.domain.appointment.offer import CloseDay, Offer, OfferSlots, close_day, offer_slots, withdraw_slots
from liandong.domain.case.rules.intake import item_is_handled_at
from liandong.domain.circumstances import Circumstances
from liandong.domain.powers.actions import Action
from liandong.events.appointment import AppointmentGround, OfferedSession
from liandong.infrastructure.http import (
    Cursor,
    Filter,
    Idempotency,
    IdempotencyKey,
    IfMatch,
    In,
    Page,
    Router,
    answer,
)
from liandong.infrastructure.http.fields import Code, Day, Text
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/appointment-offers", tags=["预约"])

BY_OFFER = Cursor("appointment-offers.by-offer", str)
OfferCode = Annotated[Code, Path(description="事项编码；不分事项的为 any", examples=["any"])]
Here = Annotated[Desk, Depends(desk_of)]


class SessionIn(In):
    """Open from `opens` to `closes`; on certain days of the week only, or without any on every working day."""

    opens: TimeOfDay
    closes: TimeOfDay
    weekdays: Annotated[
        tuple[Annotated[int, Field(ge=1, le=7)], ...],
        Field(max_length=7, description="星期，1 为星期一，7 为星期日；不填为每个工作日", examples=[[1, 3, 5]]),
    ] = ()


class OfferIn(In):
    """For one item, or without `item` for any; without `sessions` in the ordinary office hours."""

    item: Annotated[Code | None, Field(description="事项编码；不填则不分事项")] = None
    sessions: Annotated[tuple[SessionIn, ...], Field(max_length=14)] = ()
    minutes: Annotated[int, Field(strict=True, ge=5, le=480, description="每个号段的分钟数", examples=[30])]
    capacity: Annotated[int, Field(strict=True, ge=1, le=200, description="每个号段的号数", examples=[4])]
    days_ahead: Annotated[int, Field(strict=True, ge=0, le=60, description="可提前预约的工作日数", examples=[5])]


class CloseDayIn(In):
    """A day without appointments, and the reason that whoever has booked it is told."""

    day: Day
    ground: AppointmentGround = AppointmentGround.CLOSED
    text: Annotated[Text, Field(examples=["系统升级，当日停止办理"])]


@router.post("", operation_id="offerAppointments", summary="开放预约", status_code=201, response_model=OfferOut)
async def offer(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_OFFER)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: OfferIn,
    desk: Here,
) -> Response:
    """Takes the place of what was offered before; what is booked stands. The same again changes nothing."""
    given = desk.given(principal)
    entry = None
    if body.item is not None:
        entry, _ = desk.references.entry(body.item, given.today, principal.unit)
        item_is_handled_at(unit_here(desk, principal.unit).tier, entry)
    command = OfferSlots(
        entry=entry,
        minutes=body.minutes,
        capacity=body.capacity,
        days_ahead=body.days_ahead,
        sessions=tuple(
            OfferedSession(opens=each.opens, closes=each.closes, weekdays=tuple(sorted(set(each.weekdays))))
            for each in body.sessions
        ),
    )
    return await _done(desk, given, command.offer, lambda known: offer_slots(known, command), idempotency, status=201)


@router.get("", operation_id="listAppointmentOffers", summary="开放的预约", response_model=Page[OfferOut])
async def list_offers(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_READ)],
    query: Annotated[Filter, Query()],
    desk: Here,
) -> Page[OfferOut]:
    """What the unit offers or has offered, by code downwards."""
    after = BY_OFFER.read(query.cursor)
    wanted = Wanted(equal={}, before=None if after is None else after[0], limit=query.limit)
    rows, more = await listed(desk.pool, OFFERS, principal.unit, wanted, desk.keys[principal.unit])
    shown = [offer_out(loaded.state, loaded.version) for loaded in rows if loaded.state is not None]
    return Page(items=shown, next=BY_OFFER.write(shown[-1].offer) if more else None)


@router.post("/{offer}/withdraw", operation_id="withdrawAppointments", summary="停止预约", response_model=OfferOut)
async def withdraw(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_OFFER)],
    offer: OfferCode,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Here,
) -> Response:
    """Nothing more can be booked; what is booked stands."""
    return await _done(desk, desk.given(principal), offer, withdraw_slots, idempotency, expects=expects)


@router.post("/{offer}/close-day", operation_id="closeAppointmentDay", summary="登记停办", response_model=OfferOut)
async def close(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_OFFER)],
    offer: OfferCode,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: CloseDayIn,
    desk: Here,
) -> Response:
    """Nothing is offered on this day; whoever has booked it reads why, and may move his appointment."""
    given = desk.given(principal)
    command = CloseDay(day=body.day, ground=body.ground, text=body.text)
    return await _done(desk, given, offer, lambda known: close_day(known, command, given), idempotency, expects=expects)


async def _done(
    desk: Desk,
    given: Circumstances,
    code: str,
    decision: Decide[Offer],
    idempotency: Idempotency,
    *,
    expects: int | None = None,
    status: int = 200,
) -> Response:
    handled = await desk.handler.handle(
        OFFERS,
        code,
        decision,
        by=given.by,
        occurred_at=given.now,
        expects=expects,
        idempotency=idempotency,
        status=status,
        answer=lambda state, version: offer_out(state, version).model_dump(mode="json"),
    )
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)
