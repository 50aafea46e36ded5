"""Numbers given out: each case and joint master gets its own before it is received."""

from datetime import date

from liandong.domain.numbers import case_number, joint_number
from liandong.infrastructure.database import Pool
from liandong.terms.codes import CaseId, JointId, UnitCode


async def new_case_number(pool: Pool, unit: UnitCode, day: date) -> CaseId:
    """A number not yet used; one that is given out and not used leaves a gap, which means nothing."""
    return case_number(unit, day, await _serial(pool))


async def new_joint_number(pool: Pool, unit: UnitCode, day: date) -> JointId:
    return joint_number(unit, day, await _serial(pool))


async def _serial(pool: Pool) -> int:
    return int(await pool.fetchval("select nextval('case_serial')"))
