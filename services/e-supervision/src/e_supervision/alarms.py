"""Alarms: lights change as days pass, without any event; each matter says when it is to be looked at again."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from e_supervision import changes, matters
from e_supervision.changes import Because, change_of
from e_supervision.judging import Published, judged, newest_of_units
from e_supervision.matters import Kept, Written
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import UNREACHABLE, Pool

log = structlog.get_logger()

BATCH: Final = 500
TICK_SECONDS: Final = 0.5
PUT_OFF: Final = timedelta(minutes=1)
"""A matter that could not be judged is tried again after this, in legal time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """The clock loop of supervision."""

    pool: Pool
    clock: LegalClock
    published: Published

    async def run(self) -> None:
        """Ticks for ever."""
        while True:
            try:
                await self.reconsider()
                await self.drain()
            except UNREACHABLE as fault:
                log.warning("alarms.wait", fault=str(fault) or type(fault).__name__)
            await asyncio.sleep(TICK_SECONDS)

    async def reconsider(self) -> None:
        """Has matters judged again whose entry or calendar has come, or that a newer calendar counts otherwise."""
        async with self.pool.acquire() as connection:
            come = [digest for digest in await matters.awaited(connection) if self.published.holds(digest)]
            if come:
                await matters.reconsider_awaiting(connection, come)
            await matters.reconsider_by_newer(connection, newest_of_units(self.published))

    async def drain(self) -> int:
        """Judges again everything that is due by now; returns how many matters that were."""
        total = 0
        while looked := await self.look():
            total += looked
        return total

    async def look(self) -> int:
        """Judges one batch again; returns how many matters it had."""
        async with self.pool.acquire() as connection, connection.transaction():
            now = self.clock.now()
            due = await matters.lock_due(connection, now, BATCH)
            looked = [(each, self._again(each, now)) for each in due]
            again = [(before, after) for before, after in looked if after is not None]
            await matters.save(connection, [after for _, after in again], now)
            failed = [(before.timeline.unit, before.timeline.stream) for before, after in looked if after is None]
            await matters.put_off(connection, failed, now + PUT_OFF)
            found = (change_of(before, after, now, Because.TIME) for before, after in again)
            await changes.log(connection, [change for change in found if change is not None])
        return len(due)

    def _again(self, each: Kept, now: datetime) -> Written | None:
        """The matter judged again; None if that fails: it is looked at later, and holds up no other."""
        try:
            return matters.written(judged(each.timeline, self.published, now, each.calendar))
        except Exception as fault:  # not foreseen: somebody has to look into the program
            log.error("alarms.failed", unit=each.timeline.unit, stream=each.timeline.stream, exc_info=fault)
            return None
