"""The relay: says on the bus what the journal holds, in order, nothing twice on purpose and nothing left out.

One process per database relays (advisory lock); it is woken after each commit and looks four times a second anyway.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from uuid import uuid4

import structlog

from liandong.infrastructure.bus.connection import UNREACHABLE as BUS_AWAY
from liandong.infrastructure.bus.connection import Bus, Outgoing
from liandong.infrastructure.database import UNREACHABLE, Connection, Pool, leadership
from liandong.infrastructure.journal.entries import COLUMNS, StreamKey, entry_of
from liandong.infrastructure.keys import CannotOpen, UnitKeys, seal_to
from liandong.terms.codes import EVERYONE, UnitCode
from liandong.wire.envelope import Entry, message_id, signed_words, without_private, write
from liandong.wire.subjects import Channel, subject_for

log = structlog.get_logger()

WINDOW = 200
CHANNEL_ROWS = {
    Channel.EVENT: "true",
    Channel.MESSAGE: "dest is not null and dest <> '*'",
    Channel.PUBLICATION: "dest = '*'",
}
LEADER_RETRY_SECONDS = 2.0
CATCH_UP = 1000


class CannotSay(Exception):
    """An entry cannot be sealed to its addressee, by the key that the registry names of him now."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not yet said to an addressee: from which position on, and the key by which it could not be."""

    first: int
    seal_key: str | None


