"""When the shares of a stage join and as what, by its policy and the days of their outcomes (D.5.4, D.12.1, D.12.2)."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.clocks import Clock
from liandong.domain.joint.clocks import clocks_of
from liandong.domain.joint.decide import decide
from liandong.domain.joint.joining import Joined, join
from liandong.domain.joint.review_commands import AskJointWithdrawal
from liandong.domain.joint.state import ShareState
from liandong.domain.joint.status import JointStatus
from liandong.domain.worktime.light import Light
from liandong.events.case import Outcome
from liandong.events.case_ending import TerminationGround
from liandong.events.joint import JointJoined
from liandong.events.joint_ending import JointTerminated, JointWithdrawn
from liandong.events.link import VoidCause
from liandong.events.reference import JoinPolicy
from liandong.terms.codes import ItemCode, LinkId
from tests.unit.case.samples import CITY, DISTRICT, on
from tests.unit.joint.samples import (
    CITY_LINK,
    DISTRICT_LINK,
    LEAD,
    NUMBER,
    WITHDRAW,
    answered,
    done,
    fold,
    rejected,
)
from tests.unit.joint.test_ending import REMOVE, accepted
from tests.unit.joint.test_joint import TUESDAY, WEDNESDAY

FRIDAY = date(2026, 11, 27)


def test_a_whole_no_unit_could_open_is_withdrawn_on_the_day_the_applicant_withdrew_it() -> None:
    joint = done(rejected(CITY_LINK, CITY), rejected(DISTRICT_LINK, DISTRICT), joint=accepted())
    events = decide(joint, WITHDRAW, on(date(2027, 3, 1), by=LEAD))
    assert events[-1] == JointWithdrawn(joint=NUMBER, withdrawn_on=date(2027, 3, 1))


def test_a_whole_of_which_one_share_was_withdrawn_ends_when_the_lead_makes_the_other_void() -> None:
    withdrawn = answered(CITY_LINK, CITY, Outcome.WITHDRAWN, TUESDAY)
    joint = done(AskJointWithdrawal(link=CITY_LINK), withdrawn, joint=accepted())
    events = decide(joint, REMOVE, on(date(2027, 3, 1), by=LEAD))
    assert events[-1] == JointWithdrawn(joint=NUMBER, withdrawn_on=date(2027, 3, 1))


def test_a_whole_whose_units_ended_every_share_is_terminated_with_their_papers_and_refused_to_nobody() -> None:
    joint = done(answered(DISTRICT_LINK, DISTRICT, Outcome.TERMINATED, WEDNESDAY), joint=accepted())
    _, ended = decide(joint, answered(CITY_LINK, CITY, Outcome.TERMINATED, TUESDAY), on(FRIDAY, by=LEAD))
    assert ended == JointTerminated(
        joint=NUMBER,
        ground=TerminationGround.MATTER_GONE,
        terminated_on=WEDNESDAY,
        document="610113〔2026〕1号",
        text="各分件均未作出决定，承办单位已终止办理（610100〔2026〕1号、610113〔2026〕1号），本联办件随之终止",
        by_shares=True,
    )
    after = fold([ended], joint)
    assert (after.status, after.outcome) == (JointStatus.TERMINATED, Outcome.TERMINATED)
    assert clocks_of(after, on(FRIDAY, by=LEAD)) == ()


def test_a_whole_of_which_one_share_was_terminated_and_the_other_withdrawn_is_terminated() -> None:
    joint = done(AskJointWithdrawal(link=CITY_LINK), joint=accepted())
    joint = done(answered(DISTRICT_LINK, DISTRICT, Outcome.TERMINATED, TUESDAY), joint=joint)
    _, ended = decide(joint, answered(CITY_LINK, CITY, Outcome.WITHDRAWN, WEDNESDAY), on(WEDNESDAY, by=LEAD))
    assert isinstance(ended, JointTerminated)
    assert (ended.terminated_on, ended.document) == (WEDNESDAY, "610113〔2026〕1号")


def test_a_whole_that_was_late_does_not_become_timely_because_the_share_waited_for_is_made_void() -> None:
    waiting = done(answered(CITY_LINK, CITY, on=WEDNESDAY), joint=accepted())
    joint = done(REMOVE, joint=waiting, day=date(2027, 3, 1))  # its last day by law was 26 January
    assert joint.joined_on == date(2027, 3, 1)
    lights = {each.clock: each.light for each in clocks_of(joint, on(date(2027, 3, 1), by=LEAD))}
    assert lights == {
        Clock.PROMISED: Light.FINISHED_LATE,
        Clock.STATUTORY: Light.FINISHED_LATE,
        Clock.DELIVERY: Light.GREEN,
    }


def test_what_was_decided_after_it_was_made_void_ended_on_the_day_of_that_decision() -> None:
    joint = done(REMOVE, answered(DISTRICT_LINK, DISTRICT, on=WEDNESDAY), joint=accepted())
    assert done(answered(CITY_LINK, CITY, on=TUESDAY), joint=joint).joined_on == WEDNESDAY


def test_a_rejection_ends_a_stage_of_veto_and_voids_what_is_open() -> None:
    events = decide(
        accepted(JoinPolicy.VETO), answered(CITY_LINK, CITY, Outcome.REJECTED, TUESDAY), on(WEDNESDAY, by=LEAD)
    )
    assert [event.KIND for event in events] == [
        "joint.share_answered",
        "joint.joined",
        "joint.share_voided",
        "link.voided",
    ]
    assert events[1] == JointJoined(joint=NUMBER, outcome=Outcome.REJECTED, joined_on=TUESDAY)


YES, NO, GONE, STOPPED, OPEN_SHARE, VOID = "approved", "rejected", "withdrawn", "terminated", "open", "void"
ALL, VETO, EACH = JoinPolicy.ALL_CLOSED, JoinPolicy.VETO, JoinPolicy.INDEPENDENT
FOLLOW = JoinPolicy.PROMISE_THEN_FOLLOW


def share(number: int, how: str) -> ShareState:
    bare = ShareState(link=LinkId(f"L-{number}"), unit=DISTRICT, item=ItemCode("X"))
    if how == OPEN_SHARE:
        return bare
    if how == VOID:
        return replace(bare, voided=VoidCause.REMOVED, voided_on=date(2026, 12, number))
    return replace(bare, outcome=Outcome(how), decided_on=date(2026, 12, number))


@pytest.mark.parametrize(
    ("policy", "shares", "outcome", "day"),
    [
        (ALL, (YES, YES), YES, 2),
        (ALL, (YES, OPEN_SHARE), None, None),
        (ALL, (NO, OPEN_SHARE), None, None),
        (ALL, (YES, NO), NO, 2),
        (ALL, (YES, GONE), YES, 2),
        (ALL, (YES, VOID), YES, 2),
        (ALL, (VOID, YES), YES, 2),
        (ALL, (GONE, GONE), GONE, 2),
        (None, (YES, YES), YES, 2),
        (VETO, (NO, OPEN_SHARE), NO, 1),
        (VETO, (YES, OPEN_SHARE), None, None),
        (VETO, (NO, NO), NO, 1),
        (VETO, (YES, YES), YES, 2),
        (EACH, (YES, NO), YES, 2),
        (EACH, (NO, OPEN_SHARE), None, None),
        (EACH, (NO, NO), NO, 2),
        (EACH, (GONE, VOID), GONE, 2),
        (EACH, (VOID, GONE), GONE, 2),
        (ALL, (VOID, VOID), GONE, 2),
        (ALL, (STOPPED, STOPPED), STOPPED, 2),
        (VETO, (GONE, STOPPED), STOPPED, 2),
        (EACH, (STOPPED, VOID), STOPPED, 2),
        (EACH, (YES, STOPPED), YES, 2),
        (ALL, (NO, STOPPED), NO, 2),
        (FOLLOW, (YES, OPEN_SHARE), None, None),
        (FOLLOW, (YES, NO), NO, 2),
        (FOLLOW, (YES, YES), YES, 2),
    ],
)
def test_shares_join_by_the_policy_of_the_stage(
    policy: JoinPolicy | None, shares: tuple[str, ...], outcome: str | None, day: int | None
) -> None:
    found = join(policy, [share(number, how) for number, how in enumerate(shares, start=1)])
    expected = None if outcome is None or day is None else Joined(Outcome(outcome), date(2026, 12, day))
    assert found == expected
