"""Every pair of state and verb: the allowed ones give exactly the listed events, every other one a refusal."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from liandong.domain.case.commands import (
    Accept,
    CaseCommand,
    Close,
    Decide,
    NoteForwardAcknowledged,
    RaiseLinkAlarm,
    RefusalGround,
    RefuseAcceptance,
    Return,
    ReturnGround,
    TakeDispatch,
    TakeForwardRejection,
    TakeUpperDecision,
)
from liandong.domain.case.decide import decide
from liandong.domain.case.state import Case
from liandong.domain.case.status import ALLOWED, FINAL, STATUS_NAMES, VERB_NAMES, Status, Verb
from liandong.events.case import Outcome
from liandong.terms.codes import CaseId, EventId, LinkId
from liandong.terms.refusal import Refused
from tests.unit.case.samples import (
    APPROVE,
    CITY,
    CITY_DECIDES,
    COUNTER,
    FORM,
    HAND_IN,
    HAND_UP,
    MONDAY,
    NOTICE,
    REVIEWED,
    done,
    on,
    receive,
    step,
)
from tests.unit.case.test_linked import FIRST_LINK, OPEN, SHARE, SHARE_REVIEWED
from tests.unit.case.test_reviewing import REJECT

STANDING: Mapping[Status | None, Case | None] = {
    None: None,
    Status.RECEIVED: done(receive()),
    Status.CORRECTION_REQUESTED: done(receive(materials=(FORM,)), NOTICE),
    Status.NOT_ACCEPTED: done(receive(), RefuseAcceptance(ground=RefusalGround.NO_LICENCE_NEEDED, text="无需许可")),
    Status.RETURNED: done(receive(), NOTICE, Return(ground=ReturnGround.APPLICANT_ASKED, text="申请人要求退件")),
    Status.ACCEPTED: done(receive(), Accept()),
    Status.IN_REVIEW: done(receive(), Accept(), step("examine")[0]),
    Status.AWAITING_DECISION: done(receive(), *REVIEWED),
    Status.ESCALATED: done(receive(CITY_DECIDES), *REVIEWED, HAND_UP),
    Status.APPROVED: done(receive(), *REVIEWED, APPROVE),
    Status.REJECTED: done(receive(), *REVIEWED, REJECT),
    Status.DELIVERED: done(receive(), *REVIEWED, APPROVE, COUNTER),
    Status.CLOSED: done(receive(), *REVIEWED, APPROVE, COUNTER, Close()),
}
UPPER = CaseId("610100-261124-00007")
COMMANDS: Mapping[Verb, CaseCommand] = {
    Verb.RECEIVE: receive(),
    Verb.OPEN_LINKED: OPEN,
    Verb.REQUEST_CORRECTION: NOTICE,
    Verb.SUPPLEMENT: HAND_IN,
    Verb.ACCEPT: Accept(),
    Verb.REFUSE_ACCEPTANCE: RefuseAcceptance(ground=RefusalGround.NO_LICENCE_NEEDED, text="无需许可"),
    Verb.RETURN: Return(ground=ReturnGround.NOT_SUPPLEMENTED, text="逾期未补正"),
    Verb.START_STEP: step("examine")[0],
    Verb.FINISH_STEP: step("examine")[1],
    Verb.DECIDE: APPROVE,
    Verb.FORWARD: HAND_UP,
    Verb.NOTE_FORWARD_ACKNOWLEDGED: NoteForwardAcknowledged(
        link=FIRST_LINK, by=CITY, upper_case=UPPER, acknowledgement=EventId("610100:1:5")
    ),
    Verb.TAKE_FORWARD_REJECTION: TakeForwardRejection(link=FIRST_LINK, by=CITY, reason_code="catalogue.unknown-item"),
    Verb.TAKE_UPPER_DECISION: TakeUpperDecision(
        link=FIRST_LINK,
        by=CITY,
        upper_case=UPPER,
        outcome=Outcome.APPROVED,
        decided_on=MONDAY,
        document="市市监许〔2026〕3号",
    ),
    Verb.RAISE_LINK_ALARM: RaiseLinkAlarm(),
    Verb.DELIVER: COUNTER,
    Verb.TAKE_DISPATCH: TakeDispatch(link=LinkId("610100-J261123-00001-2"), by=CITY, delivered_on=MONDAY),
    Verb.CLOSE: Close(),
}
HAPPENS: Mapping[tuple[Status | None, Verb], list[str]] = {
    (None, Verb.RECEIVE): ["case.received"],
    (None, Verb.OPEN_LINKED): ["case.received", "case.accepted"],
    (Status.RECEIVED, Verb.REQUEST_CORRECTION): ["case.correction_requested"],
    (Status.RECEIVED, Verb.ACCEPT): ["case.accepted"],
    (Status.RECEIVED, Verb.REFUSE_ACCEPTANCE): ["case.not_accepted"],
    (Status.CORRECTION_REQUESTED, Verb.SUPPLEMENT): ["case.supplemented"],
    (Status.CORRECTION_REQUESTED, Verb.RETURN): ["case.returned"],
    (Status.ACCEPTED, Verb.START_STEP): ["case.step_started"],
    (Status.IN_REVIEW, Verb.FINISH_STEP): ["case.step_done"],
    (Status.AWAITING_DECISION, Verb.DECIDE): ["case.decided"],
    (Status.ESCALATED, Verb.NOTE_FORWARD_ACKNOWLEDGED): ["case.forward_acknowledged"],
    (Status.ESCALATED, Verb.TAKE_FORWARD_REJECTION): ["case.forward_rejected"],
    (Status.ESCALATED, Verb.TAKE_UPPER_DECISION): ["case.upper_decided"],
    (Status.APPROVED, Verb.DELIVER): ["case.delivered"],
    (Status.REJECTED, Verb.DELIVER): ["case.delivered"],
    (Status.DELIVERED, Verb.CLOSE): ["case.closed"],
}
REFUSED_BY_A_RULE: Mapping[tuple[Status | None, Verb], str] = {
    (Status.IN_REVIEW, Verb.START_STEP): "case.step-running",
    (Status.AWAITING_DECISION, Verb.FORWARD): "case.decided-here",
    (Status.APPROVED, Verb.TAKE_DISPATCH): "link.unknown",
    (Status.REJECTED, Verb.TAKE_DISPATCH): "link.unknown",
}
"""Allowed by the table, but these samples break a rule; cases in which they go through are told in the other tests."""
EVERY_PAIR = [(status, verb) for status in STANDING for verb in Verb]


def test_the_samples_stand_where_they_should() -> None:
    assert set(STANDING) == {None, *Status}
    assert set(COMMANDS) == set(Verb)
    for status, case in STANDING.items():
        assert case is None or case.status is status


def test_the_table_names_every_state_once_and_final_states_allow_nothing() -> None:
    assert set(ALLOWED) == {None, *Status}
    assert set(STATUS_NAMES) == set(Status)
    assert set(VERB_NAMES) == set(Verb)
    assert {status for status, verbs in ALLOWED.items() if not verbs} == set(FINAL)


@pytest.mark.parametrize(("status", "verb"), EVERY_PAIR)
def test_each_pair_of_state_and_verb(status: Status | None, verb: Verb) -> None:
    case, command = STANDING[status], COMMANDS[verb]
    if verb is Verb.RAISE_LINK_ALARM:
        assert decide(case, command, on(MONDAY)) == []
        return
    if (status, verb) in HAPPENS:
        assert verb in ALLOWED[status]
        assert [event.KIND for event in decide(case, command, on(MONDAY))] == HAPPENS[status, verb]
        return
    with pytest.raises(Refused) as refused:
        decide(case, command, on(MONDAY))
    if (status, verb) in REFUSED_BY_A_RULE:
        assert verb in ALLOWED[status]
        assert refused.value.code == REFUSED_BY_A_RULE[status, verb]
    else:
        assert verb not in ALLOWED[status]
        assert refused.value.code in {"case.not-now", "case.not-found", "case.already-there"}
    assert refused.value.reason


@pytest.mark.parametrize("decision", [APPROVE, REJECT])
def test_a_share_ends_by_the_unified_dispatch_and_by_nothing_else(decision: Decide) -> None:
    share = done(OPEN, *SHARE_REVIEWED, decision)
    events = decide(share, COMMANDS[Verb.TAKE_DISPATCH], on(MONDAY))
    assert [event.KIND for event in events] == ["case.delivered", "case.closed"]
    with pytest.raises(Refused) as refused:
        decide(share, COMMANDS[Verb.DELIVER], on(MONDAY))
    assert refused.value.code == "case.asker-delivers"
    assert SHARE.unit in refused.value.reason


def test_handing_up_and_starting_the_second_step_are_allowed_where_the_rules_are_met() -> None:
    waiting = done(receive(replace(CITY_DECIDES)), *REVIEWED)
    assert [event.KIND for event in decide(waiting, HAND_UP, on(MONDAY))] == ["link.forwarded", "case.forwarded"]
    between = done(receive(), Accept(), *step("examine"))
    assert between.status is Status.IN_REVIEW
    assert [event.KIND for event in decide(between, step("inspect")[0], on(MONDAY))] == ["case.step_started"]
