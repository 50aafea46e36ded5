"""What arrived early: kept, bounded, until the chain leads to it or it comes again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from liandong.infrastructure.database import Connection
from liandong.wire.envelope import Entry, read
from liandong.wire.subjects import Channel

HOLD_AT_MOST = 5000
"""Entries held above one head, as many signed as unsigned: a flood of forgeries pushes out no signed evidence."""
HOLD_FOR = timedelta(minutes=10)
"""What did not become believable in this (real) time is let go; if it was true it comes again by a re-send."""

Place: TypeAlias = tuple[int, bytes]
"""Position and hash."""

KEEP = """
insert into inbox_hold (receiver, source, channel, position, hash, raw, signed, held_at)
select $1, $2, $3, p, h, r, s, $4 from unnest($5::bigint[], $6::bytea[], $7::bytea[], $8::boolean[]) as t(p, h, r, s)
on conflict (receiver, source, channel, position, hash) do update set raw = excluded.raw, signed = true
where excluded.signed and not inbox_hold.signed
"""
GIVE_WAY = """
delete from inbox_hold h using (
    select position, hash, row_number() over (partition by signed order by held_at desc, position) as place
    from inbox_hold where receiver = $1 and source = $2 and channel = $3) old
where h.receiver = $1 and h.source = $2 and h.channel = $3 and h.position = old.position and h.hash = old.hash
  and old.place > $4
"""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An honest entry (its hash is that of its content) with its signature and the bytes it came in."""

    entry: Entry
    signature: bytes | None
    raw: bytes


@dataclass(frozen=True, slots=True)
class Judged:
    """What arrived, its place, and whether its source signed it."""

    place: Place
    arrived: Arrived
    signed: bool


def better_of(heard: Iterable[Judged]) -> dict[Place, Judged]:
    """Each entry once: one that came both unsigned and signed counts as signed."""
    best: dict[Place, Judged] = {}
    for one in heard:
        if one.place not in best or (one.signed and not best[one.place].signed):
            best[one.place] = one
    return best


@dataclass(frozen=True, slots=True)
class Hold:
    """What is held of one source on one channel for one receiver; its head is locked."""

    connection: Connection
    receiver: str
    source: str
    channel: Channel

    @property
    def _key(self) -> tuple[str, str, str]:
        return self.receiver, self.source, self.channel.value

    async def lowest(self) -> int | None:
        """The lowest position held."""
        position: int | None = await self.connection.fetchval(
            "select min(position) from inbox_hold where receiver = $1 and source = $2 and channel = $3", *self._key
        )
        return position

    async def all(self) -> list[Judged]:
        """Everything held; what was signed when it came need not be verified again."""
        rows = await self.connection.fetch(
            "select position, hash, raw, signed from inbox_hold where receiver = $1 and source = $2 and channel = $3",
            *self._key,
        )
        return [Judged((row["position"], row["hash"]), _arrived(row["raw"]), row["signed"]) for row in rows]

    async def keep(self, early: Mapping[Place, Judged], real_now: datetime) -> None:
        """Holds these too; the oldest give way."""
        if not early:
            return
        await self.connection.execute(
            KEEP,
            *self._key,
            real_now,
            [position for position, _ in early],
            [digest for _, digest in early],
            [one.arrived.raw for one in early.values()],
            [one.signed for one in early.values()],
        )
        await self.connection.execute(GIVE_WAY, *self._key, HOLD_AT_MOST)

    async def let_go(self, position: int) -> None:
        """What the head has reached or passed is held no longer."""
        await self.connection.execute(
            "delete from inbox_hold where receiver = $1 and source = $2 and channel = $3 and position <= $4",
            *self._key,
            position,
        )


def _arrived(raw: bytes) -> Arrived:
    return Arrived(*read(raw), raw)


async def let_go_of_old(connection: Connection, receiver: str, source: str, channel: str, before: datetime) -> None:
    """Lets go of what has been held since before this instant."""
    await connection.execute(
        "delete from inbox_hold where receiver = $1 and source = $2 and channel = $3 and held_at < $4",
        receiver,
        source,
        channel,
        before,
    )
