"""忘却: after its time the words and names of an appointment or consultation are unreadable; its facts stay."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import structlog

from liandong.application.background import Wakes
from liandong.application.desk import Desk
from liandong.application.repository import Repository
from liandong.casework.appointments.store import APPOINTMENTS
from liandong.casework.consultations.store import CONSULTATIONS
from liandong.infrastructure.database import UNREACHABLE, Pool
from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import legal_day

log = structlog.get_logger()

LOOK_EVERY_SECONDS: Final = 60.0
DUE = "select unit, id from {table} where forget_on < $1 and unit = any($2) order by forget_on limit 100"
NOTED: Final[dict[str, str]] = {
    APPOINTMENTS.name: "update appointment set forget_on = null, holder = null where unit = $1 and id = $2",
    CONSULTATIONS.name: "update consultation set forget_on = null where unit = $1 and id = $2",
}
FORGET_KEY = "delete from stream_key where unit = $1 and stream = $2"
FORGET_SECRET = "delete from tracking_secret where unit = $1 and number = $2"  # noqa: S105  # a statement, no secret


async def forget_in_time(desk: Desk, _wakes: Wakes) -> None:
    """Looks for ever; what two processes both find is forgotten once."""
    while True:
        try:
            today, units = legal_day(desk.clock.now()), list(desk.keys)
            for repository in (APPOINTMENTS, CONSULTATIONS):
                if count := await forget(desk.pool, repository, units, today):
                    log.info("visits.forgotten", sort=repository.name, count=count)
        except UNREACHABLE as fault:
            log.warning("visits.wait", fault=type(fault).__name__)
        await asyncio.sleep(LOOK_EVERY_SECONDS)


async def forget(pool: Pool, repository: Repository[Any], units: Sequence[UnitCode], today: date) -> int:
    """Destroys the keys of what is kept no longer, and the secrets that opened it; returns how many those were."""
    rows = await pool.fetch(DUE.format(table=repository.table), today, units)
    for row in rows:
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute(NOTED[repository.name], row["unit"], row["id"])
            await connection.execute(FORGET_KEY, row["unit"], repository.stream(row["id"]))
            await connection.execute(FORGET_SECRET, row["unit"], row["id"])
    return len(rows)
