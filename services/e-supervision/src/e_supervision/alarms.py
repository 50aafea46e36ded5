"""Alarms: lights change as days pass, without any event; each matter says when it is to be looked at again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from e_supervision import changes, matters
from e_supervision.changes import Because, change_of
from e_supervision.judging import Published, in_force, judged
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import UNREACHABLE, Pool
from liandong.terms.legal_time import legal_day

log = structlog.get_logger()

BATCH: Final = 500
TICK_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """The clock loop of supervision: `references_came` says that reference data was heard.

    `on_change` is called after a commit that changed lights.
    """

    pool: Pool
    clock: LegalClock
    published: Published
    on_change: Callable[[], None]
    references_came: asyncio.Event

    async def run(self) -> None:
        """Ticks for ever; first looks at what may have come while no process was here."""
        self.references_came.set()
        while True:
            try:
                if self.references_came.is_set():
                    self.references_came.clear()
                    await self.reconsider()
                await self.drain()
            except UNREACHABLE as fault:
                log.warning("alarms.wait", fault=str(fault) or type(fault).__name__)
                self.references_came.set()
            await asyncio.sleep(TICK_SECONDS)

    async def reconsider(self) -> int:
        """Has matters judged again that waited for an entry or a calendar, or were counted by an older calendar."""
        calendar = in_force(self.published)
        async with self.pool.acquire() as connection:
            return await matters.reconsider(connection, None if calendar is None else calendar.hash)

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
            again = [judged(each.timeline, self.published, legal_day(now), each.calendar) for each in due]
            await matters.save(connection, again, now)
            found = (change_of(before, after, now, Because.TIME) for before, after in zip(due, again, strict=True))
            changed = await changes.log(connection, [change for change in found if change is not None])
        if changed:
            self.on_change()
        return len(due)
