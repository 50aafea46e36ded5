"""A unit says something while the word that its share has ended is on its way (D.5.14, D.12.2)."""

from collections.abc import Callable

import pytest

from liandong.domain.joint.commands import AskAgain, JointCommand
from liandong.domain.joint.decide import decide
from liandong.domain.joint.review_commands import AskJointWithdrawal, RetractJointWithdrawal
from liandong.domain.joint.status import JointStatus
from liandong.events.case import Outcome
from liandong.events.joint_ending import JointShareVoided, JointWithdrawn
from liandong.events.link import LinkDispatched, VoidCause
from liandong.events.reference import JoinPolicy
from liandong.terms.codes import LinkId, UnitCode
from tests.unit.case.samples import CITY, DISTRICT, MONDAY, UNITS, on
from tests.unit.joint.samples import (
    CITY_LINK,
    DISPATCH,
    DISTRICT_LINK,
    END,
    LEAD,
    NUMBER,
    WITHDRAW,
    acknowledged,
    answered,
    done,
    fold,
    rejected,
)
from tests.unit.joint.test_ending import REMOVE, accepted, refusal_of
from tests.unit.joint.test_joint import TUESDAY, WEDNESDAY


def test_a_share_whose_rejection_crossed_with_its_withdrawal_is_void_and_the_other_goes_on() -> None:
    joint = done(AskJointWithdrawal(link=DISTRICT_LINK), joint=accepted())
    noted, gone = decide(joint, rejected(DISTRICT_LINK, DISTRICT), on(TUESDAY, by=LEAD))
    assert noted.KIND == "joint.share_rejected"
    assert gone == JointShareVoided(
        joint=NUMBER, link=DISTRICT_LINK, cause=VoidCause.WITHDRAWN, voided_on=TUESDAY, text=None
    )
    assert done(answered(CITY_LINK, CITY), joint=fold([noted, gone], joint)).status is JointStatus.JOINED


def test_a_whole_withdrawn_while_the_rejections_were_on_their_way_is_withdrawn_with_the_last_of_them() -> None:
    joint = done(WITHDRAW, rejected(CITY_LINK, CITY), joint=accepted())
    assert joint.status is JointStatus.ACCEPTED
    last = decide(joint, rejected(DISTRICT_LINK, DISTRICT), on(WEDNESDAY, by=LEAD))
    assert [event.KIND for event in last] == ["joint.share_rejected", "joint.share_voided", "joint.withdrawn"]
    assert last[-1] == JointWithdrawn(joint=NUMBER, withdrawn_on=WEDNESDAY)


def test_a_share_wanted_again_before_its_rejection_was_heard_can_be_asked_again() -> None:
    one = AskJointWithdrawal(link=DISTRICT_LINK)
    joint = done(one, RetractJointWithdrawal(link=DISTRICT_LINK), rejected(DISTRICT_LINK, DISTRICT), joint=accepted())
    assert joint.shares[1].voided is None
    again = decide(joint, AskAgain(link=DISTRICT_LINK, unit=UNITS[DISTRICT]), on(TUESDAY, by=LEAD))
    assert [event.KIND for event in again] == ["joint.share_asked_again", "link.requested"]


def test_a_decision_made_before_the_void_was_heard_stands() -> None:
    joint = done(REMOVE, answered(DISTRICT_LINK, DISTRICT), joint=accepted())
    assert joint.shares[1].outcome is Outcome.APPROVED


def test_what_was_decided_while_its_void_was_under_way_is_handed_out_with_the_rest() -> None:
    joined = done(answered(CITY_LINK, CITY), REMOVE, answered(DISTRICT_LINK, DISTRICT), joint=accepted())
    assert (joined.status, joined.outcome) == (JointStatus.JOINED, Outcome.APPROVED)
    told = [event for event in decide(joined, DISPATCH, on(MONDAY, by=LEAD)) if isinstance(event, LinkDispatched)]
    assert [event.link for event in told] == [CITY_LINK, DISTRICT_LINK]


def test_what_was_decided_so_late_that_the_rest_is_handed_out_already_is_handed_out_by_itself() -> None:
    dispatched = done(answered(CITY_LINK, CITY), REMOVE, DISPATCH, joint=accepted())
    assert refusal_of(dispatched, DISPATCH) == "joint.nothing-to-hand-out"
    late = done(answered(DISTRICT_LINK, DISTRICT), joint=dispatched)
    again = decide(late, DISPATCH, on(WEDNESDAY, by=LEAD))
    assert [event.KIND for event in again] == ["joint.dispatched", "link.dispatched"]
    after = fold(again, late)
    assert (after.status, after.delivered_on) == (JointStatus.DISPATCHED, MONDAY)
    assert refusal_of(after, DISPATCH) == "joint.nothing-to-hand-out"


def test_a_decision_that_crossed_with_the_termination_of_the_whole_stands_and_one_that_withdraws_is_no_news() -> None:
    ended = done(END, joint=accepted())
    assert decide(ended, answered(CITY_LINK, CITY, Outcome.WITHDRAWN), on(TUESDAY, by=LEAD)) == []
    late = done(answered(DISTRICT_LINK, DISTRICT), DISPATCH, joint=ended)
    assert (late.status, late.shares[1].delivered) == (JointStatus.TERMINATED, True)


@pytest.mark.parametrize("say", [acknowledged, rejected])
@pytest.mark.parametrize("policy", [JoinPolicy.VETO, JoinPolicy.ALL_CLOSED])
def test_a_word_of_a_share_that_has_crossed_with_its_void_has_no_effect(
    say: Callable[[LinkId, UnitCode], JointCommand], policy: JoinPolicy
) -> None:
    refused = answered(CITY_LINK, CITY, Outcome.REJECTED)
    joint = done(*((refused,) if policy is JoinPolicy.VETO else (REMOVE,)), joint=accepted(policy))
    assert joint.shares[1].voided is not None
    assert decide(joint, say(DISTRICT_LINK, DISTRICT), on(TUESDAY, by=LEAD)) == []
    ended = done(END, joint=accepted(policy))
    assert decide(ended, say(DISTRICT_LINK, DISTRICT), on(TUESDAY, by=LEAD)) == []


def test_a_unit_that_has_decided_does_not_reject_what_was_made_void_besides() -> None:
    joint = done(REMOVE, answered(DISTRICT_LINK, DISTRICT), joint=accepted())
    assert refusal_of(joint, rejected(DISTRICT_LINK, DISTRICT)) == "link.answered-otherwise"
