"""预约 at the window: the list of the day, booking on behalf of somebody, who came, and what the unit has to change."""

from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.handler import Handled
from liandong.application.permissions import Permitted
from liandong.casework.appointments import acting
from liandong.casework.appointments.acting import Wish
from liandong.casework.appointments.shown import AppointmentOut, BookedOut, BookIn, SlotIn, appointment_out
from liandong.casework.appointments.store import APPOINTMENTS, cases_from, of_day
from liandong.casework.contact import ContactOut, opened
from liandong.domain.appointment.decide import Cancel, keep, miss, open_contact
from liandong.domain.appointment.state import Appointment
from liandong.domain.appointment.status import AppointmentStatus
from liandong.domain.powers.actions import Action
from liandong.events.appointment import AppointmentGround
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
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/appointments", tags=["预约"])

BY_TIME = Cursor("appointments.by-time", str, str)
Number = Annotated[Code, Path(description="预约编号", examples=["610113-Y261123-00001Z"])]
Here = Annotated[Desk, Depends(desk_of)]


class DayFilter(Filter):
    """Of one day; without `day` today."""

    day: Annotated[Day | None, Field(description="日期")] = None
    status: AppointmentStatus | None = None


class WhyIn(In):
    """Why the unit does it; the applicant is told. At his own request no text is needed."""

    ground: AppointmentGround
    text: Annotated[Text | None, Field(examples=["系统升级，当日停止办理"])] = None


class MoveIn(WhyIn, SlotIn):
    """The slot it is moved to, and why."""


@router.post("", operation_id="bookAppointment", summary="代为预约", status_code=201, response_model=BookedOut)
async def book(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_HANDLE)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: BookIn,
    desk: Here,
) -> Response:
    """For somebody who called or is there; he is given number and secret, which is told here once."""
    handled = await acting.book_for(desk, principal, body, idempotency, booked_by=principal.id)
    return await acting.answer_booked(desk, principal, handled)


@router.get("", operation_id="listAppointments", summary="当日预约", response_model=Page[AppointmentOut])
async def list_of_day(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_READ)],
    query: Annotated[DayFilter, Query()],
    desk: Here,
) -> Page[AppointmentOut]:
    """The appointments of a day by time, personal data masked, each with the cases received from it."""
    unit, day = principal.unit, query.day or legal_day(desk.clock.now())
    after = BY_TIME.read(query.cursor)
    position = None if after is None else (str(after[0]), str(after[1]))
    rows, more = await of_day(desk.pool, unit, desk.keys[unit], day, query.status, position, query.limit)
    found = [(each.state, each.version) for each in rows if each.state is not None]
    cases = await cases_from(desk.pool, unit, [state.id for state, _ in found])
    calendar = desk.references.calendar(unit)
    return Page(
        items=[
            appointment_out(state, version, calendar, hidden=True, cases=cases.get(state.id))
            for state, version in found
        ],
        next=BY_TIME.write(found[-1][0].slot.starts, found[-1][0].id) if more else None,
    )


@router.get("/{appointment}", operation_id="getAppointment", summary="预约详情", response_model=AppointmentOut)
async def get_one(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_HANDLE)], appointment: Number, desk: Here
) -> Response:
    """One with its ETag; who has it is masked, and `…/contact` tells."""
    shown = await acting.show(desk, principal.unit, appointment, hidden=True)
    told = answer(shown.model_dump(mode="json"), version=shown.version)
    told.headers["Cache-Control"] = "no-store"
    return told


@router.get(
    "/{appointment}/contact",
    operation_id="openAppointmentContact",
    summary="调阅预约人联系方式",
    response_model=ContactOut,
)
async def open_its_contact(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_HANDLE)], appointment: Number, desk: Here
) -> Response:
    """Who has it, in full: to call him. The opening is noted in the journal."""
    return await opened(desk, principal, APPOINTMENTS, appointment, open_contact)


@router.post("/{appointment}/arrive", operation_id="keepAppointment", summary="登记到号", response_model=AppointmentOut)
async def arrive(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_HANDLE)],
    appointment: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Here,
) -> Response:
    """He came, late or not, on the day; a case received now names the appointment."""
    given = desk.given(principal)
    return _answered(
        await acting.act(desk, principal, appointment, expects, lambda known: keep(known, given), given, idempotency)
    )


@router.post("/{appointment}/miss", operation_id="missAppointment", summary="登记未到", response_model=AppointmentOut)
async def miss_it(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_HANDLE)],
    appointment: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Here,
) -> Response:
    """His slot is over and he has not come."""
    given = desk.given(principal)
    return _answered(
        await acting.act(desk, principal, appointment, expects, lambda known: miss(known, given), given, idempotency)
    )


@router.post("/{appointment}/move", operation_id="moveAppointment", summary="单位改约", response_model=AppointmentOut)
async def move(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_HANDLE)],
    appointment: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: MoveIn,
    desk: Here,
) -> Response:
    """The unit gives another slot, at his request or for a reason that he reads with his appointment."""
    wish = Wish(day=body.day, starts=body.starts, ground=body.ground, text=body.text)
    return _answered(await acting.move_to(desk, principal, appointment, expects, wish, idempotency))


@router.post(
    "/{appointment}/cancel", operation_id="cancelAppointment", summary="单位取消预约", response_model=AppointmentOut
)
async def cancel(
    principal: Annotated[Principal, Permitted(Action.APPOINTMENT_HANDLE)],
    appointment: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: WhyIn,
    desk: Here,
) -> Response:
    """The unit calls it off, at his request or for a reason that he reads with his appointment."""
    command = Cancel(ground=body.ground, text=body.text)
    return _answered(await acting.cancel_it(desk, principal, appointment, expects, command, idempotency))


def _answered(handled: Handled[Appointment]) -> Response:
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)
