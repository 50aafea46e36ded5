"""Every pair of a joint master's state and verb, and any order of commands."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.domain.joint.commands import AcceptJoint, AskAgain, JointCommand, RaiseShareAlarms, RecomputeJoint
from liandong.domain.joint.decide import decide
from liandong.domain.joint.evolve import evolve
from liandong.domain.joint.intake_commands import DeemJointAccepted, OpenCheck
from liandong.domain.joint.review_commands import AskSupplement, VoidShare
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import ALLOWED, FINAL, STATUS_NAMES, VERB_NAMES, JointStatus, JointVerb
from liandong.events.case import Outcome
from liandong.events.said import Event
from liandong.terms.codes import LinkId
from liandong.terms.refusal import Refused
from liandong.wire.codec import Codec, read_event, write_event
from tests.unit.case.samples import CITY, DISTRICT, MONDAY, UNITS, on
from tests.unit.joint.samples import (
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
    SUPPLEMENT,
    WITHDRAW,
    acknowledged,
    answered,
    checked,
    done,
    proposed,
    rejected,
)

BOTH = (answered(CITY_LINK, CITY), answered(DISTRICT_LINK, DISTRICT))
STANDING: Mapping[JointStatus | None, Joint | None] = {
    None: None,
    JointStatus.RECEIVED: done(RECEIVE),
    JointStatus.CORRECTION_REQUESTED: done(INCOMPLETE, MERGED),
    JointStatus.NOT_ACCEPTED: done(RECEIVE, REFUSE),
    JointStatus.RETURNED: done(INCOMPLETE, MERGED, SEND_BACK),
    JointStatus.ACCEPTED: done(RECEIVE, AcceptJoint(), rejected(CITY_LINK, CITY)),
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
NOTHING_NEW = {
    (JointStatus.JOINED, JointVerb.TAKE_SHARE_ANSWER),
    (JointStatus.DISPATCHED, JointVerb.TAKE_SHARE_ANSWER),
    (JointStatus.TERMINATED, JointVerb.TAKE_SHARE_ANSWER),
    (JointStatus.JOINED, JointVerb.NOTE_SHARE_ACKNOWLEDGED),
    (JointStatus.DISPATCHED, JointVerb.NOTE_SHARE_ACKNOWLEDGED),
    (JointStatus.ACCEPTED, JointVerb.RECOMPUTE),
    (JointStatus.RECEIVED, JointVerb.DEEM_ACCEPT),
    *((status, JointVerb.TAKE_CHECK_ANSWER) for status in JointStatus),
    *((status, JointVerb.TAKE_SUPPLEMENT_PROPOSAL) for status in JointStatus if status is not JointStatus.ACCEPTED),
}
"""No news: the same answer again, an acknowledgement overtaken by its answer, the same calendar, an answer to a check
that was not asked or is over, five days that have not gone by."""
REFUSED_BY_A_RULE = {
    (JointStatus.ACCEPTED, JointVerb.SUPPLEMENT): "joint.no-supplement-awaited",
    (JointStatus.ACCEPTED, JointVerb.ASK_SUPPLEMENT): "joint.nothing-proposed",
}
"""Allowed by the table, but nobody has asked for materials in these samples."""
TRIED = (
    *COMMANDS.values(),
    acknowledged(CITY_LINK, CITY),
    rejected(CITY_LINK, CITY),
    answered(CITY_LINK, CITY),
    answered(CITY_LINK, CITY, Outcome.REJECTED),
    answered(LinkId("610100-J261123-00001-3"), CITY),
    answered(CITY_LINK, CITY, Outcome.WITHDRAWN),
    answered(DISTRICT_LINK, DISTRICT, Outcome.WITHDRAWN),
    VoidShare(link=CITY_LINK, text="项目不涉及此项"),
    AskAgain(link=DISTRICT_LINK, unit=UNITS[DISTRICT]),
)
CODEC = Codec(Joint)


def test_the_table_names_every_state_once_and_final_states_allow_nothing() -> None:
    assert set(ALLOWED) == {None, *JointStatus} == set(STANDING)
    assert set(STATUS_NAMES) == set(JointStatus)
    assert set(VERB_NAMES) == set(JointVerb) == set(COMMANDS)
    assert {status for status, verbs in ALLOWED.items() if not verbs} == set(FINAL)


@pytest.mark.parametrize(("status", "verb"), [(status, verb) for status in STANDING for verb in JointVerb])
def test_each_pair_of_state_and_verb(status: JointStatus | None, verb: JointVerb) -> None:
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


@given(st.lists(st.tuples(st.sampled_from(TRIED), st.integers(0, 3)), max_size=40))
def test_shares_join_exactly_once_and_nothing_happens_after_the_dispatch(
    tries: list[tuple[JointCommand, int]],
) -> None:
    day, joint, said = MONDAY, done(RECEIVE), list[Event]()
    for command, later in [(AcceptJoint(), 0), *tries]:
        day = min(day + timedelta(days=later), date(2027, 6, 30))
        try:
            events = decide(joint, command, on(day, by=LEAD))
        except Refused:
            continue
        assert not (events and joint.status in FINAL), "an event after the end"
        for event in events:
            facts, personal = write_event(event)
            joint = evolve(joint, read_event(event.KIND, event.VERSION, facts, personal))
            said.append(event)
    kinds = [event.KIND for event in said]
    ends = kinds.count("joint.joined") + kinds.count("joint.withdrawn") + kinds.count("joint.terminated")
    to_come = any(share.outcome is None and share.voided is None for share in joint.shares)
    assert ends == (joint.status is not JointStatus.ACCEPTED)
    assert to_come == (joint.status is JointStatus.ACCEPTED)
    assert kinds.count("joint.share_answered") == sum(share.outcome is not None for share in joint.shares)
    assert kinds.count("joint.dispatched") <= kinds.count("joint.joined")
    assert kinds.count("link.unacknowledged") <= joint.asked
    assert len({share.link for share in joint.shares}) == len(joint.shares)
    assert CODEC.read(*CODEC.write(joint)) == joint
