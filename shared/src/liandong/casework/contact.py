"""Who is behind an appointment or a consultation: shown to whoever has to reach him, and noted each time (D.12.14)."""

from collections.abc import Callable
from typing import TypeVar

from starlette.responses import Response

from liandong.application.desk import Desk
from liandong.application.repository import Repository
from liandong.domain.appointment.state import Appointment
from liandong.domain.circumstances import Circumstances
from liandong.domain.consultation.state import Consultation
from liandong.events.said import Event
from liandong.infrastructure.http import Out, answer
from liandong.terms.principal import Principal

S = TypeVar("S", Appointment, Consultation)


class ContactOut(Out):
    """A name to be called by and a phone number to be reached at; null where he did not say, or is forgotten."""

    name: str | None
    phone: str | None


async def opened(
    desk: Desk,
    by: Principal,
    repository: Repository[S],
    number: str,
    decision: Callable[[S | None, Circumstances], list[Event]],
) -> Response:
    """Name and phone in full, once their opening is in the journal. Raises Refused(NOT_FOUND)."""
    given = desk.given(by)
    handled = await desk.handler.handle(
        repository, number, lambda state: decision(state, given), by=by, occurred_at=given.now
    )
    assert handled.state is not None, "refused if there is none"
    shown = ContactOut(name=handled.state.name, phone=handled.state.phone)
    told = answer(shown.model_dump(mode="json"))
    told.headers["Cache-Control"] = "no-store"
    return told
