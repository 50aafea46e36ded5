"""Recomputes what a service's database holds: chains, heads, and that every state is the fold of its history."""

from collections.abc import AsyncIterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from pydantic import ValidationError

from liandong.application.repository import Repository
from liandong.application.verify_inbox import check_inbox
from liandong.application.verify_report import Report, history_digest
from liandong.infrastructure.database import Connection, open_pool
from liandong.infrastructure.journal.entries import COLUMNS, StreamKey, entry_of
from liandong.infrastructure.keys import CannotOpen, UnitKeys, load_unit_keys
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import UnitCode
from liandong.wire import chain
from liandong.wire.codec import UnknownKind, read_event
from liandong.wire.envelope import Entry, hash_of

AT_ONCE = 2000


async def verify_journals(
    name: str, settings: Settings, repositories: Sequence[Repository[Any]], at: Mapping[str, int] | None = None
) -> Report:
    """Checks every unit of this database; reads in one snapshot, writes nothing.

    With `at` (unit → seq) the histories are told as they were after that entry, for comparing with a witness who has
    heard so far; a unit that is not named was not heard at all.
    """
    report = Report(name, units=list(settings.units))
    pool = await open_pool(settings.database_url.get_secret_value(), 1)
    try:
        async with pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
            for unit in settings.units:
                keys = load_unit_keys(settings.keys_dir, unit)
                until = None if at is None else at.get(unit, 0)
                await _chain(connection, unit, until, report)
                await _streams(connection, unit, keys, {one.name: one for one in repositories}, until, report)
            await check_inbox(connection, report)
    finally:
        pool.terminate()
    return report


async def _chain(connection: Connection, unit: str, until: int | None, report: Report) -> None:
    """I6: gapless, each entry's hash that of its content, each naming the one before; heads as the last entries say."""
    before, seq, dests = chain.GENESIS, 0, dict[str, tuple[int, bytes]]()
    marks = {0: chain.GENESIS}
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
        if seq == until:
            marks[seq] = entry.hash
    head = await connection.fetchrow("select seq, hash from journal_head where unit = $1", unit)
    if head is None or (head["seq"], head["hash"]) != (seq, before):
        report.found("I6", unit, f"the head says {None if head is None else head['seq']}, the journal ends at {seq}")
    rows = await connection.fetch("select dest, seq, hash from journal_dest_head where unit = $1", unit)
    if {row["dest"]: (row["seq"], row["hash"]) for row in rows} != dests:
        report.found("I6", unit, "the heads of what was said to others are not what the journal holds")
    report.heads[unit] = {"seq": seq, "hash": before.hex()}
    report.said |= {f"{unit}>{dest}": {"seq": at, "hash": last.hex()} for dest, (at, last) in dests.items()}
    if until in marks:
        report.marks[unit] = marks[until].hex()


async def _streams(
    connection: Connection,
    unit: str,
    keys: UnitKeys,
    repositories: dict[str, Repository[Any]],
    until: int | None,
    report: Report,
) -> None:
    """I3: the history of each stream, and that its stored state is the fold of it."""
    folded: dict[str, set[str]] = {repository.table: set() for repository in repositories.values()}
    entries = [entry async for entry in _entries(connection, unit, "stream, sequence")]
    for stream, group in groupby(entries, key=lambda entry: entry.stream):
        history = list(group)
        report.counts["streams"] += 1
        told = [one for one in history if until is None or one.seq <= until]
        if told:
            report.histories[f"{unit}/{stream}"] = history_digest([(one.sequence, one.kind, one.hash) for one in told])
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
