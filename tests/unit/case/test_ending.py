"""How a case ends otherwise than by delivery, and what may still be done with a file that has ended."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.commands import Accept, Close, RefusalGround, RefuseAcceptance, StartStep
from liandong.domain.case.decide import decide
from liandong.domain.case.ending_commands import (
    AskWithdrawal,
    ConfirmWithdrawal,
    Correct,
    DraftDecision,
    MakeReady,
    Reopen,
    RetractWithdrawal,
    ReviewDraft,
    Terminate,
)
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.events.case import Outcome
from liandong.events.case_decision import CaseConditionsAttached
from liandong.events.case_ending import CaseReopened, TerminationGround
from liandong.events.link import LinkAnswered
from liandong.terms.codes import EventId, StaffId
from liandong.terms.refusal import Refused
from tests.unit.case.samples import APPROVE, COUNTER, MONDAY, REVIEWED, TESTED, done, fold, on, receive, somebody
from tests.unit.case.test_linked import OPEN
from tests.unit.case.test_reviewing import REJECT
from tests.unit.case.test_table import ANNUL, CLOSED, REVOKE, TERMINATE

TUESDAY = date(2026, 11, 24)


def refusal_of(case: Case, command: object) -> str:
    with pytest.raises(Refused) as refused:
        decide(case, command, on(MONDAY))  # type: ignore[arg-type]  # the tests pass commands
    return refused.value.code


def test_before_acceptance_a_withdrawal_is_final_at_once() -> None:
    assert done(receive(), AskWithdrawal()).outcome is Outcome.WITHDRAWN


def test_after_acceptance_the_department_confirms_and_the_case_may_go_on_instead() -> None:
    asked = done(receive(), Accept(), AskWithdrawal())
    assert done(RetractWithdrawal(), case=asked).status is Status.ACCEPTED
    confirmed = done(ConfirmWithdrawal(document="撤〔2026〕1号"), case=asked)
    assert (confirmed.status, confirmed.outcome) == (Status.WITHDRAWN, Outcome.WITHDRAWN)
    assert refusal_of(asked, ConfirmWithdrawal(document=" ")) == "case.document-without-number"


def test_a_withdrawal_asked_for_in_a_pause_goes_back_to_the_pause() -> None:
    asked = done(receive(), Accept(), TESTED, AskWithdrawal())
    assert done(RetractWithdrawal(), case=asked).status is Status.PAUSED


def test_a_share_is_withdrawn_where_the_joint_application_was_accepted() -> None:
    assert refusal_of(done(OPEN), AskWithdrawal()) == "case.asker-withdraws"


def test_the_end_of_a_share_without_a_decision_is_told_to_the_unit_that_asked() -> None:
    terminated, answer = decide(done(OPEN), TERMINATE, on(MONDAY))
    assert terminated.KIND == "case.terminated"
    assert isinstance(answer, LinkAnswered)
    assert answer.outcome is Outcome.TERMINATED


def test_a_case_is_not_ended_without_proof_or_reason() -> None:
    case = done(receive(), Accept())
    nothing_owed = Terminate(ground=TerminationGround.OWED_NOT_HANDED_IN, document="终〔2026〕1号", text="逾期")
    assert refusal_of(case, nothing_owed) == "case.owed-not-yet-due"
    assert refusal_of(case, replace(TERMINATE, document="")) == "case.document-without-number"
    assert refusal_of(case, replace(TERMINATE, text="")) == "case.reason-missing"


def test_a_reopened_case_is_worked_through_again_with_limits_of_its_own() -> None:
    closed = done(*CLOSED)
    (reopened,) = decide(closed, Reopen(text="发现新情况"), on(TUESDAY))
    assert isinstance(reopened, CaseReopened)
    assert (reopened.promised_due, reopened.statutory_due) == (date(2026, 12, 8), date(2026, 12, 22))
    case = fold([reopened], closed)
    assert (case.status, case.steps_done, case.outcome) == (Status.IN_REVIEW, (), None)
    again = done(*REVIEWED[1:], APPROVE, COUNTER, Close(), case=case)
    assert again.status is Status.CLOSED


def test_only_what_was_granted_is_taken_back() -> None:
    rejected = done(receive(), *REVIEWED, REJECT, COUNTER, Close())
    assert refusal_of(rejected, REVOKE) == "case.nothing-granted"
    assert refusal_of(rejected, ANNUL) == "case.nothing-granted"
    assert refusal_of(done(*CLOSED), replace(REVOKE, text="")) == "case.reason-missing"


def test_a_correction_names_an_entry_of_the_same_case_and_changes_nothing() -> None:
    case = done(receive(), Accept())
    right = Correct(corrects=EventId("610113:1:2"), known=True, text="受理日期应为11月23日")
    assert done(right, case=case) == case
    assert refusal_of(case, replace(right, known=False)) == "case.entry-unknown"


def test_a_draft_is_reviewed_by_somebody_else_before_the_decision_says_the_same() -> None:
    case = done(receive(), *REVIEWED)
    drafted = done(DraftDecision(outcome=Outcome.APPROVED, text="拟同意"), case=case)
    assert refusal_of(drafted, APPROVE) == "case.draft-not-reviewed"
    assert refusal_of(drafted, ReviewDraft(agreed=True)) == "case.reviewer-drafted"
    other = replace(somebody(), id=StaffId("S002"))
    with pytest.raises(Refused) as refused:
        decide(drafted, ReviewDraft(agreed=False), on(MONDAY, by=other))
    assert refused.value.code == "case.review-without-reason"
    sent_back = fold(decide(drafted, ReviewDraft(agreed=False, text="理由不足"), on(MONDAY, by=other)), drafted)
    assert sent_back.draft is None
    agreed = fold(decide(drafted, ReviewDraft(agreed=True), on(MONDAY, by=other)), drafted)
    assert refusal_of(agreed, REJECT) == "case.decision-differs-from-draft"
    assert done(APPROVE, case=agreed).status is Status.APPROVED


def test_conditions_go_with_an_approval_and_with_nothing_else() -> None:
    case = done(receive(), *REVIEWED)
    decided, attached = decide(case, replace(APPROVE, conditions=("夜间22时后不得施工",)), on(MONDAY))
    assert isinstance(attached, CaseConditionsAttached)
    assert attached.count == 1
    assert fold([decided, attached], case).conditions == ("夜间22时后不得施工",)
    assert refusal_of(case, replace(REJECT, conditions=("x",))) == "case.conditions"
    assert refusal_of(case, replace(APPROVE, conditions=(" ",))) == "case.conditions"


def test_a_result_that_is_ready_is_still_handed_over() -> None:
    ready = done(receive(), *REVIEWED, APPROVE, MakeReady(notice="领〔2026〕1号"))
    assert ready.ready_on == MONDAY
    assert done(COUNTER, case=ready).status is Status.DELIVERED


def test_an_application_that_was_refused_allows_no_work() -> None:
    refused = done(receive(), RefuseAcceptance(ground=RefusalGround.NO_LICENCE_NEEDED, text="无需许可"))
    assert refusal_of(refused, StartStep(step="examine", responsible=StaffId("S001"))) == "case.not-now"
