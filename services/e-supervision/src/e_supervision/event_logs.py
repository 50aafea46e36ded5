"""Event logs for process mining, streamed: matters are read some at a time, and nothing but their ids is kept."""

from collections.abc import AsyncIterator
from itertools import groupby
from tempfile import SpooledTemporaryFile
from typing import Final

from e_supervision import queries
from e_supervision.queries import Received
from liandong.domain.history import Told
from liandong.domain.mining import ocel, xes
from liandong.domain.mining.ocel import OcelLog
from liandong.infrastructure.database import Pool, Row
from liandong.terms.codes import EventId, UnitCode
from liandong.terms.legal_time import from_micros
from liandong.wire.codec import read_event

AT_ONCE: Final = 100
IN_MEMORY_BYTES: Final = 4 * 1024 * 1024
"""Objects of an OCEL document stand after its events: beyond this they wait in a temporary file."""
CHUNK_BYTES: Final = 64 * 1024


async def matters(pool: Pool, wanted: Received) -> AsyncIterator[list[Told]]:
    """The histories of the matters, ordered by unit and number, each as far as it has been told."""
    after = ("", "")
    while page := await queries.matters_received(pool, wanted, after, AT_ONCE):
        after = (page[-1]["unit"], page[-1]["stream"])
        rows = await queries.said_of(pool, page)
        for _, history in groupby(rows, key=lambda row: (row["unit"], row["stream"])):
            yield [_told(row) for row in history]


def _told(row: Row) -> Told:
    return Told(
        id=EventId(f"{row['unit']}:{row['epoch']}:{row['seq']}"),
        unit=UnitCode(row["unit"]),
        stream=row["stream"],
        sequence=row["sequence"],
        occurred_at=from_micros(row["occurred_at"]),
        recorded_at=from_micros(row["recorded_at"]),
        event=read_event(row["kind"], row["version"], row["body"]),
    )


async def ocel_document(histories: AsyncIterator[list[Told]]) -> AsyncIterator[bytes]:
    """OCEL 2.0 as JSON: the events as they are read, then the objects."""
    log, comma = OcelLog(), ""
    with SpooledTemporaryFile(IN_MEMORY_BYTES, mode="w+b") as objects:
        yield ocel.head().encode()
        async for history in histories:
            yield (comma + ",".join(log.events_of(history))).encode()
            objects.write((comma + ",".join(log.objects_of(history))).encode())
            comma = ","
        missing = ",".join(log.missing())
        objects.write((comma + missing if missing else "").encode())
        yield ocel.BETWEEN.encode()
        objects.seek(0)
        while part := objects.read(CHUNK_BYTES):
            yield part
        yield ocel.END.encode()


async def xes_document(histories: AsyncIterator[list[Told]]) -> AsyncIterator[bytes]:
    """XES as XML, a trace for each matter as it is read."""
    yield xes.head().encode()
    async for history in histories:
        yield xes.trace_of(history).encode()
    yield xes.END.encode()
