"""Recomputes what a service's database holds: chains, heads, and that every state is the fold of its history."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from typing import Any

from pydantic import ValidationError

from liandong.application.repository import Repository
from liandong.infrastructure.database import Connection, open_pool
from liandong.infrastructure.journal.entries import COLUMNS, StreamKey, entry_of
from liandong.infrastructure.keys import CannotOpen, UnitKeys, load_unit_keys
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import UnitCode
from liandong.wire import chain
from liandong.wire.codec import UnknownKind, read_event
from liandong.wire.envelope import Entry, hash_of

AT_ONCE = 2000


@dataclass(slots=True)
class Report:
    """What was found. `heads` by unit, `histories` "unit/stream" → digest; violations name their invariant."""

    service: str
    heads: dict[str, dict[str, Any]] = field(default_factory=dict)
    histories: dict[str, str] = field(default_factory=dict)
    violations: list[dict[str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"entries": 0, "streams": 0, "states": 0})

    def found(self, invariant: str, subject: str, detail: str) -> None:
        self.violations.append({"invariant": invariant, "subject": subject, "detail": detail})

    def as_json(self) -> dict[str, Any]:
        return {
            "service": self.service,
            "heads": self.heads,
            "histories": self.histories,
            "violations": self.violations,
            "counts": self.counts,
        }


def history_digest(lines: Sequence[tuple[int, str, bytes]]) -> str:
    """SHA-256 over "sequence:kind:hash" lines: equal at the owner and at supervision, or the history differs (I3)."""
    return sha256(
        "".join(f"{sequence}:{kind}:{hashed.hex()}\n" for sequence, kind, hashed in lines).encode()
    ).hexdigest()


async def verify_journals(name: str, settings: Settings, repositories: Sequence[Repository[Any]]) -> Report:
    """Checks every unit of this database; reads in one snapshot, writes nothing."""
    report = Report(name)
    pool = await open_pool(settings.database_url.get_secret_value(), 1)
    try:
        async with pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
            for unit in settings.units:
                keys = load_unit_keys(settings.keys_dir, unit)
                await _chain(connection, unit, report)
                await _streams(connection, unit, keys, {one.name: one for one in repositories}, report)
    finally:
        pool.terminate()
    return report


async def _chain(connection: Connection, unit: str, report: Report) -> None:
    """I6: gapless, each entry's hash that of its content, each naming the one before; heads as the last entries say."""
    before, seq, dests = chain.GENESIS, 0, dict[str, tuple[int, bytes]]()
    async for entry in _entries(connection, unit, "seq"):
        report.counts["entries"] += 1
        if entry.seq != seq + 1:
            report.found("I6", f"{unit}:{entry.seq}", f"entries {seq + 1} to {entry.seq - 1} are missing")
        if hash_of(entry) != entry.hash:
            report.found("I6", entry.id, "the entry is not what its hash says")
        elif entry.prev != before:
            report.found("I6", entry.id, "the entry does not follow the one before it")
        if entry.dest is not None:
            dest_seq, dest_before = dests.get(entry.dest, (0, chain.GENESIS))
            if (entry.dest_seq, entry.dest_prev) != (dest_seq + 1, dest_before):
                report.found("I6", entry.id, f"the chain said to {entry.dest} is broken")
            dests[entry.dest] = (entry.dest_seq or 0, entry.hash)
        before, seq = entry.hash, entry.seq
    head = await connection.fetchrow("select seq, hash from journal_head where unit = $1", unit)
    if head is None or (head["seq"], head["hash"]) != (seq, before):
        report.found("I6", unit, f"the head says {None if head is None else head['seq']}, the journal ends at {seq}")
    report.heads[unit] = {"seq": seq, "hash": before.hex()}


async def _streams(
    connection: Connection, unit: str, keys: UnitKeys, repositories: dict[str, Repository[Any]], report: Report
) -> None:
    """I3: the history of each stream, and that its stored state is the fold of it."""
    folded: dict[str, set[str]] = {repository.table: set() for repository in repositories.values()}
    entries = [entry async for entry in _entries(connection, unit, "stream, sequence")]
    for stream, group in groupby(entries, key=lambda entry: entry.stream):
        history = list(group)
        report.counts["streams"] += 1
        report.histories[f"{unit}/{stream}"] = history_digest([(one.sequence, one.kind, one.hash) for one in history])
        if [one.sequence for one in history] != list(range(1, len(history) + 1)):
            report.found("I3", f"{unit}/{stream}", "the history of the stream has gaps")
        name, _, key = stream.partition(":")
        if name in repositories:
            folded[repositories[name].table].add(key)
            await _state(connection, UnitCode(unit), key, keys, repositories[name], history, report)
    for table, known in folded.items():
        for row in await connection.fetch(f"select id from {table} where unit = $1", unit):
            if row["id"] not in known:
                report.found("I3", f"{unit}/{table}/{row['id']}", "a state without a history")


async def _state(
    connection: Connection,
    unit: UnitCode,
    key: str,
    keys: UnitKeys,
    repository: Repository[Any],
    history: list[Entry],
    report: Report,
) -> None:
    subject = f"{unit}/{repository.stream(key)}"
    report.counts["states"] += 1
    try:
        loaded = await repository.load(connection, unit, key, keys)
        state = None
        for entry in history:
            personal = _personal(entry, loaded.key)
            state = repository.evolve(state, read_event(entry.kind, entry.version, entry.body, personal))
    except (CannotOpen, UnknownKind, ValidationError, AssertionError, ValueError) as fault:
        report.found("I3", subject, f"cannot be folded: {type(fault).__name__}")
        return
    if loaded.version != len(history) or loaded.state != state:
        report.found("I3", subject, "the stored state is not the fold of its history")


def _personal(entry: Entry, key: StreamKey | None) -> bytes | None:
    if entry.private is None or key is None:
        return None
    plain = key.decrypt(entry.private, str(entry.sequence))
    if chain.private_digest(key.salt(entry.stream, entry.sequence), plain) != entry.private_digest:
        raise ValueError("the personal part is not what the chain says")
    return plain


async def _entries(connection: Connection, unit: str, order: str) -> AsyncIterator[Entry]:
    statement = f"select {COLUMNS} from journal where unit = $1 order by {order}"
    async for row in connection.cursor(statement, unit, prefetch=AT_ONCE):
        yield entry_of(row)
