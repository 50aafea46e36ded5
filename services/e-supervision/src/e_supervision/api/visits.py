"""预约、咨询统计: how many booked, came or did not, were called off; how many asked, and were answered in time."""

from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from e_supervision import queries
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.infrastructure.database import Row
from liandong.infrastructure.http import Out, Router
from liandong.infrastructure.http.fields import Code, Day, Selection
from liandong.terms.legal_time import midnight, to_micros
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Pointer, Refused

router = Router(prefix="/v1/statistics", tags=["统计"])


class VisitSelection(Selection):
    """What was said on these legal days, both counted; by one unit, or by all."""

    since: Annotated[Day, Field(alias="from", description="起始日期")]
    until: Annotated[Day, Field(alias="to", description="截止日期")]
    unit: Annotated[Code | None, Field(description="单位", examples=["610113"])] = None


class AppointmentsOut(Out):
    """By what was said in the period: an appointment booked before it and kept in it counts as kept alone."""

    booked: Annotated[int, Field(description="预约", examples=[40])]
    moved_by_unit: Annotated[int, Field(description="单位改约，应本人要求的不计", examples=[1])]
    cancelled: Annotated[int, Field(description="预约人取消，应本人要求由窗口取消的在内", examples=[3])]
    called_off: Annotated[int, Field(description="单位取消", examples=[0])]
    kept: Annotated[int, Field(description="到号", examples=[33])]
    missed: Annotated[int, Field(description="登记未到，后又到号的在内", examples=[4])]


class ConsultationsOut(Out):
    """`in_time`: answered by the day that was counted when it was asked."""

    asked: Annotated[int, Field(description="咨询", examples=[25])]
    answered: Annotated[int, Field(description="答复", examples=[24])]
    in_time: Annotated[int, Field(description="按期答复", examples=[24])]
    with_guide: Annotated[int, Field(description="同时提供告知单（一口清）", examples=[20])]


class UnitVisitsOut(Out):
    unit: Annotated[str, Field(examples=["610113"])]
    unit_name: str | None
    appointments: AppointmentsOut
    consultations: ConsultationsOut


class VisitsOut(Out):
    units: list[UnitVisitsOut]


@router.get("/visits", operation_id="countVisits", summary="预约、咨询统计", response_model=VisitsOut)
async def count_visits(
    principal: Annotated[Principal, Permitted(Action.SUPERVISION_READ)],
    query: Annotated[VisitSelection, Query()],
    desk: Annotated[Desk, Depends(desk_of)],
) -> VisitsOut:
    """Counted from what the units have said, by unit; one that said nothing of them is not listed."""
    if query.since > query.until:
        raise Refused(
            "statistics.period-backwards",
            "起始日期不能晚于截止日期，请更正",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/from", detail="晚于截止日期"),),
        )
    since, until = (to_micros(midnight(day)) for day in (query.since, query.until + timedelta(days=1)))
    return VisitsOut(units=[_out(row, desk) for row in await queries.visits(desk.pool, since, until, query.unit)])


def _out(row: Row, desk: Desk) -> UnitVisitsOut:
    unit = desk.references.unit(row["unit"])
    return UnitVisitsOut(
        unit=row["unit"],
        unit_name=None if unit is None else unit.name,
        appointments=AppointmentsOut.model_validate(dict(row)),
        consultations=ConsultationsOut.model_validate(dict(row)),
    )
