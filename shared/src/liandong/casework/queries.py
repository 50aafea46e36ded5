"""Reading cases, joint masters and alarms; every query is scoped by unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from liandong.application.repository import Loaded, Repository, S
from liandong.domain.case.commands import OpenCase
from liandong.domain.case.status import FINAL
from liandong.domain.numbers import can_be_a_number
from liandong.infrastructure.database import Pool
from liandong.infrastructure.journal.entries import history
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import CaseId, ItemCode, Pseudonym, UnitCode
from liandong.terms.refusal import Nature, Refused
from liandong.wire.envelope import Entry


async def get(pool: Pool, repository: Repository[S], unit: UnitCode, number: str, keys: UnitKeys) -> Loaded[S]:
    """One stream of this unit. Raises Refused(NOT_FOUND) if there is none, or it is another unit's."""
    async with pool.acquire() as connection:
        loaded = await repository.load(connection, unit, number, keys)
    if loaded.state is None:
        raise _not_found(repository.name, number)
    return loaded


async def get_history(pool: Pool, repository: Repository[Any], unit: UnitCode, number: str) -> list[Entry]:
    """The journal entries of one stream of this unit. Raises Refused(NOT_FOUND)."""
    async with pool.acquire() as connection:
        found = await history(connection, unit, repository.stream(number))
    if not found:
        raise _not_found(repository.name, number)
    return found


async def is_of_stream(pool: Pool, unit: UnitCode, stream: str, entry: str) -> bool:
    """Whether this entry (unit:epoch:sequence) stands in this unit's journal as part of the stream."""
    found = await pool.fetchval(
        "select true from journal where unit = $1 and stream = $2 and unit || ':' || epoch || ':' || seq = $3",
        unit,
        stream,
        entry,
    )
    return found is not None


def _not_found(name: str, number: str) -> Refused:
    if not can_be_a_number(number):
        return Refused(f"{name}.not-found", "编号的格式或校验字母不符，请核对是否输错", nature=Nature.NOT_FOUND)
    return Refused(f"{name}.not-found", "本单位没有这一编号的办件，请核对编号", nature=Nature.NOT_FOUND)


UNDECIDED_AT_ONCE = 50
UNDECIDED = f"""
select id, facts ->> 'project_code' as project_code
from (select id, convert_from(state, 'UTF8')::json as facts from case_file
      where unit = $1 and applicant = $2 and item = $3 and status <> all($4::text[])) as alike
where facts ->> 'outcome' is null order by id desc limit {UNDECIDED_AT_ONCE}
"""


async def undecided(pool: Pool, unit: UnitCode, applicant: Pseudonym, item: ItemCode) -> tuple[OpenCase, ...]:
    """What an applicant has still open for an item at this unit, newest number first."""
    rows = await pool.fetch(UNDECIDED, unit, applicant, item, [status.value for status in FINAL])
    return tuple(OpenCase(number=CaseId(row["id"]), project_code=row["project_code"]) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows of a listing: equal columns, numbers below `before`, at most `limit`."""

    equal: dict[str, str]
    before: str | None
    limit: int


async def listed(
    pool: Pool, repository: Repository[S], unit: UnitCode, wanted: Wanted, keys: UnitKeys
) -> tuple[list[Loaded[S]], bool]:
    """Rows, newest number first, and whether there are more."""
    conditions = ["s.unit = $1"]
    arguments: list[object] = [unit, wanted.limit + 1]
    for column, value in wanted.equal.items():
        arguments.append(value)
        conditions.append(f"s.{column} = ${len(arguments)}")
    if wanted.before is not None:
        arguments.append(wanted.before)
        conditions.append(f"s.id < ${len(arguments)}")
    rows = await pool.fetch(
        f"select s.id, s.version, s.state, s.sealed, k.wrapped from {repository.table} s "
        f"left join stream_key k on k.unit = s.unit and k.stream = '{repository.name}:' || s.id "
        f"where {' and '.join(conditions)} order by s.id desc limit $2",
        *arguments,
    )
    return [repository.read(row, unit, row["id"], keys) for row in rows[: wanted.limit]], len(rows) > wanted.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAlarm:
    """A request that no machine acknowledged in time; `arrived` if something has come back for it since."""

    seq: int
    master: str
    raised_at: int
    facts: bytes
    arrived: bool


LINK_ALARMS = """
select seq, stream, occurred_at, body, exists (
    select from journal later
    where later.unit = raised.unit and later.stream = raised.stream and later.sequence > raised.sequence
      and later.kind in ('case.forward_acknowledged', 'case.forward_rejected', 'case.upper_decided',
                         'joint.share_acknowledged', 'joint.share_rejected', 'joint.share_answered')
      and convert_from(later.body, 'UTF8')::jsonb ->> 'link' = convert_from(raised.body, 'UTF8')::jsonb ->> 'link'
) as arrived
from journal raised where unit = $1 and kind = 'link.unacknowledged' and seq < $2 order by seq desc limit $3
"""


async def link_alarms(pool: Pool, unit: UnitCode, before: int | None, limit: int) -> Sequence[LinkAlarm]:
    """The unit's link alarms, newest first."""
    rows = await pool.fetch(LINK_ALARMS, unit, 2**62 if before is None else before, limit)
    return [
        LinkAlarm(
            seq=row["seq"],
            master=row["stream"].partition(":")[2],
            raised_at=row["occurred_at"],
            facts=row["body"],
            arrived=row["arrived"],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class WarnedOfSilence:
    """A warning that a promise runs out; `over` if the case has been decided or has ended since."""

    seq: int
    case: str
    warned_at: int
    facts: bytes
    over: bool


SILENCE_WARNINGS = """
select seq, stream, occurred_at, body, exists (
    select from journal later
    where later.unit = warned.unit and later.stream = warned.stream and later.sequence > warned.sequence
      and later.kind in ('case.decided', 'case.agreed_by_silence', 'case.renewed_by_silence', 'case.withdrawn',
                         'case.terminated', 'case.forwarded')
) as over
from journal warned where unit = $1 and kind = 'case.silence_warned' and seq < $2 order by seq desc limit $3
"""


async def silence_warnings(pool: Pool, unit: UnitCode, before: int | None, limit: int) -> Sequence[WarnedOfSilence]:
    """The unit's warnings of silence, newest first."""
    rows = await pool.fetch(SILENCE_WARNINGS, unit, 2**62 if before is None else before, limit)
    return [
        WarnedOfSilence(
            seq=row["seq"],
            case=row["stream"].partition(":")[2],
            warned_at=row["occurred_at"],
            facts=row["body"],
            over=row["over"],
        )
        for row in rows
    ]
