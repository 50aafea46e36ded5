"""Every pair of a joint master's state and verb, and any order of commands."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.domain.joint.commands import AcceptJoint, AskAgain, JointCommand, RaiseShareAlarms, RecomputeJoint
from liandong.domain.joint.decide import decide
from liandong.domain.joint.evolve import evolve
from liandong.domain.joint.intake_commands import DeemJointAccepted, OpenCheck
from liandong.domain.joint.review_commands import AskJointWithdrawal, AskSupplement, RetractJointWithdrawal, VoidShare
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import ALLOWED, FINAL, LATE, STATUS_NAMES, VERB_NAMES, JointStatus, JointVerb
from liandong.events.case import Outcome
from liandong.events.link import LinkDispatched
from liandong.events.reference import JoinPolicy
from liandong.events.said import Event
from liandong.terms.codes import LinkId
from liandong.terms.refusal import Refused
from liandong.wire.codec import Codec, read_event, write_event
from tests.about import about
from tests.unit.case.samples import CITY, DISTRICT, MONDAY, UNITS, on
from tests.unit.joint.samples import (
    ADD,
    CITY_LINK,
    DISPATCH,
    DISTRICT_LINK,
    END,
    INCOMPLETE,
    LEAD,
    LONGER,
    MERGED,
    RECEIVE,
    REFUSE,
    SEND_BACK,
    STAGE,
    SUPPLEMENT,
    WITHDRAW,
    acknowledged,
    answered,
    checked,
    done,
    paused,
    promised,
    proposed,
    rejected,
    resumed,
)

BOTH = (answered(CITY_LINK, CITY), answered(DISTRICT_LINK, DISTRICT))
FOLLOWED = replace(RECEIVE, entry=replace(STAGE, join_policy=JoinPolicy.PROMISE_THEN_FOLLOW))
STANDING: Mapping[JointStatus | None, Joint | None] = {
    None: None,
    JointStatus.RECEIVED: done(RECEIVE),
    JointStatus.CORRECTION_REQUESTED: done(INCOMPLETE, MERGED),
    JointStatus.NOT_ACCEPTED: done(RECEIVE, REFUSE),
    JointStatus.RETURNED: done(INCOMPLETE, MERGED, SEND_BACK),
    JointStatus.ACCEPTED: done(RECEIVE, AcceptJoint(), rejected(CITY_LINK, CITY)),
    JointStatus.FOLLOWING: done(FOLLOWED, AcceptJoint(), promised(DISTRICT_LINK, DISTRICT), answered(CITY_LINK, CITY)),
    JointStatus.JOINED: done(RECEIVE, AcceptJoint(), *BOTH),
    JointStatus.WITHDRAWN: done(RECEIVE, WITHDRAW),
    JointStatus.TERMINATED: done(RECEIVE, AcceptJoint(), END),
    JointStatus.DISPATCHED: done(RECEIVE, AcceptJoint(), *BOTH, DISPATCH),
}
COMMANDS: Mapping[JointVerb, JointCommand] = {
    JointVerb.RECEIVE: RECEIVE,
    JointVerb.OPEN_CHECK: OpenCheck(),
    JointVerb.TAKE_CHECK_ANSWER: checked(DISTRICT_LINK, DISTRICT),
    JointVerb.REQUEST_CORRECTION: MERGED,
    JointVerb.SUPPLEMENT: SUPPLEMENT,
    JointVerb.REFUSE_ACCEPTANCE: REFUSE,
    JointVerb.RETURN: SEND_BACK,
    JointVerb.DEEM_ACCEPT: DeemJointAccepted(),
    JointVerb.ACCEPT: AcceptJoint(),
    JointVerb.NOTE_SHARE_ACKNOWLEDGED: acknowledged(DISTRICT_LINK, DISTRICT),
    JointVerb.TAKE_SHARE_REJECTION: rejected(DISTRICT_LINK, DISTRICT),
    JointVerb.ASK_AGAIN: AskAgain(link=CITY_LINK, unit=UNITS[CITY]),
    JointVerb.TAKE_SHARE_ANSWER: answered(DISTRICT_LINK, DISTRICT),
    JointVerb.TAKE_SHARE_PAUSE: paused(DISTRICT_LINK, DISTRICT),
    JointVerb.TAKE_SHARE_RESUMPTION: resumed(DISTRICT_LINK, DISTRICT),
    JointVerb.TAKE_SHARE_PROMISE: promised(DISTRICT_LINK, DISTRICT),
    JointVerb.ADD_SHARE: ADD,
    JointVerb.RETRACT_WITHDRAWAL: RetractJointWithdrawal(),
    JointVerb.RAISE_LINK_ALARM: RaiseShareAlarms(),
    JointVerb.RECOMPUTE: RecomputeJoint(),
    JointVerb.EXTEND: LONGER,
    JointVerb.TAKE_SUPPLEMENT_PROPOSAL: proposed(DISTRICT_LINK, DISTRICT, "plan"),
    JointVerb.ASK_SUPPLEMENT: AskSupplement(),
    JointVerb.ASK_WITHDRAWAL: WITHDRAW,
    JointVerb.VOID_SHARE: VoidShare(link=DISTRICT_LINK, text="项目不涉及此项"),
    JointVerb.TERMINATE: END,
    JointVerb.DISPATCH: DISPATCH,
}
HAPPENS: Mapping[tuple[JointStatus | None, JointVerb], list[str]] = {
    (None, JointVerb.RECEIVE): ["joint.received"],
    (JointStatus.RECEIVED, JointVerb.ACCEPT): ["joint.accepted", "link.requested", "link.requested"],
    (JointStatus.RECEIVED, JointVerb.OPEN_CHECK): [
        "joint.check_opened",
        "link.check_requested",
        "link.check_requested",
    ],
    (JointStatus.RECEIVED, JointVerb.REQUEST_CORRECTION): ["joint.correction_requested"],
    (JointStatus.RECEIVED, JointVerb.REFUSE_ACCEPTANCE): ["joint.not_accepted"],
    (JointStatus.CORRECTION_REQUESTED, JointVerb.SUPPLEMENT): ["joint.supplemented"],
    (JointStatus.CORRECTION_REQUESTED, JointVerb.RETURN): ["joint.returned"],
    (JointStatus.ACCEPTED, JointVerb.NOTE_SHARE_ACKNOWLEDGED): ["joint.share_acknowledged"],
    (JointStatus.ACCEPTED, JointVerb.TAKE_SHARE_REJECTION): ["joint.share_rejected"],
    (JointStatus.ACCEPTED, JointVerb.ASK_AGAIN): ["joint.share_asked_again", "link.requested"],
    (JointStatus.ACCEPTED, JointVerb.TAKE_SHARE_ANSWER): ["joint.share_answered"],
    (JointStatus.ACCEPTED, JointVerb.TAKE_SHARE_PAUSE): ["joint.share_paused"],
    (JointStatus.ACCEPTED, JointVerb.TAKE_SHARE_PROMISE): ["joint.share_promised"],
    (JointStatus.ACCEPTED, JointVerb.ADD_SHARE): ["joint.share_added", "link.requested"],
    (JointStatus.FOLLOWING, JointVerb.NOTE_SHARE_ACKNOWLEDGED): ["joint.share_acknowledged"],
    (JointStatus.FOLLOWING, JointVerb.TAKE_SHARE_ANSWER): ["joint.share_answered", "joint.joined"],
    (JointStatus.FOLLOWING, JointVerb.TAKE_SHARE_PAUSE): ["joint.share_paused"],
    (JointStatus.FOLLOWING, JointVerb.TAKE_SUPPLEMENT_PROPOSAL): ["joint.supplement_proposed"],
    (JointStatus.FOLLOWING, JointVerb.ASK_WITHDRAWAL): ["joint.withdrawal_asked", "link.withdrawal_asked"],
    (JointStatus.FOLLOWING, JointVerb.VOID_SHARE): ["joint.share_voided", "link.voided", "joint.joined"],
    (JointStatus.TERMINATED, JointVerb.TAKE_SHARE_ANSWER): ["joint.share_answered"],
    (JointStatus.RECEIVED, JointVerb.ASK_WITHDRAWAL): ["joint.withdrawn"],
    (JointStatus.CORRECTION_REQUESTED, JointVerb.ASK_WITHDRAWAL): ["joint.withdrawn"],
    (JointStatus.ACCEPTED, JointVerb.TAKE_SUPPLEMENT_PROPOSAL): ["joint.supplement_proposed"],
    (JointStatus.ACCEPTED, JointVerb.ASK_WITHDRAWAL): [
        "joint.withdrawal_asked",
        "link.withdrawal_asked",
        "joint.share_voided",
    ],
    (JointStatus.ACCEPTED, JointVerb.VOID_SHARE): ["joint.share_voided", "link.voided"],
    (JointStatus.ACCEPTED, JointVerb.TERMINATE): [
        "joint.share_voided",
        "joint.share_voided",
        "link.voided",
        "joint.terminated",
    ],
    (JointStatus.ACCEPTED, JointVerb.EXTEND): ["joint.extended", "link.due_moved"],
    (JointStatus.JOINED, JointVerb.DISPATCH): ["joint.dispatched", "link.dispatched", "link.dispatched"],
}
UNDER_WAY = (JointStatus.ACCEPTED, JointStatus.FOLLOWING)
NOTHING_NEW = {
    (JointStatus.JOINED, JointVerb.TAKE_SHARE_ANSWER),
    (JointStatus.DISPATCHED, JointVerb.TAKE_SHARE_ANSWER),
    (JointStatus.JOINED, JointVerb.NOTE_SHARE_ACKNOWLEDGED),
    (JointStatus.DISPATCHED, JointVerb.NOTE_SHARE_ACKNOWLEDGED),
    (JointStatus.TERMINATED, JointVerb.NOTE_SHARE_ACKNOWLEDGED),
    (JointStatus.TERMINATED, JointVerb.TAKE_SHARE_REJECTION),
    (JointStatus.ACCEPTED, JointVerb.RECOMPUTE),
    (JointStatus.RECEIVED, JointVerb.DEEM_ACCEPT),
    *((status, JointVerb.TAKE_CHECK_ANSWER) for status in JointStatus),
    *((status, JointVerb.TAKE_SUPPLEMENT_PROPOSAL) for status in JointStatus if status not in UNDER_WAY),
    *((status, JointVerb.TAKE_SHARE_PAUSE) for status in JointStatus if status not in UNDER_WAY),
    *((status, JointVerb.TAKE_SHARE_RESUMPTION) for status in JointStatus),
    *((status, JointVerb.TAKE_SHARE_PROMISE) for status in JointStatus if status is not JointStatus.ACCEPTED),
}
"""No news: the same answer again, an acknowledgement overtaken by its answer, the same calendar, an answer to a check
that was not asked or is over, five days that have not gone by, a word of a share that has crossed with the end."""
REFUSED_BY_A_RULE = {
    (JointStatus.ACCEPTED, JointVerb.SUPPLEMENT): "joint.no-supplement-awaited",
    (JointStatus.ACCEPTED, JointVerb.ASK_SUPPLEMENT): "joint.nothing-proposed",
    (JointStatus.FOLLOWING, JointVerb.SUPPLEMENT): "joint.no-supplement-awaited",
    (JointStatus.FOLLOWING, JointVerb.ASK_SUPPLEMENT): "joint.nothing-proposed",
    (JointStatus.ACCEPTED, JointVerb.RETRACT_WITHDRAWAL): "joint.no-withdrawal",
    (JointStatus.FOLLOWING, JointVerb.RETRACT_WITHDRAWAL): "joint.no-withdrawal",
    (JointStatus.WITHDRAWN, JointVerb.TAKE_SHARE_ANSWER): "joint.not-now",
    (JointStatus.WITHDRAWN, JointVerb.DISPATCH): "joint.nothing-to-hand-out",
    (JointStatus.TERMINATED, JointVerb.DISPATCH): "joint.nothing-to-hand-out",
    (JointStatus.DISPATCHED, JointVerb.DISPATCH): "joint.nothing-to-hand-out",
}
"""Allowed by the table, but in these samples nobody has asked for materials, withdrawn or decided late."""
TRIED = (
    *COMMANDS.values(),
    acknowledged(CITY_LINK, CITY),
    rejected(CITY_LINK, CITY),
    answered(CITY_LINK, CITY),
    answered(CITY_LINK, CITY, Outcome.REJECTED),
    answered(LinkId("610100-J261123-00001-3"), CITY),
    answered(CITY_LINK, CITY, Outcome.WITHDRAWN),
    answered(DISTRICT_LINK, DISTRICT, Outcome.WITHDRAWN),
    answered(CITY_LINK, CITY, Outcome.TERMINATED),
    answered(DISTRICT_LINK, DISTRICT, Outcome.TERMINATED),
    VoidShare(link=CITY_LINK, text="项目不涉及此项"),
    AskAgain(link=DISTRICT_LINK, unit=UNITS[DISTRICT]),
    AskJointWithdrawal(link=CITY_LINK),
    RetractJointWithdrawal(link=CITY_LINK),
    *(word(CITY_LINK, CITY, MONDAY + timedelta(days=2)) for word in (paused, resumed, promised)),
    *(paused(DISTRICT_LINK, DISTRICT, MONDAY + timedelta(days=days), days) for days in (1, 3)),
    *(resumed(DISTRICT_LINK, DISTRICT, MONDAY + timedelta(days=days + 2), days) for days in (1, 3)),
)
CODEC = Codec(Joint)


def test_the_table_names_every_state_once_and_final_states_allow_nothing_but_what_was_decided_late() -> None:
    assert set(ALLOWED) == {None, *JointStatus} == set(STANDING)
    assert set(STATUS_NAMES) == set(JointStatus)
    assert set(VERB_NAMES) == set(JointVerb) == set(COMMANDS)
    assert {status for status, verbs in ALLOWED.items() if status and verbs <= LATE} == {*FINAL, JointStatus.JOINED}


@pytest.mark.parametrize("status", STANDING)
def test_each_pair_of_state_and_verb(status: JointStatus | None) -> None:
    for verb in JointVerb:
        with about(verb):
            _holds(status, verb)


def _holds(status: JointStatus | None, verb: JointVerb) -> None:
    joint, command, given_then = STANDING[status], COMMANDS[verb], on(MONDAY, by=LEAD)
    if verb is JointVerb.RAISE_LINK_ALARM or (status, verb) in NOTHING_NEW:
        assert decide(joint, command, given_then) == []
    elif (status, verb) in REFUSED_BY_A_RULE:
        assert verb in ALLOWED[status]
        with pytest.raises(Refused) as refused:
            decide(joint, command, given_then)
        assert refused.value.code == REFUSED_BY_A_RULE[status, verb]
    elif (status, verb) in HAPPENS:
        assert verb in ALLOWED[status]
        assert [event.KIND for event in decide(joint, command, given_then)] == HAPPENS[status, verb]
    else:
        assert verb not in ALLOWED[status]
        with pytest.raises(Refused) as refused:
            decide(joint, command, given_then)
        assert refused.value.code in {"joint.not-now", "joint.not-found", "joint.already-there"}


@given(
    st.sampled_from((RECEIVE, FOLLOWED)),
    st.lists(st.tuples(st.sampled_from(TRIED), st.integers(0, 3)), max_size=40),
)
def test_shares_join_exactly_once_and_only_what_was_decided_late_is_said_after_the_end(
    received: JointCommand,
    tries: list[tuple[JointCommand, int]],
) -> None:
    day, joint, said = MONDAY, done(received), list[Event]()
    for command, later in [(AcceptJoint(), 0), *tries]:
        day = min(day + timedelta(days=later), date(2027, 6, 30))
        try:
            events = decide(joint, command, on(day, by=LEAD))
        except Refused:
            continue
        late = {event.KIND for event in events} <= {"joint.share_answered", "joint.dispatched", "link.dispatched"}
        assert joint.status not in FINAL or late, "an event after the end"
        for event in events:
            facts, personal = write_event(event)
            joint = evolve(joint, read_event(event.KIND, event.VERSION, facts, personal))
            said.append(event)
    kinds = [event.KIND for event in said]
    ends = kinds.count("joint.joined") + kinds.count("joint.withdrawn") + kinds.count("joint.terminated")
    to_come = any(share.outcome is None and share.voided is None for share in joint.shares)
    assert ends == (joint.status not in UNDER_WAY)
    assert to_come == (joint.status in UNDER_WAY)
    assert kinds.count("joint.share_answered") == sum(share.outcome is not None for share in joint.shares)
    if joint.status is JointStatus.JOINED:
        assert joint.undelivered
    assert kinds.count("joint.dispatched") <= kinds.count("joint.joined") + kinds.count("joint.share_voided")
    told = [event.link for event in said if isinstance(event, LinkDispatched)]
    assert len(told) == len(set(told)) == sum(share.delivered for share in joint.shares)
    if joint.status is JointStatus.ACCEPTED:
        ended = [(each.start, each.end) for each in joint.pauses if each.end is not None]
        counted = () if joint.counted is None else joint.counted.pauses
        assert ended == [(each.start, each.end) for each in counted if each.end is not None]
    assert kinds.count("link.unacknowledged") <= joint.asked
    assert len({share.link for share in joint.shares}) == len(joint.shares)
    assert CODEC.read(*CODEC.write(joint)) == joint
