"""What an entry must keep about fees, owed materials, results, silence and how its limits are counted."""

from collections.abc import Iterator

from liandong.domain.catalogue.finding import Finding, Rule, found, repeated
from liandong.domain.catalogue.words import limit
from liandong.domain.worktime.limit import OF_PARTS
from liandong.events.handling import LimitUnit
from liandong.events.reference import CatalogueEntry, MaterialNeed

MOST_OWED = 20
"""Working days after acceptance within which every owed material must have followed (D.12.7)."""
BEFORE_THE_PROMISE = 2
"""Working days before the promised due day by which it must (D.12.7)."""


def what_is_written_is_not_blank(entry: CatalogueEntry) -> Iterator[Finding]:
    texts = [(f"/conditions/{place}", text) for place, text in enumerate(entry.conditions)]
    texts += [(f"/limit_basis/{place}", text) for place, text in enumerate(entry.limit_basis)]
    for place, fee in enumerate(entry.fees):
        texts += [(f"/fees/{place}/code", fee.code), (f"/fees/{place}/name", fee.name)]
    for place, output in enumerate(entry.outputs):
        texts += [(f"/outputs/{place}/code", output.code), (f"/outputs/{place}/name", output.name)]
    for pointer, text in texts:
        if not text.strip():
            yield found(entry, pointer, "catalogue.blank", "此处不能为空，没有内容的请整行删去")


def fees_have_a_basis(entry: CatalogueEntry) -> Iterator[Finding]:
    """行政许可法 58: no fee but what a law or administrative regulation allows."""
    for place, fee in enumerate(entry.fees):
        if not fee.basis.strip():
            yield found(
                entry,
                f"/fees/{place}/basis",
                "catalogue.fee-without-basis",
                f"收费“{fee.name}”没有依据，不得列入目录",
            )


def fees_say_how_much(entry: CatalogueEntry) -> Iterator[Finding]:
    for place, fee in enumerate(entry.fees):
        pointer = f"/fees/{place}/amount"
        if (fee.amount is None) == (fee.standard is None or not fee.standard.strip()):
            detail = f"收费“{fee.name}”应当写明金额或者计费标准，二者择一"
            yield found(entry, pointer, "catalogue.fee-without-amount", detail)
        if fee.amount is not None and fee.amount <= 0:
            detail = f"收费“{fee.name}”的金额应当大于0；不收费的请删去"
            yield found(entry, pointer, "catalogue.fee-of-nothing", detail)
    if entry.fee is not None and entry.fees:
        yield found(entry, "/fee", "catalogue.fee-said-twice", "收费已经逐项列出，请删去“fee”")


def codes_of_handling_are_used_once(entry: CatalogueEntry) -> Iterator[Finding]:
    listed: tuple[tuple[str, list[str]], ...] = (
        ("fees", [fee.code for fee in entry.fees]),
        ("outputs", [output.code for output in entry.outputs]),
        ("prerequisites", list(entry.prerequisites)),
        ("concerns", [concern.value for concern in entry.concerns]),
    )
    for place, codes in listed:
        for index, code in repeated(codes):
            yield found(entry, f"/{place}/{index}", "catalogue.duplicate-code", f"编码{code}重复")


def only_conditional_materials_say_when(entry: CatalogueEntry) -> Iterator[Finding]:
    for place, material in enumerate(entry.materials):
        if material.when is not None and material.need is not MaterialNeed.CONDITIONAL:
            detail = f"只有视情材料才写需要的情形，“{material.name}”不是"
            yield found(entry, f"/materials/{place}/when", "catalogue.when-not-conditional", detail)


def owed_materials_follow_in_time(entry: CatalogueEntry) -> Iterator[Finding]:
    """D.12.7: within 20 working days, and 2 before the promised due day; so never with a promise of 3 days or less."""
    latest = min(MOST_OWED, entry.promised_limit - BEFORE_THE_PROMISE)
    for place, material in enumerate(entry.materials):
        pointer = f"/materials/{place}/owed_days"
        if material.owed_days is None:
            continue
        if material.need is not MaterialNeed.TOLERABLE:
            detail = f"“{material.name}”不是可容缺材料，不写补齐时限"
            yield found(entry, pointer, "catalogue.owed-not-tolerable", detail)
        elif entry.promised_limit <= BEFORE_THE_PROMISE + 1 or entry.limit_unit is not LimitUnit.WORKING_DAY:
            promise = limit(entry.promised_limit, entry.limit_unit)
            detail = f"承诺时限{promise}过短或者不以工作日计，不能容缺受理“{material.name}”"
            yield found(entry, pointer, "catalogue.promise-too-short-to-owe", detail)
        elif not 1 <= material.owed_days <= latest:
            detail = f"“{material.name}”应当在受理后1至{latest}个工作日内补齐"
            yield found(entry, pointer, "catalogue.owed-too-long", detail)


