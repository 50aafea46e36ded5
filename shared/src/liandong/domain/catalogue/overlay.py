"""What a district may change of a city entry: shorten limits and drop materials, never lengthen or add (D.9)."""

import dataclasses
from collections.abc import Callable, Iterator

from liandong.domain.catalogue.lint import lint
from liandong.domain.catalogue.words import limit
from liandong.events.overlay import OverlayPublished
from liandong.events.reference import CatalogueEntry, MaterialNeed
from liandong.terms.refusal import Nature, Pointer, Refused

BASIS = "行政许可法 16、31"
"""Lower rules may neither add permits nor conditions; nothing may be asked for that the item does not need."""

CHANGEABLE = frozenset({"promised_limit", "steps", "materials"})

Rule = Callable[[CatalogueEntry, CatalogueEntry], Iterator[Pointer]]


def overlaid(published: CatalogueEntry, overlay: OverlayPublished) -> CatalogueEntry:
    """The published entry as the district handles it.

    Raises Refused: catalogue.overlay-not-allowed for what the entry does not have or a district may not change,
    catalogue.overlay-faulty if what comes of it does not hold together.
    """
    errors = tuple(error for rule in NAMES_ARE_KNOWN for error in rule(published, overlay))
    if errors:
        raise _not_allowed(published, errors)
    limits = {step.code: step.limit for step in overlay.steps}
    promised = published.promised_limit if overlay.promised_limit is None else overlay.promised_limit
    local = dataclasses.replace(
        published,
        promised_limit=promised,
        steps=tuple(dataclasses.replace(step, limit=limits.get(step.code, step.limit)) for step in published.steps),
        materials=tuple(material for material in published.materials if material.code not in overlay.dropped),
    )
    check_overlay(published, local)
    findings = lint(local)
    if findings:
        raise Refused(
            "catalogue.overlay-faulty",
            f"按此调整后“{published.name}”的内容不能自洽，请按所列各处修改",
            nature=Nature.INVALID,
            errors=tuple(Pointer(pointer=finding.pointer, detail=finding.detail) for finding in findings),
        )
    return local


def changes_nothing(overlay: OverlayPublished) -> bool:
    """Whether it only ends what was changed before."""
    return overlay.promised_limit is None and not overlay.steps and not overlay.dropped


def steps_are_known(published: CatalogueEntry, overlay: OverlayPublished) -> Iterator[Pointer]:
    known = {step.code for step in published.steps}
    seen: set[str] = set()
    for place, step in enumerate(overlay.steps):
        if step.code not in known:
            yield Pointer(pointer=f"/steps/{place}/code", detail=f"市级目录没有环节{step.code}，不得增加")
        elif step.code in seen:
            yield Pointer(pointer=f"/steps/{place}/code", detail=f"环节{step.code}重复")
        seen.add(step.code)


def dropped_materials_are_known(published: CatalogueEntry, overlay: OverlayPublished) -> Iterator[Pointer]:
    known = {material.code for material in published.materials}
    for place, code in enumerate(overlay.dropped):
        if code not in known:
            yield Pointer(pointer=f"/dropped/{place}", detail=f"市级目录没有材料{code}，请核对编码")
        elif code in overlay.dropped[:place]:
            yield Pointer(pointer=f"/dropped/{place}", detail=f"材料{code}重复")


NAMES_ARE_KNOWN: tuple[Callable[[CatalogueEntry, OverlayPublished], Iterator[Pointer]], ...] = (
    steps_are_known,
    dropped_materials_are_known,
)


def check_overlay(published: CatalogueEntry, local: CatalogueEntry) -> CatalogueEntry:
    """The district's entry, if it only shortens limits and drops materials of the published one.

    Raises Refused("catalogue.overlay-not-allowed") with a pointer for every change that is not.
    """
    errors = tuple(error for rule in RULES for error in rule(published, local))
    if errors:
        raise _not_allowed(published, errors)
    return local


def _not_allowed(published: CatalogueEntry, errors: tuple[Pointer, ...]) -> Refused:
    return Refused(
        "catalogue.overlay-not-allowed",
        f"区级只能缩短“{published.name}”的时限、减少材料，不得延长或者增加；请按所列位置改正",
        basis=BASIS,
        nature=Nature.INVALID,
        errors=errors,
    )


def nothing_else_changes(published: CatalogueEntry, local: CatalogueEntry) -> Iterator[Pointer]:
    for field in dataclasses.fields(CatalogueEntry):
        if field.name not in CHANGEABLE and getattr(published, field.name) != getattr(local, field.name):
            yield Pointer(pointer=f"/{field.name}", detail="此项由市级目录规定，区级不得改动")


def promise_is_not_lengthened(published: CatalogueEntry, local: CatalogueEntry) -> Iterator[Pointer]:
    if not 0 <= local.promised_limit <= published.promised_limit:
        longest = limit(published.promised_limit, published.limit_unit)
        yield Pointer(pointer="/promised_limit", detail=f"承诺时限不得长于{longest}")


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
