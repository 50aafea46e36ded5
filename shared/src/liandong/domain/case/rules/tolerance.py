"""The rules of tolerance 容缺受理: what may be owed, for how long, and that it is handed in (F016, D.12.7)."""

from liandong.domain.case.clock_commands import HandInOwed
from liandong.domain.case.commands import Accept, Decide
from liandong.domain.case.rules.intake import names
from liandong.domain.case.rules.text import said
from liandong.domain.case.state import Case
from liandong.events.case import Outcome
from liandong.events.reference import LimitUnit, MaterialNeed
from liandong.terms.refusal import Nature, Pointer, Refused

SHORTEST_PROMISE = 4
"""Working days of a promise from which on materials may be owed: two days before it must still lie ahead."""


def tolerable_missing(case: Case) -> tuple[str, ...]:
    """Codes of the materials not handed in that may be."""
    handed_in = {material.code for material in case.materials}
    return tuple(
        each.code for each in case.entry.materials if each.need is MaterialNeed.TOLERABLE and each.code not in handed_in
    )


def owed_under_an_undertaking(case: Case, command: Accept) -> tuple[str, ...]:
    """What is owed after acceptance: nothing, or what is missing under a numbered undertaking."""
    missing = tolerable_missing(case)
    if missing and not said(command.undertaking):
        raise Refused(
            "case.tolerance-without-undertaking",
            f"尚缺可容缺材料：{names(case.entry, missing)}；请补齐，或者填写补齐承诺书编号容缺受理",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/undertaking", detail="请填写补齐承诺书编号"),),
        )
    if command.undertaking is not None and not missing:
        raise Refused(
            "case.nothing-owed",
            "材料已经齐全，不需要容缺受理，请删去承诺书编号",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/undertaking", detail="材料已齐"),),
        )
    short = case.entry.promised_limit < SHORTEST_PROMISE or case.entry.limit_unit is not LimitUnit.WORKING_DAY
    if missing and short:
        raise Refused(
            "case.tolerance-too-short",
            "承诺时限在3个工作日以内或者不以工作日计的事项不适用容缺受理，请告知申请人补齐材料",
        )
    return missing


def owed_materials_are_owed(case: Case, command: HandInOwed) -> tuple[str, ...]:
    """What is still owed after these. Refused if one was not owed, or nothing was handed in."""
    handed_in = [material.code for material in command.materials]
    errors = tuple(
        Pointer(pointer=f"/materials/{place}/code", detail="不在欠交材料之内")
        for place, code in enumerate(handed_in)
        if code not in case.owed
    )
    if errors or not handed_in:
        raise Refused(
            "case.not-owed",
            f"请只登记容缺受理时欠交的材料：{names(case.entry, case.owed) or '无'}",
            nature=Nature.INVALID,
            errors=errors,
        )
    return tuple(code for code in case.owed if code not in handed_in)


def nothing_is_owed_at_approval(case: Case, command: Decide) -> None:
    if case.owed and command.outcome is Outcome.APPROVED:
        raise Refused(
            "case.owed-outstanding",
            f"容缺材料尚未补齐：{names(case.entry, case.owed)}；请先登记补齐，不能作出准予决定",
        )
