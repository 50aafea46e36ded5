"""The one way a command becomes events: load, decide, fold, save and journal, in one statement."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import asyncpg

from liandong.application.repository import Loaded, Repository
from liandong.events.said import Event
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import Connection, Pool
from liandong.infrastructure.journal.entries import StreamKey, append_arguments, write_parts
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import to_micros
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused

S = TypeVar("S")
Decide = Callable[[S | None], Sequence[Event]]
TRIES = 8


class LostRace(Exception):
    """Somebody else changed the stream in between: decide again on what it is now."""


class StaleVersion(Exception):
    """The sender saw an older version (If-Match); the act was still possible, so it is 412."""

    def __init__(self, current: int) -> None:
        super().__init__(f"the current version is {current}")
        self.current = current


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    """The sender's key for one act: the same again has one effect and the same answer, for seven days."""

    key: str
    route: str
    request_hash: bytes
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """The heard event this is a reaction to: one command per (event, stream) takes effect once."""

    event: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled(Generic[S]):
    """What came of a command. `body` is what `answer` made of the state; `replayed` if it had been done before."""

    state: S | None
    version: int
    events: tuple[Event, ...] = ()
    body: Any = None
    replayed: bool = False
    status: int = 200


Answer = Callable[[Any, int], object]
"""(state, version) → a JSON-able body, kept for a repeated request."""


class CommandHandler:
    """Handles the commands of all units of one database."""

    def __init__(
        self, pool: Pool, clock: LegalClock, keys: Mapping[UnitCode, UnitKeys], wake_relay: Callable[[], None]
    ) -> None:
        self._pool = pool
        self._clock = clock
        self._keys = keys
        self._wake_relay = wake_relay

    async def handle(
        self,
        repository: Repository[S],
        key: str,
        decide: Decide[S],
        *,
        by: Principal,
        occurred_at: datetime | None = None,
        cause: Cause | None = None,
        expects: int | None = None,
        idempotency: Idempotency | None = None,
        answer: Answer | None = None,
    ) -> Handled[S]:
        """Decides on the stream "<repository>:<key>" of the actor's unit and writes what follows, at most once.

        `decide` may be called more than once (after a lost race) and must be pure. Raises Refused, StaleVersion.
        """
        async with self._pool.acquire() as connection:
            for _ in range(TRIES):
                try:
                    return await self._once(
                        connection, repository, key, decide, by, occurred_at, cause, expects, idempotency, answer
                    )
                except LostRace:
                    continue
        raise Refused("stream.busy", "同一办件正在被多人同时处理,请稍后重试", nature=Nature.UNAVAILABLE)

    async def _once(
        self,
        connection: Connection,
        repository: Repository[S],
        key: str,
        decide: Decide[S],
        by: Principal,
        occurred_at: datetime | None,
        cause: Cause | None,
        expects: int | None,
        idempotency: Idempotency | None,
        answer: Answer | None,
    ) -> Handled[S]:
        if idempotency is not None:
            before = await self._answered(connection, by, idempotency)
            if before is not None:
                return before
        keys = self._keys[by.unit]
        loaded = await repository.load(connection, by.unit, key, keys)
        if cause is not None and await self._reacted(connection, cause, repository.stream(key)):
            return Handled(state=loaded.state, version=loaded.version, replayed=True)
        events = tuple(decide(loaded.state))
        if expects is not None and expects != loaded.version:
            raise StaleVersion(loaded.version)
        if not events:
            return Handled(
                state=loaded.state,
                version=loaded.version,
                body=None if answer is None else answer(loaded.state, loaded.version),
            )
        state = loaded.state
        for event in events:
            state = repository.evolve(state, event)
        assert state is not None, "an event was folded in"
        version = loaded.version + len(events)
        body = None if answer is None else answer(state, version)
        await self._save(connection, repository, key, loaded, state, events, by, occurred_at, cause, idempotency, body)
        self._wake_relay()
        status = 200 if idempotency is None else idempotency.status
        return Handled(state=state, version=version, events=events, body=body, status=status)

    async def _answered(self, connection: Connection, by: Principal, asked: Idempotency) -> Handled[Any] | None:
        row = await connection.fetchrow(
            "select request_hash, status, etag, response from idempotency "
            "where principal = $1 and key = $2 and route = $3 and kept_until > now()",
            f"{by.unit}/{by.id}",
            asked.key,
            asked.route,
        )
        if row is None:
            return None
        if row["request_hash"] != asked.request_hash:
            raise Refused(
                "idempotency.other-request",
                "该幂等键已用于内容不同的请求,请换一个新的 Idempotency-Key",
                nature=Nature.INVALID,
            )
        return Handled(
            state=None,
            version=int(row["etag"]),
            body=json.loads(row["response"]),
            replayed=True,
            status=row["status"],
        )

    @staticmethod
    async def _reacted(connection: Connection, cause: Cause, stream: str) -> bool:
        found = await connection.fetchval(
            "select true from received where cause = $1 and stream = $2 and command = $3",
            cause.event,
            stream,
            cause.command,
        )
        return found is not None

    async def _save(
        self,
        connection: Connection,
        repository: Repository[S],
        key: str,
        loaded: Loaded[S],
        state: S,
        events: Sequence[Event],
        by: Principal,
        occurred_at: datetime | None,
        cause: Cause | None,
        idempotency: Idempotency | None,
        body: object,
    ) -> None:
        stream, keys = repository.stream(key), self._keys[by.unit]
        parts = write_parts(events)
        facts, personal = repository.codec.write(state)
        stream_key, new_key = loaded.key, None
        if stream_key is None and (personal is not None or any(private for _, private in parts)):
            stream_key = new_key = StreamKey.make(by.unit, stream)
        sealed = None if personal is None or stream_key is None else stream_key.encrypt(personal, "state")
        columns = repository.columns(state)
        arguments: list[object] = [by.unit, key, loaded.version + len(events), facts, sealed]
        arguments += [columns[name] for name in repository.column_names]
        if loaded.version:
            arguments.append(loaded.version)
        if new_key is not None:
            arguments += [stream, new_key.wrapped(keys)]
        once = None
        if cause is not None:
            once = "received"
            arguments += [cause.event, stream, cause.command]
        elif idempotency is not None:
            once = "idempotency"
            arguments += [f"{by.unit}/{by.id}", idempotency.key, idempotency.route, idempotency.request_hash]
            arguments += [idempotency.status, str(loaded.version + len(events)), json.dumps(body).encode()]
        now = to_micros(self._clock.now())
        arguments += append_arguments(
            unit=by.unit,
            stream=stream,
            first_sequence=loaded.version + 1,
            events=events,
            parts=parts,
            key=stream_key,
            occurred_at=now if occurred_at is None else to_micros(occurred_at),
            recorded_at=now,
            actor=by.id,
            cause=None if cause is None else cause.event,
        )
        statement = repository.save_statement(first=not loaded.version, with_key=new_key is not None, once=once)
        try:
            placed = await connection.fetchval(statement, *arguments)
        except asyncpg.UniqueViolationError as fault:
            raise _meaning_of(fault) from fault
        if placed is None:
            raise LostRace


def _meaning_of(fault: asyncpg.UniqueViolationError) -> Exception:
    """What a lost race at a named constraint means."""
    if fault.constraint_name == "idempotency_pkey":
        return Refused("idempotency.in-flight", "同一请求正在处理,请稍后查询结果,不必重复提交")
    return LostRace()
