"""Ingest: applies what was heard to the timelines, a batch a transaction, each entry once, in any order."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import structlog

from e_supervision import changes, ledger, matters
from e_supervision.changes import Because, change_of
from e_supervision.judging import Published
from e_supervision.ledger import LedgerEntry
from e_supervision.telling import tell
from e_supervision.timeline import is_matter
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import UNREACHABLE, Connection, Pool
from liandong.terms.codes import UnitCode

log = structlog.get_logger()

BATCH: Final = 400
POLL_SECONDS: Final = 0.25
RETRY_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingest:
    """The second step of the inbox at supervision; `news` says that something was accepted."""

    pool: Pool
    clock: LegalClock
    published: Published
    news: asyncio.Event

    async def run(self) -> None:
        """Applies for ever; first whatever was parked, because this program may know more than the last."""
        await self._through(self._retry_parked)
        while True:
            if await self._through(self.apply) < BATCH:
                await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self.news.wait()
        except TimeoutError:
            return
        self.news.clear()

    async def apply(self) -> int:
        """Applies one batch; returns how many entries it had."""
        async with self.pool.acquire() as connection, connection.transaction():
            if not await connection.fetchval(ledger.APPLYING):
                return 0
            entries = await ledger.waiting(connection, BATCH)
            if entries:
                await self._apply(connection, entries)
        return len(entries)

    async def _apply(self, connection: Connection, entries: list[LedgerEntry]) -> None:
        by_stream: dict[tuple[UnitCode, str], list[LedgerEntry]] = defaultdict(list)
        for entry in entries:
            by_stream[entry.unit, entry.stream].append(entry)
        known = await matters.lock(connection, [key for key in by_stream if is_matter(key[1])])
        now = self.clock.now()
        told = [tell(known.get(key), said, self.published, now) for key, said in by_stream.items()]
        grown = [(one.before, matters.written(one.after)) for one in told if one.after is not None]
        await matters.save(connection, [after for _, after in grown], now)
        await ledger.mark_applied(connection, [number for one in told for number in one.applied])
        await ledger.park(connection, [one.parked for one in told if one.parked is not None])
        await ledger.release(connection, [ledger.reached(after.columns) for _, after in grown])
        found = (change_of(before, after, now, Because.HEARD) for before, after in grown)
        await changes.log(connection, [change for change in found if change is not None])

    async def _retry_parked(self) -> int:
        async with self.pool.acquire() as connection:
            return await ledger.retry(connection)

    async def _through(self, work: Callable[[], Awaitable[int]]) -> int:
        """Does the work as soon as the database is there."""
        while True:
            try:
                return await work()
            except UNREACHABLE as fault:
                log.warning("ingest.waits", fault=str(fault) or type(fault).__name__)
                await asyncio.sleep(RETRY_SECONDS)
