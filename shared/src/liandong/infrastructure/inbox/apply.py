"""Applying: the second step. What cannot be applied blocks only its own stream and is shown, never dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from liandong.events.said import Event
from liandong.infrastructure.database import Connection, Pool, Row
from liandong.infrastructure.journal.entries import entry_of
from liandong.infrastructure.keys import UnitKeys
from liandong.wire import chain
from liandong.wire.codec import read_event
from liandong.wire.envelope import Entry

COLUMNS = (
    "id, receiver, source as unit, seq, epoch, stream, sequence, kind, version, dest, dest_seq, dest_prev, "
    "occurred_at, recorded_at, actor, cause, body, salt, private, private_digest, prev, hash, received_at"
)


class PrivateChanged(Exception):
    """The sealed part is not the one the chain speaks of."""


@dataclass(frozen=True, slots=True)
class HeardEntry:
    """An accepted entry, its number in the inbox and when it was received (legal time)."""

    id: int
    receiver: str
    entry: Entry
    received_at: datetime

    def event(self) -> Event:
        """The facts alone. Raises UnknownKind, pydantic.ValidationError."""
        return read_event(self.entry.kind, self.entry.version, self.entry.body)

    def opened(self, keys: UnitKeys) -> Event:
        """With the personal part that was sealed to this unit. Raises CannotOpen, PrivateChanged, UnknownKind."""
        if self.entry.private is None:
            return self.event()
        plain = keys.open(self.entry.private, self.entry.hash)
        salt, personal = plain[:32], plain[32:]
        if chain.private_digest(salt, personal) != self.entry.private_digest:
            raise PrivateChanged(self.entry.id)
        return read_event(self.entry.kind, self.entry.version, self.entry.body, personal)


def heard(row: Row) -> HeardEntry:
    """An inbox row as an entry."""
    return HeardEntry(row["id"], row["receiver"], entry_of(row), row["received_at"])


async def pending(
    connection: Connection, receivers: Sequence[str], channel: str, at_most: int, after: int = 0
) -> list[HeardEntry]:
    """What waits to be applied after this number, oldest first, without the streams that are stuck."""
    rows = await connection.fetch(
        f"""select {COLUMNS} from inbox_log p
            where status = 'pending' and receiver = any($1) and channel = $2 and id > $4 and not exists (
              select 1 from inbox_log s
              where s.status = 'stuck' and s.receiver = p.receiver and s.source = p.source and s.stream = p.stream)
            order by id limit $3""",
        list(receivers),
        channel,
        at_most,
        after,
    )
    return [heard(row) for row in rows]


async def mark_applied(connection: Connection | Pool, ids: Sequence[int]) -> None:
    await connection.execute("update inbox_log set status = 'applied', fault = null where id = any($1)", list(ids))


async def mark_stuck(connection: Connection | Pool, number: int, fault: str) -> None:
    """Parks an entry with the reason, which names no person; the later ones of its stream wait behind it."""
    await connection.execute("update inbox_log set status = 'stuck', fault = $2 where id = $1", number, fault[:2000])


async def retry_stuck(connection: Connection | Pool, receivers: Sequence[str]) -> int:
    """After the fix: what was parked waits to be applied again; returns how many entries that were."""
    rows = await connection.fetch(
        "update inbox_log set status = 'pending', fault = null where status = 'stuck' and receiver = any($1) "
        "returning id",
        list(receivers),
    )
    return len(rows)
