"""A whole that is withdrawn or ended, and a share that is withdrawn or made void (D.5.7, D.5.8)."""

from dataclasses import replace

import pytest

from liandong.domain.case.decide import decide as decide_case
from liandong.domain.case.ending_commands import ConfirmWithdrawal, RetractWithdrawal, Terminate
from liandong.domain.case.share_commands import TakeVoid, TakeWithdrawalAsked, TakeWithdrawalRetracted
from liandong.domain.case.status import Status
from liandong.domain.joint.commands import AcceptJoint, JointCommand
from liandong.domain.joint.decide import decide
from liandong.domain.joint.review_commands import AskJointWithdrawal, RetractJointWithdrawal, VoidShare
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointStatus
from liandong.events.case import Outcome
from liandong.events.case_ending import CaseTerminated, TerminationGround
from liandong.events.joint import JointJoined
from liandong.events.joint_ending import (
    JointShareVoided,
    JointWithdrawalAsked,
    JointWithdrawalRetracted,
    JointWithdrawn,
)
from liandong.events.link import (
    LinkAnswered,
    LinkVoided,
    LinkWithdrawalAsked,
    LinkWithdrawalRetracted,
    VoidCause,
)
from liandong.events.reference import JoinPolicy
from liandong.terms.codes import LinkId
from liandong.terms.refusal import Refused
from liandong.terms.roles import Role
from tests.unit.case.samples import APPROVE, CITY, DISTRICT, MONDAY, on
from tests.unit.case.samples import done as case_done
from tests.unit.case.samples import fold as case_fold
from tests.unit.case.test_linked import OPEN, SHARE, SHARE_REVIEWED
from tests.unit.joint.samples import (
    ADD,
    CITY_LINK,
    DISPATCH,
    DISTRICT_LINK,
    END,
    LEAD,
    NUMBER,
    RECEIVE,
    STAGE,
    WITHDRAW,
    answered,
    done,
    fold,
    rejected,
)
from tests.unit.joint.test_joint import TUESDAY, WEDNESDAY

REMOVE = VoidShare(link=DISTRICT_LINK, text="项目不涉及此项")


def accepted(policy: JoinPolicy = JoinPolicy.ALL_CLOSED) -> Joint:
    return done(replace(RECEIVE, entry=replace(STAGE, join_policy=policy)), AcceptJoint())


def refusal_of(joint: Joint, command: JointCommand) -> str:
    with pytest.raises(Refused) as refused:
        decide(joint, command, on(MONDAY, by=LEAD))
    return refused.value.code


def test_the_whole_is_withdrawn_when_every_unit_has_confirmed() -> None:
    asked, *told = decide(accepted(), WITHDRAW, on(TUESDAY, by=LEAD))
    assert asked == JointWithdrawalAsked(
        joint=NUMBER, asked_on=TUESDAY, whole=True, of=(CITY_LINK, DISTRICT_LINK), text="项目不再建设"
    )
    assert told[1] == LinkWithdrawalAsked(dest=DISTRICT, link=DISTRICT_LINK, asked_on=TUESDAY, text="项目不再建设")
    joint = fold([asked, *told], accepted())
    assert refusal_of(joint, WITHDRAW) == "joint.withdrawal-asked"
    joint = done(answered(CITY_LINK, CITY, Outcome.WITHDRAWN, TUESDAY), joint=joint)
    assert joint.status is JointStatus.ACCEPTED
    last = decide(joint, answered(DISTRICT_LINK, DISTRICT, Outcome.WITHDRAWN, WEDNESDAY), on(WEDNESDAY, by=LEAD))
    assert last[1:] == [JointWithdrawn(joint=NUMBER, withdrawn_on=WEDNESDAY)]


def test_what_was_decided_before_the_withdrawal_stands_and_is_handed_out() -> None:
    joint = done(answered(CITY_LINK, CITY), WITHDRAW, joint=accepted())
    joint = done(answered(DISTRICT_LINK, DISTRICT, Outcome.WITHDRAWN), joint=joint)
    assert (joint.status, joint.outcome) == (JointStatus.JOINED, Outcome.APPROVED)
    assert [event.KIND for event in decide(joint, DISPATCH, on(WEDNESDAY, by=LEAD))] == [
        "joint.dispatched",
        "link.dispatched",
    ]


