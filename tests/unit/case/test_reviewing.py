"""Steps, decisions, handing out, closing."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.commands import Accept, Close, Decide, Deliver, FinishStep, RejectionGround, StartStep
from liandong.domain.case.decide import decide
from liandong.domain.case.status import Status
from liandong.events.authority import ActedUnder, ActGround
from liandong.events.case import (
    CaseClosed,
    CaseDecided,
    CaseDelivered,
    CaseStepDone,
    CaseStepStarted,
    DeliveryMethod,
    Opinion,
    Outcome,
)
from liandong.terms.codes import StaffId
from liandong.terms.refusal import Refused
from tests.unit.case.samples import (
    APPROVE,
    COUNTER,
    ENTRY,
    MONDAY,
    NUMBER,
    REVIEWED,
    done,
    fold,
    on,
    receive,
    step,
)

REJECT = Decide(
    outcome=Outcome.REJECTED,
    document="区市监不许〔2026〕1号",
    ground=RejectionGround.CONDITIONS_NOT_MET,
    text="经营场所不符合要求",
    remedy="六十日内可申请行政复议，六个月内可提起行政诉讼",
)


def test_a_step_is_due_by_its_own_limit() -> None:
    case = done(receive(), Accept())
    command = StartStep(step="examine", responsible=StaffId("S007"))
    events = decide(case, command, on(MONDAY))
    started = CaseStepStarted(
        case=NUMBER, step="examine", responsible=StaffId("S007"), started_on=MONDAY, due=date(2026, 11, 26)
    )
    assert events == [started]
    assert fold(events, case).status is Status.IN_REVIEW


def test_steps_follow_the_published_flow() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(), Accept(), StartStep(step="inspect", responsible=StaffId("S001")))
    assert refused.value.code == "case.step-out-of-order"
    assert "“审查”（examine）" in refused.value.reason


def test_a_step_begins_only_when_the_one_before_is_done() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(), Accept(), step("examine")[0], step("inspect")[0])
    assert refused.value.code == "case.step-running"


def test_a_step_that_was_not_begun_cannot_be_finished() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(), Accept(), step("examine")[0], step("inspect")[1])
    assert refused.value.code == "case.step-not-running"


def test_a_dissenting_opinion_gives_its_reason() -> None:
    case = done(receive(), Accept(), step("examine")[0])
    with pytest.raises(Refused) as refused:
        decide(case, FinishStep(step="examine", opinion=Opinion.AGAINST), on(MONDAY))
    assert refused.value.code == "case.opinion-without-reason"
    assert decide(case, FinishStep(step="examine", opinion=Opinion.AGAINST, text="面积不足"), on(MONDAY)) == [
        CaseStepDone(case=NUMBER, step="examine", by=StaffId("S001"), opinion=Opinion.AGAINST, text="面积不足")
    ]


def test_the_case_awaits_its_decision_after_the_last_step_and_not_before() -> None:
    assert done(receive(), Accept(), *step("examine")).status is Status.IN_REVIEW
    assert done(receive(), *REVIEWED).status is Status.AWAITING_DECISION
    with pytest.raises(Refused) as refused:
        done(receive(), Accept(), *step("examine"), APPROVE)
    assert refused.value.code == "case.not-now"


def test_an_instant_item_without_steps_is_decided_at_once() -> None:
    assert done(receive(replace(ENTRY, steps=())), Accept()).status is Status.AWAITING_DECISION


def test_an_approval_has_a_numbered_document() -> None:
    case = done(receive(), *REVIEWED)
    assert decide(case, APPROVE, on(MONDAY)) == [
        CaseDecided(
            case=NUMBER,
            outcome=Outcome.APPROVED,
            decided_on=MONDAY,
            by=StaffId("S001"),
            document="区市监许〔2026〕12号",
            under=ActedUnder(ground=ActGround.OFFICE, holder=StaffId("S001")),
        )
    ]
    with pytest.raises(Refused) as refused:
        decide(case, replace(APPROVE, document="　"), on(MONDAY))
    assert refused.value.code == "case.document-without-number"


def test_a_rejection_without_ground_reason_or_remedy_names_each_missing_field() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(), *REVIEWED, Decide(outcome=Outcome.REJECTED, document="1号"))
    assert (refused.value.code, refused.value.basis) == ("case.rejection-without-reason", "行政许可法 38")
    assert [error.pointer for error in refused.value.errors] == ["/ground", "/text", "/remedy"]


def test_a_rejection_is_told_with_reason_and_remedy() -> None:
    [event] = decide(done(receive(), *REVIEWED), REJECT, on(MONDAY))
    assert isinstance(event, CaseDecided)
    assert (event.outcome, event.reason_code) == (Outcome.REJECTED, "conditions_not_met")
    assert (event.text, event.remedy) == (REJECT.text, REJECT.remedy)


def test_returned_is_no_decision() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(), *REVIEWED, Decide(outcome=Outcome.RETURNED, document="1号"))
    assert refused.value.code == "case.no-decision"


@pytest.mark.parametrize("decision", [APPROVE, REJECT])
def test_approvals_and_rejections_are_both_delivered_and_then_closed(decision: Decide) -> None:
    case = done(receive(), *REVIEWED, decision)
    friday = date(2026, 11, 27)
    delivered = decide(case, COUNTER, on(friday))
    assert delivered == [
        CaseDelivered(case=NUMBER, method=DeliveryMethod.COUNTER, delivered_on=friday, recipient="张三")
    ]
    case = fold(delivered, case)
    assert decide(case, Close(), on(friday)) == [CaseClosed(case=NUMBER, outcome=decision.outcome)]


def test_a_file_is_not_closed_before_delivery() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(), *REVIEWED, APPROVE, Close())
    assert refused.value.code == "case.not-now"


def test_who_collects_at_the_counter_is_recorded() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(), *REVIEWED, APPROVE, Deliver(method=DeliveryMethod.COUNTER))
    assert refused.value.code == "case.recipient-missing"


def test_a_single_case_is_not_dispatched_as_a_joint_one() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(), *REVIEWED, APPROVE, Deliver(method=DeliveryMethod.UNIFIED))
    assert refused.value.code == "case.not-unified"
