"""期限重算: when a calendar is published, every open case and joint master is counted by it (D.4.9)."""

from typing import Any

import structlog

from liandong.application.desk import Desk
from liandong.casework.repositories import CASES, JOINTS
from liandong.domain.case.clock_commands import Recompute
from liandong.domain.case.decide import decide as decide_case
from liandong.domain.joint.commands import RecomputeJoint
from liandong.domain.joint.decide import decide as decide_joint
from liandong.infrastructure.database import is_away
from liandong.terms.codes import Digest, UnitCode
from liandong.terms.principal import platform
from liandong.terms.refusal import Refused

log = structlog.get_logger()

AT_ONCE = 200
OLDER = """
select unit, id from {table} join unnest($1::text[], $2::text[]) as counted(unit, newest) using (unit)
where calendar is not null and calendar <> newest and (unit, id) > ($3, $4)
order by unit, id limit {at_once}
"""
CASES_OLDER = OLDER.format(table="case_file", at_once=AT_ONCE)
JOINTS_OLDER = OLDER.format(table="joint_file", at_once=AT_ONCE)


async def recount(desk: Desk) -> int:
    """Counts all open matters again that were counted by another calendar; returns how many those were."""
    newest = newest_of(desk)
    counted = 0
    for query, act in ((CASES_OLDER, _recount_case), (JOINTS_OLDER, _recount_joint)):
        after = ("", "")
        while rows := await desk.pool.fetch(query, list(newest), list(newest.values()), *after):
            for row in rows:
                try:
                    await act(desk, UnitCode(row["unit"]), row["id"])
                except Refused as refusal:  # it stays as it was counted, and holds up no other
                    log.warning("recount.refused", unit=row["unit"], number=row["id"], code=refusal.code)
                except Exception as fault:  # not foreseen: the same, but somebody has to look into the program
                    if is_away(fault):
                        raise
                    log.error("recount.failed", unit=row["unit"], number=row["id"], exc_info=fault)
            after = (rows[-1]["unit"], rows[-1]["id"])
            counted += len(rows)
    return counted


async def recounted(desk: Desk) -> bool:
    """Whether nothing is left to be counted again."""
    newest = newest_of(desk)
    arguments = (list(newest), list(newest.values()), "", "")
    return not (await desk.pool.fetch(CASES_OLDER, *arguments) or await desk.pool.fetch(JOINTS_OLDER, *arguments))


def newest_of(desk: Desk) -> dict[UnitCode, Digest]:
    """The calendar each unit counts by, if one has been heard: it has days off of its own."""
    try:
        return {unit: desk.references.calendar(unit).hash for unit in desk.keys}
    except Refused:
        return {}


async def _recount_case(desk: Desk, unit: UnitCode, number: str) -> None:
    await _act(desk, CASES, unit, number, lambda case, given: decide_case(case, Recompute(), given))


async def _recount_joint(desk: Desk, unit: UnitCode, number: str) -> None:
    await _act(desk, JOINTS, unit, number, lambda joint, given: decide_joint(joint, RecomputeJoint(), given))


async def _act(desk: Desk, repository: Any, unit: UnitCode, number: str, decide: Any) -> None:
    by = platform(unit)
    given = desk.given(by)
    await desk.handler.handle(repository, number, lambda state: decide(state, given), by=by, occurred_at=given.now)
