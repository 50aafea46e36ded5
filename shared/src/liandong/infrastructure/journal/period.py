"""Which part of a unit's journal was written down in a period: entries are recorded in the order of their numbers."""

from liandong.infrastructure.database import Connection
from liandong.infrastructure.journal.entries import COLUMNS, entry_of
from liandong.wire.envelope import Entry

RECORDED_AT = "select recorded_at from journal where unit = $1 and seq = $2"
LAST = "select coalesce(max(seq), 0) from journal where unit = $1"
MATTERS = f"""
select {COLUMNS} from journal
where unit = $1 and seq > $2 and seq <= $3 and stream ~ '^(case|joint|link):' order by seq limit $4
"""
HISTORIES = f"""
select {COLUMNS} from journal where unit = $1 and stream = any($2::text[]) and seq <= $3 order by stream, sequence
"""


async def recorded_before(connection: Connection, unit: str, at: int) -> int:
    """The number of the last entry recorded before an instant (microseconds); 0 if there is none.

    `recorded_at` never falls, so it is found by halving: some twenty looks, however long the journal is.
    """
    low, high = 0, int(await connection.fetchval(LAST, unit))
    while low < high:
        middle = (low + high + 1) // 2
        if await connection.fetchval(RECORDED_AT, unit, middle) < at:
            low = middle
        else:
            high = middle - 1
    return low


async def of_matters(connection: Connection, unit: str, after: int, until: int, limit: int) -> list[Entry]:
    """Entries of cases, joint masters and links with numbers in (after, until], at most `limit`."""
    return [entry_of(row) for row in await connection.fetch(MATTERS, unit, after, until, limit)]


async def histories(connection: Connection, unit: str, streams: list[str], until: int) -> list[Entry]:
    """The histories of these streams up to an entry, one stream after the other, each in order."""
    return [entry_of(row) for row in await connection.fetch(HISTORIES, unit, streams, until)]
