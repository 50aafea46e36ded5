"""The one way a command becomes events: load, decide, fold, save and journal, in one statement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import asyncpg
import orjson

from liandong.application.act import Act, decided_on
from liandong.application.act import Answer as Answer
from liandong.application.act import Cause as Cause
from liandong.application.act import Decide as Decide
from liandong.application.act import Handled as Handled
from liandong.application.act import LostRace as LostRace
from liandong.application.act import StaleVersion as StaleVersion
from liandong.application.repository import Loaded, Repository
from liandong.events.said import Event
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import Connection, Pool
from liandong.infrastructure.http.idempotency import Idempotency
from liandong.infrastructure.journal.entries import StreamKey, append_arguments, write_parts
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import to_micros
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused

S = TypeVar("S")
TRIES = 8
FORGET = "delete from idempotency where kept_until <= now()"


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
        status: int = 200,
        answer: Answer | None = None,
    ) -> Handled[S]:
        """Decides on the stream "<repository>:<key>" of the actor's unit and writes what follows, at most once.

        `decide` may be called more than once (after a lost race) and must be pure. What `answer` makes of the state is
        kept with `status` under the idempotency key for a repeated request. Raises Refused, StaleVersion.
        """
        act = Act(
            repository=repository,
            key=key,
            decide=decide,
            by=by,
            occurred_at=occurred_at,
            cause=cause,
            expects=expects,
            idempotency=idempotency,
            status=status,
            answer=answer,
        )
        async with self._pool.acquire() as connection:
            for _ in range(TRIES):
                try:
                    return await self._once(connection, act)
                except LostRace:
                    continue
        raise Refused("stream.busy", "同一办件正在被多人同时处理，请稍后重试", nature=Nature.UNAVAILABLE)

    async def _once(self, connection: Connection, act: Act[S]) -> Handled[S]:
        loaded, before = await self._load(connection, act)
        if before is not None:
            return before
        decided = decided_on(act, loaded)
        body = None if act.answer is None else act.answer(decided.state, decided.version)
        if decided.events and decided.state is not None:
            await self._save(connection, act, loaded, decided.state, decided.events, body)
            self._wake_relay()
        return replace(decided, body=body, status=act.status)

    async def _load(self, connection: Connection, act: Act[S]) -> tuple[Loaded[S], Handled[S] | None]:
        """The stream as it stands, and what came of the act if it was done before. Raises Refused."""
        once, done_for = act.done_for
        row = await act.repository.row(connection, act.by.unit, act.key, once, done_for)
        loaded = act.repository.read(row, act.by.unit, act.key, self._keys[act.by.unit])
        if act.cause is not None and row["reacted"]:
            return loaded, Handled(state=loaded.state, version=loaded.version, replayed=True)
        if act.cause is None and act.idempotency is not None and row["request_hash"] is not None:
            if not row["expired"]:
                return loaded, _answered(act.idempotency, row)
            await connection.execute(f"{FORGET} and principal = $1 and key = $2 and route = $3", *done_for)
        return loaded, None

    async def handle_together(
        self,
        repository: Repository[S],
        decisions: Mapping[str, Decide[S]],
        *,
        by: Principal,
        occurred_at: datetime,
        idempotency: Idempotency,
        status: int,
        answer: Callable[[Sequence[tuple[S, int]]], object],
    ) -> Handled[S]:
        """Decides on several streams of one sort and writes what follows for all of them, or for none.

        Every decision must say something; none is written before all have decided. The key and `answer` are as for
        `handle`; what is handled carries no state of its own. Raises Refused.
        """
        first, *others = [
            Act(
                repository=repository,
                key=key,
                decide=decide,
                by=by,
                occurred_at=occurred_at,
                cause=None,
                expects=None,
                idempotency=idempotency if place == 0 else None,
                status=status,
                answer=None,
            )
            for place, (key, decide) in enumerate(decisions.items())
        ]
        async with self._pool.acquire() as connection:
            for _ in range(TRIES):
                try:
                    return await self._all(connection, first, others, answer)
                except LostRace:
                    continue
        raise Refused("stream.busy", "同一办件正在被多人同时处理，请稍后重试", nature=Nature.UNAVAILABLE)

    async def _all(
        self,
        connection: Connection,
        first: Act[S],
        others: Sequence[Act[S]],
        answer: Callable[[Sequence[tuple[S, int]]], object],
    ) -> Handled[S]:
        assert first.idempotency is not None, "given above"
        async with connection.transaction():
            loaded = []
            for act in (first, *others):
                stream, done = await self._load(connection, act)
                if done is not None:
                    return done
                loaded.append((act, stream))
            decided = [decided_on(act, before) for act, before in loaded]
            states = [(one.state, one.version) for one in decided if one.state is not None and one.events]
            assert len(states) == len(decided), "every decision says something"
            body = answer(states)
            for (act, before), (state, _), one in zip(loaded, states, decided, strict=True):
                await self._save(connection, act, before, state, one.events, body)
        self._wake_relay()
        said = tuple(event for one in decided for event in one.events)
        return Handled(state=None, version=0, events=said, body=body, status=first.status)

    async def _save(
        self, connection: Connection, act: Act[S], loaded: Loaded[S], state: S, events: Sequence[Event], body: object
    ) -> None:
        """State, journal and what this was done for, in one statement. Raises LostRace, Refused."""
        unit, version = act.by.unit, loaded.version + len(events)
        parts = write_parts(events)
        facts, personal = act.repository.codec.write(state)
        key, new_key = loaded.key, None
        if key is None and (personal is not None or any(private for _, private in parts)):
            key = new_key = StreamKey.make(unit, act.stream)
        sealed = None if personal is None or key is None else key.encrypt(personal, "state")
        columns = act.repository.columns(state)
        now = to_micros(self._clock.now())
        arguments: list[object] = [unit, act.key, version, facts, sealed]
        arguments += [columns[name] for name in act.repository.column_names]
        arguments += [loaded.version] if loaded.version else []
        arguments += [] if new_key is None else [act.stream, new_key.wrapped(self._keys[unit])]
        arguments += _noted(act, version, body)
        arguments += append_arguments(
            unit=unit,
            stream=act.stream,
            first_sequence=loaded.version + 1,
            events=events,
            parts=parts,
            key=key,
            occurred_at=now if act.occurred_at is None else to_micros(act.occurred_at),
            recorded_at=now,
            actor=act.by.id,
            cause=None if act.cause is None else act.cause.event,
        )
        statement = act.repository.save_statement(
            first=not loaded.version, with_key=new_key is not None, once=act.done_for[0]
        )
        try:
            placed = await connection.fetchval(statement, *arguments)
        except asyncpg.UniqueViolationError as fault:
            raise _meaning_of(fault, act.repository) from fault
        if placed is None:
            raise LostRace


def _answered(asked: Idempotency, row: Any) -> Handled[Any]:
    """The answer of an earlier same request. Raises Refused if that was another one under the same key."""
    if row["request_hash"] != asked.request_hash:
        raise Refused(
            "idempotency.other-request",
            "该幂等键已用于内容不同的请求，请换一个新的 Idempotency-Key",
            nature=Nature.INVALID,
        )
    return Handled(
        state=None,
        version=int(row["etag"]),
        body=orjson.loads(row["response"]),
        replayed=True,
        status=row["status"],
    )


def _noted(act: Act[Any], version: int, body: object) -> list[object]:
    """What is noted of the act so that it is done once: for a heard event, for a sender's key, or nothing."""
    _, done_for = act.done_for
    if act.cause is not None or act.idempotency is None:
        return [*done_for]
    return [*done_for, act.idempotency.request_hash, act.status, str(version), orjson.dumps(body)]


def _meaning_of(fault: asyncpg.UniqueViolationError, repository: Repository[Any]) -> Exception:
    """What a lost race at a named constraint means."""
    taken = repository.taken.get(fault.constraint_name or "")
    if taken is not None:
        return taken()
    if fault.constraint_name == "idempotency_pkey":
        return Refused("idempotency.in-flight", "同一请求正在处理，请稍后查询结果，不必重复提交")
    return LostRace()
