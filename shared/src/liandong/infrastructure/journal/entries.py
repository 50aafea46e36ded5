"""Reading the journal and writing to it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from liandong.events.said import Event, Message, Publication
from liandong.infrastructure.database import Connection, Row
from liandong.infrastructure.keys import UnitKeys, decrypt, encrypt
from liandong.terms.codes import EVERYONE, UnitCode
from liandong.terms.legal_time import from_micros
from liandong.terms.refusal import Nature, Refused
from liandong.wire import chain
from liandong.wire.codec import write_event
from liandong.wire.envelope import Entry, fits

STREAM_KEY_BYTES = 32
COLUMNS = (
    "unit, seq, epoch, stream, sequence, kind, version, dest, dest_seq, dest_prev, occurred_at, recorded_at, actor, "
    "cause, body, salt, private, private_digest, prev, hash"
)
APPEND = "journal_append({}::text, {}::text, {}::int, {}::text[], {}::int[], {}::text[], {}::bigint, {}::bigint, {}::text, {}::text, {}::bytea[], {}::bytea[], {}::bytea[], {}::bytea[])"  # noqa: E501
APPEND_ARGUMENTS = 14


@dataclass(frozen=True, slots=True)
class Written:
    """Where the entries of one command stand in the journal."""

    epoch: int
    first_seq: int
    recorded_at: int


class StreamKey:
    """The key of one stream's personal data; deleting its wrapped form erases the person and breaks no chain."""

    def __init__(self, unit: str, stream: str, key: bytes) -> None:
        self.about = f"{unit}/{stream}"
        self._key = key
        self._cipher = AESGCM(key)

    @classmethod
    def make(cls, unit: str, stream: str) -> "StreamKey":
        return cls(unit, stream, os.urandom(STREAM_KEY_BYTES))

    @classmethod
    def unwrap(cls, keys: UnitKeys, unit: str, stream: str, wrapped: bytes) -> "StreamKey":
        return cls(unit, stream, keys.unwrap(wrapped, f"{unit}/{stream}"))

    def wrapped(self, keys: UnitKeys) -> bytes:
        return keys.wrap(self._key, self.about)

    def encrypt(self, plain: bytes, what: str) -> bytes:
        return encrypt(self._cipher, plain, f"{self.about}/{what}")

    def decrypt(self, sealed: bytes, what: str) -> bytes:
        """Raises keys.CannotOpen."""
        return decrypt(self._cipher, sealed, f"{self.about}/{what}")

    def salt(self, stream: str, sequence: int) -> bytes:
        return chain.private_salt(self._key, stream, sequence)


def append_arguments(
    *,
    unit: UnitCode,
    stream: str,
    first_sequence: int,
    events: Sequence[Event],
    parts: Sequence[tuple[bytes, bytes | None]],
    key: StreamKey | None,
    occurred_at: int,
    recorded_at: int,
    actor: str,
    cause: str | None,
) -> tuple[object, ...]:
    """What `journal_append` takes; `parts` are the events' canonical facts and personal data."""
    privates: list[bytes | None] = []
    digests: list[bytes] = []
    for offset, (_, personal) in enumerate(parts):
        if personal is None:
            privates.append(None)
            digests.append(chain.NOTHING_PRIVATE)
            continue
        assert key is not None, "a stream with personal data has a key"
        sequence = first_sequence + offset
        privates.append(key.encrypt(personal, str(sequence)))
        digests.append(chain.private_digest(key.salt(stream, sequence), personal))
    return (
        unit,
        stream,
        first_sequence,
        [event.KIND for event in events],
        [event.VERSION for event in events],
        [destination(event) for event in events],
        occurred_at,
        recorded_at,
        actor,
        cause,
        [facts for facts, _ in parts],
        [os.urandom(16) for _ in parts],
        privates,
        digests,
    )


def destination(event: Event) -> str | None:
    """To whom an event is addressed: a unit, everyone, or nobody but the witness."""
    match event:
        case Message():
            return event.dest
        case Publication():
            return EVERYONE
        case _:
            return None


def write_parts(events: Sequence[Event]) -> list[tuple[bytes, bytes | None]]:
    """Facts and personal data of each event. Raises Refused for one that no message could carry."""
    parts = [write_event(event) for event in events]
    if not all(fits(*part) for part in parts):
        raise Refused("event.too-large", "内容过多，超出系统可传送的大小，请精简后重新提交", nature=Nature.INVALID)
    return parts


def entry_of(row: Row) -> Entry:
    """A journal (or inbox) row as an entry."""
    return Entry(
        unit=UnitCode(row["unit"]),
        epoch=row["epoch"],
        seq=row["seq"],
        stream=row["stream"],
        sequence=row["sequence"],
        kind=row["kind"],
        version=row["version"],
        dest=row["dest"],
        dest_seq=row["dest_seq"],
        dest_prev=row["dest_prev"],
        occurred_at=from_micros(row["occurred_at"]),
        recorded_at=from_micros(row["recorded_at"]),
        actor=row["actor"],
        cause=row["cause"],
        body=row["body"],
        salt=row["salt"],
        private=row["private"],
        private_digest=row["private_digest"],
        prev=row["prev"],
        hash=row["hash"],
    )


async def history(connection: Connection, unit: str, stream: str) -> list[Entry]:
    """All entries of one stream, in order."""
    rows = await connection.fetch(
        f"select {COLUMNS} from journal where unit = $1 and stream = $2 order by sequence",
        unit,
        stream,
    )
    return [entry_of(row) for row in rows]


async def open_journal(connection: Connection, unit: str) -> None:
    """Opens the journal of a unit that this database owns."""
    await connection.execute("select journal_open($1)", unit)
