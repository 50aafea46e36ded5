"""各方用时: how long departments, applicants, third parties and the link had the matters, summed by unit (F102)."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from e_supervision.courts import Court, Total, totals
from e_supervision.queries import Received
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Out, Router
from liandong.infrastructure.http.fields import Code, Day, Selection
from liandong.terms.legal_time import legal_day, midnight, to_micros
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Pointer, Refused

router = Router(prefix="/v1/statistics", tags=["统计"])


class CourtSelection(Selection):
    """Which matters: by the legal day of receipt, both counted; of one unit or item, or of all."""

    since: Annotated[Day, Field(alias="from", description="收件起始日期")]
    until: Annotated[Day, Field(alias="to", description="收件截止日期")]
    unit: Annotated[Code | None, Field(description="承办单位", examples=["610113"])] = None
    item: Annotated[Code | None, Field(description="事项编码")] = None


class DaysOut(Out):
    """Days by court; the four sum to `total`."""

    department: Annotated[int, Field(description="部门用时", examples=[8])]
    applicant: Annotated[int, Field(description="申请人用时", examples=[4])]
    third_party: Annotated[int, Field(description="第三方用时（听证、检测、评审等）", examples=[6])]
    link: Annotated[int, Field(description="传输用时", examples=[1])]
    total: Annotated[int, Field(description="合计", examples=[19])]


class CourtOut(Out):
    """In whose court a matter lay through `through`: in working days, and in days as the applicant sees them."""

    through: date
    working: DaysOut
    calendar: DaysOut


class UnitCourtOut(Out):
    """One unit's matters summed; `uncounted` wait for their calendar and are in no sum."""

    unit: Annotated[str, Field(examples=["610113"])]
    unit_name: str | None
    is_joint: Annotated[bool, Field(description="联办主件单列：其分件的用时已计入各承办单位")]
    matters: Annotated[int, Field(description="计入的办件数", examples=[120])]
    uncounted: Annotated[int, Field(description="日历未到、未计入的办件数", examples=[0])]
    working: DaysOut
    calendar: DaysOut


class CourtsOut(Out):
    """As of the end of `through`: open matters are counted until then."""

    through: date
    units: list[UnitCourtOut]


@router.get("/courts", operation_id="sumByCourt", summary="各方用时统计", response_model=CourtsOut)
async def sum_by_court(
    principal: Annotated[Principal, Permitted(Action.SUPERVISION_READ)],
    query: Annotated[CourtSelection, Query()],
    desk: Annotated[Desk, Depends(desk_of)],
) -> CourtsOut:
    """The time of the matters received in a period, by unit and court."""
    today = legal_day(desk.clock.now())
    found = await totals(desk.pool, _wanted(query), desk.references, today)
    return CourtsOut(through=today, units=[_total_out(each, desk) for each in found])


def _wanted(query: CourtSelection) -> Received:
    if query.since > query.until:
        raise Refused(
            "statistics.period-backwards",
            "起始日期不能晚于截止日期，请更正",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/from", detail="晚于截止日期"),),
        )
    return Received(
        since=to_micros(midnight(query.since)),
        until=to_micros(midnight(query.until + timedelta(days=1))),
        unit=query.unit,
        item=query.item,
    )


def _total_out(total: Total, desk: Desk) -> UnitCourtOut:
    unit = desk.references.unit(total.unit)
    return UnitCourtOut(
        unit=total.unit,
        unit_name=None if unit is None else unit.name,
        is_joint=total.is_joint,
        matters=total.matters,
        uncounted=total.uncounted,
        working=DaysOut.model_validate(total.working),
        calendar=DaysOut.model_validate(total.calendar),
    )


def court_out(court: Court | None) -> CourtOut | None:
    if court is None:
        return None
    return CourtOut(
        through=court.through,
        working=DaysOut.model_validate(court.split.working),
        calendar=DaysOut.model_validate(court.split.calendar),
    )
