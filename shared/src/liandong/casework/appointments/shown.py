"""How appointments and what is offered are shown: in full to whoever holds the secret, masked in lists."""

from datetime import date
from typing import Annotated

from pydantic import Field

from liandong.casework.api.masking import masked, masked_name
from liandong.domain.appointment.offer import Offer
from liandong.domain.appointment.state import Appointment
from liandong.domain.appointment.status import ALLOWED, STATUS_NAMES, AppointmentStatus
from liandong.domain.numbers import unit_of
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.appointment import AppointmentGround
from liandong.infrastructure.http import In, Out
from liandong.infrastructure.http.fields import Code, Day, Name, Phone

TimeOfDay = Annotated[
    str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description="时刻，24小时制", examples=["09:30"])
]


class SlotIn(In):
    """A slot by its day and when it begins."""

    day: Annotated[Day, Field(description="预约日期", examples=["2026-12-01"])]
    starts: TimeOfDay


class BookIn(SlotIn):
    """For which item, and who comes: a name to be called by and a phone number to be reached at."""

    item: Annotated[Code, Field(description="事项编码", examples=["CG-004"])]
    name: Annotated[Name, Field(description="预约人姓名", examples=["张三"])]
    phone: Annotated[Phone, Field(description="联系电话，同一电话同一事项每天限约一次", examples=["13800001234"])]


class AppointmentOut(Out):
    """预约. If the unit moved it, called it off or is closed on the day, `why` says so in its words.

    `day_off`: by a calendar published since it was booked, the day is not worked. `cases` were received from it.
    """

    id: str
    unit: str
    version: int
    status: AppointmentStatus
    status_name: str
    next: list[str]
    item: str
    day: date
    starts: str
    ends: str
    seat: Annotated[int, Field(description="号段内的序号", examples=[1])]
    day_off: bool
    provisional: Annotated[bool, Field(description="所在年份的放假安排尚未公布，日期可能调整")]
    booked_by: str | None
    ground: AppointmentGround | None
    why: str | None
    kept_on: date | None
    name: str | None
    phone: str | None
    cases: list[str]


class BookedOut(AppointmentOut):
    """One just booked. `secret` opens it together with its number; it is told once, never to a repeated request."""

    secret: str | None


class SlotOut(Out):
    """A slot and how many can still book it."""

    starts: str
    ends: str
    left: int


class DayOut(Out):
    """A working day; `provisional` if the holidays of its year are not published yet. Closed: `why`, and no slots."""

    day: date
    provisional: bool
    why: str | None
    slots: list[SlotOut]


class SlotsOut(Out):
    """What can be booked for an item at a unit."""

    unit: str
    item: str
    days: list[DayOut]


def appointment_out(
    appointment: Appointment,
    version: int,
    calendar: WorkingCalendar,
    *,
    hidden: bool,
    closed: str | None = None,
    cases: list[str] | None = None,
) -> AppointmentOut:
    """`closed` is why the unit offers nothing on the day, if so."""
    day, name, phone = appointment.slot.day, appointment.name, appointment.phone
    waits = appointment.status is AppointmentStatus.BOOKED
    return AppointmentOut(
        id=appointment.id,
        unit=unit_of(appointment.id),
        version=version,
        status=appointment.status,
        status_name=STATUS_NAMES[appointment.status],
        next=sorted(ALLOWED[appointment.status]),
        item=appointment.item,
        day=day,
        starts=appointment.slot.starts,
        ends=appointment.slot.ends,
        seat=appointment.seat,
        day_off=not calendar.is_working(day),
        provisional=calendar.is_provisional(day),
        booked_by=appointment.booked_by,
        ground=AppointmentGround.CLOSED if waits and closed is not None else appointment.ground,
        why=closed if waits and closed is not None else appointment.why,
        kept_on=appointment.kept_on,
        name=masked_name(name, None) if hidden and name else name,
        phone=masked(phone, 3, 4) if hidden and phone else phone,
        cases=cases or [],
    )


class SessionOut(Out):
    opens: str
    closes: str
    weekdays: list[int]


class ClosedDayOut(Out):
    day: date
    ground: AppointmentGround
    why: str | None


class OfferOut(Out):
    """放号. `offer` is the item or "any"; days are working days of the unit's calendar."""

    offer: str
    version: int
    open: bool
    item: str | None
    sessions: list[SessionOut]
    minutes: int
    capacity: int
    days_ahead: int
    closed: list[ClosedDayOut]


def offer_out(offer: Offer, version: int) -> OfferOut:
    return OfferOut(
        offer=offer.id,
        version=version,
        open=offer.open,
        item=offer.item,
        sessions=[
            SessionOut(opens=each.opens, closes=each.closes, weekdays=list(each.weekdays)) for each in offer.sessions
        ],
        minutes=offer.minutes,
        capacity=offer.capacity,
        days_ahead=offer.days_ahead,
        closed=[
            ClosedDayOut(day=each.day, ground=each.ground, why=offer.why_closed(each.day)) for each in offer.closed
        ],
    )
