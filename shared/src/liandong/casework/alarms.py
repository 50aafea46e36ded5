"""What time does by itself: cases are accepted by lapse, unacknowledged requests alarm, a new calendar is followed."""

import asyncio
from datetime import timedelta
from typing import Final

import structlog

from liandong.application.background import Wakes
from liandong.application.desk import Desk
from liandong.casework.recounting import recount, recounted
from liandong.casework.repositories import CASES, JOINTS
from liandong.domain.case.decide.due_now import due_now, quiet_through
from liandong.domain.joint.decide.due_now import due_now as joint_due_now
from liandong.domain.joint.decide.due_now import quiet_through as joint_quiet_through
from liandong.infrastructure.database import UNREACHABLE, is_away
from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import midnight
from liandong.terms.principal import platform
from liandong.terms.refusal import Refused

log = structlog.get_logger()

TICK_SECONDS: Final = 0.5
LEASE: Final = timedelta(seconds=30)
"""A process that takes an alarm and dies before raising it leaves it to come up again."""

TAKE_CASES = """
update case_file set next_at = $2 where (unit, id) in (
  select unit, id from case_file where next_at <= $1 and unit = any($3) order by next_at limit 100
  for update skip locked) returning unit, id
"""
TAKE_JOINTS = """
update joint_file set next_at = $2 where (unit, id) in (
  select unit, id from joint_file where next_at <= $1 and unit = any($3) order by next_at limit 100
  for update skip locked) returning unit, id
"""
ANY_DUE = """
select exists (select from case_file where next_at <= $1 and unit = any($2))
    or exists (select from joint_file where next_at <= $1 and unit = any($2))
"""


LOOK_AGAIN = "update case_file set next_at = $4 where unit = $1 and id = $2 and version = $3"
LOOK_AT_JOINT_AGAIN = "update joint_file set next_at = $4 where unit = $1 and id = $2 and version = $3"


async def watch_time(desk: Desk, _wakes: Wakes) -> None:
    """Ticks for ever; two processes share the work."""
    while True:
        try:
            await recount(desk)
            await raise_due(desk)
        except UNREACHABLE as fault:
            log.warning("alarms.wait", fault=str(fault) or type(fault).__name__)
        except Refused as refusal:
            log.warning("alarms.wait", fault=refusal.code)
        await asyncio.sleep(TICK_SECONDS)


async def raise_due(desk: Desk) -> int:
    """Does everything that is due; returns how many cases and joint masters were looked at."""
    now, units = desk.clock.now(), list(desk.keys)
    looked = 0
    for query, look in ((TAKE_CASES, _look_at_case), (TAKE_JOINTS, _look_at_joint)):
        rows = await desk.pool.fetch(query, now, now + LEASE, units)
        for row in rows:
            try:
                await look(desk, UnitCode(row["unit"]), row["id"])
            except Refused as refusal:  # looked at again when its lease is over; it holds up no other
                log.warning("alarms.refused", unit=row["unit"], number=row["id"], code=refusal.code)
            except Exception as fault:  # not foreseen: the same, but somebody has to look into the program
                if is_away(fault):
                    raise
                log.error("alarms.failed", unit=row["unit"], number=row["id"], exc_info=fault)
        looked += len(rows)
    return looked


async def _look_at_case(desk: Desk, unit: UnitCode, number: str) -> None:
    by = platform(unit)
    given = desk.given(by)
    handled = await desk.handler.handle(CASES, number, lambda case: due_now(case, given), by=by, occurred_at=given.now)
    if handled.events or handled.state is None:
        return
    quiet = quiet_through(handled.state, given)  # looked at too early: the calendar says when
    again = None if quiet is None else midnight(quiet + timedelta(days=1))
    await desk.pool.execute(LOOK_AGAIN, unit, number, handled.version, again)


async def _look_at_joint(desk: Desk, unit: UnitCode, number: str) -> None:
    by = platform(unit)
    given = desk.given(by)
    handled = await desk.handler.handle(
        JOINTS, number, lambda joint: joint_due_now(joint, given), by=by, occurred_at=given.now
    )
    if handled.events or handled.state is None:
        return
    quiet = joint_quiet_through(handled.state, given)
    again = None if quiet is None else midnight(quiet + timedelta(days=1))
    await desk.pool.execute(LOOK_AT_JOINT_AGAIN, unit, number, handled.version, again)


async def no_alarm_due(desk: Desk) -> bool:
    """Nothing is left that time does by itself at the present legal time."""
    due = await desk.pool.fetchval(ANY_DUE, desk.clock.now(), list(desk.keys))
    return not due and await recounted(desk)
