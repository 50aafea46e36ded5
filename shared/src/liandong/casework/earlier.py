"""What came before a case: the appointment its applicant kept, and the consultation he had asked for."""

from collections.abc import Collection
from typing import Annotated

from pydantic import Field

from liandong.application.desk import Desk
from liandong.casework.appointments.store import APPOINTMENTS
from liandong.casework.consultations.store import CONSULTATIONS
from liandong.casework.queries import get
from liandong.domain.appointment.rules import he_has_come
from liandong.domain.case.commands import Applicant
from liandong.domain.case.rules.earlier import appointment_is_for_the_item, appointment_is_his, consultation_is_his
from liandong.domain.case.window_commands import Earlier
from liandong.events.case_window import ContactChannel, ContactMatter
from liandong.infrastructure.http import In
from liandong.infrastructure.http.fields import Code
from liandong.terms.codes import ItemCode, UnitCode
from liandong.terms.refusal import pointing_at


class EarlierIn(In):
    """Numbers of this unit and this applicant; an appointment kept and a consultation at a window count as visits."""

    appointment: Annotated[
        Code | None, Field(description="所凭预约的编号，须已登记到号", examples=["610113-Y261123-00001Z"])
    ] = None
    consultation: Annotated[Code | None, Field(description="此前咨询的编号", examples=["610113-Z261123-00002X"])] = None


LED_TO_ANOTHER = {
    "appointment": "select exists (select from case_file where unit = $1 and appointment = $2 and applicant <> $3)",
    "consultation": "select exists (select from case_file where unit = $1 and consultation = $2 and applicant <> $3)",
}


async def earlier_of(
    desk: Desk, unit: UnitCode, sent: EarlierIn, items: Collection[ItemCode], applicant: Applicant
) -> tuple[Earlier, ...]:
    """Raises Refused if one is not there or not this applicant's, or nobody has come for the appointment yet."""
    found: list[Earlier] = []
    if sent.appointment is not None:
        with pointing_at("/appointment", "请核对预约编号，并先登记到号"):
            kept = (await get(desk.pool, APPOINTMENTS, unit, sent.appointment, desk.keys[unit])).state
            assert kept is not None, "get raises"
            came = he_has_come(kept)
        appointment_is_for_the_item(kept, items)
        appointment_is_his(kept, applicant, await _led_to_another(desk, unit, "appointment", kept.id, applicant))
        found.append(Earlier(on=came, channel=ContactChannel.WINDOW, matter=ContactMatter.APPLY, appointment=kept.id))
    if sent.consultation is not None:
        with pointing_at("/consultation", "请核对咨询编号"):
            asked = (await get(desk.pool, CONSULTATIONS, unit, sent.consultation, desk.keys[unit])).state
        assert asked is not None, "get raises"
        consultation_is_his(asked, applicant, await _led_to_another(desk, unit, "consultation", asked.id, applicant))
        found.append(
            Earlier(on=asked.asked_on, channel=asked.channel, matter=ContactMatter.ENQUIRE, consultation=asked.id)
        )
    return tuple(found)


async def _led_to_another(desk: Desk, unit: UnitCode, what: str, number: str, applicant: Applicant) -> bool:
    """Whether a case of another applicant names it already."""
    return bool(await desk.pool.fetchval(LED_TO_ANOTHER[what], unit, number, applicant.pseudonym))
