"""A stage of two items at the city: one share for the city itself, one for a district."""

from dataclasses import replace
from datetime import date

from liandong.domain.case.commands import RefusalGround, ReturnGround
from liandong.domain.joint.commands import (
    Dispatch,
    ExtendJoint,
    JointCommand,
    NoteShareAcknowledged,
    ReceiveJoint,
    TakeShareAnswer,
    TakeShareRejection,
)
from liandong.domain.joint.decide import decide
from liandong.domain.joint.evolve import evolve
from liandong.domain.joint.intake_commands import (
    RefuseJoint,
    RequestJointCorrection,
    ReturnJoint,
    SupplementJoint,
    TakeCheckAnswer,
)
from liandong.domain.joint.review_commands import AskJointWithdrawal, TakeSupplementProposal, TerminateJoint
from liandong.domain.joint.share_commands import AddShare, TakeSharePause, TakeSharePromise, TakeShareResumption
from liandong.domain.joint.state import Joint
from liandong.events.case import DeliveryMethod, EntryReference, Outcome
from liandong.events.case_clock import PauseGround
from liandong.events.case_ending import TerminationGround
from liandong.events.case_kind import CaseKind
from liandong.events.reference import JoinPolicy, StageShare
from liandong.events.said import Event
from liandong.terms.codes import CaseId, Digest, EventId, ItemCode, JointId, LinkId, Tier, UnitCode
from liandong.terms.principal import Principal
from tests.unit.case.samples import APPLICANT, CITY, DISTRICT, ENTRY, FORM, LICENCE, MONDAY, UNITS, on, somebody

NUMBER = JointId("610100-J261123-00001")
CITY_LINK, DISTRICT_LINK = LinkId("610100-J261123-00001-1"), LinkId("610100-J261123-00001-2")
LAND, WATER = ItemCode("ZG-001"), ItemCode("SW-001")
STAGE = replace(
    ENTRY,
    item=ItemCode("JD-01"),
    name="立项用地规划许可阶段",
    case_kind=CaseKind.LINKED,
    tiers=(Tier.CITY,),
    statutory_limit=45,
    promised_limit=20,
    steps=(),
    shares=(StageShare(item=LAND, tier=Tier.CITY), StageShare(item=WATER, tier=Tier.DISTRICT)),
    join_policy=JoinPolicy.ALL_CLOSED,
)
REFERENCE = EntryReference(item=STAGE.item, edition="2026-1", hash=Digest("5" * 64))
RECEIVE = ReceiveJoint(
    joint=NUMBER,
    entry=STAGE,
    reference=REFERENCE,
    applicant=APPLICANT,
    project_name="某某产业园",
    materials=(FORM, LICENCE),
    place=(UNITS[DISTRICT], UNITS[CITY]),
)
DISPATCH = Dispatch(method=DeliveryMethod.MAIL)
LONGER = ExtendJoint(days=15, approval="市政批〔2026〕9号", text="需要专家论证")
LEAD: Principal = somebody(CITY)


INCOMPLETE = replace(RECEIVE, materials=(FORM,))
MERGED = RequestJointCorrection(lines=("licence",))
SUPPLEMENT = SupplementJoint(materials=(LICENCE,))
REFUSE = RefuseJoint(ground=RefusalGround.NOT_COMPETENT, text="请向省级机关申请")
WITHDRAW = AskJointWithdrawal(text="项目不再建设")
END = TerminateJoint(ground=TerminationGround.MATTER_GONE, document="市审批终〔2026〕1号", text="用地已经收回")
FIRE = replace(ENTRY, item=ItemCode("XF-001"), name="消防设计审查")
ADD = AddShare(entry=FIRE, unit=UNITS[DISTRICT], text="地下部分需要消防设计审查")
SEND_BACK = ReturnJoint(ground=ReturnGround.NOT_SUPPLEMENTED, text="逾期未补正，可以重新申请")


def fold(events: list[Event], joint: Joint | None = None) -> Joint:
    for event in events:
        joint = evolve(joint, event)
    assert joint is not None
    return joint


def done(*commands: JointCommand, day: date = MONDAY, joint: Joint | None = None) -> Joint:
    """The master after these commands, all on one day."""
    for command in commands:
        joint = fold(decide(joint, command, on(day, by=LEAD)), joint)
    assert joint is not None
    return joint


def acknowledged(link: LinkId, by: UnitCode) -> NoteShareAcknowledged:
    return NoteShareAcknowledged(
        link=link, by=by, case=CaseId(f"{by}-261123-00009"), acknowledgement=EventId(f"{by}:1:3")
    )


def checked(link: LinkId, by: UnitCode, *lines: str, on: date = MONDAY) -> TakeCheckAnswer:
    return TakeCheckAnswer(link=link, by=by, lines=lines, checked_on=on)


def proposed(link: LinkId, by: UnitCode, *lines: str, new: bool = False) -> TakeSupplementProposal:
    return TakeSupplementProposal(link=link, by=by, lines=lines, new_material=new)


def rejected(link: LinkId, by: UnitCode) -> TakeShareRejection:
    return TakeShareRejection(link=link, by=by, reason_code="catalogue.withdrawn-item", text="事项已取消")


def answered(link: LinkId, by: UnitCode, outcome: Outcome = Outcome.APPROVED, on: date = MONDAY) -> TakeShareAnswer:
    return TakeShareAnswer(
        link=link,
        by=by,
        case=CaseId(f"{by}-261123-00009"),
        outcome=outcome,
        decided_on=on,
        document=f"{by}〔2026〕1号",
    )


def paused(
    link: LinkId, by: UnitCode, on: date = MONDAY, number: int = 1, ground: PauseGround = PauseGround.EXPERT_REVIEW
) -> TakeSharePause:
    return TakeSharePause(link=link, by=by, number=number, ground=ground, paused_on=on)


def resumed(link: LinkId, by: UnitCode, on: date = MONDAY, number: int = 1) -> TakeShareResumption:
    return TakeShareResumption(link=link, by=by, number=number, resumed_on=on)


def promised(link: LinkId, by: UnitCode, on: date = MONDAY) -> TakeSharePromise:
    return TakeSharePromise(link=link, by=by, promised_on=on, decide_by=date(2026, 12, 11))
