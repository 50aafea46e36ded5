"""What a district may change of a city entry: shorten limits and drop materials, never lengthen or add (D.9)."""

import dataclasses
from collections.abc import Callable, Iterator

from liandong.events.reference import CatalogueEntry, MaterialNeed
from liandong.terms.refusal import Nature, Pointer, Refused

BASIS = "行政许可法 16、31"
"""Lower rules may neither add permits nor conditions; nothing may be asked for that the item does not need."""

CHANGEABLE = frozenset({"promised_limit", "steps", "materials"})

Rule = Callable[[CatalogueEntry, CatalogueEntry], Iterator[Pointer]]


def check_overlay(published: CatalogueEntry, local: CatalogueEntry) -> CatalogueEntry:
    """The district's entry, if it only shortens limits and drops materials of the published one.

    Raises Refused("catalogue.overlay-not-allowed") with a pointer for every change that is not.
    """
    errors = tuple(error for rule in RULES for error in rule(published, local))
    if errors:
        raise Refused(
            "catalogue.overlay-not-allowed",
            f"区级只能缩短“{published.name}”的时限、减少材料，不得延长或者增加；请按所列位置改正",
            basis=BASIS,
            nature=Nature.INVALID,
            errors=errors,
        )
    return local


def nothing_else_changes(published: CatalogueEntry, local: CatalogueEntry) -> Iterator[Pointer]:
    for field in dataclasses.fields(CatalogueEntry):
        if field.name not in CHANGEABLE and getattr(published, field.name) != getattr(local, field.name):
            yield Pointer(pointer=f"/{field.name}", detail="此项由市级目录规定，区级不得改动")


def promise_is_not_lengthened(published: CatalogueEntry, local: CatalogueEntry) -> Iterator[Pointer]:
    if not 0 <= local.promised_limit <= published.promised_limit:
        yield Pointer(pointer="/promised_limit", detail=f"承诺时限不得长于{published.promised_limit}个工作日")


def steps_are_the_same_and_not_lengthened(published: CatalogueEntry, local: CatalogueEntry) -> Iterator[Pointer]:
    if [step.code for step in local.steps] != [step.code for step in published.steps]:
        yield Pointer(pointer="/steps", detail="办理环节及其顺序不得改动")
        return
    for place, (ours, theirs) in enumerate(zip(published.steps, local.steps, strict=True)):
        if dataclasses.replace(theirs, limit=ours.limit) != ours:
            yield Pointer(pointer=f"/steps/{place}", detail="环节的名称和岗位不得改动")
        if not 0 <= theirs.limit <= ours.limit:
            yield Pointer(pointer=f"/steps/{place}/limit", detail=f"环节时限不得长于{ours.limit}个工作日")


def materials_are_not_added(published: CatalogueEntry, local: CatalogueEntry) -> Iterator[Pointer]:
    """A material may be left out or asked for more leniently, never added or asked for more strictly."""
    known = {material.code: material for material in published.materials}
    for place, material in enumerate(local.materials):
        ours = known.get(material.code)
        if ours is None:
            yield Pointer(pointer=f"/materials/{place}", detail=f"材料{material.code}不在市级目录内，不得增加")
        elif dataclasses.replace(material, need=ours.need, owed_days=ours.owed_days) != ours:
            yield Pointer(pointer=f"/materials/{place}", detail="材料的名称、情形和共享方式不得改动")
        elif material.need is MaterialNeed.REQUIRED and ours.need is not MaterialNeed.REQUIRED:
            yield Pointer(pointer=f"/materials/{place}/need", detail="不得把视情或者可容缺的材料改为必需")
        elif ours.owed_days is not None and (material.owed_days is None or material.owed_days < ours.owed_days):
            yield Pointer(pointer=f"/materials/{place}/owed_days", detail="容缺材料的补齐时限不得缩短")


RULES: tuple[Rule, ...] = (
    nothing_else_changes,
    promise_is_not_lengthened,
    steps_are_the_same_and_not_lengthened,
    materials_are_not_added,
)
"""Every rule for an overlay, written out."""
