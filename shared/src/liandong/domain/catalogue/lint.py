"""What is wrong with a catalogue entry before it is published: every finding at once, each with its place."""

from collections.abc import Iterable, Iterator

from liandong.domain.catalogue import handling_rules, prerequisites
from liandong.domain.catalogue.finding import Finding, Rule, found, repeated
from liandong.domain.catalogue.tiers import HANDLING_TIERS, is_above
from liandong.domain.catalogue.words import limit
from liandong.domain.worktime.limit import OF_A_DAY
from liandong.events.case_kind import CaseKind
from liandong.events.handling import LimitUnit
from liandong.events.reference import CatalogueEntry, JoinPolicy

OF_THE_SAME_DAY = (LimitUnit.WORKING_HOUR, LimitUnit.HALF_DAY)
"""Units in which an item decided by the window can promise something."""


def lint(entry: CatalogueEntry) -> list[Finding]:
    """Everything wrong with one entry, in the order of RULES."""
    return [finding for rule in RULES for finding in rule(entry)]


def lint_edition(entries: Iterable[CatalogueEntry]) -> list[Finding]:
    """Everything wrong with the entries of one edition, each by itself and together."""
    listed = tuple(entries)
    alone = [finding for entry in listed for finding in lint(entry)]
    together = (_items_are_listed_once, _shares_are_in_the_edition, *prerequisites.RULES)
    return alone + [finding for rule in together for finding in rule(listed)]


def has_a_name_and_a_department(entry: CatalogueEntry) -> Iterator[Finding]:
    for place, text in (("item", entry.item), ("name", entry.name), ("department", entry.department)):
        if not text.strip():
            yield found(entry, f"/{place}", "catalogue.blank", "编码、名称和主管部门不能为空")


def has_a_legal_basis(entry: CatalogueEntry) -> Iterator[Finding]:
    """行政许可法 4: permits are given by the powers, scope, conditions and procedure of the law."""
    if not entry.legal_basis or not all(basis.strip() for basis in entry.legal_basis):
        yield found(entry, "/legal_basis", "catalogue.no-legal-basis", "没有设定依据的事项不得列入目录")


def limits_are_not_negative(entry: CatalogueEntry) -> Iterator[Finding]:
    limits = [("/statutory_limit", entry.statutory_limit), ("/promised_limit", entry.promised_limit)]
    limits += [(f"/steps/{place}/limit", step.limit) for place, step in enumerate(entry.steps)]
    for pointer, amount in limits:
        if amount < 0:
            yield found(entry, pointer, "catalogue.negative-limit", "时限不能为负数")


def promise_keeps_the_law(entry: CatalogueEntry) -> Iterator[Finding]:
    if entry.promised_limit > entry.statutory_limit:
        yield found(
            entry,
            "/promised_limit",
            "catalogue.promise-over-law",
            f"承诺时限{limit(entry.promised_limit, entry.limit_unit)}长于"
            f"法定时限{limit(entry.statutory_limit, entry.limit_unit)}",
        )


def steps_keep_the_promise(entry: CatalogueEntry) -> Iterator[Finding]:
    """Steps are in working days; a promise of less than a day leaves steps of the same day."""
    spent = sum(step.limit for step in entry.steps)
    if spent > entry.promised_limit // OF_A_DAY[entry.limit_unit]:
        yield found(
            entry,
            "/steps",
            "catalogue.steps-over-promise",
            f"各环节时限合计{spent}个工作日，长于承诺时限{limit(entry.promised_limit, entry.limit_unit)}",
        )


def instant_means_on_the_spot(entry: CatalogueEntry) -> Iterator[Finding]:
    """即办: decided at once, or within the office hours or the two half days that one working day has (D.1)."""
    if entry.case_kind is not CaseKind.INSTANT or entry.promised_limit == 0:
        return
    within_a_day = entry.limit_unit in OF_THE_SAME_DAY and entry.promised_limit <= OF_A_DAY[entry.limit_unit]
    if not within_a_day:
        detail = "即办件的承诺时限应为0，或者不超过一个工作日的工作小时数、半日数"
        yield found(entry, "/promised_limit", "catalogue.instant-with-limit", detail)


def codes_are_used_once(entry: CatalogueEntry) -> Iterator[Finding]:
    steps = [step.code for step in entry.steps]
    materials = [material.code for material in entry.materials]
    for place, codes in (("steps", steps), ("materials", materials)):
        for index, code in repeated(codes):
            yield found(entry, f"/{place}/{index}/code", "catalogue.duplicate-code", f"编码{code}重复")


