"""Booking, moving and cancelling: the same for an applicant on his own and for the window."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.responses import Response

from liandong.application.desk import Desk
from liandong.application.handler import Decide, Handled
from liandong.casework.api.acts import unit_here
from liandong.casework.appointments.shown import AppointmentOut, BookIn, appointment_out
from liandong.casework.appointments.store import (
    APPOINTMENTS,
    OFFERS,
    ONCE_A_DAY,
    SeatTaken,
    cases_from,
    free_seat,
    held_already,
    offer_serving,
)
from liandong.casework.numbers import new_appointment_number
from liandong.casework.queries import get
from liandong.casework.tracking.secrets import give_secret
from liandong.domain.appointment.decide import Book, Cancel, Move, book, cancel, give_up, move
from liandong.domain.appointment.offer import Offer
from liandong.domain.appointment.rules import phone_digits
from liandong.domain.appointment.state import Appointment
from liandong.domain.circumstances import Circumstances
from liandong.events.appointment import AppointmentGround
from liandong.infrastructure.http import Idempotency, answer
from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused

TRIES = 50
"""How often somebody else may get the seat first; each time one more is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Another slot; `ground` and `text` are the unit's, if it is the unit that moves it."""

    day: date
    starts: str
    ground: AppointmentGround | None = None
    text: str | None = None


async def book_for(
    desk: Desk, by: Principal, sent: BookIn, idempotency: Idempotency, *, booked_by: StaffId | None
) -> Handled[Appointment]:
    """A seat is held; if all are, or he has booked before, Refused. Nobody else can get the same one."""
    given, keys = desk.given(by), desk.keys[by.unit]
    entry, _ = desk.references.entry(sent.item, given.today, by.unit)
    offer = await offer_serving(desk.pool, by.unit, entry.item, keys)
    number = await new_appointment_number(desk.pool, by.unit, given.today)
    holder = keys.tracking_hash("appointment", phone_digits(sent.phone)).hex()

    async def once(seat: int | None) -> Handled[Appointment]:
        command = Book(
            appointment=number,
            offer=offer,
            tier=unit_here(desk, by.unit).tier,
            entry=entry,
            day=sent.day,
            starts=sent.starts,
            seat=seat,
            holder=holder,
            name=sent.name,
            phone=sent.phone,
            booked_by=booked_by,
        )
        return await desk.handler.handle(
            APPOINTMENTS,
            number,
            lambda appointment: book(appointment, command, given),
            by=by,
            occurred_at=given.now,
            idempotency=idempotency,
            status=201,
            answer=_shown(given),
        )

    return await _unbound(
        desk,
        by,
        (holder, entry.item, sent.day),
        lambda: _seated(desk, by.unit, offer, (sent.day, sent.starts), once),
    )


async def answer_booked(desk: Desk, by: Principal, handled: Handled[Appointment]) -> Response:
    """The answer with the secret; what is kept for a repeated request has none."""
    secret = None
    if not handled.replayed:
        secret = await give_secret(desk.pool, desk.keys[by.unit], handled.body["id"], by, desk.clock.now())
    body = handled.body | {"secret": secret}
    told = answer(body, version=handled.version, status=handled.status, replayed=handled.replayed)
    told.headers["Cache-Control"] = "no-store"
    return told


async def move_to(
    desk: Desk, by: Principal, number: str, expects: int, wish: Wish, idempotency: Idempotency | None
) -> Handled[Appointment]:
    """Another seat is held in its place, or everything stays as it is. Raises Refused, StaleVersion."""
    given, keys = desk.given(by), desk.keys[by.unit]
    known = (await get(desk.pool, APPOINTMENTS, by.unit, number, keys)).state
    assert known is not None, "get raises"
    offer = await offer_serving(desk.pool, by.unit, known.item, keys)

    async def once(seat: int | None) -> Handled[Appointment]:
        command = Move(offer=offer, day=wish.day, starts=wish.starts, seat=seat, ground=wish.ground, text=wish.text)
        decision: Decide[Appointment] = lambda appointment: move(appointment, command, given)  # noqa: E731
        return await act(desk, by, number, expects, decision, given, idempotency)

    return await _unbound(
        desk,
        by,
        (known.holder, known.item, wish.day),
        lambda: _seated(desk, by.unit, offer, (wish.day, wish.starts), once),
    )


