"""Keeping applications that are being prepared: one row each, under a key of its own, gone when the row is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liandong.application.handler import StaleVersion
from liandong.application.repository import Repository
from liandong.domain.preapplication.prereview import Prereview, evolve
from liandong.domain.preapplication.rules import kept_until
from liandong.domain.preapplication.state import PreApplication
from liandong.domain.preapplication.status import PreStatus
from liandong.infrastructure.database import Connection, Pool, Row
from liandong.infrastructure.journal.entries import StreamKey
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import PreApplicationId, UnitCode
from liandong.terms.refusal import Nature, Refused
from liandong.wire.codec import Codec, StateCodec

PREREVIEWS: Repository[Prereview] = Repository(
    name="prereview",
    table="prereview_file",
    codec=StateCodec(Prereview),
    evolve=evolve,
    columns=lambda prereview: {"rounds": prereview.rounds},
    column_names=("rounds",),
)
CODEC = Codec(PreApplication)
"""Everything is written: no journal tells what a field was."""

INSERT = """
insert into pre_application (unit, id, version, state, sealed, wrapped, asked, submitted, erase_after)
values ($1, $2, 1, $3, $4, $5, $6, $7, $8)
"""
UPDATE = """
update pre_application set version = version + 1, state = $4, sealed = $5, asked = $6, submitted = $7, erase_after = $8
where unit = $1 and id = $2 and version = $3
"""
SELECT = """
select a.unit, a.id, a.version, a.state, a.sealed, a.wrapped, coalesce(p.rounds, 0) as rounds
from pre_application a left join prereview_file p on p.unit = a.unit and p.id = a.id
"""
STANDING = {
    None: "true",
    PreStatus.DRAFT: "not a.submitted and a.asked <= coalesce(p.rounds, 0)",
    PreStatus.PRE_REVIEW: "not a.submitted and a.asked > coalesce(p.rounds, 0)",
    PreStatus.SUBMITTED: "a.submitted",
}
DELETE = "delete from pre_application where unit = $1 and id = $2"
FORGET_KEY = "delete from stream_key where unit = $1 and stream = $2"
FORGET_SECRET = "delete from tracking_secret where unit = $1 and number = $2"  # noqa: S105  # a statement, no secret
ABANDONED = """
select unit, id from pre_application where erase_after < $1 and unit = any($2) order by erase_after limit 100
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One that is kept, its version, and how many pre-reviews of it were answered."""

    state: PreApplication
    version: int
    answered: int
    key: StreamKey

    @property
    def status(self) -> PreStatus:
        return self.state.status(self.answered)


async def add(pool: Pool, unit: UnitCode, keys: UnitKeys, state: PreApplication) -> Kept:
    """Keeps a new one under a fresh key."""
    key = StreamKey.make(unit, _about(state.id))
    facts, sealed = _written(state, key)
    await pool.execute(INSERT, unit, state.id, facts, sealed, key.wrapped(keys), *_columns(state))
    return Kept(state=state, version=1, answered=0, key=key)


async def replace_with(pool: Pool, unit: UnitCode, kept: Kept, state: PreApplication) -> Kept:
    """Keeps it as it is now. Raises StaleVersion if somebody else has changed it since."""
    facts, sealed = _written(state, kept.key)
    done = await pool.execute(UPDATE, unit, state.id, kept.version, facts, sealed, *_columns(state))
    if done != "UPDATE 1":
        raise StaleVersion(kept.version + 1)
    return Kept(state=state, version=kept.version + 1, answered=kept.answered, key=kept.key)


async def get(pool: Pool, unit: UnitCode, number: str, keys: UnitKeys) -> Kept:
    """Raises Refused(NOT_FOUND) if there is none, or it is erased, or another unit's."""
    row = await pool.fetchrow(f"{SELECT} where a.unit = $1 and a.id = $2", unit, number)
    if row is None:
        raise Refused(
            "preapplication.not-found",
            "本单位没有这一编号的预申报，请核对编号；逾期未提交的预申报已经清除，请重新填写",
            nature=Nature.NOT_FOUND,
        )
    return _read(row, unit, keys)


async def listed(
    pool: Pool, unit: UnitCode, keys: UnitKeys, status: PreStatus | None, before: str | None, limit: int
) -> tuple[Sequence[Kept], bool]:
    """Newest number first, and whether there are more."""
    rows = await pool.fetch(
        f"{SELECT} where a.unit = $1 and ($2::text is null or a.id < $2) and {STANDING[status]} "
        "order by a.id desc limit $3",
        unit,
        before,
        limit + 1,
    )
    return [_read(row, unit, keys) for row in rows[:limit]], len(rows) > limit


async def erase(pool: Pool, unit: UnitCode, number: str) -> None:
    """The form goes, and with its keys and its secret whatever else could be read of it. Facts of answers stay."""
    async with pool.acquire() as connection, connection.transaction():
        await _erase(connection, unit, number)


async def erase_abandoned(pool: Pool, units: Sequence[UnitCode], today: date) -> int:
    """Erases what nobody has gone on with for the stated time; returns how many those were."""
    rows = await pool.fetch(ABANDONED, today, units)
    for row in rows:
        await erase(pool, UnitCode(row["unit"]), row["id"])
    return len(rows)


async def _erase(connection: Connection, unit: UnitCode, number: str) -> None:
    await connection.execute(DELETE, unit, number)
    await connection.execute(FORGET_KEY, unit, PREREVIEWS.stream(number))
    await connection.execute(FORGET_SECRET, unit, number)


def _about(number: PreApplicationId) -> str:
    return f"pre_application:{number}"


def _written(state: PreApplication, key: StreamKey) -> tuple[bytes, bytes | None]:
    facts, personal = CODEC.write(state)
    return facts, None if personal is None else key.encrypt(personal, "state")


def _columns(state: PreApplication) -> tuple[object, ...]:
    return state.asked, state.submitted_on is not None, kept_until(state.changed_on)


def _read(row: Row, unit: UnitCode, keys: UnitKeys) -> Kept:
    key = StreamKey.unwrap(keys, unit, _about(PreApplicationId(row["id"])), row["wrapped"])
    personal = None if row["sealed"] is None else key.decrypt(row["sealed"], "state")
    state = CODEC.read(row["state"], personal)
    return Kept(state=state, version=row["version"], answered=row["rounds"], key=key)
