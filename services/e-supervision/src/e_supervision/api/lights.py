"""Lights: the list, the most urgent first, and the wall of counts by department and unit."""

from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from e_supervision import queries
from e_supervision.api.shown import LightOut, light_out
from e_supervision.checks import Letters, findings
from e_supervision.judging import judged
from e_supervision.letters import letters_of_units
from e_supervision.matters import TIMELINE
from e_supervision.queries import Wanted
from e_supervision.silence import cutoff
from e_supervision.timeline import Standing
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.domain.worktime.light import Light
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.database import Row
from liandong.infrastructure.http import Cursor, Filter, Out, Page, Router
from liandong.infrastructure.http.fields import Code, Name
from liandong.terms.principal import Principal

router = Router(prefix="/v1/lights", tags=["监察灯"])

BY_URGENCY = Cursor("lights.by-urgency", int, date, str, str)


MOST_NAMED = 500
"""Units, or departments, in one question."""


class LightFilter(Filter):
    unit: Annotated[
        list[Code],
        Field(default_factory=list, max_length=MOST_NAMED, description="承办单位，可多个", examples=[["610113"]]),
    ]
    district: Annotated[Code | None, Field(description="所属区县", examples=["610113"])] = None
    department: Annotated[
        list[Name],
        Field(default_factory=list, max_length=MOST_NAMED, description="承办部门，可多个", examples=[["资源规划"]]),
    ]
    department_unknown: Annotated[bool, Field(description="包括未收到目录、尚不知承办部门的")] = False
    item: Annotated[Code | None, Field(description="事项编码")] = None
    light: Annotated[Light | None, Field(description="总灯", examples=["red"])] = None
    standing: Annotated[Standing | None, Field(description="所处状态")] = None
    open: Annotated[bool | None, Field(description="仅单位尚未了结（true）或已经了结的（false）")] = None
    at_work: Annotated[
        bool | None, Field(description="仅在办（true）或其余（false）：有时限在走或中止的，及单位尚未了结而待目录的")
    ] = None


class ListedOut(LightOut):
    """A matter in a list, with the rules it was found to break, V-AUTH (no letter covers an act) among them."""

    findings: Annotated[list[str], Field(description="违规线索的规则", examples=[["V-PROMISE", "V-AUTH"]])]


class CountOut(Out):
    """Matters at work of one department at one unit, counted by light; lights that none shows are left out."""

    unit: Annotated[str, Field(examples=["610113"])]
    unit_name: str | None
    department: Annotated[str | None, Field(examples=["资源规划"])]
    lights: Annotated[dict[Light, int], Field(examples=[{"green": 12, "yellow": 3, "red": 1}])]
    as_of: datetime | None


class SummaryOut(Out):
    """The wall: `legal_now` is the time the lights are shown for."""

    legal_now: datetime
    counts: list[CountOut]


@router.get("", operation_id="listLights", summary="监察灯列表", response_model=Page[ListedOut])
async def list_lights(
    principal: Annotated[Principal, Permitted(Action.SUPERVISION_READ)],
    query: Annotated[LightFilter, Query()],
    desk: Annotated[Desk, Depends(desk_of)],
) -> Page[ListedOut]:
    """Matters of all tiers, the most urgent first; every due date is supervision's own."""
    equal = {name: getattr(query, name) for name in ("district", "item", "standing")}
    wanted = Wanted(
        equal={name: str(value) for name, value in equal.items() if value is not None},
        light=query.light,
        open=query.open,
        at_work=query.at_work,
        units=query.unit,
        departments=[*query.department, *([None] if query.department_unknown else [])],
        after=BY_URGENCY.read(query.cursor),
        limit=query.limit + 1,
    )
    rows = await queries.lights(desk.pool, wanted, cutoff(real_now(), desk.settings.heartbeat_seconds))
    shown, now = rows[: query.limit], desk.clock.now()
    letters = await letters_of_units(desk.pool, desk.settings.city_unit, (row["unit"] for row in shown))
    return Page(
        items=[_listed(row, desk, letters[row["unit"]], now) for row in shown],
        next=BY_URGENCY.write(*(shown[-1][name] for name in ("urgency", "due", "unit", "stream")))
        if len(rows) > query.limit
        else None,
    )


def _listed(row: Row, desk: Desk, letters: Letters | None, now: datetime) -> ListedOut:
    matter = judged(TIMELINE.validate_json(row["state"]), desk.references, now, row["calendar"])
    known = None if letters is None or matter.department is None else letters.of(matter.department)
    found = findings(matter.timeline, matter.judgement, known)
    light = light_out(row, desk.references, now)
    return ListedOut(**light.model_dump(), findings=[each.rule for each in found])


@router.get("/summary", operation_id="summariseLights", summary="监察灯汇总", response_model=SummaryOut)
async def summarise_lights(
    principal: Annotated[Principal, Permitted(Action.SUPERVISION_READ)], desk: Annotated[Desk, Depends(desk_of)]
) -> SummaryOut:
    """Matters at work counted by unit, department and light."""
    rows = await queries.summary(desk.pool, cutoff(real_now(), desk.settings.heartbeat_seconds))
    counts: dict[tuple[str, str | None], CountOut] = {}
    for row in rows:
        unit = desk.references.unit(row["unit"])
        name = None if unit is None else unit.name
        place = (row["unit"], row["department"])
        blank = CountOut(unit=place[0], unit_name=name, department=place[1], lights={}, as_of=row["heard_at"])
        counts.setdefault(place, blank).lights[Light(row["light"])] = row["matters"]
    return SummaryOut(legal_now=desk.clock.now(), counts=list(counts.values()))
