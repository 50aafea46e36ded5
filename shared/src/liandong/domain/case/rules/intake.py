"""The rules for receiving, telling once, and accepting."""

from collections import Counter
from collections.abc import Iterable

from liandong.domain.case.limits import notice_due
from liandong.domain.case.state import Case
from liandong.domain.circumstances import Circumstances
from liandong.events.case import Channel, SubmittedMaterial
from liandong.events.reference import CatalogueEntry, MaterialNeed
from liandong.terms.codes import Tier
from liandong.terms.refusal import Nature, Pointer, Refused


def item_is_handled_at(tier: Tier, entry: CatalogueEntry) -> None:
    if tier not in entry.tiers:
        raise Refused(
            "case.item-not-handled-here",
            f"“{entry.name}”不在本级办理，请告知申请人向有权办理的机关申请",
            basis="行政许可法 32(1)(2)",
            nature=Nature.INVALID,
        )


def item_is_no_stage(entry: CatalogueEntry) -> None:
    if entry.shares:
        raise Refused(
            "case.item-is-a-stage",
            f"“{entry.name}”是并联审批阶段，请按联办件收件",
            nature=Nature.INVALID,
        )


def village_point_is_this_units(channel: Channel, point: str | None, points: tuple[str, ...]) -> None:
    """What a village point takes in names the point, and the registry knows it (代办点)."""
    if point is None and channel is not Channel.VILLAGE:
        return
    if point not in points:
        raise Refused(
            "case.point-unknown",
            "请填写本单位名录中的代办点代码",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/point", detail="不是本单位的代办点"),),
        )


def materials_are_of_the_entry(entry: CatalogueEntry, materials: Iterable[SubmittedMaterial]) -> None:
    """Nothing but what the guide lists may be asked for or taken, each once."""
    _codes_are_of_the_entry(entry, tuple(material.code for material in materials), "/materials", "行政许可法 31")


def notice_lists_something(lines: tuple[str, ...]) -> None:
    if not lines:
        raise Refused(
            "case.empty-notice",
            "一次性告知应当列明需要补正的全部内容，请至少选择一项材料",
            basis="行政许可法 32(1)(4)",
            nature=Nature.INVALID,
        )


def notice_lines_are_of_the_entry(entry: CatalogueEntry, lines: tuple[str, ...]) -> None:
    _codes_are_of_the_entry(entry, lines, "/lines", "行政许可法 32(1)(4)")


def _codes_are_of_the_entry(entry: CatalogueEntry, codes: tuple[str, ...], pointer: str, basis: str) -> None:
    known = {material.code for material in entry.materials}
    count = Counter(codes)
    errors = [
        Pointer(pointer=f"{pointer}/{place}", detail="不在本事项材料目录内" if code not in known else "重复列出")
        for place, code in enumerate(codes)
        if code not in known or count[code] > 1
    ]
    if errors:
        raise Refused(
            "case.unknown-material",
            f"有材料不在“{entry.name}”的材料目录内，或者重复列出，请按办事指南核对",
            basis=basis,
            nature=Nature.INVALID,
            errors=tuple(errors),
        )


def only_one_notice_for_the_same(case: Case, lines: tuple[str, ...]) -> None:
    """A later round may only ask again for what the notice listed and was not put right (D.12.3)."""
    new = [line for line in lines if line not in case.notice_lines]
    if case.notice_round > 1 and new:
        raise Refused(
            "case.second-notice",
            f"补正内容应当一次告知，不得再次增加：{'、'.join(new)}；请只列原告知内仍未补正的材料",
            basis="行政许可法 32(1)(4)",
        )


def within_notice_time(case: Case, given: Circumstances) -> None:
    last_day = notice_due(case, given)
    if given.today > last_day:
        raise Refused(
            "case.deemed-accepted",
            f"告知期限{last_day}已过，逾期不告知的，自收到申请材料之日{case.effective_on}起即为受理，请办理受理",
            basis="行政许可法 32(1)(4)",
        )


def every_line_is_answered(
    entry: CatalogueEntry, lines: tuple[str, ...], materials: tuple[SubmittedMaterial, ...]
) -> None:
    handed_in = {material.code for material in materials}
    missing = [line for line in lines if line not in handed_in]
    if missing:
        raise Refused(
            "case.supplement-incomplete",
            f"补正告知所列材料应当全部补齐，尚缺：{names(entry, missing)}",
            basis="行政许可法 32(1)(4)",
            nature=Nature.INVALID,
        )


def missing_materials(entry: CatalogueEntry, materials: Iterable[SubmittedMaterial]) -> list[str]:
    """Codes of the required materials that were not handed in."""
    handed_in = {material.code for material in materials}
    required = [material.code for material in entry.materials if material.need is MaterialNeed.REQUIRED]
    return [code for code in required if code not in handed_in]


def required_materials_are_there(case: Case) -> None:
    missing = missing_materials(case.entry, case.materials)
    if missing:
        raise Refused(
            "case.materials-missing",
            f"必需材料不齐，尚缺：{names(case.entry, missing)}；请一次性告知申请人补正",
            basis="行政许可法 32(1)(4)、(5)",
        )


def names(entry: CatalogueEntry, codes: Iterable[str]) -> str:
    """The names of materials, for a sentence."""
    known = {material.code: material.name for material in entry.materials}
    return "、".join(f"{known.get(code, code)}（{code}）" for code in codes)