def test_one_share_is_withdrawn_and_the_other_goes_on() -> None:
    one = AskJointWithdrawal(link=DISTRICT_LINK)
    asked, told = decide(accepted(), one, on(MONDAY, by=LEAD))
    assert isinstance(asked, JointWithdrawalAsked)
    assert (asked.whole, asked.of, told.KIND) == (False, (DISTRICT_LINK,), "link.withdrawal_asked")
    assert refusal_of(fold([asked, told], accepted()), one) == "joint.share-not-open"
    assert refusal_of(done(RECEIVE), one) == "joint.share-not-asked"
    unknown = AskJointWithdrawal(link=LinkId("610100-J261123-00001-9"))
    assert refusal_of(accepted(), unknown) == "joint.share-not-found"


def test_a_share_no_unit_could_open_is_void_with_the_whole() -> None:
    joint = done(rejected(DISTRICT_LINK, DISTRICT), joint=accepted())
    assert [event.KIND for event in decide(joint, WITHDRAW, on(MONDAY, by=LEAD))] == [
        "joint.withdrawal_asked",
        "link.withdrawal_asked",
        "joint.share_voided",
    ]


def test_nothing_is_added_to_a_whole_that_is_being_withdrawn() -> None:
    joint = done(WITHDRAW, joint=accepted())
    assert refusal_of(joint, ADD) == "joint.withdrawal-under-way"
    assert decide(done(RetractJointWithdrawal(), joint=joint), ADD, on(MONDAY, by=LEAD))[0].KIND == "joint.share_added"
    one = done(AskJointWithdrawal(link=DISTRICT_LINK), joint=accepted())
    assert decide(one, ADD, on(MONDAY, by=LEAD))[0].KIND == "joint.share_added"


def test_a_void_share_is_no_part_of_the_whole_and_its_unit_is_told_why() -> None:
    joint = done(answered(CITY_LINK, CITY, on=TUESDAY), joint=accepted())
    assert decide(joint, REMOVE, on(WEDNESDAY, by=LEAD)) == [
        JointShareVoided(
            joint=NUMBER, link=DISTRICT_LINK, cause=VoidCause.REMOVED, voided_on=WEDNESDAY, text="项目不涉及此项"
        ),
        LinkVoided(
            dest=DISTRICT, link=DISTRICT_LINK, cause=VoidCause.REMOVED, voided_on=WEDNESDAY, text="项目不涉及此项"
        ),
        JointJoined(joint=NUMBER, outcome=Outcome.APPROVED, joined_on=WEDNESDAY),
    ]
    assert refusal_of(accepted(), replace(REMOVE, text=" ")) == "case.reason-missing"
    assert refusal_of(done(REMOVE, joint=accepted()), VoidShare(link=CITY_LINK, text="-")) == "joint.last-share"


def test_a_withdrawal_is_retracted_as_long_as_no_unit_has_confirmed_it() -> None:
    asked = done(WITHDRAW, answered(CITY_LINK, CITY, Outcome.WITHDRAWN), joint=accepted())
    retracted, *told = decide(asked, RetractJointWithdrawal(), on(TUESDAY, by=LEAD))
    assert retracted == JointWithdrawalRetracted(joint=NUMBER, retracted_on=TUESDAY, whole=True, of=(DISTRICT_LINK,))
    assert told == [LinkWithdrawalRetracted(dest=DISTRICT, link=DISTRICT_LINK, retracted_on=TUESDAY)]
    joint = fold([retracted, *told], asked)
    assert (joint.withdrawing, [share.withdrawing for share in joint.shares]) == (False, [True, False])
    assert done(answered(DISTRICT_LINK, DISTRICT), joint=joint).outcome is Outcome.APPROVED


def test_of_one_share_the_withdrawal_is_retracted_by_its_link() -> None:
    one = done(AskJointWithdrawal(link=DISTRICT_LINK), joint=accepted())
    assert refusal_of(one, RetractJointWithdrawal()) == "joint.no-withdrawal"
    assert refusal_of(one, RetractJointWithdrawal(link=CITY_LINK)) == "joint.no-withdrawal"
    assert refusal_of(one, RetractJointWithdrawal(link=LinkId("610100-J261123-00001-9"))) == "joint.share-not-found"
    assert done(RetractJointWithdrawal(link=DISTRICT_LINK), joint=one).shares == accepted().shares
    whole = done(WITHDRAW, joint=accepted())
    assert refusal_of(whole, RetractJointWithdrawal(link=CITY_LINK)) == "joint.withdrawal-of-whole"


