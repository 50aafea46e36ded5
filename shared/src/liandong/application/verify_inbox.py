"""Recomputes what a service has heard from others: each chain as it was said, and nothing left lying."""

from liandong.application.verify_report import Report
from liandong.infrastructure.database import Connection, Row
from liandong.infrastructure.inbox.apply import COLUMNS
from liandong.infrastructure.journal.entries import entry_of
from liandong.terms.codes import EVERYONE
from liandong.wire.chain import GENESIS
from liandong.wire.envelope import hash_of
from liandong.wire.subjects import Channel

AT_ONCE = 2000
WITNESSED = Channel.EVENT.value
"""What the witness hears of everything is for the witness to check."""

HEARD = f"""
select {COLUMNS}, channel, position, status from inbox_log where channel <> $1
order by receiver, source, channel, position
"""
HEADS = "select receiver, source, channel, position, hash from inbox_head where channel <> $1"

Key = tuple[str, str, str]


async def check_inbox(connection: Connection, report: Report) -> None:
    """I6: what was heard is gapless, each entry its hash, each following the last; I8: all of it is applied.

    Puts into the report how far each source was heard: "source>dest" → seq and hash of the last entry.
    """
    ends: dict[Key, tuple[int, bytes]] = {}
    async for row in connection.cursor(HEARD, WITNESSED, prefetch=AT_ONCE):
        key = (row["receiver"], row["unit"], row["channel"])
        position, before = ends.get(key, (0, GENESIS))
        _check(row, position, before, report)
        ends[key] = (row["position"], row["hash"])
    for head in await connection.fetch(HEADS, WITNESSED):
        key = (head["receiver"], head["source"], head["channel"])
        position, last = ends.pop(key, (0, GENESIS))
        if (head["position"], head["hash"]) != (position, last):
            detail = f"the head says {head['position']}, what {key[0]} holds on {key[2]} ends at {position}"
            report.found("I6", head["source"], detail)
        dest = EVERYONE if key[2] == Channel.PUBLICATION else key[0]
        report.heard[f"{head['source']}>{dest}"] = {"seq": position, "hash": last.hex()}
    for receiver, source, channel in ends:
        report.found("I6", source, f"entries are held by {receiver} on {channel}, but no head")


def _check(row: Row, position: int, before: bytes, report: Report) -> None:
    entry = entry_of(row)
    report.counts["received"] = report.counts.get("received", 0) + 1
    if row["position"] != position + 1 or entry.dest_seq != row["position"]:
        report.found("I6", entry.id, f"{row['receiver']} holds it at {row['position']}, where {position + 1} is due")
    if hash_of(entry) != entry.hash:
        report.found("I6", entry.id, f"what {row['receiver']} holds is not what its hash says")
    elif entry.dest_prev != before:
        report.found("I6", entry.id, f"what {row['receiver']} holds does not follow the entry before it")
    if row["status"] in ("pending", "stuck"):
        report.found("I8", entry.id, f"heard by {row['receiver']} and {row['status']}, not applied")
