"""The streams of consultations, and the list of those that wait for an answer."""

from collections.abc import Mapping, Sequence
from datetime import date

from liandong.application.repository import Loaded, Repository
from liandong.domain.consultation.state import Consultation, ConsultationStatus, evolve
from liandong.infrastructure.database import Pool
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import UnitCode
from liandong.wire.codec import StateCodec


def _columns(consultation: Consultation) -> Mapping[str, object]:
    return {
        "status": consultation.status.value,
        "item": consultation.entry.item,
        "answer_by": consultation.answer_by,
        "forget_on": consultation.kept_until,
    }


CONSULTATIONS: Repository[Consultation] = Repository(
    name="consultation",
    table="consultation",
    codec=StateCodec(Consultation),
    evolve=evolve,
    columns=_columns,
    column_names=("status", "item", "answer_by", "forget_on"),
)

WAITING = f"""
select c.id, c.version, c.state, c.sealed, k.wrapped from consultation c
left join stream_key k on k.unit = c.unit and k.stream = 'consultation:' || c.id
where c.unit = $1 and c.status = '{ConsultationStatus.OPEN}'
  and ($2::date is null or (c.answer_by, c.id) > ($2, $3)) order by c.answer_by, c.id limit $4
"""
CASES_AFTER = """
select consultation, array_agg(id order by id) as cases from case_file
where unit = $1 and consultation = any($2) group by consultation
"""


async def waiting(
    pool: Pool, unit: UnitCode, keys: UnitKeys, after: tuple[date, str] | None, limit: int
) -> tuple[Sequence[Loaded[Consultation]], bool]:
    """Those not answered yet, the one with the least time left first, and whether there are more."""
    day, number = after or (None, None)
    rows = await pool.fetch(WAITING, unit, day, number, limit + 1)
    return [CONSULTATIONS.read(row, unit, row["id"], keys) for row in rows[:limit]], len(rows) > limit


async def cases_after(pool: Pool, unit: UnitCode, numbers: Sequence[str]) -> dict[str, list[str]]:
    """The cases received after each of these consultations."""
    return {row["consultation"]: row["cases"] for row in await pool.fetch(CASES_AFTER, unit, numbers)}
