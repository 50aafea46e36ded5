"""前置联办: the lead goes on once it has decided and the others have decided or promised a day (D.5.4, D.12.2)."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.decide import decide as decide_case
from liandong.domain.case.share_commands import PromiseShare
from liandong.domain.joint.commands import AcceptJoint
from liandong.domain.joint.decide import decide
from liandong.domain.joint.review_commands import VoidShare
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointStatus
from liandong.events.case import Outcome
from liandong.events.case_clock import CasePromised
from liandong.events.joint import JointJoined
from liandong.events.joint_clock import JointPausesCounted, JointStageClosed
from liandong.events.joint_share import JointSharePromised
from liandong.events.link import LinkPromised
from liandong.events.reference import JoinPolicy
from liandong.terms.codes import LinkId, StaffId
from liandong.terms.refusal import Refused
from tests.unit.case.samples import CITY, DISTRICT, MONDAY, on
from tests.unit.case.samples import done as case_done
from tests.unit.case.samples import fold as case_fold
from tests.unit.case.test_linked import OPEN, SHARE
from tests.unit.joint.samples import (
    ADD,
    CITY_LINK,
    DISTRICT_LINK,
    LEAD,
    NUMBER,
    RECEIVE,
    STAGE,
    acknowledged,
    answered,
    done,
    fold,
    paused,
    promised,
    rejected,
    resumed,
)
from tests.unit.joint.test_joint import TUESDAY, WEDNESDAY

THURSDAY = date(2026, 11, 26)
BY = date(2026, 12, 11)


def accepted(policy: JoinPolicy = JoinPolicy.PROMISE_THEN_FOLLOW) -> Joint:
    return done(replace(RECEIVE, entry=replace(STAGE, join_policy=policy)), AcceptJoint())


def kinds(joint: Joint, command: object, day: date = WEDNESDAY) -> list[str]:
    return [event.KIND for event in decide(joint, command, on(day, by=LEAD))]  # type: ignore[arg-type]  # a joint command


def test_the_stage_closes_when_the_lead_has_decided_and_the_other_has_promised_a_day() -> None:
    noted, *nothing = decide(accepted(), promised(DISTRICT_LINK, DISTRICT, TUESDAY), on(WEDNESDAY, by=LEAD))
    assert noted == JointSharePromised(joint=NUMBER, link=DISTRICT_LINK, promised_on=TUESDAY, decide_by=BY)
    assert nothing == []
    joint = fold([noted], accepted())
    _, closed = decide(joint, answered(CITY_LINK, CITY, on=WEDNESDAY), on(THURSDAY, by=LEAD))
    assert closed == JointStageClosed(joint=NUMBER, closed_on=WEDNESDAY, following=(DISTRICT_LINK,))


def test_or_when_the_promise_comes_after_the_leads_decision() -> None:
    joint = done(answered(CITY_LINK, CITY, on=TUESDAY), joint=accepted())
    assert joint.status is JointStatus.ACCEPTED
    _, closed = decide(joint, promised(DISTRICT_LINK, DISTRICT, WEDNESDAY), on(THURSDAY, by=LEAD))
    assert closed == JointStageClosed(joint=NUMBER, closed_on=WEDNESDAY, following=(DISTRICT_LINK,))
    after = fold([closed], joint)
    assert (after.status, after.stage_closed_on, after.outcome) == (JointStatus.FOLLOWING, WEDNESDAY, None)


def test_what_follows_is_decided_later_and_joins_then() -> None:
    joint = done(promised(DISTRICT_LINK, DISTRICT), answered(CITY_LINK, CITY), joint=accepted())
    last = decide(joint, answered(DISTRICT_LINK, DISTRICT, on=THURSDAY), on(THURSDAY, by=LEAD))
    assert last[1:] == [JointJoined(joint=NUMBER, outcome=Outcome.APPROVED, joined_on=THURSDAY)]
    against = answered(DISTRICT_LINK, DISTRICT, Outcome.REJECTED, THURSDAY)
    assert done(against, joint=joint).outcome is Outcome.REJECTED


@pytest.mark.parametrize("policy", [JoinPolicy.ALL_CLOSED, JoinPolicy.VETO, JoinPolicy.INDEPENDENT])
def test_under_another_policy_a_promise_is_only_noted(policy: JoinPolicy) -> None:
    joint = done(promised(DISTRICT_LINK, DISTRICT), answered(CITY_LINK, CITY), joint=accepted(policy))
    assert (joint.status, joint.shares[1].decide_by) == (JointStatus.ACCEPTED, BY)


def test_others_do_not_go_ahead_of_the_lead_nor_what_no_unit_took_on() -> None:
    theirs = done(answered(DISTRICT_LINK, DISTRICT), promised(CITY_LINK, CITY), joint=accepted())
    assert theirs.status is JointStatus.ACCEPTED
    unopened = done(rejected(DISTRICT_LINK, DISTRICT), answered(CITY_LINK, CITY), joint=accepted())
    assert unopened.status is JointStatus.ACCEPTED


def test_voiding_the_only_share_that_was_waited_for_joins_the_rest() -> None:
    joint = done(answered(CITY_LINK, CITY), joint=accepted())
    assert kinds(joint, VoidShare(link=DISTRICT_LINK, text="不涉及")) == [
        "joint.share_voided",
        "link.voided",
        "joint.joined",
    ]


def test_an_acknowledgement_that_its_promise_has_overtaken_is_noted_when_the_stage_has_closed() -> None:
    joint = done(promised(DISTRICT_LINK, DISTRICT), answered(CITY_LINK, CITY), joint=accepted())
    assert joint.status is JointStatus.FOLLOWING
    assert kinds(joint, acknowledged(DISTRICT_LINK, DISTRICT)) == ["joint.share_acknowledged"]


def test_a_stage_that_waited_for_a_share_closes_on_the_day_that_is_made_void_and_not_before() -> None:
    three = done(ADD, joint=accepted())
    joint = done(promised(DISTRICT_LINK, DISTRICT, TUESDAY), answered(CITY_LINK, CITY, on=WEDNESDAY), joint=three)
    assert joint.status is JointStatus.ACCEPTED
    remove = VoidShare(link=LinkId("610100-J261123-00001-3"), text="不涉及")
    assert decide(joint, remove, on(date(2027, 3, 1), by=LEAD))[-1] == JointStageClosed(
        joint=NUMBER, closed_on=date(2027, 3, 1), following=(DISTRICT_LINK,)
    )


def test_a_promise_is_noted_once_and_not_of_a_share_that_has_ended() -> None:
    joint = done(promised(DISTRICT_LINK, DISTRICT), joint=accepted())
    assert kinds(joint, promised(DISTRICT_LINK, DISTRICT)) == []
    assert kinds(done(answered(DISTRICT_LINK, DISTRICT), joint=joint), promised(DISTRICT_LINK, DISTRICT)) == []
    with pytest.raises(Refused) as refused:
        decide(joint, promised(DISTRICT_LINK, CITY), on(MONDAY, by=LEAD))
    assert refused.value.code == "link.unknown"


def test_a_follower_that_stands_still_when_it_promises_leaves_its_days_to_the_stage() -> None:
    joint = done(answered(CITY_LINK, CITY), paused(DISTRICT_LINK, DISTRICT, TUESDAY), joint=accepted())
    events = decide(joint, promised(DISTRICT_LINK, DISTRICT, THURSDAY), on(THURSDAY, by=LEAD))
    assert [event.KIND for event in events] == [
        "joint.share_promised",
        "joint.pauses_counted",
        "link.due_moved",
        "joint.stage_closed",
    ]
    counted = events[1]
    assert isinstance(counted, JointPausesCounted)
    assert counted.counted is not None
    assert [(each.start, each.end) for each in counted.counted.pauses] == [(TUESDAY, THURSDAY)]
    after = fold(events, joint)
    assert kinds(after, resumed(DISTRICT_LINK, DISTRICT, date(2026, 12, 1)), date(2026, 12, 1)) == [
        "joint.share_resumed"
    ]


SHARE_CASE = case_done(OPEN)
PROMISE = PromiseShare(decide_by=BY)


def test_a_share_promises_its_lead_a_day_and_its_clock_runs_on() -> None:
    noted, told = decide_case(SHARE_CASE, PROMISE, on(TUESDAY))
    assert noted == CasePromised(case=SHARE_CASE.id, promised_on=TUESDAY, decide_by=BY, by=StaffId(on(TUESDAY).by.id))
    assert told == LinkPromised(dest=CITY, link=SHARE.link, promised_on=TUESDAY, decide_by=BY)
    after = case_fold([noted, told], SHARE_CASE)
    assert (after.status, after.statutory_due, after.decide_by) == (SHARE_CASE.status, SHARE_CASE.statutory_due, BY)
    with pytest.raises(Refused) as refused:
        decide_case(after, PROMISE, on(TUESDAY))
    assert refused.value.code == "case.promised-before"


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2027, 3, 1)])
def test_a_promise_lies_between_today_and_the_last_day_by_law(day: date) -> None:
    with pytest.raises(Refused) as refused:
        decide_case(SHARE_CASE, PromiseShare(decide_by=day), on(TUESDAY))
    assert refused.value.code == "case.promise-out-of-limit"
    assert refused.value.errors[0].pointer == "/decide_by"
