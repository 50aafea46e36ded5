"""Booking, moving, cancelling, and noting who came: each once the rules allow it."""

from dataclasses import dataclass
from datetime import date

from liandong.domain.appointment.offer import Offer, offer_there
from liandong.domain.appointment.reason import reason_is_told
from liandong.domain.appointment.rules import (
    allows,
    day_is_not_over,
    it_is_the_day,
    moves_are_left,
    seat_left,
    slot_has_begun,
    slot_is_another,
    slot_is_over,
    still_lies_ahead,
)
from liandong.domain.appointment.slots import slot_offered
from liandong.domain.appointment.state import Appointment
from liandong.domain.appointment.status import AppointmentStatus, AppointmentVerb
from liandong.domain.case.rules.intake import item_is_handled_at
from liandong.domain.circumstances import Circumstances
from liandong.events.appointment import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentContactOpened,
    AppointmentGround,
    AppointmentKept,
    AppointmentMissed,
    AppointmentMoved,
)
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event
from liandong.terms.codes import AppointmentId, StaffId, Tier
from liandong.terms.refusal import Nature, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """预约: `offer` serves the item, `seat` was free (None: none was), `booked_by` is who does it for him."""

    appointment: AppointmentId
    offer: Offer | None
    tier: Tier
    entry: CatalogueEntry
    day: date
    starts: str
    seat: int | None
    holder: str
    name: str
    phone: str
    booked_by: StaffId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """改约; `ground` is the unit's, None if the applicant moves it himself."""

    offer: Offer | None
    day: date
    starts: str
    seat: int | None
    ground: AppointmentGround | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """取消; `ground` as for moving."""

    ground: AppointmentGround | None = None
    text: str | None = None


def book(_appointment: Appointment | None, command: Book, given: Circumstances) -> list[Event]:
    """AppointmentBooked. Raises Refused."""
    item_is_handled_at(command.tier, command.entry)
    offer = offer_there(command.offer)
    slot = slot_offered(offer, command.day, command.starts, given)
    return [
        AppointmentBooked(
            appointment=command.appointment,
            offer=offer.id,
            item=command.entry.item,
            day=slot.day,
            starts=slot.starts,
            ends=slot.ends,
            seat=seat_left(command.seat),
            booked_by=command.booked_by,
            holder=command.holder,
            name=command.name,
            phone=command.phone,
        )
    ]


def move(appointment: Appointment | None, command: Move, given: Circumstances) -> list[Event]:
    """AppointmentMoved. Raises Refused."""
    appointment = there(appointment)
    allows(appointment, AppointmentVerb.MOVE)
    slot_is_another(appointment, command.day, command.starts)
    if command.ground is None:
        still_lies_ahead(appointment, given)
        moves_are_left(appointment)
    else:
        day_is_not_over(appointment, given)
        reason_is_told(command.ground, command.text)
    offer = offer_there(command.offer)
    slot = slot_offered(offer, command.day, command.starts, given)
    return [
        AppointmentMoved(
            appointment=appointment.id,
            offer=offer.id,
            day=slot.day,
            starts=slot.starts,
            ends=slot.ends,
            seat=seat_left(command.seat),
            ground=command.ground,
            text=command.text,
        )
    ]


def cancel(appointment: Appointment | None, command: Cancel, given: Circumstances) -> list[Event]:
    """AppointmentCancelled. Raises Refused."""
    appointment = there(appointment)
    allows(appointment, AppointmentVerb.CANCEL)
    if command.ground is None:
        still_lies_ahead(appointment, given)
    else:
        day_is_not_over(appointment, given)
        reason_is_told(command.ground, command.text)
    return [AppointmentCancelled(appointment=appointment.id, ground=command.ground, text=command.text)]


def keep(appointment: Appointment | None, given: Circumstances) -> list[Event]:
    """AppointmentKept: he came today. Raises Refused."""
    appointment = there(appointment)
    allows(appointment, AppointmentVerb.KEEP)
    it_is_the_day(appointment, given)
    return [AppointmentKept(appointment=appointment.id, kept_on=given.today)]


def miss(appointment: Appointment | None, given: Circumstances) -> list[Event]:
    """AppointmentMissed: his slot is over. Raises Refused."""
    appointment = there(appointment)
    allows(appointment, AppointmentVerb.MISS)
    slot_is_over(appointment, given)
    return [AppointmentMissed(appointment=appointment.id)]


def give_up(appointment: Appointment | None, given: Circumstances) -> list[Event]:
    """AppointmentMissed where its slot has begun without its holder, who now asks for another; otherwise nothing.
    Raises Refused."""
    appointment = there(appointment)
    if appointment.status is not AppointmentStatus.BOOKED or not slot_has_begun(appointment, given):
        return []
    return [AppointmentMissed(appointment=appointment.id)]


def open_contact(appointment: Appointment | None, given: Circumstances) -> list[Event]:
    """AppointmentContactOpened, each time; nothing where nobody is known any more. Raises Refused."""
    appointment = there(appointment)
    if appointment.name is None and appointment.phone is None:
        return []
    return [AppointmentContactOpened(appointment=appointment.id, by=given.by.id, opened_on=given.today)]


def there(appointment: Appointment | None) -> Appointment:
    if appointment is None:
        raise Refused("appointment.not-found", "本单位没有这一编号的预约，请核对编号", nature=Nature.NOT_FOUND)
    return appointment
