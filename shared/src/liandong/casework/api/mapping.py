"""地方事项对照: a unit's own list of items compared with the catalogue in force; nothing of it is kept."""

from typing import Annotated

from fastapi import Depends
from pydantic import Field

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import unit_here
from liandong.domain.catalogue.mapping import LocalItem, Mapping, mapping_of
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import In, Out, Router
from liandong.infrastructure.http.fields import Code, Name
from liandong.terms.codes import ItemCode
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/catalogue/mapping", tags=["名录、目录与日历"])

WorkingDays = Annotated[int, Field(strict=True, ge=0, le=500, description="工作日", examples=[15])]


class LocalItemIn(In):
    """One item of the unit's own list, and the catalogue's item it is a variant of, where known."""

    code: Code
    name: Name
    item: Code | None = None
    promised_limit: WorkingDays | None = None
    materials: Annotated[tuple[Name, ...], Field(max_length=200, description="材料名称")] = ()


class MappingIn(In):
    items: Annotated[tuple[LocalItemIn, ...], Field(max_length=2000)]


class VariantOut(Out):
    code: str
    item: str
    longer_by: int
    added_materials: list[str]


class UnmappedOut(Out):
    code: str
    name: str
    named: str | None
    proposed: str | None


class MappingOut(Out):
    """Per mille of what this tier handles that the list covers, and of its variants that ask for no more."""

    coverage: int
    agreement: int
    variants: list[VariantOut]
    unmapped: list[UnmappedOut]
    missing: list[str]
    repeated: list[str]


@router.post("", operation_id="compareItems", summary="地方事项对照", response_model=MappingOut)
async def compare_items(
    principal: Annotated[Principal, Permitted(Action.CATALOGUE_READ)],
    body: MappingIn,
    desk: Annotated[Desk, Depends(desk_of)],
) -> Mapping:
    """Compares the unit's own list with the items in force that its tier handles."""
    local = (
        LocalItem(
            code=each.code,
            name=each.name,
            item=None if each.item is None else ItemCode(each.item),
            promised_limit=each.promised_limit,
            materials=tuple(each.materials),
        )
        for each in body.items
    )
    entries = (entry for entry, _ in desk.references.entries(legal_day(desk.clock.now())))
    return mapping_of(local, entries, unit_here(desk, principal.unit).tier)