async def cancel_it(
    desk: Desk, by: Principal, number: str, expects: int, command: Cancel, idempotency: Idempotency | None
) -> Handled[Appointment]:
    """Its seat is free again. Raises Refused, StaleVersion."""
    given = desk.given(by)
    return await act(
        desk, by, number, expects, lambda appointment: cancel(appointment, command, given), given, idempotency
    )


async def act(
    desk: Desk,
    by: Principal,
    number: str,
    expects: int,
    decision: Decide[Appointment],
    given: Circumstances,
    idempotency: Idempotency | None,
) -> Handled[Appointment]:
    """One act on an appointment that is there. Raises Refused, StaleVersion."""
    return await desk.handler.handle(
        APPOINTMENTS,
        number,
        decision,
        by=by,
        occurred_at=given.now,
        expects=expects,
        idempotency=idempotency,
        answer=_shown(given),
    )


async def show(desk: Desk, unit: UnitCode, number: str, *, hidden: bool) -> AppointmentOut:
    """As it stands, with the reason if the unit is closed on its day; who has it is `hidden` from all but himself.
    Raises Refused(NOT_FOUND)."""
    keys = desk.keys[unit]
    loaded = await get(desk.pool, APPOINTMENTS, unit, number, keys)
    assert loaded.state is not None, "get raises"
    async with desk.pool.acquire() as connection:
        offer = (await OFFERS.load(connection, unit, loaded.state.offer, keys)).state
    return appointment_out(
        loaded.state,
        loaded.version,
        desk.references.calendar(unit),
        hidden=hidden,
        closed=None if offer is None else offer.why_closed(loaded.state.slot.day),
        cases=(await cases_from(desk.pool, unit, [number])).get(number),
    )


async def _seated(
    desk: Desk,
    unit: UnitCode,
    offer: Offer | None,
    slot: tuple[date, str],
    once: Callable[[int | None], Awaitable[Handled[Appointment]]],
) -> Handled[Appointment]:
    """With the lowest free seat, or the next one if somebody else gets it first."""
    for _ in range(TRIES):
        seat = None if offer is None else await free_seat(desk.pool, unit, offer, *slot)
        try:
            return await once(seat)
        except SeatTaken:
            continue
    raise Refused("appointment.busy", "此时段正有多人预约，请稍后重试", nature=Nature.UNAVAILABLE)


async def _unbound(
    desk: Desk,
    by: Principal,
    bound: tuple[str | None, str, date],
    attempt: Callable[[], Awaitable[Handled[Appointment]]],
) -> Handled[Appointment]:
    """Once more if what stood in the way was an appointment on this day that has begun without its holder: who asks for
    another time has missed it."""
    try:
        return await attempt()
    except Refused as refusal:
        if refusal.code != ONCE_A_DAY or not await _given_up(desk, by, *bound):
            raise
    return await attempt()


async def _given_up(desk: Desk, by: Principal, holder: str | None, item: str, day: date) -> bool:
    other = await held_already(desk.pool, by.unit, holder, item, day)
    if other is None:
        return False
    given = desk.given(by)
    handled = await desk.handler.handle(
        APPOINTMENTS, other, lambda appointment: give_up(appointment, given), by=by, occurred_at=given.now
    )
    return bool(handled.events)


def _shown(given: Circumstances) -> Callable[[Any, int], object]:
    """What is kept for a repeated request: masked, without the reason's words and without a secret."""

    def shown(appointment: Any, version: int) -> object:
        told = appointment_out(appointment, version, given.calendar, hidden=True)
        return told.model_copy(update={"why": None}).model_dump(mode="json")

    return shown
