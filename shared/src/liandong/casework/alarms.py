"""Alarms of casework: requests that no machine has acknowledged in time are shown to operators, once."""

import asyncio
from datetime import timedelta
from typing import Final

import structlog

from liandong.application.background import Wakes
from liandong.application.desk import Desk
from liandong.casework.repositories import CASES, JOINTS
from liandong.domain.case.commands import RaiseLinkAlarm
from liandong.domain.case.decide import decide as decide_case
from liandong.domain.joint.commands import RaiseShareAlarms
from liandong.domain.joint.decide import decide as decide_joint
from liandong.infrastructure.database import UNREACHABLE
from liandong.terms.codes import UnitCode
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


async def watch_links(desk: Desk, _wakes: Wakes) -> None:
    """Ticks for ever; two processes share the work."""
    while True:
        try:
            await raise_due(desk)
        except UNREACHABLE as fault:
            log.warning("alarms.wait", fault=str(fault) or type(fault).__name__)
        except Refused as refusal:
            log.warning("alarms.wait", fault=refusal.code)
        await asyncio.sleep(TICK_SECONDS)


async def raise_due(desk: Desk) -> int:
    """Raises every alarm that is due; returns how many cases and joint masters were looked at."""
    now, units = desk.clock.now(), list(desk.keys)
    cases = await desk.pool.fetch(TAKE_CASES, now, now + LEASE, units)
    for row in cases:
        await _alarm_for_case(desk, UnitCode(row["unit"]), row["id"])
    joints = await desk.pool.fetch(TAKE_JOINTS, now, now + LEASE, units)
    for row in joints:
        await _alarm_for_joint(desk, UnitCode(row["unit"]), row["id"])
    return len(cases) + len(joints)


async def _alarm_for_case(desk: Desk, unit: UnitCode, number: str) -> None:
    by = platform(unit)
    given = desk.given(by)
    await desk.handler.handle(
        CASES, number, lambda case: decide_case(case, RaiseLinkAlarm(), given), by=by, occurred_at=given.now
    )


async def _alarm_for_joint(desk: Desk, unit: UnitCode, number: str) -> None:
    by = platform(unit)
    given = desk.given(by)
    await desk.handler.handle(
        JOINTS, number, lambda joint: decide_joint(joint, RaiseShareAlarms(), given), by=by, occurred_at=given.now
    )


async def no_alarm_due(desk: Desk) -> bool:
    """Nothing is left to be raised at the present legal time."""
    return not await desk.pool.fetchval(ANY_DUE, desk.clock.now(), list(desk.keys))
