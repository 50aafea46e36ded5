"""Whether supervision has caught up: everything the units have journalled is received and applied there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from time import monotonic
from typing import Any

import asyncpg

from bench.stand import Stand
from liandong.terms.codes import Tier

PATIENCE_SECONDS = 300.0
SAID = "select coalesce(sum(seq), 0)::bigint from journal_head"
SENT = "select coalesce(sum(sent), 0)::bigint from outbox_cursor where channel = 'evt'"
RECEIVED = "select coalesce(sum(position), 0)::bigint from inbox_head where channel = 'evt'"
WAITING = "select count(*) from inbox_log where channel = 'evt' and status = 'pending'"
STUCK = "select count(*) from inbox_log where status = 'stuck'"


class NotCaughtUp(Exception):
    """Supervision is still behind after a long wait, or has parked something: the figures would mean nothing."""


class Lag:
    """Looks at the databases of the stand as an administrator would."""

    def __init__(self, tiers: list[Any], supervision: Any) -> None:
        self._tiers = tiers
        self._supervision = supervision

    async def said(self) -> int:
        """Entries journalled by all units, supervision's own too."""
        return sum([await one.fetchval(SAID) for one in (*self._tiers, self._supervision)])

    async def sent(self) -> int:
        """Entries that the broker has confirmed."""
        return sum([await one.fetchval(SENT) for one in (*self._tiers, self._supervision)])

    async def applied(self) -> int:
        """Entries that supervision has received and applied."""
        received, waiting = await self._supervision.fetchval(RECEIVED), await self._supervision.fetchval(WAITING)
        return int(received - waiting)

    async def until_drained(self) -> float:
        """Seconds until nothing is behind any more. Raises NotCaughtUp."""
        began = monotonic()
        while await self.applied() < await self.said():
            if monotonic() - began > PATIENCE_SECONDS:
                raise NotCaughtUp(f"{await self.applied()} of {await self.said()} entries applied")
            await asyncio.sleep(0.02)
        if stuck := await self._supervision.fetchval(STUCK):
            raise NotCaughtUp(f"{stuck} entries are parked")
        return monotonic() - began


@asynccontextmanager
async def lag_of(stand: Stand) -> AsyncIterator[Lag]:
    async with AsyncExitStack() as stack:
        opened = {}
        for member in stand.plan.members:
            connection = await asyncpg.connect(stand.postgres.url(stand.database(member.instance).name))
            stack.push_async_callback(connection.close)
            opened[member.service.tier] = connection
        supervision = opened.pop(Tier.SUPERVISION)
        yield Lag(list(opened.values()), supervision)