def test_the_whole_is_terminated_with_proof_and_every_open_share_with_it() -> None:
    events = decide(accepted(), END, on(MONDAY, by=LEAD))
    assert [event.KIND for event in events] == ["joint.share_voided", "link.voided"] * 2 + ["joint.terminated"]
    assert isinstance(events[1], LinkVoided)
    assert (events[1].cause, events[1].document) == (VoidCause.TERMINATED, "市审批终〔2026〕1号")
    assert fold(events, accepted()).status is JointStatus.TERMINATED
    assert refusal_of(done(answered(CITY_LINK, CITY), joint=accepted()), END) == "joint.shares-decided"
    assert refusal_of(accepted(), replace(END, document=" ")) == "case.document-without-number"
    owed = replace(END, ground=TerminationGround.OWED_NOT_HANDED_IN)
    assert refusal_of(accepted(), owed) == "joint.termination-ground"
    officer = replace(LEAD, roles=frozenset({Role.LEAD}))
    with pytest.raises(Refused) as refused:
        decide(accepted(), END, on(MONDAY, by=officer))
    assert refused.value.code == "powers.denied"


SHARE_CASE = case_done(OPEN)
LEAVE = TakeWithdrawalAsked(link=SHARE.link, by=CITY, asked_on=MONDAY, text="项目不再建设")
VOID_IT = TakeVoid(
    link=SHARE.link,
    by=CITY,
    cause=VoidCause.TERMINATED,
    voided_on=MONDAY,
    document="市审批终〔2026〕1号",
    text="用地已经收回",
)


def test_a_share_is_told_of_the_withdrawal_and_its_department_confirms_to_the_lead() -> None:
    waiting = case_fold(decide_case(SHARE_CASE, LEAVE, on(MONDAY)), SHARE_CASE)
    assert waiting.status is Status.WITHDRAW_PENDING
    with pytest.raises(Refused) as refused:
        decide_case(waiting, RetractWithdrawal(), on(MONDAY))
    assert refused.value.code == "case.asker-withdraws"
    withdrawn, told = decide_case(waiting, ConfirmWithdrawal(document="区住建撤〔2026〕1号"), on(TUESDAY))
    assert withdrawn.KIND == "case.withdrawn"
    assert told == LinkAnswered(
        dest=CITY,
        link=SHARE.link,
        case=SHARE_CASE.id,
        outcome=Outcome.WITHDRAWN,
        decided_on=TUESDAY,
        document="区住建撤〔2026〕1号",
    )


def test_a_share_goes_on_where_it_stood_when_the_withdrawal_is_retracted_at_the_lead() -> None:
    go_on = TakeWithdrawalRetracted(link=SHARE.link, by=CITY, retracted_on=MONDAY)
    waiting = case_fold(decide_case(SHARE_CASE, LEAVE, on(MONDAY)), SHARE_CASE)
    assert case_fold(decide_case(waiting, go_on, on(TUESDAY)), waiting).status is SHARE_CASE.status
    confirmed = case_fold(decide_case(waiting, ConfirmWithdrawal(document="区住建撤〔2026〕1号"), on(TUESDAY)), waiting)
    assert decide_case(confirmed, go_on, on(TUESDAY)) == []


def test_a_void_share_ends_at_its_unit_unless_it_was_decided() -> None:
    (ended,) = decide_case(SHARE_CASE, VOID_IT, on(TUESDAY))
    assert ended == CaseTerminated(
        case=SHARE_CASE.id,
        ground=TerminationGround.VOIDED_BY_LEAD,
        terminated_on=MONDAY,
        document="市审批终〔2026〕1号",
        text="用地已经收回",
    )
    decided = case_done(OPEN, *SHARE_REVIEWED, APPROVE)
    assert decide_case(decided, VOID_IT, on(TUESDAY)) == []
    assert decide_case(decided, LEAVE, on(TUESDAY)) == []


def test_no_unit_voids_a_case_by_itself() -> None:
    command = Terminate(ground=TerminationGround.VOIDED_BY_LEAD, document="1号", text="-")
    with pytest.raises(Refused) as refused:
        decide_case(SHARE_CASE, command, on(MONDAY))
    assert refused.value.code == "case.lead-voids"
