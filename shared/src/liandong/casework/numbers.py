"""Numbers given out: each case, joint master and application gets its own before it is received."""

from datetime import date

from liandong.domain.numbers import (
    application_number,
    appointment_number,
    case_number,
    consultation_number,
    joint_number,
    pre_application_number,
)
from liandong.infrastructure.database import Pool
from liandong.terms.codes import (
    ApplicationId,
    AppointmentId,
    CaseId,
    ConsultationId,
    JointId,
    PreApplicationId,
    UnitCode,
)


async def new_case_number(pool: Pool, unit: UnitCode, day: date) -> CaseId:
    """A number not yet used; one that is given out and not used leaves a gap, which means nothing."""
    return case_number(unit, day, await _serial(pool))


async def new_joint_number(pool: Pool, unit: UnitCode, day: date) -> JointId:
    return joint_number(unit, day, await _serial(pool))


async def new_application_number(pool: Pool, unit: UnitCode, day: date) -> ApplicationId:
    return application_number(unit, day, await _serial(pool))


async def new_pre_application_number(pool: Pool, unit: UnitCode, day: date) -> PreApplicationId:
    return pre_application_number(unit, day, await _serial(pool))


async def new_appointment_number(pool: Pool, unit: UnitCode, day: date) -> AppointmentId:
    return appointment_number(unit, day, await _serial(pool))


async def new_consultation_number(pool: Pool, unit: UnitCode, day: date) -> ConsultationId:
    return consultation_number(unit, day, await _serial(pool))


async def _serial(pool: Pool) -> int:
    return int(await pool.fetchval("select nextval('case_serial')"))
