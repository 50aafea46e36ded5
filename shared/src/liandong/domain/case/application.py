"""一窗多事: one application for several items of one unit gives a case for each, with its materials handed in once."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from liandong.events.case import SubmittedMaterial
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event
from liandong.terms.codes import Digest, ItemCode
from liandong.terms.refusal import Nature, Pointer, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Where a material serves: the item, and its code in that item's list."""

    item: ItemCode
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMaterial:
    """One material handed in once, and everything it serves for."""

    digest: Digest | None
    serves: tuple[Use, ...]


def items_are_applied_for_once(wanted: Sequence[tuple[ItemCode, str | None]]) -> None:
    """The same item for the same project is one matter, and one case (F021)."""
    count = Counter(wanted)
    twice = [place for place, each in enumerate(wanted) if count[each] > 1]
    if twice:
        raise Refused(
            "application.item-twice",
            "同一事项在一次申请中重复列出，请每个事项只列一次",
            nature=Nature.INVALID,
            errors=tuple(Pointer(pointer=f"/items/{place}/item", detail="重复列出") for place in twice),
        )


def materials_serve_items(items: Sequence[ItemCode], materials: Sequence[SharedMaterial]) -> None:
    """A material nobody asked for is not taken (行政许可法 31)."""
    stray = [
        (place, at)
        for place, material in enumerate(materials)
        for at, use in enumerate(material.serves)
        if use.item not in items
    ]
    if stray:
        raise Refused(
            "application.material-for-no-item",
            "有材料所列的事项不在本次申请之内，请按本次申请的事项核对",
            basis="行政许可法 31",
            nature=Nature.INVALID,
            errors=tuple(
                Pointer(pointer=f"/materials/{place}/serves/{at}/item", detail="不在本次申请之内")
                for place, at in stray
            ),
        )


def materials_for(item: ItemCode, materials: Sequence[SharedMaterial]) -> tuple[SubmittedMaterial, ...]:
    """What of the shared materials an item's case is given."""
    return tuple(
        SubmittedMaterial(code=use.code, digest=material.digest)
        for material in materials
        for use in material.serves
        if use.item == item
    )


def as_part(place: int, entry: CatalogueEntry, decision: Callable[[], list[Event]]) -> list[Event]:
    """What is decided for one item; a refusal says which item it is about, and refuses the whole application."""
    try:
        return decision()
    except Refused as refusal:
        raise Refused(
            refusal.code,
            f"“{entry.name}”：{refusal.reason}；本次申请的各事项均未收件",
            basis=refusal.basis,
            nature=refusal.nature,
            errors=(Pointer(pointer=f"/items/{place}", detail=refusal.reason),),
        ) from refusal