def own_result_is_no_material(entry: CatalogueEntry) -> Iterator[Finding]:
    own = {output.code for output in entry.outputs}
    for place, material in enumerate(entry.materials):
        if material.output in own:
            detail = f"“{material.name}”是本事项的办理结果，不能作为申请材料"
            yield found(entry, f"/materials/{place}/output", "catalogue.own-result-asked", detail)


def silence_has_a_basis_and_hurts_nobody(entry: CatalogueEntry) -> Iterator[Finding]:
    """D.5.10: off unless a rule says so, and never where others or the public would bear it."""
    if not entry.silence:
        return
    if not (entry.silence_basis or "").strip():
        yield found(entry, "/silence_basis", "catalogue.silence-without-basis", "实行超时默许应当写明依据")
    if entry.concerns:
        detail = "涉及公共安全、生态环境或者他人重大利益的事项不得实行超时默许"
        yield found(entry, "/silence", "catalogue.silence-with-concern", detail)


def silence_can_come(entry: CatalogueEntry) -> Iterator[Finding]:
    """D.5.10: the department signs for a case by beginning a step, is warned days ahead, and decides by itself."""
    if not entry.silence:
        return
    if not entry.steps:
        detail = "实行超时默许的事项应当有环节，部门开始环节即为签收"
        yield found(entry, "/steps", "catalogue.silence-without-step", detail)
    if entry.limit_unit in OF_PARTS:
        detail = "实行超时默许的事项应当以工作日或者自然日计时限，以便届满前预警"
        yield found(entry, "/limit_unit", "catalogue.silence-not-in-days", detail)
    if entry.decided_by is not None:
        detail = "由上级机关决定的事项不得实行超时默许"
        yield found(entry, "/decided_by", "catalogue.silence-decided-above", detail)


def limit_begins_anew_only_by_rule(entry: CatalogueEntry) -> Iterator[Finding]:
    """D.4.6: a pause keeps what is left of the limit unless a rule for the item says otherwise."""
    if entry.interrupts and not entry.limit_basis:
        detail = "暂停后重新计算时限的，应当在时限依据中写明"
        yield found(entry, "/limit_basis", "catalogue.interrupt-without-basis", detail)


def other_units_are_of_single_items_and_have_a_rule(entry: CatalogueEntry) -> Iterator[Finding]:
    """行政许可法 82: limits are working days; in another unit only by a rule named, and never for a whole stage."""
    if entry.limit_unit is LimitUnit.WORKING_DAY:
        return
    if entry.shares:
        detail = "并联阶段的时限以工作日计，请换算为工作日"
        yield found(entry, "/limit_unit", "catalogue.stage-not-in-days", detail)
    if not entry.limit_basis:
        detail = "时限不以工作日计的，应当在时限依据中写明"
        yield found(entry, "/limit_basis", "catalogue.unit-without-basis", detail)


def parts_of_days_are_some(entry: CatalogueEntry) -> Iterator[Finding]:
    """A limit of no hours would be over as it begins; what is decided on the spot is 0 working days."""
    if entry.limit_unit not in OF_PARTS:
        return
    for name in ("statutory_limit", "promised_limit"):
        if getattr(entry, name) == 0:
            detail = "以小时、半日计的时限应当大于0；当场办结的请以工作日计，写0"
            yield found(entry, f"/{name}", "catalogue.no-part-of-a-day", detail)


def stage_leaves_handling_to_its_items(entry: CatalogueEntry) -> Iterator[Finding]:
    """A stage template decides nothing itself: fees, results, renewal and silence belong to its items."""
    own = ("fees", "outputs", "renewal", "silence", "second_review")
    for name in own if entry.shares else ():
        if getattr(entry, name):
            detail = "并联阶段本身不收费、不出结果、不延续、不默许、不复核，请写在各并联事项上"
            yield found(entry, f"/{name}", "catalogue.stage-with-own-handling", detail)


RULES: tuple[Rule, ...] = (
    what_is_written_is_not_blank,
    fees_have_a_basis,
    fees_say_how_much,
    codes_of_handling_are_used_once,
    only_conditional_materials_say_when,
    owed_materials_follow_in_time,
    own_result_is_no_material,
    silence_has_a_basis_and_hurts_nobody,
    silence_can_come,
    limit_begins_anew_only_by_rule,
    other_units_are_of_single_items_and_have_a_rule,
    parts_of_days_are_some,
    stage_leaves_handling_to_its_items,
)
"""Every rule for how one entry is handled, written out."""