@dataclass(frozen=True, slots=True)
class Relay:
    """What relaying needs: the database, the bus, the units' keys and the sealing keys of others."""

    pool: Pool
    bus: Bus
    keys: Mapping[UnitCode, UnitKeys]
    seal_key_of: Callable[[str], str | None]
    wake: asyncio.Event
    poll_seconds: float = 0.25
    left_out: dict[tuple[UnitCode, str], LeftOut] = field(default_factory=dict)

    async def run(self) -> None:
        """Relays for ever, whenever this process is the one to do it for these units."""
        task = " ".join(("relay", *sorted(self.keys)))
        while True:
            try:
                async with leadership(self.pool, task) as connection:
                    while connection is not None:
                        if not await self.round(connection):
                            await self._rest()
            except (*UNREACHABLE, *BUS_AWAY) as fault:
                log.warning("relay.waits", fault=str(fault) or type(fault).__name__)
            await asyncio.sleep(LEADER_RETRY_SECONDS)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(self.poll_seconds):
                await self.wake.wait()
        except TimeoutError:
            return
        finally:
            self.wake.clear()

    async def round(self, connection: Connection) -> bool:
        """One window of each channel of each unit; True if anything was said."""
        await self._catch_up(connection)
        said = False
        for channel, rows in CHANNEL_ROWS.items():
            found = await connection.fetch(
                f"""select j.* from outbox_cursor c cross join lateral (
                      select {COLUMNS} from journal where unit = c.unit and seq > c.sent and {rows}
                      order by seq limit {WINDOW}) j
                    where c.channel = $1 and c.unit = any($2) order by j.unit, j.seq""",
                channel.value,
                list(self.keys),
            )
            for unit, window in groupby((entry_of(row) for row in found), key=lambda entry: entry.unit):
                said |= await self._say(connection, channel, unit, list(window))
        return said

    async def _say(self, connection: Connection, channel: Channel, unit: UnitCode, window: list[Entry]) -> bool:
        """Publishes a window and moves the cursor over what the broker has stored of it."""
        ready = await self._ready(connection, channel, window)
        stored = await self.bus.publish(self._written(channel, ready))
        if stored or not ready:
            await connection.execute(
                "update outbox_cursor set sent = $3 where unit = $1 and channel = $2 and sent < $3",
                unit,
                channel.value,
                window[-1].seq if stored == len(ready) else ready[stored - 1].seq,
            )
        return stored == len(ready)

    async def _catch_up(self, connection: Connection) -> None:
        """Says what was left out to those whose key has become known, or another; the rest they ask for."""
        for (unit, dest), left in list(self.left_out.items()):
            if self.seal_key_of(dest) != left.seal_key:
                del self.left_out[unit, dest]
                await self.say_again(connection, unit, Channel.MESSAGE, dest, left.first, left.first + CATCH_UP - 1)

    async def _ready(self, connection: Connection, channel: Channel, window: list[Entry]) -> list[Entry]:
        """The window as it may leave; what cannot be said to one addressee is left out and stops no other."""
        ready = []
        for entry in window:
            to = entry.unit, entry.dest or ""
            if channel is Channel.MESSAGE and to in self.left_out:
                continue
            try:
                ready.append(await self._outside(connection, channel, entry))
            except CannotSay as fault:
                log.warning("relay.left_out", entry=entry.id, dest=entry.dest, fault=str(fault))
                self.left_out[to] = LeftOut(entry.dest_seq or 0, self.seal_key_of(to[1]))
        return ready

    async def messages(
        self, connection: Connection, channel: Channel, window: list[Entry], *, again: bool = False
    ) -> list[Outgoing]:
        """The window as messages; the last entry said to each destination is signed, in a re-send too."""
        return self._written(channel, await self._ready(connection, channel, window), again=again)

    def _written(self, channel: Channel, ready: list[Entry], *, again: bool = False) -> list[Outgoing]:
        last = {self._chain(channel, entry): entry.seq for entry in ready}
        suffix = f":{uuid4().hex[:12]}" if again else ""
        made = []
        for entry in ready:
            is_last = last[self._chain(channel, entry)] == entry.seq
            signature = self.keys[entry.unit].sign(signed_words(channel, entry)) if is_last else None
            subject = subject_for(channel, entry.unit, entry.kind, entry.dest)
            made.append(Outgoing(subject, message_id(entry, suffix), write(entry, signature)))
        return made

    @staticmethod
    def _chain(channel: Channel, entry: Entry) -> str | None:
        return entry.dest if channel is Channel.MESSAGE else None

    async def _outside(self, connection: Connection, channel: Channel, entry: Entry) -> Entry:
        """What of the entry may leave on this channel: its private part only sealed to the addressee."""
        if channel is not Channel.MESSAGE or entry.private is None:
            return without_private(entry)
        seal_key = self.seal_key_of(entry.dest or EVERYONE)
        if seal_key is None:
            raise CannotSay("the registry does not name the addressee")
        wrapped = await connection.fetchval(
            "select wrapped from stream_key where unit = $1 and stream = $2", entry.unit, entry.stream
        )
        if wrapped is None:  # the person was erased before this was said: the facts still go out
            return without_private(entry)
        try:
            key = StreamKey.unwrap(self.keys[entry.unit], entry.unit, entry.stream, wrapped)
            plain = key.decrypt(entry.private, str(entry.sequence))
            sealed = seal_to(seal_key, key.salt(entry.stream, entry.sequence) + plain, entry.hash)
        except CannotOpen as fault:
            raise CannotSay("the key it is kept under does not open it") from fault
        except ValueError as fault:
            raise CannotSay("the published key is none") from fault
        return replace(entry, private=sealed)

    async def say_again(
        self, connection: Connection, unit: UnitCode, channel: Channel, dest: str, first: int, last: int
    ) -> int:
        """Re-sends a stretch of one chain; returns how many entries that were."""
        position = "seq" if channel is Channel.EVENT else "dest_seq"
        condition = "true or $4::text is null" if channel is Channel.EVENT else "dest = $4"
        rows = await connection.fetch(
            f"select {COLUMNS} from journal where unit = $1 and {position} between $2 and $3 and ({condition}) "
            f"order by {position}",
            unit,
            first,
            last,
            dest,
        )
        window = [entry_of(row) for row in rows]
        for start in range(0, len(window), WINDOW):
            await self.bus.publish(await self.messages(connection, channel, window[start : start + WINDOW], again=True))
        return len(window)
