"""Listening: takes deliveries off the bus, has them received, and confirms them after our own commit."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from liandong.infrastructure.bus.connection import Bus, Delivery
from liandong.infrastructure.clock import LegalClock, real_now
from liandong.infrastructure.database import UNREACHABLE
from liandong.infrastructure.inbox.hold import Arrived
from liandong.infrastructure.inbox.receive import Receiver, parse
from liandong.wire.envelope import Malformed
from liandong.wire.subjects import STREAM_OF

log = structlog.get_logger()

BATCH = 250
RETRY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Listener:
    """One durable consumer of this service."""

    bus: Bus
    receiver: Receiver
    durable: str
    clock: LegalClock
    on_accepted: Callable[[], None]

    async def run(self) -> None:
        """Listens for ever."""
        async for batch in self.bus.pull(STREAM_OF[self.receiver.channel], self.durable, BATCH):
            arrivals = await self._parse(batch)
            await self._take(arrivals, received_at=self.clock.now())
            await self.bus.confirm(batch)

    async def _parse(self, batch: list[Delivery]) -> list[Arrived]:
        arrivals = []
        for delivery in batch:
            try:
                arrivals.append(parse(delivery.subject, delivery.payload))
            except Malformed as fault:
                log.error("inbox.malformed", subject=delivery.subject, fault=str(fault))
        return arrivals

    async def _take(self, arrivals: list[Arrived], received_at: datetime) -> None:
        """Tries until the database has them: nothing is confirmed before."""
        while True:
            try:
                if await self.receiver.take(arrivals, received_at, real_now()):
                    self.on_accepted()
                return
            except UNREACHABLE as fault:
                log.warning("inbox.waits", durable=self.durable, fault=str(fault) or type(fault).__name__)
                await asyncio.sleep(RETRY_SECONDS)
