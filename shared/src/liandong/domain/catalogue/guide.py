"""The guide 办事指南 of an item, made from its entry: everything that must be shown to applicants (行政许可法 30)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liandong.domain.catalogue.words import KINDS, NEEDS, ONLINE, TIERS, days, limit, money
from liandong.events.handling import FeeDefinition, LimitUnit
from liandong.events.reference import CatalogueEntry, MaterialDefinition, UnitPublished
from liandong.terms.codes import ItemCode


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideMaterial:
    """One material as the applicant reads it; `note` says when it is needed, may follow, or need not be handed in."""

    code: str
    name: str
    need: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStep:
    name: str
    post: str
    limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideFee:
    """A fee with how much it is and what allows it."""

    name: str
    amount: str
    basis: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A guide as it is shown: every text in the words of the window. `place` is the unit it holds for, if for one."""

    item: ItemCode
    name: str
    department: str
    edition: str
    hash: str
    place: str | None
    kind: str
    online: str
    handled_at: tuple[str, ...]
    decided_by: str | None
    legal_basis: tuple[str, ...]
    conditions: tuple[str, ...]
    prerequisites: tuple[str, ...]
    materials: tuple[GuideMaterial, ...]
    statutory_limit: str
    promised_limit: str
    limit_basis: tuple[str, ...]
    steps: tuple[GuideStep, ...]
    fees: tuple[GuideFee, ...]
    outputs: tuple[str, ...]
    rights: tuple[str, ...]
    complaints: tuple[str, ...]


COMPLAINTS = (
    "对办理的时限、态度、收费有意见的，可以向受理窗口所在的政务服务中心或者电子监察部门投诉，也可以拨打12345政务服务便民热线。",
    "对不予受理、不予许可等决定不服的，可以自知道该决定之日起60日内申请行政复议（行政复议法 20），"
    "或者自知道或者应当知道之日起6个月内提起行政诉讼（行政诉讼法 46）。",
)


def guide_of(
    entry: CatalogueEntry,
    *,
    edition: str,
    digest: str,
    handled_at: tuple[str, ...],
    known: Iterable[CatalogueEntry],
    place: UnitPublished | None = None,
) -> Guide:
    """The guide of an entry; `handled_at` says where, `known` are the entries in force, by which items are called."""
    listed = tuple(known)
    names = {other.item: other.name for other in listed}
    yielded_by = {output.code: other.name for other in listed for output in other.outputs}
    return Guide(
        item=entry.item,
        name=entry.name,
        department=entry.department,
        edition=edition,
        hash=digest,
        place=None if place is None else place.name,
        kind=KINDS[entry.case_kind],
        online=ONLINE[entry.online],
        handled_at=handled_at,
        decided_by=None if entry.decided_by is None else TIERS[entry.decided_by],
        legal_basis=entry.legal_basis,
        conditions=entry.conditions,
        prerequisites=tuple(f"{names.get(item, '')}（{item}）" for item in entry.prerequisites),
        materials=tuple(_material(each, yielded_by) for each in entry.materials),
        statutory_limit=limit(entry.statutory_limit, entry.limit_unit),
        promised_limit=limit(entry.promised_limit, entry.limit_unit),
        limit_basis=entry.limit_basis,
        steps=tuple(GuideStep(name=step.name, post=step.post, limit=days(step.limit)) for step in entry.steps),
        fees=_fees(entry),
        outputs=tuple(output.name for output in entry.outputs),
        rights=_rights(entry),
        complaints=COMPLAINTS,
    )


def _material(material: MaterialDefinition, yielded_by: Mapping[str, str]) -> GuideMaterial:
    notes = []
    if material.when is not None:
        notes.append(material.when)
    if material.owed_days is not None:
        notes.append(f"暂缺的可以先行受理，受理后{material.owed_days}个工作日内补齐")
    if material.output is not None:
        by = yielded_by.get(material.output)
        notes.append("已经办理的不再重复提交" if by is None else f"即“{by}”的办理结果，已经办理的不再重复提交")
    if material.shared:
        notes.append("由受理单位通过共享获取，不需要提交")
    return GuideMaterial(
        code=material.code, name=material.name, need=NEEDS[material.need], note="；".join(notes) or None
    )


def _fees(entry: CatalogueEntry) -> tuple[GuideFee, ...]:
    """Every fee; none means it is free of charge."""
    named = () if entry.fee is None else (GuideFee(name=entry.fee, amount="按标准计收", basis=None),)
    return named + tuple(GuideFee(name=fee.name, amount=_amount(fee), basis=fee.basis) for fee in entry.fees)


def _amount(fee: FeeDefinition) -> str:
    return money(fee.amount) if fee.amount is not None else fee.standard or ""


BEGINS: Mapping[LimitUnit, str] = {
    LimitUnit.WORKING_DAY: "时限自受理之次日起算",
    LimitUnit.CALENDAR_DAY: "时限自受理之次日起算",
    LimitUnit.HALF_DAY: "时限自受理后的下一个半日起算",
    LimitUnit.WORKING_HOUR: "时限自受理之时起算，只计办公时间",
    LimitUnit.NATURAL_HOUR: "时限自受理之时起算",
}
"""From when a limit runs."""


def _rights(entry: CatalogueEntry) -> tuple[str, ...]:
    """What the applicant may rely on, by law and by this item."""
    rights = [
        "材料不齐全或者不符合法定形式的，当场或者在5个工作日内一次告知需要补正的全部内容；"
        "逾期不告知的，自收到申请材料之日起即为受理（行政许可法 32）。",
        f"{BEGINS[entry.limit_unit]}；听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审所需时间不计算在内，"
        "所需时间书面告知（行政许可法 45）。",
        "准予许可的，自作出决定之日起10个工作日内颁发、送达证件（行政许可法 44）。",
    ]
    if entry.interrupts:
        rights.append("因补正材料、特别程序等暂停计时的，恢复后时限重新计算。")
    if entry.extension_moves_promise:
        rights.append("依法延长法定时限的，承诺时限相应延长，并告知延长的理由（行政许可法 42）。")
    if entry.second_review:
        rights.append("决定须经两人复核。")
    if entry.renewal:
        rights.append("需要延续的，在有效期届满30日前提出申请；有效期届满前未作决定的，视为准予延续（行政许可法 50）。")
        rights.append(
            "申请延续的，填写所持许可证件的编号和有效期届满日；有效期届满前不足30日提出的仍予办理，但不适用视为准予延续。"
        )
    if entry.silence:
        rights.append(f"在承诺时限内未作决定的，视为同意（{entry.silence_basis}）。")
    return tuple(rights)
