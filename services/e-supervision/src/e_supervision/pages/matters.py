"""From a light to its reason: the matters behind it, and one matter as supervision knows it."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from e_supervision.api.cases import get_timeline
from e_supervision.api.lights import LightFilter, list_lights
from e_supervision.pages import words
from e_supervision.pages.addresses import UNKNOWN, departments_of, list_of
from liandong.application.desk import Desk, desk_of
from liandong.application.pages.permission import SignedIn
from liandong.application.pages.rendering import rendered
from liandong.application.pages.route import PageRouter
from liandong.application.pages.visitor import Visitor
from liandong.domain.powers.actions import Action
from liandong.domain.worktime.light import Light
from liandong.events.kind_names import KIND_NAMES
from liandong.infrastructure.http.fields import Code
from liandong.terms.codes import Tier
from liandong.terms.legal_time import legal_day
from liandong.terms.refusal import Nature, Refused

router = PageRouter()

Watching = Annotated[Visitor, SignedIn(Action.SUPERVISION_READ)]
Here = Annotated[Desk, Depends(desk_of)]
Asked = Annotated[str, Query(max_length=1_024)]
Several = Annotated[list[str], Query(default_factory=list)]
OPEN_LIGHTS = (Light.RED, Light.YELLOW, Light.GREEN, Light.PAUSED, Light.GREY, Light.AWAITING_EDITION)


@router.get("/wall/matters")
async def show_matters(
    request: Request,
    visitor: Watching,
    desk: Here,
    unit: Several,
    department: Several,
    light: Asked = "",
    cursor: Asked = "",
) -> Response:
    """Matters at work, the most urgent first; an empty choice is none."""
    asked = {"units": [each for each in unit if each], "departments": [each for each in department if each]}
    known, unknown = departments_of(asked["departments"])
    chosen: dict[str, Any] = {name: value for name, value in (("light", light), ("cursor", cursor)) if value}
    try:
        query = LightFilter(at_work=True, unit=asked["units"], department=known, department_unknown=unknown, **chosen)
    except ValidationError as fault:
        raise RequestValidationError(fault.errors()) from fault
    found = await list_lights(visitor.principal, query, desk)
    units = [each for each in desk.references.units.values() if each.tier is not Tier.SUPERVISION]
    entries = desk.references.entries(legal_day(desk.clock.now()))
    return rendered(
        request,
        "matters.html",
        found=found,
        asked=asked,
        light=light,
        list_of=list_of,
        unknown=UNKNOWN,
        units=sorted((each.unit, each.name) for each in units),
        departments=list(dict.fromkeys([*(entry.department for entry, _ in entries), *known])),
        lights=OPEN_LIGHTS,
        words=words,
    )


@router.get("/matters/{unit}/{number}")
async def show_matter(
    request: Request,
    visitor: Watching,
    desk: Here,
    unit: Annotated[Code, Path()],
    number: Annotated[Code, Path()],
) -> Response:
    """Its clocks, what was found, where its time went, and everything that was heard of it."""
    matter = await get_timeline(visitor.principal, number, desk)
    if matter.light.unit != unit:
        raise Refused("case.not-heard", "该单位没有这一编号的办件，请核对编号", nature=Nature.NOT_FOUND)
    return rendered(request, "matter.html", matter=matter, words=words, kinds=KIND_NAMES)
