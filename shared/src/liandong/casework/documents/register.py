"""文号登记: numbers are taken from the unit's register, each for one act and for good (ADR 0015)."""

import asyncpg

from liandong.domain.documents.numbering import Place
from liandong.infrastructure.database import Pool
from liandong.terms.codes import UnitCode

TAKE = """
with held as (select series, year, serial from document_register where unit = $1 and taken_for = $4),
next as (
    insert into document_counter as c (unit, series, year, last)
    select $1, $2, $3::int, 1 where not exists (select from held)
    on conflict (unit, series, year) do update set last = c.last + 1 returning last
),
taken as (
    insert into document_register (unit, series, year, serial, taken_for)
    select $1, $2, $3::int, last, $4 from next returning series, year, serial
)
select * from held union all select * from taken
"""
"""The counter's row is locked for this statement alone; if it fails nothing was counted."""


async def take_place(pool: Pool, unit: UnitCode, series: str, year: int, taken_for: str) -> Place:
    """The place taken for this act: the one it has, or the next in the series and year."""
    for _ in range(2):
        try:
            row = await pool.fetchrow(TAKE, unit, series, year, taken_for)
        except asyncpg.UniqueViolationError:
            continue  # somebody else has taken one for the same act meanwhile: it is held now
        assert row is not None, "held or taken"
        return Place(series=row["series"], year=row["year"], serial=row["serial"])
    raise AssertionError("a place once taken is held")
