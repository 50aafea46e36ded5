"""What can be booked for an item at a unit now: its days, its slots, and how many seats are left of each."""

from collections.abc import Mapping
from datetime import date

from liandong.application.desk import Desk
from liandong.casework.api.acts import unit_here
from liandong.casework.appointments.shown import DayOut, SlotOut, SlotsOut
from liandong.casework.appointments.store import offer_serving, taken
from liandong.domain.appointment.offer import Offer, offer_there
from liandong.domain.appointment.slots import bookable_days, slots_of
from liandong.domain.case.rules.intake import item_is_handled_at
from liandong.domain.circumstances import Circumstances
from liandong.terms.codes import UnitCode
from liandong.terms.principal import applicant_of_his_own


async def slots(desk: Desk, unit: UnitCode, item: str) -> SlotsOut:
    """Raises Refused."""
    given = desk.given(applicant_of_his_own(unit))
    entry, _ = desk.references.entry(item, given.today, unit)
    item_is_handled_at(unit_here(desk, unit).tier, entry)
    offer = offer_there(await offer_serving(desk.pool, unit, entry.item, desk.keys[unit]))
    days = bookable_days(offer, given.today, given.calendar)
    held = await taken(desk.pool, unit, offer.id, days[0], days[-1]) if days else {}
    return SlotsOut(unit=unit, item=entry.item, days=[_day(offer, day, held, given) for day in days])


def _day(offer: Offer, day: date, held: Mapping[tuple[date, str], int], given: Circumstances) -> DayOut:
    why = offer.why_closed(day)
    ahead = [slot for slot in slots_of(offer, day) if why is None and slot.begins_at > given.now]
    return DayOut(
        day=day,
        provisional=given.calendar.is_provisional(day),
        why=why,
        slots=[
            SlotOut(starts=slot.starts, ends=slot.ends, left=max(0, offer.capacity - held.get((day, slot.starts), 0)))
            for slot in ahead
        ],
    )
