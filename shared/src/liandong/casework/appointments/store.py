"""The streams of appointments and offers, the seats that are free, and the list of a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from liandong.application.repository import Loaded, Repository
from liandong.domain.appointment.offer import ANY, Offer, evolve_offer
from liandong.domain.appointment.state import Appointment, evolve
from liandong.domain.appointment.status import AppointmentStatus
from liandong.infrastructure.database import Pool
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import UnitCode
from liandong.terms.refusal import Nature, Refused
from liandong.wire.codec import StateCodec


class SeatTaken(Exception):
    """Somebody else got the seat in between: look which one is free now."""


ONCE_A_DAY: Final = "appointment.once-a-day"


def _once_a_day() -> Refused:
    return Refused(
        ONCE_A_DAY,
        "您当天已经预约或者办理了这一事项；时段尚未开始的，请凭编号和提取码改约，否则请改选其他日期",
        nature=Nature.CONFLICT,
    )


def _columns(appointment: Appointment) -> Mapping[str, object]:
    return {
        "offer": appointment.offer,
        "item": appointment.item,
        "day": appointment.slot.day,
        "starts": appointment.slot.starts,
        "seat": appointment.seat if appointment.holds else None,
        "holder": appointment.holder if appointment.binds_its_holder else None,
        "status": appointment.status.value,
        "forget_on": appointment.kept_until,
    }


OFFERS: Repository[Offer] = Repository(
    name="offer",
    table="appointment_offer",
    codec=StateCodec(Offer),
    evolve=evolve_offer,
    columns=lambda offer: {"open": offer.open},
    column_names=("open",),
)
APPOINTMENTS: Repository[Appointment] = Repository(
    name="appointment",
    table="appointment",
    codec=StateCodec(Appointment),
    evolve=evolve,
    columns=_columns,
    column_names=("offer", "item", "day", "starts", "seat", "holder", "status", "forget_on"),
    taken={"appointment_seat": SeatTaken, "appointment_once": _once_a_day},
)

FREE_SEAT = """
select seat from generate_series(1, $5) seat
where not exists (select from appointment a
                  where a.unit = $1 and a.offer = $2 and a.day = $3 and a.starts = $4 and a.seat = seat.seat)
  and (select count(a.seat) from appointment a where a.unit = $1 and a.offer = $2 and a.day = $3 and a.starts = $4) < $5
order by seat limit 1
"""
TAKEN = """
select day, starts, count(*) as taken from appointment
where unit = $1 and offer = $2 and day between $3 and $4 and seat is not null group by day, starts
"""
OF_DAY = """
select a.id, a.version, a.state, a.sealed, k.wrapped from appointment a
left join stream_key k on k.unit = a.unit and k.stream = 'appointment:' || a.id
where a.unit = $1 and a.day = $2 and ($3::text is null or a.status = $3)
  and ($4::text is null or (a.starts, a.id) > ($4, $5)) order by a.starts, a.id limit $6
"""
OF_HOLDER = """
select id from appointment where unit = $1 and holder = $2 and item = $3 and day = $4
"""
CASES_FROM = """
select appointment, array_agg(id order by id) as cases from case_file
where unit = $1 and appointment = any($2) group by appointment
"""


async def offer_serving(pool: Pool, unit: UnitCode, item: str, keys: UnitKeys) -> Offer | None:
    """What the unit offers for the item itself, or else for any."""
    async with pool.acquire() as connection:
        own = (await OFFERS.load(connection, unit, item, keys)).state
        if own is not None and own.open:
            return own
        return (await OFFERS.load(connection, unit, ANY, keys)).state


async def free_seat(pool: Pool, unit: UnitCode, offer: Offer, day: date, starts: str) -> int | None:
    """The lowest seat of a slot that nobody holds; None if it is full."""
    seat: int | None = await pool.fetchval(FREE_SEAT, unit, offer.id, day, starts, offer.capacity)
    return seat


async def taken(pool: Pool, unit: UnitCode, offer: str, first: date, last: date) -> dict[tuple[date, str], int]:
    """How many seats of each slot are held."""
    rows = await pool.fetch(TAKEN, unit, offer, first, last)
    return {(row["day"], row["starts"]): row["taken"] for row in rows}


async def of_day(
    pool: Pool,
    unit: UnitCode,
    keys: UnitKeys,
    day: date,
    status: AppointmentStatus | None,
    after: tuple[str, str] | None,
    limit: int,
) -> tuple[Sequence[Loaded[Appointment]], bool]:
    """The appointments of a day, by time, and whether there are more."""
    starts, number = after or (None, None)
    rows = await pool.fetch(OF_DAY, unit, day, status, starts, number, limit + 1)
    return [APPOINTMENTS.read(row, unit, row["id"], keys) for row in rows[:limit]], len(rows) > limit


async def held_already(pool: Pool, unit: UnitCode, holder: str | None, item: str, day: date) -> str | None:
    """The appointment that keeps a holder from booking the item on this day."""
    found: str | None = await pool.fetchval(OF_HOLDER, unit, holder, item, day)
    return found


async def cases_from(pool: Pool, unit: UnitCode, numbers: Sequence[str]) -> dict[str, list[str]]:
    """The cases received from each of these appointments."""
    return {row["appointment"]: row["cases"] for row in await pool.fetch(CASES_FROM, unit, numbers)}