def tiers_handle_cases(entry: CatalogueEntry) -> Iterator[Finding]:
    if not entry.tiers:
        yield found(entry, "/tiers", "catalogue.no-tier", "至少要有一个办理层级")
    for index, tier in enumerate(entry.tiers):
        if tier not in HANDLING_TIERS:
            yield found(entry, f"/tiers/{index}", "catalogue.unknown-tier", f"层级{tier}不办理事项")
    for index, tier in repeated(entry.tiers):
        yield found(entry, f"/tiers/{index}", "catalogue.duplicate-code", f"层级{tier}重复")


def decider_is_above_a_handling_tier(entry: CatalogueEntry) -> Iterator[Finding]:
    """报批件: handled below, decided above; another kind may be handed up too, but never down or sideways."""
    if entry.decided_by is None:
        if entry.case_kind is CaseKind.ESCALATED:
            yield found(entry, "/decided_by", "catalogue.escalated-to-nobody", "报批件应当写明由哪一层级决定")
    elif entry.decided_by not in HANDLING_TIERS:
        yield found(entry, "/decided_by", "catalogue.unknown-tier", f"层级{entry.decided_by}不办理事项")
    elif not any(is_above(entry.decided_by, tier) for tier in entry.tiers):
        yield found(entry, "/decided_by", "catalogue.decider-not-above", "决定层级应当高于受理层级")


def stage_says_how_its_shares_join(entry: CatalogueEntry) -> Iterator[Finding]:
    if bool(entry.shares) != (entry.case_kind is CaseKind.LINKED):
        yield found(entry, "/shares", "catalogue.linked-and-shares", "联办件应当列出并联事项，其他事项不列")
    if bool(entry.shares) != (entry.join_policy is not None):
        yield found(entry, "/join_policy", "catalogue.shares-and-policy", "并联阶段应当写明汇合方式，其他事项不写")
    offered = [(share.item, share.tier) for share in entry.shares]
    for index, (item, tier) in repeated(offered):
        yield found(entry, f"/shares/{index}", "catalogue.duplicate-code", f"并联事项{item}（{tier}）重复")


def lead_decides_before_the_others_follow(entry: CatalogueEntry) -> Iterator[Finding]:
    """前置联办: somebody has to go ahead."""
    follows = entry.join_policy is JoinPolicy.PROMISE_THEN_FOLLOW
    if follows and not any(share.tier in entry.tiers for share in entry.shares):
        detail = "前置联办的阶段应当有由牵头层级自己办理的事项"
        yield found(entry, "/join_policy", "catalogue.follow-without-lead", detail)


def _items_are_listed_once(entries: tuple[CatalogueEntry, ...]) -> Iterator[Finding]:
    for index, item in repeated([entry.item for entry in entries]):
        yield found(entries[index], "/item", "catalogue.duplicate-item", f"事项编码{item}重复")


def _shares_are_in_the_edition(entries: tuple[CatalogueEntry, ...]) -> Iterator[Finding]:
    """Shares name items of the same edition, handled at that tier, and no stages: one level only (D.5.1)."""
    known = {entry.item: entry for entry in entries}
    for entry in entries:
        for index, share in enumerate(entry.shares):
            offered = known.get(share.item)
            pointer = f"/shares/{index}"
            if offered is None:
                yield found(entry, pointer, "catalogue.unknown-share", f"并联事项{share.item}不在本版目录内")
            elif offered.shares:
                yield found(entry, pointer, "catalogue.stage-in-stage", f"{share.item}本身是并联阶段，不能再并联")
            elif share.tier not in offered.tiers:
                detail = f"{share.item}不在层级{share.tier}办理"
                yield found(entry, pointer, "catalogue.share-at-wrong-tier", detail)


RULES: tuple[Rule, ...] = (
    has_a_name_and_a_department,
    has_a_legal_basis,
    limits_are_not_negative,
    promise_keeps_the_law,
    steps_keep_the_promise,
    instant_means_on_the_spot,
    codes_are_used_once,
    tiers_handle_cases,
    decider_is_above_a_handling_tier,
    stage_says_how_its_shares_join,
    lead_decides_before_the_others_follow,
    *handling_rules.RULES,
)
"""Every rule for one entry, written out."""
