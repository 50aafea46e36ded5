"""The sources: how far each unit's journal is held, whether it is silent, and what does not add up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from fastapi import Depends
from pydantic import Field

from e_supervision import queries
from e_supervision.silence import cutoff
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.http import Out, Router
from liandong.terms.codes import Tier, UnitCode
from liandong.terms.principal import Principal

router = Router(prefix="/v1/sources", tags=["监察来源"])


class SourceOut(Out):
    """One unit as a source. A unit of the registry that was never heard has no `heard_at` and is silent."""

    unit: Annotated[str, Field(examples=["610113"])]
    name: str | None
    tier: Tier | None
    seq: Annotated[int, Field(description="已收到的最后一条日志序号", examples=[1024])]
    hash: Annotated[str | None, Field(description="该条的哈希")]
    missing: Annotated[int, Field(description="对方自称已有而尚未收到的条数", examples=[0])]
    held: Annotated[int, Field(description="先到而暂存的条数", examples=[0])]
    forks: Annotated[int, Field(description="前后矛盾的条数", examples=[0])]
    parked: Annotated[int, Field(description="搁置的条数", examples=[0])]
    last_beat_at: Annotated[datetime | None, Field(description="最近一次心跳（真实时间）")]
    heard_at: Annotated[datetime | None, Field(description="最近一次听到（真实时间）")]
    silent: Annotated[bool, Field(description="是否失联：连续三次心跳未到")]


class SourcesOut(Out):
    sources: list[SourceOut]


@router.get("", operation_id="listSources", summary="监察来源", response_model=SourcesOut)
async def list_sources(
    principal: Annotated[Principal, Permitted(Action.SUPERVISION_READ)], desk: Annotated[Desk, Depends(desk_of)]
) -> SourcesOut:
    """Every unit heard of, by code."""
    rows = await queries.sources(desk.pool, cutoff(real_now(), desk.settings.heartbeat_seconds))
    found = {row["unit"]: _source(desk, row["unit"], dict(row) | {"hash": row["hash"].hex()}) for row in rows}
    for unit in desk.references.units:
        if unit not in found and unit not in desk.keys:
            found[unit] = _source(desk, unit, NEVER_HEARD)
    return SourcesOut(sources=[found[unit] for unit in sorted(found)])


NEVER_HEARD = {
    "seq": 0,
    "hash": None,
    "missing": 0,
    "held": 0,
    "forks": 0,
    "parked": 0,
    "last_beat_at": None,
    "heard_at": None,
    "silent": True,
}


def _source(desk: Desk, unit: str, told: Mapping[str, object]) -> SourceOut:
    known = desk.references.unit(UnitCode(unit))
    named = (
        {"unit": unit, "name": known.name, "tier": known.tier} if known else {"unit": unit, "name": None, "tier": None}
    )
    return SourceOut.model_validate({"unit": unit, **named, **told})
