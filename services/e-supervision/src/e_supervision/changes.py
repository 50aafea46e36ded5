"""The log of changes of lights: what the live stream tells, and what a listener that was away reads again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from e_supervision.matters import Kept, Written
from e_supervision.withdrawing import WITHDRAWN, Withdrawn, withdrawn
from liandong.domain.worktime.light import Light
from liandong.infrastructure.database import Connection, Pool, Row

IN_ORDER = "select pg_advisory_xact_lock(7301, 11)"
"""Held from the first line written until commit, so that numbers become visible in their order."""


class Because(StrEnum):
    """Why a light changed."""

    HEARD = "heard"  # an event was heard
    TIME = "time"  # a day began, or reference data came
    SILENCE = "silence"  # a source fell silent, or was heard again


@dataclass(frozen=True, slots=True, kw_only=True)
class LightChange:
    """One change: of a matter, with the JSON text of the clocks that changed, or of a whole unit (`stream` None).

    `withdrawn` are the findings that a later calendar took away, as JSON text.
    `light` is None where a unit is heard again and each of its matters shows its own light.
    """

    at: datetime
    because: Because
    unit: str
    light: Light | None
    was: Light | None = None
    stream: str | None = None
    item: str | None = None
    department: str | None = None
    standing: str | None = None
    clocks: str = "[]"
    withdrawn: str = "[]"


def change_of(before: Kept | None, after: Written, at: datetime, because: Because) -> LightChange | None:
    """What changed in a matter, or None if every light stayed as it was."""
    told = {name: after.columns[name] for name in TOLD}
    if before is None:
        return LightChange(at=at, because=because, clocks=after.columns["clocks"], **told)
    changed = [clock for clock in after.clocks if clock not in before.clocks]
    if before.light == told["light"] and not changed:
        return None
    gone = WITHDRAWN.dump_json(withdrawn(before, after)).decode()
    clocks = f"[{','.join(changed)}]"
    return LightChange(at=at, because=because, was=before.light, clocks=clocks, withdrawn=gone, **told)


TOLD: Final = ("unit", "stream", "item", "department", "standing", "light")


async def log(connection: Connection, changes: Iterable[LightChange]) -> int:
    """Writes the changes, the last thing a transaction does; returns how many."""
    rows = [_columns(each) for each in changes]
    if rows:
        await connection.execute(IN_ORDER)
        await connection.execute(LOG, *(list(column) for column in zip(*rows, strict=True)))
    return len(rows)


async def since(connection: Connection, last: int, at_most: int) -> list[tuple[int, dict[str, Any]]]:
    """(number, change) after a number, in order."""
    return [(row["id"], told(row)) for row in await connection.fetch(SINCE, last, at_most)]


async def turned(connection: Connection, after: int, through: int) -> int:
    """How many lights came or changed from after a number through another; changes of clocks alone are none."""
    counted = "select count(*) from light_change where id > $1 and id <= $2 and was is distinct from light"
    return await connection.fetchval(counted, after, through)  # type: ignore[no-any-return]  # a bigint


async def withdrawn_of(pool: Pool, unit: str, stream: str) -> list[tuple[datetime, Withdrawn]]:
    """The findings of a matter that later calendars withdrew, in order."""
    rows = await pool.fetch(WITHDRAWN_OF, unit, stream)
    return [(row["at"], each) for row in rows for each in WITHDRAWN.validate_json(row["withdrawn"])]


async def newest(connection: Connection) -> int:
    """The number of the newest change; 0 before the first."""
    return await connection.fetchval("select coalesce(max(id), 0) from light_change")  # type: ignore[no-any-return]  # a bigint


def told(row: Row) -> dict[str, Any]:
    """A row of the log as it is told."""
    return {
        "at": row["at"],
        "because": row["because"],
        "unit": row["unit"],
        "stream": row["stream"],
        "item": row["item"],
        "department": row["department"],
        "standing": row["standing"],
        "was": row["was"],
        "light": row["light"],
        "clocks": json.loads(row["clocks"]),
        "withdrawn": json.loads(row["withdrawn"]),
    }


_COLUMNS = (
    ("at", "timestamptz"), ("because", "text"), ("unit", "text"), ("stream", "text"), ("item", "text"),
    ("department", "text"), ("standing", "text"), ("was", "text"), ("light", "text"), ("clocks", "json"),
    ("withdrawn", "json"),
)  # fmt: skip
_NAMES = ", ".join(name for name, _ in _COLUMNS)
_ARRAYS = ", ".join(f"${number}::{sort}[]" for number, (_, sort) in enumerate(_COLUMNS, start=1))

LOG = f"insert into light_change ({_NAMES}) select * from unnest({_ARRAYS}) as t({_NAMES})"
WITHDRAWN_OF = """
select at, withdrawn from light_change where unit = $1 and stream = $2 and withdrawn::text <> '[]' order by id
"""
SINCE = f"select id, {_NAMES} from light_change where id > $1 order by id limit $2"


def _columns(each: LightChange) -> tuple[object, ...]:
    return (
        each.at,
        each.because,
        each.unit,
        each.stream,
        each.item,
        each.department,
        each.standing,
        each.was,
        each.light,
        each.clocks,
        each.withdrawn,
    )
