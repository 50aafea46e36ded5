"""How the state of one sort of stream is kept: one row a stream, folded from its events, personal data sealed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from liandong.events.said import Event
from liandong.infrastructure.database import Connection
from liandong.infrastructure.journal.entries import APPEND, APPEND_ARGUMENTS, StreamKey
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import UnitCode
from liandong.wire.codec import Codec

S = TypeVar("S")
NOTED: Mapping[str | None, tuple[str, str]] = {
    None: ("", ""),
    "received": (
        ", o.cause is not null as reacted",
        " left join received o on o.cause = $4 and o.stream = $5 and o.command = $6",
    ),
    "idempotency": (
        ", o.request_hash, o.status, o.etag, o.response, o.kept_until <= now() as expired",
        " left join idempotency o on o.principal = $4 and o.key = $5 and o.route = $6",
    ),
}
"""What was done before for the same reason: columns beside a stream's state, and where they are from."""


@dataclass(frozen=True, slots=True)
class Loaded(Generic[S]):
    """A stream as it stands: version 0 and no state before its first event."""

    state: S | None
    version: int
    key: StreamKey | None


@dataclass(frozen=True)
class Repository(Generic[S]):
    """Streams "<name>:<id>" of one unit in one table (unit, id, version, state, sealed, and the columns lists need).

    `taken` says what it means if a unique constraint of the table keeps a state from being saved.
    """

    name: str
    table: str
    codec: Codec[S]
    evolve: Callable[[S | None, Event], S]
    columns: Callable[[S], Mapping[str, object]] = field(default=lambda _state: {})
    column_names: tuple[str, ...] = ()
    taken: Mapping[str, Callable[[], Exception]] = field(default_factory=dict)

    def stream(self, key: str) -> str:
        return f"{self.name}:{key}"

    async def load(self, connection: Connection, unit: UnitCode, key: str, keys: UnitKeys) -> Loaded[S]:
        """The stream's state with its personal part opened; nothing if there is none, or it belongs to another unit."""
        return self.read(await self.row(connection, unit, key), unit, key, keys)

    async def row(
        self, connection: Connection, unit: UnitCode, key: str, once: str | None = None, done_for: Sequence[object] = ()
    ) -> Any:
        """What `read` reads, and beside it what is noted of `done_for` in the table `once`, as `save_statement` does:

        "received": `reacted`; "idempotency": `request_hash`, `status`, `etag`, `response`, `expired`; None for nothing.
        """
        return await connection.fetchrow(self._selects[once], unit, key, self.stream(key), *done_for)

    def read(self, row: Any, unit: UnitCode, key: str, keys: UnitKeys) -> Loaded[S]:
        """A row of `row` (or of a query that selects version, state, sealed and wrapped) as a state."""
        if row is None:
            return Loaded(None, 0, None)
        stream_key = None
        if row["wrapped"] is not None:
            stream_key = StreamKey.unwrap(keys, unit, self.stream(key), row["wrapped"])
        if row["version"] is None:
            return Loaded(None, 0, stream_key)
        personal = None
        if row["sealed"] is not None and stream_key is not None:
            personal = stream_key.decrypt(row["sealed"], "state")
        return Loaded(self.codec.read(row["state"], personal), row["version"], stream_key)

    @cached_property
    def _selects(self) -> Mapping[str | None, str]:
        return {
            once: f"select s.version, s.state, s.sealed, k.wrapped{columns} "
            "from (select $1::text as unit, $2::text as id) asked "
            f"left join {self.table} s using (unit, id) "
            f"left join stream_key k on k.unit = asked.unit and k.stream = $3{noted}"
            for once, (columns, noted) in NOTED.items()
        }

    def save_statement(self, *, first: bool, with_key: bool, once: str | None) -> str:
        """One statement: saves the row by version, appends to the journal, and notes what this was done for.

        Parameters: unit, id, new version, state, sealed, the extra columns, [old version,] [wrapped key,] those of
        `once` (None, "received" or "idempotency"), then those of journal_append. No row comes back if the race is lost.
        """
        return self._statements[first, with_key, once]

    @cached_property
    def _statements(self) -> Mapping[tuple[bool, bool, str | None], str]:
        return {
            (first, with_key, once): self._statement(first, with_key, once)
            for first in (True, False)
            for with_key in (True, False)
            for once in NOTED
        }

    def _statement(self, first: bool, with_key: bool, once: str | None) -> str:
        names = ("version", "state", "sealed", *self.column_names)
        number = iter(range(3, 1000))
        values = [f"${next(number)}" for _ in names]
        if first:
            saved = (
                f"insert into {self.table} (unit, id, {', '.join(names)}) values ($1, $2, {', '.join(values)}) "
                "on conflict (unit, id) do nothing returning 1"
            )
        else:
            sets = ", ".join(f"{name} = {value}" for name, value in zip(names, values, strict=True))
            saved = (
                f"update {self.table} set {sets} where unit = $1 and id = $2 and version = ${next(number)} returning 1"
            )
        parts = [f"saved as ({saved})"]
        if with_key:
            parts.append(
                "keyed as (insert into stream_key (unit, stream, wrapped) "
                f"select $1, ${next(number)}::text, ${next(number)}::bytea from saved)"
            )
        if once == "received":
            parts.append(
                "once as (insert into received (cause, stream, command) "
                f"select ${next(number)}::text, ${next(number)}::text, ${next(number)}::text from saved)"
            )
        if once == "idempotency":
            arguments = ", ".join(
                f"${next(number)}::{sort}" for sort in ("text", "text", "text", "bytea", "int", "text", "bytea")
            )
            parts.append(
                "once as (insert into idempotency (principal, key, route, request_hash, status, etag, response, kept_until) "  # noqa: E501
                f"select {arguments}, now() + interval '7 days' from saved)"
            )
        append = APPEND.format(*(f"${next(number)}" for _ in range(APPEND_ARGUMENTS)))
        return f"with {', '.join(parts)} select {append} as placed from saved"
