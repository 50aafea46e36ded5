"""The ledger 台账: every entry of every unit as accepted into the inbox; it is read and marked here, never altered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from e_supervision.timeline import Heard
from liandong.infrastructure.database import Connection, Row
from liandong.terms.codes import EventId, UnitCode
from liandong.terms.legal_time import from_micros
from liandong.wire.codec import read_event

APPLYING: Final = "select pg_try_advisory_xact_lock(7301, 10)"
"""One process at a time applies; the others stand by."""
WAITS: Final = "waits for an earlier entry of its history"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry that waits to be applied; what it says is read when it is needed."""

    id: int
    unit: UnitCode
    epoch: int
    seq: int
    stream: str
    sequence: int
    kind: str
    version: int
    occurred_at: int
    body: bytes

    def heard(self) -> Heard:
        """What it says. Raises UnknownKind, pydantic.ValidationError."""
        return Heard(
            id=EventId(f"{self.unit}:{self.epoch}:{self.seq}"),
            unit=self.unit,
            stream=self.stream,
            sequence=self.sequence,
            occurred_at=from_micros(self.occurred_at),
            event=read_event(self.kind, self.version, self.body),
        )


def ledger_entry(row: Row) -> LedgerEntry:
    return LedgerEntry(*row.values())


async def waiting(connection: Connection, at_most: int) -> list[LedgerEntry]:
    """What waits to be applied, oldest first, without what stands behind a parked entry of its own stream."""
    return [ledger_entry(row) for row in await connection.fetch(WAITING, at_most)]


async def mark_applied(connection: Connection, ids: Sequence[int]) -> None:
    if ids:
        await connection.execute(APPLIED, ids)


async def park(connection: Connection, parked: Iterable[tuple[int, str]]) -> None:
    """Parks entries with the reason, visible to operators; the later ones of their streams wait behind them."""
    rows = list(parked)
    if rows:
        await connection.execute(PARK, [number for number, _ in rows], [fault[:2000] for _, fault in rows])


async def release(connection: Connection, reached: Iterable[tuple[UnitCode, str, int]]) -> None:
    """Takes up again what waited for an entry that has now been applied."""
    rows = list(reached)
    if rows:
        await connection.execute(RELEASE, WAITS, *(list(column) for column in zip(*rows, strict=True)))


def reached(columns: dict[str, Any]) -> tuple[UnitCode, str, int]:
    """How far a matter has been told."""
    return columns["unit"], columns["stream"], columns["sequence"]


async def retry(connection: Connection) -> int:
    """After a fix: everything parked is tried again; returns how many entries that are."""
    return int((await connection.execute(RETRY)).split()[-1])


COLUMNS: Final = "id, source as unit, epoch, seq, stream, sequence, kind, version, occurred_at, body"
WAITING = f"""
select {COLUMNS} from inbox_log entry
where status = 'pending' and channel = 'evt' and not exists (
  select from inbox_log parked
  where parked.status = 'stuck' and parked.channel = 'evt' and parked.source = entry.source
    and parked.stream = entry.stream and parked.sequence <= entry.sequence)
order by id limit $1
"""
APPLIED = "update inbox_log set status = 'applied', fault = null where id = any($1::bigint[])"
PARK = """
update inbox_log set status = 'stuck', fault = parked.fault
from unnest($1::bigint[], $2::text[]) as parked(id, fault) where inbox_log.id = parked.id
"""
RELEASE = """
update inbox_log set status = 'pending', fault = null
from unnest($2::text[], $3::text[], $4::int[]) as reached(source, stream, sequence)
where status = 'stuck' and channel = 'evt' and fault = $1 and inbox_log.source = reached.source
  and inbox_log.stream = reached.stream and inbox_log.sequence = reached.sequence + 1
"""
RETRY = "update inbox_log set status = 'pending', fault = null where status = 'stuck' and channel = 'evt'"
