"""The rules of a joint approval, each with its basis."""

from collections.abc import Iterable

from liandong.domain.case.rules.powers import must_be_allowed
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import ReceiveJoint, WantedShare
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import ALLOWED, STATUS_NAMES, VERB_NAMES, JointVerb
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Facts
from liandong.events.reference import CatalogueEntry, StageShare, UnitPublished
from liandong.terms.codes import ItemCode, LinkId, UnitCode
from liandong.terms.refusal import Nature, Pointer, Refused


def joint_allows(joint: Joint | None, verb: JointVerb) -> Joint:
    """The master, if the table lets this be done next."""
    if joint is None:
        raise Refused("joint.not-found", "没有这个联办件，请核对编号", nature=Nature.NOT_FOUND)
    if verb not in ALLOWED[joint.status]:
        raise Refused("joint.not-now", _not_now(joint, verb))
    return joint


def lead_may(joint: Joint, action: Action, given: Circumstances) -> None:
    """Refused if the powers do not let this person do it to this master."""
    must_be_allowed(given.by, action, Facts(unit=joint.unit, item=joint.entry.item, applicant=joint.applicant))


def _not_now(joint: Joint, verb: JointVerb) -> str:
    next_verbs = "、".join(VERB_NAMES[each] for each in JointVerb if each in ALLOWED[joint.status])
    what_now = f"下一步可以：{next_verbs}" if next_verbs else "此件已经终结，不再办理"
    return f"联办件现为“{STATUS_NAMES[joint.status]}”，不能“{VERB_NAMES[verb]}”；{what_now}"


def entry_is_a_stage(entry: CatalogueEntry) -> None:
    if not entry.shares:
        raise Refused("joint.not-a-stage", f"“{entry.name}”不是并联审批阶段，请按单独办件收件", nature=Nature.INVALID)


def shares_of(command: ReceiveJoint) -> tuple[tuple[ItemCode, UnitCode], ...]:
    """The shares to ask for: those wanted, or the template's at the units of the place."""
    if command.wanted:
        return wanted_shares(command.entry, command.wanted)
    return tuple((share.item, _unit_of_tier(share, command.place).unit) for share in command.entry.shares)


def _unit_of_tier(share: StageShare, place: Iterable[UnitPublished]) -> UnitPublished:
    unit = next((unit for unit in place if unit.tier is share.tier), None)
    if unit is None:
        raise Refused(
            "joint.place-has-no-unit",
            f"事项{share.item}由{share.tier}一级办理，请指明项目所在地（区县、乡镇），或者逐项指定承办单位",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/place", detail="所在地没有该层级的单位"),),
        )
    return unit


def wanted_shares(entry: CatalogueEntry, wanted: tuple[WantedShare, ...]) -> tuple[tuple[ItemCode, UnitCode], ...]:
    """The shares wanted, each of the stage, at a known unit of the right tier, and once."""
    asked = [(share.item, competent_unit(entry, share, f"/shares/{at}").unit) for at, share in enumerate(wanted)]
    if len(set(asked)) < len(asked):
        raise Refused("joint.share-twice", "同一事项向同一单位只能转办一次，请删去重复项", nature=Nature.INVALID)
    return tuple(asked)


def competent_unit(entry: CatalogueEntry, wanted: WantedShare, pointer: str) -> UnitPublished:
    """The unit, if the stage has the item at its tier."""
    tiers = {share.tier for share in entry.shares if share.item == wanted.item}
    if not tiers:
        raise Refused(
            "joint.item-not-of-stage",
            f"事项{wanted.item}不属于“{entry.name}”，请从阶段事项清单中选择",
            nature=Nature.INVALID,
            errors=(Pointer(pointer=pointer, detail="不属于本阶段"),),
        )
    if wanted.unit is None or wanted.unit.tier not in tiers:
        raise Refused(
            "joint.unit-not-competent",
            f"事项{wanted.item}不能由所选单位办理，请按单位名录选择{'、'.join(sorted(tiers))}一级的单位",
            nature=Nature.INVALID,
            errors=(Pointer(pointer=pointer, detail="单位不存在或者层级不符"),),
        )
    return wanted.unit


def share_is_asked(joint: Joint, link: LinkId, by: UnitCode) -> ShareState:
    """The share this message is about, if it comes from the unit that was asked."""
    share = joint.share(link)
    if share is None or share.unit != by:
        raise Refused("link.unknown", f"请求{link}不是本联办件现行的转办")
    return share


def share_is_open(share: ShareState) -> None:
    """A unit answers a request or rejects it, not both."""
    if share.rejected is not None or share.outcome is not None:
        raise Refused("link.answered-otherwise", f"请求{share.link}已有不同的答复，请与{share.unit}核对")


def share_was_rejected(share: ShareState) -> None:
    if share.rejected is None:
        raise Refused("joint.share-not-rejected", f"转办{share.link}没有被退回，不能重新转办")
