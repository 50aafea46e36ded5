"""办事指南: what everybody may know of an item, as published or as one unit handles it."""

from datetime import date
from typing import Annotated, Any, TypeAlias

from fastapi import Depends, Path
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.domain.catalogue.competence_matrix import competent_on
from liandong.domain.catalogue.guide import Guide, guide_of
from liandong.domain.catalogue.guide_text import guide_text, notice_text
from liandong.domain.catalogue.words import KINDS, TIERS
from liandong.events.reference import CatalogueEntry, UnitPublished
from liandong.infrastructure.http import Out, Router, problem, public
from liandong.infrastructure.http.fields import Code
from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.refusal import Nature, Refused

Responses: TypeAlias = dict[int | str, dict[str, Any]]

WHY = "guides must be shown to everybody (行政许可法 30)"
MARKDOWN = "text/markdown; charset=utf-8"
ELSEWHERE: Responses = {409: problem("事项已经取消"), 503: problem("目录尚未送达，请稍后重试")}
AS_TEXT: Responses = {200: {"content": {"text/markdown": {"schema": {"type": "string"}}}}}

router = Router(prefix="/v1/catalogue", tags=["办事指南"])

Item = Annotated[Code, Path(description="事项编码", examples=["CG-004"])]
Place = Annotated[Code, Path(description="办理单位代码", examples=["610113"])]
Here = Annotated[Desk, Depends(desk_of)]


class ListedItem(Out):
    item: str
    name: str
    department: str
    kind: str
    stage: str | None
    handled_at: list[str]


class ListedItems(Out):
    on: date
    items: list[ListedItem]


class GuideMaterialOut(Out):
    code: str
    name: str
    need: str
    note: str | None


class GuideStepOut(Out):
    name: str
    post: str
    limit: str


class GuideFeeOut(Out):
    name: str
    amount: str
    basis: str | None


class GuideOut(Out):
    """A guide in the words of the window; no fees means free of charge."""

    item: str
    name: str
    department: str
    edition: str
    hash: str
    place: str | None
    kind: str
    online: str
    handled_at: list[str]
    decided_by: str | None
    legal_basis: list[str]
    conditions: list[str]
    prerequisites: list[str]
    materials: list[GuideMaterialOut]
    statutory_limit: str
    promised_limit: str
    limit_basis: list[str]
    steps: list[GuideStepOut]
    fees: list[GuideFeeOut]
    outputs: list[str]
    rights: list[str]
    complaints: list[str]


@router.get("", operation_id="listGuides", summary="可以办理的事项", dependencies=[public(WHY)])
async def list_guides(desk: Here) -> ListedItems:
    """The items in force today, by item code."""
    today = legal_day(desk.clock.now())
    listed = []
    for entry, _ in sorted(desk.references.entries(today), key=lambda each: each[0].item):
        listed.append(
            ListedItem(
                item=entry.item,
                name=entry.name,
                department=entry.department,
                kind=KINDS[entry.case_kind],
                stage=entry.stage,
                handled_at=list(_handled_at(desk, entry, today)),
            )
        )
    return ListedItems(on=today, items=listed)


@router.get(
    "/{item}/guide",
    operation_id="showGuide",
    summary="办事指南",
    dependencies=[public(WHY)],
    response_model=GuideOut,
    responses=ELSEWHERE,
)
async def show_guide(item: Item, desk: Here) -> Guide:
    """The guide of an item as published for the whole city."""
    return _guide(desk, item, None)


@router.get(
    "/{item}/guide/{place}",
    operation_id="showGuideAt",
    summary="某单位的办事指南",
    dependencies=[public(WHY)],
    response_model=GuideOut,
    responses=ELSEWHERE,
)
async def show_guide_at(item: Item, place: Place, desk: Here) -> Guide:
    """The guide of an item as this unit handles it, its shorter limits and fewer materials included."""
    return _guide(desk, item, place)


@router.get(
    "/{item}/guide/{place}/text",
    operation_id="printGuide",
    summary="办事指南（可打印）",
    dependencies=[public(WHY)],
    response_class=Response,
    responses={**AS_TEXT, **ELSEWHERE},
)
async def print_guide(item: Item, place: Place, desk: Here) -> Response:
    """The same as Markdown."""
    return Response(guide_text(_guide(desk, item, place)), media_type=MARKDOWN)


@router.get(
    "/{item}/guide/{place}/notice",
    operation_id="printNoticeSheet",
    summary="一次性告知单",
    dependencies=[public(WHY)],
    response_class=Response,
    responses={**AS_TEXT, **ELSEWHERE},
)
async def print_notice_sheet(item: Item, place: Place, desk: Here) -> Response:
    """The one page that says once what to bring, as Markdown."""
    return Response(notice_text(_guide(desk, item, place)), media_type=MARKDOWN)


def _guide(desk: Desk, item: str, place: str | None) -> Guide:
    today = legal_day(desk.clock.now())
    unit = None if place is None else _unit(desk, place)
    entry, reference = desk.references.entry(item, today, None if unit is None else UnitCode(unit.unit))
    if unit is not None:
        _is_handled_at(entry, unit)
    return guide_of(
        entry,
        edition=reference.edition,
        digest=reference.hash,
        handled_at=_handled_at(desk, entry, today),
        known=(other for other, _ in desk.references.entries(today)),
        place=unit,
    )


def _handled_at(desk: Desk, entry: CatalogueEntry, today: date) -> tuple[str, ...]:
    """The tiers that are competent today, and by their names the units besides."""
    competent = competent_on(entry, desk.references.competence(today), today)
    units = (desk.references.unit(code) for code in competent.units)
    return (*(TIERS[tier] for tier in competent.tiers), *(unit.name for unit in units if unit is not None))


def _unit(desk: Desk, place: str) -> UnitPublished:
    known = desk.references.unit(place)
    if known is None:
        raise Refused("registry.unknown-unit", "单位名录中没有这一单位，请核对单位代码", nature=Nature.NOT_FOUND)
    return known


def _is_handled_at(entry: CatalogueEntry, unit: UnitPublished) -> None:
    if unit.tier not in entry.tiers and unit.tier is not entry.decided_by:
        where = "、".join(TIERS[tier] for tier in entry.tiers)
        raise Refused(
            "catalogue.not-handled-there",
            f"“{entry.name}”不在{unit.name}办理，请向{where}政务服务中心申请",
            basis="行政许可法 32(1)(2)",
            nature=Nature.NOT_FOUND,
        )
