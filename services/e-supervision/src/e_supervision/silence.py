"""Silence: a source that misses three heartbeats is grey, as of when it was last heard; beginning and end are told."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from e_supervision import changes
from e_supervision.changes import Because, LightChange
from liandong.domain.worktime.light import Light
from liandong.infrastructure.clock import LegalClock, real_now
from liandong.infrastructure.database import UNREACHABLE, Pool

log = structlog.get_logger()

MISSED_HEARTBEATS: Final = 3
LOOK_EVERY_SECONDS: Final = 1.0

TURNED = """
with heard as (
  select source as unit, coalesce(last_beat_at, progress_at) < $1 as silent from inbox_head where channel = 'evt'),
turned as (
  insert into source_silence as known (unit, silent, since)
  select unit, silent, $2 from heard
  where not exists (select from source_silence s where s.unit = heard.unit and s.silent = heard.silent)
  on conflict (unit) do update set silent = excluded.silent, since = excluded.since
    where known.silent <> excluded.silent
  returning unit, silent, xmax = 0 as is_new)
select unit, silent from turned where silent or not is_new order by unit
"""


def cutoff(now: datetime, heartbeat_seconds: float) -> datetime:
    """A source not heard since then is silent; `now` is of the real clock, as heartbeats are."""
    return now - timedelta(seconds=MISSED_HEARTBEATS * heartbeat_seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Watches all sources. Moving the legal clock makes none of them silent."""

    pool: Pool
    clock: LegalClock
    heartbeat_seconds: float

    async def run(self) -> None:
        """Looks for ever."""
        while True:
            try:
                await self.look(real_now())
            except UNREACHABLE as fault:
                log.warning("silence.waits", fault=str(fault) or type(fault).__name__)
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def look(self, now: datetime) -> int:
        """Tells which sources fell silent or are heard again; returns how many."""
        async with self.pool.acquire() as connection, connection.transaction():
            rows = await connection.fetch(TURNED, cutoff(now, self.heartbeat_seconds), now)
            told = self.clock.now()
            return await changes.log(connection, [_change(row["unit"], row["silent"], told) for row in rows])


def _change(unit: str, silent: bool, at: datetime) -> LightChange:
    """Grey from now on; or each matter of the unit shows its own light again."""
    log.warning("source.silent" if silent else "source.heard_again", source=unit)
    light, was = (Light.GREY, None) if silent else (None, Light.GREY)
    return LightChange(at=at, because=Because.SILENCE, unit=unit, light=light, was=was)
