"""Appointments 预约 at a window: what a unit offers, what is booked, and what became of it. Nobody is named."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from liandong.events.said import Event
from liandong.terms.codes import AppointmentId, ItemCode, StaffId
from liandong.terms.personal import Private


class AppointmentGround(StrEnum):
    """Why the unit moved or called off an appointment, or offers nothing on a day."""

    APPLICANT_ASKED = "applicant_asked"  # 应本人要求
    CLOSED = "closed"  # 停止办理
    SYSTEM_DOWN = "system_down"  # 系统故障
    STAFF = "staff"  # 人员调整
    OTHER = "other"  # 其他


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSession:
    """From `opens` to `closes` ("09:00"), on these days of the week (1 Monday to 7 Sunday); none: every working day."""

    opens: str
    closes: str
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsOffered(Event):
    """放号: the unit offers slots of `minutes` for `capacity` applicants each, in the place of what it offered before.

    `offer` is the item they are for, or "any"; they can be booked for today and the next `days_ahead` working days.
    """

    KIND: ClassVar[str] = "appointment.slots_offered"
    offer: str
    item: ItemCode | None = None
    sessions: tuple[OfferedSession, ...]
    minutes: int
    capacity: int
    days_ahead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsWithdrawn(Event):
    """停止放号: nothing more can be booked; what is booked stands."""

    KIND: ClassVar[str] = "appointment.slots_withdrawn"
    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed(Event):
    """停办: nothing is offered on this day; whoever has booked it is told why."""

    KIND: ClassVar[str] = "appointment.day_closed"
    offer: str
    day: date
    ground: AppointmentGround
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentEvent(Event):
    """About one appointment."""

    appointment: AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentBooked(AppointmentEvent):
    """预约: a seat of a slot, from `starts` to `ends` ("09:30"), is held for somebody.

    `booked_by` is the staff member who booked on his behalf, None if he did so himself. `holder` is a keyed hash of his
    phone number, by which the unit knows that he has booked already.
    """

    KIND: ClassVar[str] = "appointment.booked"
    offer: str
    item: ItemCode
    day: date
    starts: str
    ends: str
    seat: int
    booked_by: StaffId | None = None
    holder: Private[str | None] = None
    name: Private[str | None] = None
    phone: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentMoved(AppointmentEvent):
    """改约: another slot; `ground` is the unit's, None if the applicant moved it himself."""

    KIND: ClassVar[str] = "appointment.moved"
    offer: str
    day: date
    starts: str
    ends: str
    seat: int
    ground: AppointmentGround | None = None
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCancelled(AppointmentEvent):
    """取消预约: the seat is free again; `ground` is the unit's, None if the applicant cancelled himself."""

    KIND: ClassVar[str] = "appointment.cancelled"
    ground: AppointmentGround | None = None
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentKept(AppointmentEvent):
    """到号: he came."""

    KIND: ClassVar[str] = "appointment.kept"
    kept_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentMissed(AppointmentEvent):
    """未到: his slot is over and he has not come."""

    KIND: ClassVar[str] = "appointment.missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentContactOpened(AppointmentEvent):
    """调阅联系方式: somebody of the unit was shown who has booked and how to reach him (D.12.14)."""

    KIND: ClassVar[str] = "appointment.contact_opened"
    by: StaffId
    opened_on: date


APPOINTMENT_EVENTS: tuple[type[Event], ...] = (
    SlotsOffered,
    SlotsWithdrawn,
    DayClosed,
    AppointmentBooked,
    AppointmentMoved,
    AppointmentCancelled,
    AppointmentKept,
    AppointmentMissed,
    AppointmentContactOpened,
)
