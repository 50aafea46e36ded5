"""The rules of a joint approval, each with its basis."""

from collections.abc import Iterable, Mapping

from liandong.domain.case.competence import handles
from liandong.domain.case.rules.powers import must_be_allowed
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import AcceptJoint, JointCommand, ReceiveJoint, WantedShare
from liandong.domain.joint.review_commands import TerminateJoint, VoidShare
from liandong.domain.joint.share_commands import AddShare
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import ALLOWED, STATUS_NAMES, VERB_NAMES, JointStatus, JointVerb
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Facts, ground_of
from liandong.events.authority import ActedUnder
from liandong.events.reference import CatalogueEntry, StageShare, UnitPublished
from liandong.terms.codes import ItemCode, LinkId, UnitCode
from liandong.terms.refusal import Nature, Pointer, Refused

ACTION_ON_JOINT: Mapping[type[JointCommand], Action] = {
    AcceptJoint: Action.JOINT_ACCEPT,
    AddShare: Action.JOINT_ACCEPT,
    VoidShare: Action.JOINT_ACCEPT,
    TerminateJoint: Action.JOINT_TERMINATE,
}
"""What people do to a master in their department's name: as the letters call it."""


def joint_allows(joint: Joint | None, verb: JointVerb) -> Joint:
    """The master, if the table lets this be done next."""
    if joint is None:
        raise Refused("joint.not-found", "没有这个联办件，请核对编号", nature=Nature.NOT_FOUND)
    if verb not in ALLOWED[joint.status]:
        raise Refused("joint.not-now", _not_now(joint, verb))
    return joint


def lead_may(joint: Joint, action: Action, given: Circumstances) -> None:
    """Refused if the powers do not let this person do it to this master."""
    must_be_allowed(given.by, action, facts_of(joint, given))


def under_what(joint: Joint, action: Action, given: Circumstances) -> ActedUnder | None:
    """The letter or office by which this is done, for the record; None where the post alone is enough."""
    return ground_of(given.by, action, facts_of(joint, given))


def facts_of(joint: Joint, given: Circumstances) -> Facts:
    """What the powers know of the master."""
    return Facts(
        unit=joint.unit,
        item=joint.entry.item,
        department=joint.entry.department,
        applicant=joint.applicant,
        on=given.today,
        authority=given.authority,
    )


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


def is_under_way(joint: Joint) -> bool:
    """Accepted, and neither joined nor ended: units are at work on its shares."""
    return joint.status in (JointStatus.ACCEPTED, JointStatus.FOLLOWING)


def decided_before_it_was_void(joint: Joint, share: ShareState) -> None:
    """Once the whole has ended only a share that was void by then can still bring a decision."""
    if share.voided is None:
        raise Refused("joint.not-now", _not_now(joint, JointVerb.TAKE_SHARE_ANSWER))


def something_is_to_be_handed_out(joint: Joint) -> None:
    if not joint.undelivered:
        raise Refused("joint.nothing-to-hand-out", "没有尚未送达的决定，不必再次发件")


def share_lets_this_be_noted(joint: Joint | None, verb: JointVerb, link: LinkId) -> Joint | None:
    """The master, if its share is at work; None if the word has crossed with the end of the share, or of the whole."""
    if joint is None:
        raise Refused("joint.not-found", "没有这个联办件，请核对编号", nature=Nature.NOT_FOUND)
    share = joint.share(link)
    ended = share is not None and not share.is_open
    return None if ended or verb not in ALLOWED[joint.status] else joint


def share_is_new(joint: Joint, item: ItemCode, unit: UnitCode) -> None:
    if any((share.item, share.unit) == (item, unit) and share.voided is None for share in joint.shares):
        raise Refused("joint.share-twice", "同一事项向同一单位只能转办一次，请删去重复项", nature=Nature.INVALID)


def unit_handles(entry: CatalogueEntry, unit: UnitPublished | None) -> UnitPublished:
    """The unit, if the item is handled at its tier; it need not be foreseen by the stage (D.5.7)."""
    if entry.shares or unit is None or not handles(entry, unit.tier):
        raise Refused(
            "joint.unit-not-competent",
            f"“{entry.name}”不能由所选单位办理，请按单位名录和事项目录选择有权办理的单位",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/unit", detail="单位不存在或者无权办理"),),
        )
    return unit


def share_is_open(share: ShareState) -> None:
    """A unit answers a request or rejects it, not both."""
    if share.rejected is not None or share.outcome is not None:
        raise Refused("link.answered-otherwise", f"请求{share.link}已有不同的答复，请与{share.unit}核对")


def no_case_was_heard_of(share: ShareState) -> None:
    """What stood still or was promised is a case: its unit cannot reject the request any more."""
    if share.pauses or share.decide_by is not None:
        raise Refused("link.answered-otherwise", f"请求{share.link}已经承接办理，不能再退回，请与{share.unit}核对")


def share_was_rejected(share: ShareState) -> None:
    if share.rejected is None or share.voided is not None:
        raise Refused("joint.share-not-rejected", f"转办{share.link}没有被退回，或者已经作废，不能重新转办")
