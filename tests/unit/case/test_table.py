"""Every pair of state and verb: the allowed ones give exactly the listed events, every other one a refusal."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.clock_commands import DeemAccept, HandInOwed, Recompute, Resume, TakeMasterDue
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
from liandong.domain.case.ending_commands import (
    Annul,
    Archive,
    AskWithdrawal,
    ConfirmWithdrawal,
    Correct,
    DraftDecision,
    MakeReady,
    Reopen,
    RetractWithdrawal,
    ReviewDraft,
    Revoke,
    Terminate,
)
from liandong.domain.case.share_commands import (
    PromiseShare,
    ProposeSupplement,
    TakeSupplementAsked,
    TakeSupplemented,
    TakeVoid,
    TakeWithdrawalAsked,
    TakeWithdrawalRetracted,
)
from liandong.domain.case.silence_commands import AgreeBySilence, AttachLateOpinion, RenewBySilence, WarnOfSilence
from liandong.domain.case.state import Case
from liandong.domain.case.status import ALLOWED, FINAL, STATUS_NAMES, VERB_NAMES, Status, Verb
from liandong.domain.case.window_commands import HandOver, NoteContact
from liandong.events.case import Opinion, Outcome
from liandong.events.case_ending import AnnulmentGround, RevocationGround, TerminationGround
from liandong.events.case_window import ContactChannel, ContactMatter, HandOverGround
from liandong.events.handling import Retention
from liandong.events.link import VoidCause
from liandong.terms.codes import CaseId, EventId, LinkId, StaffId
from liandong.terms.refusal import Refused
from tests.about import about
from tests.unit.case.samples import (
    APPROVE,
    ASK_HEARING,
    CITY,
    CITY_DECIDES,
    COUNTER,
    EXTENDED,
    FORM,
    HAND_IN,
    HAND_UP,
    HOLD_HEARING,
    MONDAY,
    NOTICE,
    REVIEWED,
    SET_HEARING,
    TELL_HEARING,
    TESTED,
    WAIVE_HEARING,
    done,
    on,
    receive,
    step,
)
from tests.unit.case.test_linked import FIRST_LINK, OPEN, SHARE, SHARE_REVIEWED
from tests.unit.case.test_reviewing import REJECT
from tests.unit.case.test_silence import agreed

REVOKE = Revoke(ground=RevocationGround.FRAUD, document="区市监撤〔2026〕1号", text="以欺骗手段取得")
ANNUL = Annul(ground=AnnulmentGround.EXPIRED, document="区市监注〔2026〕1号", text="有效期届满未延续")
TERMINATE = Terminate(ground=TerminationGround.APPLICANT_GONE, document="区市监终〔2026〕1号", text="申请人注销")
APPROVED: tuple[CaseCommand, ...] = (receive(), *REVIEWED, APPROVE)
CLOSED: tuple[CaseCommand, ...] = (*APPROVED, COUNTER, Close())
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
    Status.APPROVED_BY_SILENCE: agreed(),
    Status.REJECTED: done(receive(), *REVIEWED, REJECT),
    Status.DELIVERED: done(receive(), *REVIEWED, APPROVE, COUNTER),
    Status.CLOSED: done(*CLOSED),
    Status.PAUSED: done(receive(), Accept(), TESTED),
    Status.WITHDRAW_PENDING: done(receive(), Accept(), AskWithdrawal()),
    Status.READY: done(*APPROVED, MakeReady(notice="区市监领〔2026〕1号")),
    Status.WITHDRAWN: done(receive(), AskWithdrawal()),
    Status.TERMINATED: done(receive(), Accept(), TERMINATE),
    Status.REVOKED: done(*CLOSED, REVOKE),
    Status.ANNULLED: done(*CLOSED, ANNUL),
    Status.ARCHIVED: done(*CLOSED, Archive(retention=Retention.THIRTY_YEARS)),
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
    Verb.DEEM_ACCEPT: DeemAccept(),
    Verb.HAND_IN_OWED: HandInOwed(materials=(FORM,)),
    Verb.PAUSE: TESTED,
    Verb.RESUME: Resume(),
    Verb.EXTEND: EXTENDED,
    Verb.RECOMPUTE: Recompute(),
    Verb.TAKE_MASTER_DUE: TakeMasterDue(
        link=LinkId("610100-J261123-00001-2"), by=CITY, statutory_due=date(2027, 2, 1), extended=True
    ),
    Verb.PROPOSE_SUPPLEMENT: ProposeSupplement(lines=("form",)),
    Verb.TAKE_SUPPLEMENT_ASKED: TakeSupplementAsked(link=SHARE.link, by=CITY, lines=("form",), asked_on=MONDAY),
    Verb.TAKE_SUPPLEMENTED: TakeSupplemented(link=SHARE.link, by=CITY, materials=(FORM,), effective_on=MONDAY),
    Verb.TAKE_WITHDRAWAL_ASKED: TakeWithdrawalAsked(link=SHARE.link, by=CITY, asked_on=MONDAY),
    Verb.PROMISE: PromiseShare(decide_by=MONDAY),
    Verb.TAKE_WITHDRAWAL_RETRACTED: TakeWithdrawalRetracted(link=SHARE.link, by=CITY, retracted_on=MONDAY),
    Verb.TAKE_VOID: TakeVoid(link=SHARE.link, by=CITY, cause=VoidCause.REMOVED, voided_on=MONDAY),
    Verb.DRAFT_DECISION: DraftDecision(outcome=Outcome.APPROVED, text="拟同意"),
    Verb.REVIEW_DRAFT: ReviewDraft(agreed=True),
    Verb.MAKE_READY: MakeReady(notice="区市监领〔2026〕1号"),
    Verb.ASK_WITHDRAWAL: AskWithdrawal(),
    Verb.RETRACT_WITHDRAWAL: RetractWithdrawal(),
    Verb.CONFIRM_WITHDRAWAL: ConfirmWithdrawal(document="区市监撤回〔2026〕1号"),
    Verb.TERMINATE: TERMINATE,
    Verb.REOPEN: Reopen(text="发现新情况"),
    Verb.REVOKE: REVOKE,
    Verb.ANNUL: ANNUL,
    Verb.CORRECT: Correct(corrects=EventId("610113:1:2"), known=True, text="受理日期应为11月23日"),
    Verb.ARCHIVE: Archive(retention=Retention.THIRTY_YEARS),
    Verb.TELL_HEARING_RIGHT: TELL_HEARING,
    Verb.ASK_HEARING: ASK_HEARING,
    Verb.SET_HEARING: SET_HEARING,
    Verb.HOLD_HEARING: HOLD_HEARING,
    Verb.WAIVE_HEARING: WAIVE_HEARING,
    Verb.HAND_OVER: HandOver(to=StaffId("S002"), ground=HandOverGround.ABSENT),
    Verb.NOTE_CONTACT: NoteContact(channel=ContactChannel.PHONE, matter=ContactMatter.ENQUIRE),
    Verb.WARN_OF_SILENCE: WarnOfSilence(),
    Verb.AGREE_BY_SILENCE: AgreeBySilence(),
    Verb.RENEW_BY_SILENCE: RenewBySilence(),
    Verb.ATTACH_LATE_OPINION: AttachLateOpinion(opinion=Opinion.CONDITIONAL, text="应补充条款"),
}
FROM_THE_LEAD = frozenset(
    {
        Verb.TAKE_MASTER_DUE,
        Verb.TAKE_SUPPLEMENT_ASKED,
        Verb.TAKE_SUPPLEMENTED,
        Verb.TAKE_WITHDRAWAL_ASKED,
        Verb.TAKE_WITHDRAWAL_RETRACTED,
        Verb.TAKE_VOID,
    }
)
"""Heard from the lead of a joint approval; none of these samples is a share."""
UNDER_WAY = (Status.ACCEPTED, Status.IN_REVIEW, Status.AWAITING_DECISION)
BEFORE = (Status.RECEIVED, Status.CORRECTION_REQUESTED)
ENDED = (
    Status.NOT_ACCEPTED,
    Status.RETURNED,
    Status.CLOSED,
    Status.WITHDRAWN,
    Status.TERMINATED,
    Status.REVOKED,
    Status.ANNULLED,
)
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
    (Status.APPROVED_BY_SILENCE, Verb.DELIVER): ["case.delivered"],
    (Status.APPROVED_BY_SILENCE, Verb.MAKE_READY): ["case.ready"],
    (Status.APPROVED_BY_SILENCE, Verb.ATTACH_LATE_OPINION): ["case.late_opinion_attached"],
    (Status.READY, Verb.DELIVER): ["case.delivered"],
    (Status.DELIVERED, Verb.CLOSE): ["case.closed"],
    **{(status, Verb.PAUSE): ["case.paused"] for status in UNDER_WAY},
    **{(status, Verb.EXTEND): ["case.extended"] for status in (*UNDER_WAY, Status.PAUSED)},
    (Status.PAUSED, Verb.RESUME): ["case.resumed"],
    **{(status, Verb.ASK_WITHDRAWAL): ["case.withdrawn"] for status in BEFORE},
    **{(status, Verb.ASK_WITHDRAWAL): ["case.withdrawal_asked"] for status in (*UNDER_WAY, Status.PAUSED)},
    (Status.WITHDRAW_PENDING, Verb.RETRACT_WITHDRAWAL): ["case.withdrawal_retracted"],
    (Status.WITHDRAW_PENDING, Verb.CONFIRM_WITHDRAWAL): ["case.withdrawn"],
    **{
        (status, Verb.TERMINATE): ["case.terminated"] for status in (*UNDER_WAY, Status.PAUSED, Status.WITHDRAW_PENDING)
    },
    (Status.AWAITING_DECISION, Verb.DRAFT_DECISION): ["case.decision_drafted"],
    (Status.APPROVED, Verb.MAKE_READY): ["case.ready"],
    (Status.REJECTED, Verb.MAKE_READY): ["case.ready"],
    (Status.CLOSED, Verb.REOPEN): ["case.reopened"],
    (Status.CLOSED, Verb.REVOKE): ["case.revoked"],
    (Status.CLOSED, Verb.ANNUL): ["case.annulled"],
    **{(status, Verb.ARCHIVE): ["case.archived"] for status in ENDED},
    **{(status, Verb.CORRECT): ["case.corrected"] for status in Status},
    **{(status, Verb.TELL_HEARING_RIGHT): ["case.hearing_right_told"] for status in (*UNDER_WAY, Status.PAUSED)},
    **{(status, Verb.NOTE_CONTACT): ["case.contacted"] for status in Status},
    **{(status, Verb.HAND_OVER): ["case.handed_over"] for status in Status if status not in (*ENDED, Status.ARCHIVED)},
}
NOT_YET: frozenset[tuple[Status | None, Verb]] = frozenset(
    {(Status.RECEIVED, Verb.DEEM_ACCEPT)}
    | {(status, Verb.RECOMPUTE) for status in (*UNDER_WAY, Status.PAUSED, Status.WITHDRAW_PENDING)}
    | {(status, Verb.RENEW_BY_SILENCE) for status in (*UNDER_WAY, Status.PAUSED)}
    | {
        (status, verb)
        for status in (Status.IN_REVIEW, Status.AWAITING_DECISION, Status.PAUSED)
        for verb in (Verb.WARN_OF_SILENCE, Verb.AGREE_BY_SILENCE)
    }
)
"""Allowed, but nothing happens before its time: no five days have passed, no other calendar has come, no silence."""
REFUSED_BY_A_RULE: Mapping[tuple[Status | None, Verb], str] = {
    (Status.IN_REVIEW, Verb.START_STEP): "case.step-running",
    (Status.AWAITING_DECISION, Verb.FORWARD): "case.decided-here",
    (Status.APPROVED, Verb.TAKE_DISPATCH): "link.unknown",
    (Status.REJECTED, Verb.TAKE_DISPATCH): "link.unknown",
    (Status.READY, Verb.TAKE_DISPATCH): "link.unknown",
    (Status.READY, Verb.ATTACH_LATE_OPINION): "case.not-by-silence",
    (Status.DELIVERED, Verb.ATTACH_LATE_OPINION): "case.not-by-silence",
    (Status.CLOSED, Verb.ATTACH_LATE_OPINION): "case.not-by-silence",
    (Status.PAUSED, Verb.SUPPLEMENT): "case.no-supplement-awaited",
    (Status.AWAITING_DECISION, Verb.REVIEW_DRAFT): "case.no-draft",
    **{(status, Verb.ASK_HEARING): "case.hearing-not-told" for status in (*UNDER_WAY, Status.PAUSED)},
    **{(status, Verb.SET_HEARING): "case.hearing-not-asked" for status in (*UNDER_WAY, Status.PAUSED)},
    **{(status, Verb.HOLD_HEARING): "case.hearing-not-set" for status in (*UNDER_WAY, Status.PAUSED)},
    **{(status, Verb.WAIVE_HEARING): "case.hearing-not-told" for status in (*UNDER_WAY, Status.PAUSED)},
    **{(status, Verb.PROPOSE_SUPPLEMENT): "case.not-a-share" for status in (*UNDER_WAY, Status.PAUSED)},
    **{(status, Verb.PROMISE): "case.not-a-share" for status in (*UNDER_WAY, Status.PAUSED)},
    **{(status, Verb.HAND_IN_OWED): "case.not-owed" for status in (*UNDER_WAY, Status.PAUSED)},
}
"""Allowed by the table, but these samples break a rule; cases in which they go through are told in the other tests."""


def test_the_samples_stand_where_they_should() -> None:
    assert set(STANDING) == {None, *Status}
    assert set(COMMANDS) == set(Verb)
    for status, case in STANDING.items():
        assert case is None or case.status is status


def test_the_table_names_every_state_once_and_ended_files_allow_acts_on_the_file_only() -> None:
    assert set(ALLOWED) == {None, *Status}
    assert set(STATUS_NAMES) == set(Status)
    assert set(VERB_NAMES) == set(Verb)
    about_the_file = {Verb.CORRECT, Verb.ARCHIVE, Verb.REOPEN, Verb.REVOKE, Verb.ANNUL, Verb.NOTE_CONTACT}
    about_the_file |= {Verb.ATTACH_LATE_OPINION}
    assert {status for status, verbs in ALLOWED.items() if verbs <= about_the_file} == set(FINAL)


@pytest.mark.parametrize("status", STANDING)
def test_each_pair_of_state_and_verb(status: Status | None) -> None:
    for verb in Verb:
        with about(verb):
            _holds(status, verb)


def _holds(status: Status | None, verb: Verb) -> None:
    case, command = STANDING[status], COMMANDS[verb]
    if verb is Verb.RAISE_LINK_ALARM or (status, verb) in NOT_YET:
        assert decide(case, command, on(MONDAY)) == []
        return
    if (status, verb) in HAPPENS:
        assert verb in ALLOWED[status]
        assert [event.KIND for event in decide(case, command, on(MONDAY))] == HAPPENS[status, verb]
        return
    with pytest.raises(Refused) as refused:
        decide(case, command, on(MONDAY))
    if verb in FROM_THE_LEAD:
        assert refused.value.code == ("case.not-found" if status is None else "link.unknown")
    elif (status, verb) in REFUSED_BY_A_RULE:
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
