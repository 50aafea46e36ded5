"""An appointment as it stands."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from liandong.domain.appointment.slots import Slot
from liandong.domain.appointment.status import HOLDING, AppointmentStatus
from liandong.events.appointment import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentContactOpened,
    AppointmentGround,
    AppointmentKept,
    AppointmentMissed,
    AppointmentMoved,
)
from liandong.events.said import Event
from liandong.terms.codes import AppointmentId, ItemCode, StaffId
from liandong.terms.personal import Private

KEPT_DAYS: Final = 30
"""Days (of the calendar) after the appointment until it is forgotten who had it (个人信息保护法 19、47)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """预约. `ground` and `why` are the unit's, if it moved it or called it off; `moves` are the applicant's own."""

    id: AppointmentId
    offer: str
    item: ItemCode
    slot: Slot
    seat: int
    status: AppointmentStatus = AppointmentStatus.BOOKED
    booked_by: StaffId | None = None
    moves: int = 0
    ground: AppointmentGround | None = None
    kept_on: date | None = None
    missed: bool = False
    """Its slot went by without him, also if he came later."""
    holder: Private[str | None] = None
    name: Private[str | None] = None
    phone: Private[str | None] = None
    why: Private[str | None] = None

    @property
    def holds(self) -> bool:
        """Whether its seat is taken."""
        return self.status in HOLDING

    @property
    def binds_its_holder(self) -> bool:
        """Whether he can book the item no second time on its day: not any more once he has missed it."""
        return self.status in (AppointmentStatus.BOOKED, AppointmentStatus.KEPT) and not self.missed

    @property
    def kept_until(self) -> date:
        """The last day on which it is known who had it."""
        return self.slot.day + timedelta(days=KEPT_DAYS)


def evolve(appointment: Appointment | None, event: Event) -> Appointment:
    """The appointment after the event. Raises TypeError for an event that is no part of its history."""
    if isinstance(event, AppointmentBooked):
        return _booked(event)
    if appointment is None:
        raise TypeError(f"{event.KIND} cannot begin the history of an appointment")
    match event:
        case AppointmentMoved():
            return replace(
                appointment,
                offer=event.offer,
                slot=Slot(day=event.day, starts=event.starts, ends=event.ends),
                seat=event.seat,
                moves=appointment.moves + (event.ground is None),
                ground=event.ground,
                why=event.text,
            )
        case AppointmentCancelled():
            status = AppointmentStatus.CANCELLED if event.ground is None else AppointmentStatus.CALLED_OFF
            return replace(appointment, status=status, ground=event.ground, why=event.text)
        case AppointmentKept():
            return replace(appointment, status=AppointmentStatus.KEPT, kept_on=event.kept_on)
        case AppointmentMissed():
            return replace(appointment, status=AppointmentStatus.MISSED, missed=True)
        case AppointmentContactOpened():
            return appointment  # that somebody looked changes nothing
        case _:
            raise TypeError(f"{event.KIND} cannot follow in the history of an appointment")


def _booked(event: AppointmentBooked) -> Appointment:
    return Appointment(
        id=event.appointment,
        offer=event.offer,
        item=event.item,
        slot=Slot(day=event.day, starts=event.starts, ends=event.ends),
        seat=event.seat,
        booked_by=event.booked_by,
        holder=event.holder,
        name=event.name,
        phone=event.phone,
    )
