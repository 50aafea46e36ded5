"""选事项: the items of the catalogue in force that this unit handles, searched by name, code or department."""

from collections.abc import Sequence
from dataclasses import dataclass

from liandong.application.desk import Desk
from liandong.application.pages.failing import Failure, failure_of
from liandong.casework.api.acts import unit_here
from liandong.casework.api.guide import show_guide_at
from liandong.casework.pages.handed_in import Wanted
from liandong.domain.case.rules.intake import item_is_handled_at, item_is_no_stage
from liandong.domain.catalogue.words import KINDS
from liandong.events.handling import LimitUnit
from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.refusal import Refused

SHOWN = 12
"""So many items are listed at once; who looks for another types more of its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An item in the list: code, name, department, kind as the window calls it, promised limit; 0 is on the spot."""

    code: str
    name: str
    department: str
    kind: str
    promised: int
    unit: LimitUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found: the first of the items, and how many there are."""

    items: Sequence[Listed]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen(Listed):
    """The item that is applied for, with its materials."""

    statutory: int
    needs_project_code: bool
    renews: bool
    materials: Sequence[Wanted]


def find_items(desk: Desk, unit: UnitCode, words: str) -> Found:
    """The items whose code, name or department holds every word."""
    tier = unit_here(desk, unit).tier
    entries = (entry for entry, _ in desk.references.entries(legal_day(desk.clock.now()), unit))
    wanted = words.lower().split()
    found = [each for each in entries if tier in each.tiers and not each.shares and _holds(each, wanted)]
    return Found(items=[_listed(each) for each in found[:SHOWN]], count=len(found))


def _holds(entry: CatalogueEntry, words: Sequence[str]) -> bool:
    text = f"{entry.item} {entry.name} {entry.department}".lower()
    return all(word in text for word in words)


def _listed(entry: CatalogueEntry) -> Listed:
    return Listed(
        code=entry.item,
        name=entry.name,
        department=entry.department,
        kind=KINDS[entry.case_kind],
        promised=entry.promised_limit,
        unit=entry.limit_unit,
    )


async def chosen_item(desk: Desk, unit: UnitCode, code: str) -> Chosen | Failure:
    """The item as this unit handles it, or why it cannot be applied for here."""
    try:
        entry, _ = desk.references.entry(code, legal_day(desk.clock.now()), unit)
        item_is_no_stage(entry)
        item_is_handled_at(unit_here(desk, unit).tier, entry)
        guide = await show_guide_at(code, unit, desk)
    except Refused as refused:
        told = failure_of(refused)
        return Failure(status=told.status, code=told.code, reason=told.reason, basis=told.basis, field="item")
    materials = [
        Wanted(
            code=material.code,
            name=material.name,
            need=material.need,
            called=shown.need,
            note=shown.note,
            shared=material.shared,
        )
        for material, shown in zip(entry.materials, guide.materials, strict=True)
    ]
    return Chosen(
        code=entry.item,
        name=entry.name,
        department=entry.department,
        kind=KINDS[entry.case_kind],
        promised=entry.promised_limit,
        unit=entry.limit_unit,
        statutory=entry.statutory_limit,
        needs_project_code=entry.needs_project_code,
        renews=entry.renewal,
        materials=materials,
    )
