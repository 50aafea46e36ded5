"""Receiving: what arrives is stored and confirmed in one transaction; nothing is applied here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from liandong.infrastructure.database import Connection, Pool
from liandong.infrastructure.inbox.hold import Arrived, Hold, Judged, Place, better_of
from liandong.infrastructure.inbox.keyring import SignKeyOf, is_signed
from liandong.terms.legal_time import to_micros
from liandong.wire.envelope import Entry, Malformed, read
from liandong.wire.inbox import Head, Heard, Reception, leads_on, receive
from liandong.wire.subjects import Channel, Said, take_apart

log = structlog.get_logger()


def parse(subject: str, raw: bytes) -> Arrived:
    """Raises Malformed if the bytes are no entry, or unit, channel and kind are not those of the subject (I7)."""
    entry, signature = read(raw)
    try:
        said = take_apart(subject)
    except ValueError as fault:
        raise Malformed(str(fault)) from fault
    if not _belongs(entry, said):
        raise Malformed(f"{entry.id} does not belong on {subject}")
    return Arrived(entry, signature, raw)


def _belongs(entry: Entry, said: Said) -> bool:
    if said.unit != entry.unit or said.kind != entry.kind:
        return False
    if said.channel is Channel.MESSAGE:
        return said.dest == entry.dest
    return said.channel is not Channel.PUBLICATION or entry.dest == "*"


@dataclass(frozen=True, slots=True)
class Receiver:
    """One listener on one channel: a unit on `to`, a service on `pub`, supervision on `evt`."""

    pool: Pool
    receiver: str
    channel: Channel
    sign_key_of: SignKeyOf

    async def take(self, arrivals: Iterable[Arrived], received_at: datetime, real_now: datetime) -> int:
        """Stores what may be believed, holds the rest; returns how many entries were accepted."""
        by_source: dict[str, list[Arrived]] = defaultdict(list)
        for one in arrivals:
            by_source[one.entry.unit].append(one)
        accepted = 0
        async with self.pool.acquire() as connection, connection.transaction():
            for source in sorted(by_source):
                accepted += await self._take_from(connection, source, by_source[source], received_at, real_now)
        return accepted

    async def sweep(self, source: str, received_at: datetime, real_now: datetime) -> int:
        """Looks again at what is held of a source, e.g. when its key has become known."""
        async with self.pool.acquire() as connection, connection.transaction():
            return await self._take_from(connection, source, [], received_at, real_now)

    async def _take_from(
        self, connection: Connection, source: str, fresh: Sequence[Arrived], received_at: datetime, real_now: datetime
    ) -> int:
        head = await self._lock_head(connection, source, real_now)
        hold = Hold(connection, self.receiver, source, self.channel)
        heard = new = better_of(self._judge(one) for one in fresh)
        lowest = await hold.lowest()
        if leads_on(head, {lowest or 0, *(position for position, _ in new)}):
            heard = better_of([*new.values(), *(self._judge_again(one) for one in await hold.all())])
        known = await self._known(connection, source, head, [position for position, _ in heard])
        reception = receive(head, [self._heard(one) for one in heard.values()], known)
        await self._store(connection, source, reception, heard, received_at)
        if lowest is not None:
            await hold.let_go(reception.head.position)
        early = [(one.position, one.hash) for one in reception.held]
        await hold.keep({place: new[place] for place in early if place in new}, real_now)
        for fork in reception.forks:
            await self._alarm(connection, source, "fork", fork, real_now)
        if reception.accepted:
            await connection.execute(
                "update inbox_head set position = $4, hash = $5, known = greatest(known, $4), progress_at = $6, "
                "asked_times = 0 where receiver = $1 and source = $2 and channel = $3",
                *self._key(source),
                reception.head.position,
                reception.head.hash,
                real_now,
            )
        return len(reception.accepted)

    def _key(self, source: str) -> tuple[str, str, str]:
        return self.receiver, source, self.channel.value

    def _judge(self, one: Arrived) -> Judged:
        place = one.entry.position(self.channel), one.entry.hash
        return Judged(place, one, is_signed(self.channel, one.entry, one.signature, self.sign_key_of))

    def _judge_again(self, one: Judged) -> Judged:
        """What was held unsigned may be believed by a key that has become known."""
        return one if one.signed else self._judge(one.arrived)

    def _heard(self, one: Judged) -> Heard:
        position, digest = one.place
        return Heard(position, one.arrived.entry.before(self.channel), digest, one.signed)

    async def _lock_head(self, connection: Connection, source: str, real_now: datetime) -> Head:
        find = "select position, hash from inbox_head where receiver = $1 and source = $2 and channel = $3 for update"
        row = await connection.fetchrow(find, *self._key(source))
        if row is None:
            await connection.execute(
                "insert into inbox_head (receiver, source, channel, hash, progress_at) values ($1, $2, $3, $4, $5) "
                "on conflict do nothing",
                *self._key(source),
                Head().hash,
                real_now,
            )
            row = await connection.fetchrow(find, *self._key(source))
        assert row is not None, "the head was just made"
        return Head(row["position"], row["hash"])

    async def _known(
        self, connection: Connection, source: str, head: Head, positions: Sequence[int]
    ) -> dict[int, bytes]:
        past = [position for position in positions if position <= head.position]
        if not past:
            return {}
        rows = await connection.fetch(
            "select position, hash from inbox_log where receiver = $1 and source = $2 and channel = $3 and position = any($4)",  # noqa: E501
            *self._key(source),
            past,
        )
        return {row["position"]: row["hash"] for row in rows}

    async def _store(
        self,
        connection: Connection,
        source: str,
        reception: Reception,
        heard: Mapping[Place, Judged],
        received_at: datetime,
    ) -> None:
        if not reception.accepted:
            return
        rows = [_row(heard[one.position, one.hash].arrived, one.position) for one in reception.accepted]
        await connection.execute(
            STORE, *self._key(source), received_at, *(list(column) for column in zip(*rows, strict=True))
        )

    async def _alarm(self, connection: Connection, source: str, sort: str, at: Heard, real_now: datetime) -> None:
        raised = await connection.fetchval(
            "insert into inbox_alarm (receiver, source, channel, sort, position, hash, raised_at, detail) "
            "values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id",
            *self._key(source),
            sort,
            at.position,
            at.hash,
            real_now,
            "a signed entry contradicts what this source said before",
        )
        if raised is not None:
            log.critical("inbox.fork", source=source, channel=self.channel, position=at.position, hash=at.hash.hex())


STORE_COLUMNS = (
    ("epoch", "int"), ("position", "bigint"), ("seq", "bigint"), ("stream", "text"), ("sequence", "int"),
    ("kind", "text"), ("version", "int"), ("dest", "text"), ("dest_seq", "bigint"), ("dest_prev", "bytea"),
    ("occurred_at", "bigint"), ("recorded_at", "bigint"), ("actor", "text"), ("cause", "text"), ("body", "bytea"),
    ("salt", "bytea"), ("private", "bytea"), ("private_digest", "bytea"), ("prev", "bytea"), ("hash", "bytea"),
    ("signature", "bytea"),
)  # fmt: skip
_NAMES = ", ".join(name for name, _ in STORE_COLUMNS)
_ARRAYS = ", ".join(f"${number}::{sort}[]" for number, (_, sort) in enumerate(STORE_COLUMNS, start=5))
STORE = (
    f"insert into inbox_log (receiver, source, channel, received_at, {_NAMES}) "
    f"select $1, $2, $3, $4, {_NAMES} from unnest({_ARRAYS}) as t({_NAMES}) order by position"
)


def _row(one: Arrived, position: int) -> tuple[object, ...]:
    entry = one.entry
    return (
        entry.epoch, position, entry.seq, entry.stream, entry.sequence, entry.kind, entry.version, entry.dest,
        entry.dest_seq, entry.dest_prev, to_micros(entry.occurred_at), to_micros(entry.recorded_at), entry.actor,
        entry.cause, entry.body, entry.salt, entry.private, entry.private_digest, entry.prev, entry.hash, one.signature,
    )  # fmt: skip
