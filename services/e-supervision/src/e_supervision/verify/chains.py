"""The chains as held: gapless, each entry what its hash says, each following the last, signed by its own unit."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from liandong.application.references import References
from liandong.application.verify_report import Report
from liandong.infrastructure.database import Connection, Row
from liandong.infrastructure.inbox.apply import COLUMNS
from liandong.infrastructure.inbox.keyring import is_signed
from liandong.infrastructure.journal.entries import entry_of
from liandong.wire.chain import GENESIS
from liandong.wire.envelope import Entry, hash_of
from liandong.wire.subjects import Channel

AT_ONCE: Final = 2000

HELD = f"select {COLUMNS}, position, signature from inbox_log where channel = $1 order by source, position"
HEADS = "select source, position, hash from inbox_head where channel = $1 order by source"


@dataclass(slots=True)
class _Chain:
    """How far one source's chain has been walked."""

    position: int = 0
    hash: bytes = GENESIS
    is_signed: bool = True


async def check_chains(connection: Connection, channel: Channel, references: References, report: Report) -> None:
    """I6 and I7 over everything held on a channel; on `evt` the heads are put into the report."""
    chains: dict[str, _Chain] = {}
    async for row in connection.cursor(HELD, channel.value, prefetch=AT_ONCE):
        entry = entry_of(row)
        _check_entry(entry, row, channel, references, chains.setdefault(entry.unit, _Chain()), report)
    for row in await connection.fetch(HEADS, channel.value):
        chain = chains.pop(row["source"], _Chain())
        if (row["position"], row["hash"]) != (chain.position, chain.hash):
            detail = f"the head says {row['position']}, the entries held on {channel} end at {chain.position}"
            report.found("I6", row["source"], detail)
        if not chain.is_signed:
            report.found("I6", row["source"], f"the last entry held on {channel} is not signed by its unit")
        if channel is Channel.EVENT:
            report.heads[row["source"]] = {"seq": chain.position, "hash": chain.hash.hex()}
    for unit in chains:
        report.found("I6", unit, f"entries are held on {channel}, but no head")


def _check_entry(
    entry: Entry, row: Row, channel: Channel, references: References, chain: _Chain, report: Report
) -> None:
    position = entry.position(channel)
    report.counts["heard"] = report.counts.get("heard", 0) + 1
    if position != row["position"] or position != chain.position + 1:
        report.found("I6", entry.id, f"stands at {row['position']} on {channel}, where {chain.position + 1} is due")
    if hash_of(entry) != entry.hash:
        report.found("I6", entry.id, "the entry held is not what its hash says")
    elif entry.before(channel) != chain.hash:
        report.found("I6", entry.id, f"does not follow the entry before it on {channel}")
    chain.is_signed = is_signed(channel, entry, row["signature"], references.sign_key_of)
    if row["signature"] is not None and not chain.is_signed:
        report.found("I7", entry.id, "the signature is not its unit's")
    chain.position, chain.hash = row["position"], entry.hash


async def entries_by_stream(connection: Connection) -> AsyncIterator[Row]:
    """Every entry held on `evt`, stream by stream, in the order of the histories."""
    statement = (
        "select id, source as unit, epoch, seq, stream, sequence, kind, version, occurred_at, body, hash, status "
        "from inbox_log where channel = 'evt' order by source, stream, sequence, id"
    )
    async for row in connection.cursor(statement, prefetch=AT_ONCE):
        yield row
