"""The table of supervised matters: one row each, its timeline folded so far and its lights as last judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from pydantic import TypeAdapter

from e_supervision.judging import Judged
from e_supervision.lights import ClockLight
from e_supervision.timeline import Timeline
from liandong.domain.worktime.light import Light
from liandong.infrastructure.database import Connection, Row
from liandong.terms.codes import Digest, UnitCode

NO_DUE: Final = date(2199, 12, 31)
"""Where a matter without a running clock stands in a list ordered by due day: last."""

TIMELINE: Final = TypeAdapter(Timeline)
CLOCKS: Final = TypeAdapter(tuple[ClockLight, ...])
_CLOCK: Final = TypeAdapter(ClockLight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A matter as it is written: by column, and the JSON text of each of its clocks."""

    columns: dict[str, Any]
    clocks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A matter as the table has it; `clocks` is the JSON text of its clocks."""

    timeline: Timeline
    calendar: Digest | None
    light: Light
    clocks: str


def kept(row: Row) -> Kept:
    """A row with state, calendar, light and clocks as a matter."""
    return Kept(
        timeline=TIMELINE.validate_json(row["state"]),
        calendar=row["calendar"],
        light=Light(row["light"]),
        clocks=row["clocks"],
    )


async def lock(connection: Connection, keys: Sequence[tuple[UnitCode, str]]) -> dict[tuple[UnitCode, str], Kept]:
    """The matters of these (unit, stream) that are known, locked until the end of the transaction."""
    rows = await connection.fetch(LOCK, [unit for unit, _ in keys], [stream for _, stream in keys])
    return {(row["unit"], row["stream"]): kept(row) for row in rows}


async def lock_due(connection: Connection, now: datetime, at_most: int) -> list[Kept]:
    """Matters whose light may change by now, locked; those another process has in hand are passed over."""
    return [kept(row) for row in await connection.fetch(LOCK_DUE, now, at_most)]


async def save(connection: Connection, matters: Sequence[Written], now: datetime) -> None:
    """Writes matters, new or known."""
    if matters:
        await connection.execute(SAVE, now, *([each.columns[name] for each in matters] for name in NAMES))


async def put_off(connection: Connection, keys: Sequence[tuple[UnitCode, str]], until: datetime) -> None:
    """Has these (unit, stream) looked at again then, as they stand."""
    if keys:
        await connection.execute(PUT_OFF, [unit for unit, _ in keys], [stream for _, stream in keys], until)


async def all_rows(connection: Connection) -> list[Row]:
    """Every row, for the checker."""
    return await connection.fetch(f"select {_NAMES} from timeline")


async def awaited(connection: Connection) -> list[Digest]:
    """The entries and calendars, by hash, that matters wait for."""
    return [row["awaits"] for row in await connection.fetch(AWAITED)]


async def reconsider_awaiting(connection: Connection, come: Sequence[Digest]) -> None:
    """Has the matters that waited for these judged again."""
    await connection.execute("update timeline set next_at = '-infinity' where awaits = any($1::text[])", come)


async def reconsider_by_newer(connection: Connection, newest: Mapping[UnitCode, Digest]) -> None:
    """Has the matters judged again whose lights rest on their unit's newest calendar, when that is another."""
    await connection.execute(BY_NEWER, list(newest), list(newest.values()))


async def is_due(connection: Connection, now: datetime, newest: Mapping[UnitCode, Digest]) -> bool:
    """Whether any light may have changed by now."""
    return bool(await connection.fetchval(IS_DUE, now, list(newest), list(newest.values())))


_COLUMNS = (
    ("unit", "text"), ("stream", "text"), ("sequence", "int"), ("state", "bytea"), ("department", "text"),
    ("item", "text"), ("entry", "text"), ("case_kind", "text"), ("standing", "text"), ("calendar", "text"),
    ("considered", "text"), ("awaits", "text"), ("light", "text"), ("worst_clock", "text"), ("worst_step", "text"),
    ("due", "date"),
    ("clocks", "json"), ("next_at", "timestamptz"), ("last_at", "timestamptz"),
    ("ended_on", "date"), ("ended_in_time", "boolean"), ("net_days", "int"), ("gross_days", "int"),
    ("silence_holds", "boolean"),
)  # fmt: skip
NAMES: Final = tuple(name for name, _ in _COLUMNS)
_NAMES = ", ".join(NAMES)
_ARRAYS = ", ".join(f"${number}::{sort}[]" for number, (_, sort) in enumerate(_COLUMNS, start=2))
_SETS = ", ".join(f"{name} = excluded.{name}" for name, _ in _COLUMNS[2:])

SAVE = (
    f"insert into timeline ({_NAMES}, updated_at) select t.*, $1 from unnest({_ARRAYS}) as t({_NAMES}) "
    f"on conflict (unit, stream) do update set {_SETS}, updated_at = excluded.updated_at"
)
LOCK = """
select unit, stream, state, calendar, light, clocks from timeline
join unnest($1::text[], $2::text[]) as asked(unit, stream) using (unit, stream) for update of timeline
"""
PUT_OFF = """
update timeline set next_at = $3
from unnest($1::text[], $2::text[]) as asked(unit, stream)
where timeline.unit = asked.unit and timeline.stream = asked.stream
"""
LOCK_DUE = """
select state, calendar, light, clocks from timeline where next_at <= $1 order by next_at limit $2
for update skip locked
"""
# one step in the partial index for each digest, however many matters wait and whatever the planner knows of them
AWAITED = """
with recursive each (awaits) as (
  (select awaits from timeline where awaits is not null order by awaits limit 1)
  union all
  select (select t.awaits from timeline t where t.awaits > each.awaits order by t.awaits limit 1)
  from each where each.awaits is not null)
select awaits from each where awaits is not null
"""
# two ranges of the index for each unit, however many matters rest on the newest calendar already
OF_ANOTHER = (
    "unnest({units}::text[], {hashes}::text[]) as of_unit(unit, newest) "
    "where t.unit = of_unit.unit and (considered < newest or considered > newest)"
)
BY_NEWER = f"update timeline t set next_at = '-infinity' from {OF_ANOTHER.format(units='$1', hashes='$2')}"
IS_DUE = (
    "select exists (select from timeline where next_at <= $1) or exists "
    f"(select from timeline t, {OF_ANOTHER.format(units='$2', hashes='$3')})"
)


def written(each: Judged) -> Written:
    """A matter as it is to be written."""
    timeline, judgement, worst, spent = each.timeline, each.judgement, each.judgement.worst, each.spent
    lapse = judgement.lapse
    entry = timeline.entry
    clocks = tuple(_CLOCK.dump_json(clock).decode() for clock in judgement.clocks)
    values = (
        timeline.unit,
        timeline.stream,
        timeline.sequence,
        TIMELINE.dump_json(timeline),
        each.department,
        None if entry is None else entry.item,
        None if entry is None else entry.hash,
        timeline.case_kind,
        timeline.standing,
        each.calendar,
        each.considered,
        each.awaits,
        judgement.light,
        None if worst is None else worst.clock,
        None if worst is None else worst.step,
        NO_DUE if worst is None else worst.due,
        f"[{','.join(clocks)}]",
        judgement.next_change,
        timeline.last_at,
        *((None, None, None, None) if spent is None else (spent.on, spent.in_time, spent.net, spent.gross)),
        None if lapse is None or not lapse.said else lapse.is_founded,
    )
    return Written(columns=dict(zip(NAMES, values, strict=True)), clocks=clocks)
