"""A timeline tells what was said, in the order of the matter's own history, whatever order it was heard in."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.story import CALENDAR_HASH

from e_supervision import timeline as package
from e_supervision.timeline import Act, Link, Round, Standing, Step, Timeline, advance, is_matter
from liandong.events import joint
from liandong.events.all_events import ALL_EVENTS
from liandong.events.authority import LetterAct
from liandong.events.case import CaseEvent, CaseKind, Outcome
from liandong.events.case_clock import CasePaused, PauseGround
from liandong.events.joint import JointEvent
from liandong.terms.codes import CaseId, EventId, ItemCode, JointId, LinkId, Tier
from liandong.terms.legal_time import midnight
from liandong.wire.codec import Codec


@pytest.fixture(scope="session")
def told(story, at):
    """A case with a notice, a step and a delivery."""
    told = story().received(at("09-21")).noticed(at("09-23")).supplemented(at("09-28")).accepted(at("09-29"))
    told.step_started(at("09-29"), "review").step_done(at("09-30"), "review")
    return told.decided(at("10-08")).delivered(at("10-09")).closed(at("10-09"))


def test_a_case_is_told_from_receipt_to_closing(told, at):
    whole = advance(None, told.said)

    assert whole == Timeline(
        unit="610113",
        stream="case:610113-20260928-0001",
        sequence=9,
        last_event="610113:1:9",
        last_kind="case.closed",
        last_at=told.said[-1].occurred_at,
        standing=Standing.CLOSED,
        entry=told.said[0].event.entry,
        calendar=CALENDAR_HASH,
        policy="cn-workdays-1",
        case_kind=CaseKind.PROMISED,
        rounds=(
            Round(effective_on=at("09-21"), answered_on=at("09-23")),
            Round(effective_on=at("09-28"), answered_on=at("09-29")),
        ),
        accepted_on=at("09-29"),
        steps=(Step(code="review", responsible="s1", started_on=at("09-29"), done_on=at("09-30")),),
        decided_on=at("10-08"),
        delivered_on=at("10-09"),
        closed_on=at("10-09"),
        stopped_at=midnight(at("10-08")) + timedelta(hours=10),
        outcome=Outcome.APPROVED,
        acts=(
            Act(act=LetterAct.ACCEPT, on=at("09-29")),
            Act(act=LetterAct.DECIDE, on=at("10-08"), by="s2"),
        ),
        visited_on=(at("09-21"), at("10-09")),
        tier=Tier.DISTRICT,
        asked_on=at("09-21"),
    )


@given(st.data())
def test_the_order_of_delivery_does_not_matter(told, data):
    arriving = data.draw(st.permutations(told.said))
    ledger, so_far = [], None
    for entry in arriving:
        ledger.append(entry)
        so_far = advance(so_far, ledger)

    assert so_far == advance(None, told.said)


@given(st.integers(2, 9), st.integers(0, 9))
def test_what_lies_beyond_a_gap_waits(told, missing, times_again):
    heard = [entry for entry in told.said if entry.sequence != missing]

    assert advance(None, heard).sequence == missing - 1
    assert advance(advance(None, told.said), told.said[:times_again]) == advance(None, told.said)


def test_nothing_is_told_before_the_first_entry_is_heard(told):
    assert advance(None, told.said[1:]) is None


def test_a_joint_master_tells_its_shares(story, at):
    first = joint.Share(link=LinkId("L1"), unit="610113", item=ItemCode("i1"))
    second = joint.Share(link=LinkId("L2"), unit="610112", item=ItemCode("i2"))
    third = joint.Share(link=LinkId("L3"), unit="610111", item=ItemCode("i2"))
    master = JointId("610100-J-0001")
    told = story().joint_received(at("09-24"), first, second).joint_accepted(at("09-28"))
    told.say(
        at("09-28"), joint.JointShareAcknowledged(joint=master, link="L1", case="c1", acknowledgement=EventId("x"))
    )
    told.say(at("09-29"), joint.JointShareRejected(joint=master, link="L2", reason_code="item.unknown"))
    told.say(
        at("09-30"),
        joint.JointShareAskedAgain(
            joint=master, replaces="L2", share=third, requested_on=at("09-30"), acknowledge_by=at("10-08")
        ),
    )
    told.say(
        at("10-12"),
        joint.JointShareAnswered(
            joint=master, link="L1", case=CaseId("c1"), outcome=Outcome.APPROVED, decided_on=at("10-10"), document="d"
        ),
    )
    told.say(at("10-13"), joint.JointJoined(joint=master, outcome=Outcome.APPROVED, joined_on=at("10-13")))
    whole = advance(None, told.said)

    assert whole.standing is Standing.DECIDED
    assert (whole.accepted_on, whole.decided_on) == (at("09-28"), at("10-13"))
    assert whole.links == (
        Link(
            link="L1", unit="610113", item="i1", acknowledged_on=at("09-28"), answered_on=at("10-12"), case="c1",
            outcome=Outcome.APPROVED, ended_on=at("10-10"),
        ),
        Link(link="L2", unit="610112", item="i2", rejected_on=at("09-29"), ended_on=at("09-30")),
        Link(link="L3", unit="610111", item="i2"),
    )  # fmt: skip


def test_a_case_handed_up_is_back_when_the_upper_unit_cannot_take_it(story, at):
    told = story().received(at("09-28")).accepted(at("09-28")).forwarded(at("09-30"))
    assert advance(None, told.said).handed_up_on == at("09-30")
    assert advance(None, told.said).standing is Standing.ESCALATED

    back = advance(None, told.forward_rejected(at("10-08")).said)
    assert back.handed_up_on is None
    assert back.standing is Standing.IN_REVIEW


def standings(told):
    return [advance(None, told.said[: end + 1]).standing for end in range(len(told.said))]


def test_what_a_lead_says_of_a_case_handed_up_holds_when_it_is_back(story, at):
    told = story().received(at("09-28")).accepted(at("09-28")).forwarded(at("09-29"))
    told.paused(at("09-30"), ground=PauseGround.SUPPLEMENT).withdrawal_asked(at("10-08"))
    assert standings(told)[2:] == [Standing.ESCALATED] * 3
    told.forward_rejected(at("10-09")).withdrawal_retracted(at("10-10")).resumed(at("10-12"))
    assert standings(told)[5:] == [Standing.WITHDRAW_PENDING, Standing.PAUSED, Standing.IN_REVIEW]


def test_what_is_waited_for_under_a_pending_withdrawal_comes_up_when_that_is_retracted(story, at):
    told = story().received(at("09-28")).accepted(at("09-28")).withdrawal_asked(at("09-29"))
    told.paused(at("09-30"), ground=PauseGround.SUPPLEMENT).withdrawal_retracted(at("10-08"))
    assert standings(told)[2:] == [Standing.WITHDRAW_PENDING, Standing.WITHDRAW_PENDING, Standing.PAUSED]
    told = story().received(at("09-28")).accepted(at("09-28")).paused(at("09-29")).paused(at("09-30"), 2)
    told.withdrawal_asked(at("10-08")).resumed(at("10-09"), 2).resumed(at("10-10")).withdrawal_retracted(at("10-12"))
    assert standings(told)[3:] == [
        Standing.PAUSED,
        Standing.WITHDRAW_PENDING,
        Standing.WITHDRAW_PENDING,
        Standing.WITHDRAW_PENDING,
        Standing.ACCEPTED,
    ]


def test_a_supplement_its_lead_asked_for_is_no_act_of_the_unit_above(story, at):
    told = story().received(at("09-28")).accepted(at("09-28"))
    told.say(
        at("09-29"),
        CasePaused(case=told.number, number=1, ground=PauseGround.SUPPLEMENT, paused_on=at("09-29"), by_lead=True),
    )
    assert [act.act for act in advance(None, told.said).acts] == [LetterAct.ACCEPT]


def test_a_late_notice_does_not_answer_a_hand_in_twice(story, at):
    told = story().received(at("09-21")).accepted(at("09-22")).returned(at("09-25"))

    assert advance(None, told.said).rounds == (Round(effective_on=at("09-21"), answered_on=at("09-22")),)


def test_a_timeline_survives_the_database(told):
    codec = Codec(Timeline)
    whole = advance(None, told.said)

    facts, personal = codec.write(whole)
    assert personal is None
    assert codec.read(facts) == whole


def test_only_cases_and_joint_masters_have_a_timeline():
    assert [s for s in ("case:1", "joint:1", "link:1", "registry:1", "calendar") if is_matter(s)] == [
        "case:1",
        "joint:1",
    ]


def test_every_kind_said_of_a_matter_is_told():
    """An event that the fold passes over in silence would be lost to supervision."""
    files = (Path(package.__file__).parent / name for name in ("fold.py", "fold_joint.py"))
    source = ast.parse("\n".join(file.read_text() for file in files))
    matched = {ast.unparse(node.cls).split(".")[-1] for node in ast.walk(source) if isinstance(node, ast.MatchClass)}

    said = {event.__name__ for event in ALL_EVENTS if issubclass(event, CaseEvent | JointEvent)}
    assert said <= matched
