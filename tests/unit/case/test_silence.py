"""超时默许: a promise that runs out undecided is agreed to where the item says so, and where every condition is met."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liandong.domain.case.clock_commands import Extend, HandInOwed, Pause, Resume
from liandong.domain.case.commands import Accept, CaseCommand, Close, Decide, Forward, StartStep
from liandong.domain.case.decide import decide
from liandong.domain.case.decide.due_now import due_now, quiet_through
from liandong.domain.case.ending_commands import AskWithdrawal, Reopen, RetractWithdrawal
from liandong.domain.case.silence_commands import AgreeBySilence, AttachLateOpinion, WarnOfSilence
from liandong.domain.case.state import Case, Silence, SilenceGround
from liandong.domain.case.status import Status
from liandong.events.case import Opinion, Outcome, ReturnAddress
from liandong.events.case_clock import ApprovalLevel, PauseGround
from liandong.events.case_silence import CaseAgreedBySilence, CaseSilenceWarned
from liandong.events.handling import Concern, LimitUnit
from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import JointId, LinkId, StaffId, Tier
from liandong.terms.refusal import Refused
from tests.unit.case.samples import (
    APPROVE,
    CALENDAR,
    CITY,
    COUNTER,
    ENTRY,
    MONDAY,
    NUMBER,
    PLAN,
    TELL_HEARING,
    TESTED,
    done,
    fold,
    on,
    receive,
    step,
)

AGREES = replace(ENTRY, silence=True, silence_basis="劳动合同法 54")
DUE = date(2026, 12, 7)
"""Ten working days after Monday 23 November 2026."""
AFTER = date(2026, 12, 8)
LATE = AttachLateOpinion(opinion=Opinion.AGAINST, text="第三条与法律不符")


def taken_in_hand(entry: CatalogueEntry = AGREES) -> Case:
    return done(receive(entry), Accept(), step("examine")[0])


def agreed() -> Case:
    case = taken_in_hand()
    return fold(due_now(case, on(AFTER)), case)


def kinds(case: Case, day: date) -> list[str]:
    return [event.KIND for event in due_now(case, on(day))]


def acted(case: Case, day: date, *commands: CaseCommand) -> Case:
    return done(*commands, day=day, case=case)


def test_the_day_after_the_promise_silence_has_agreed_and_names_who_had_the_case() -> None:
    case = taken_in_hand()
    assert kinds(case, DUE) == ["case.silence_warned"]
    [event] = due_now(case, on(AFTER))
    assert event == CaseAgreedBySilence(
        case=NUMBER,
        due=DUE,
        decided_on=AFTER,
        responsible=StaffId("S001"),
        basis="劳动合同法 54",
        calendar=CALENDAR.hash,
    )
    after = fold([event], case)
    assert (after.status, after.outcome, after.decided_on) == (Status.APPROVED_BY_SILENCE, Outcome.APPROVED, AFTER)
    assert after.silence == Silence(ground=SilenceGround.AGREEMENT, last_day=DUE, responsible=StaffId("S001"))
    assert due_now(after, on(date(2026, 12, 31))) == []


def test_written_down_late_it_counts_from_its_own_day() -> None:
    [event] = due_now(taken_in_hand(), on(date(2026, 12, 21)))
    assert isinstance(event, CaseAgreedBySilence)
    assert (event.due, event.decided_on) == (DUE, AFTER)


def test_who_had_the_last_step_answers_although_it_is_done() -> None:
    case = acted(taken_in_hand(), MONDAY, step("examine")[1])
    case = acted(case, MONDAY, StartStep(step="inspect", responsible=StaffId("S007")), step("inspect")[1])
    assert case.status is Status.AWAITING_DECISION
    [event] = due_now(case, on(AFTER))
    assert isinstance(event, CaseAgreedBySilence)
    assert event.responsible == "S007"


@pytest.mark.parametrize(
    "change",
    [
        {"silence": False},
        {"silence_basis": None},
        {"silence_basis": "  "},
        {"concerns": (Concern.SAFETY,)},
        {"concerns": (Concern.ENVIRONMENT,)},
        {"concerns": (Concern.THIRD_PARTIES,)},
        {"limit_unit": LimitUnit.WORKING_HOUR, "promised_limit": 70},
    ],
    ids=str,
)
def test_an_entry_that_may_not_is_never_agreed_to(change: dict[str, Any]) -> None:
    """Guarded here once more, whatever the catalogue let through."""
    case = taken_in_hand(replace(AGREES, **change))
    assert kinds(case, DUE) == kinds(case, AFTER) == []
    assert decide(case, AgreeBySilence(), on(AFTER)) == decide(case, WarnOfSilence(), on(DUE)) == []


def nobody_began(case: Case) -> Case:
    return done(receive(AGREES), Accept())


def began_after_the_promise(case: Case) -> Case:
    return acted(done(receive(AGREES), Accept()), date(2026, 12, 9), step("examine")[0])


def decided_above(case: Case) -> Case:
    return replace(case, entry=replace(AGREES, decided_by=Tier.CITY))


def of_another_unit(case: Case) -> Case:
    return replace(case, asked_by=ReturnAddress(unit=CITY, link=LinkId("610100-L261123-00001/1"), master=NUMBER))


def share_of_a_joint_approval(case: Case) -> Case:
    return replace(case, joint=JointId("610100-L261123-00001"))


def paused(case: Case) -> Case:
    return acted(case, MONDAY, TESTED)


def paused_on_its_last_day(case: Case) -> Case:
    return acted(case, DUE, TESTED)


def hearing_on_offer(case: Case) -> Case:
    return acted(case, MONDAY, TELL_HEARING)


def materials_owed(case: Case) -> Case:
    return replace(case, owed=("plan",), owed_by=date(2026, 12, 3))


def applicant_withdraws(case: Case) -> Case:
    return acted(case, MONDAY, AskWithdrawal())


def reopened_since(case: Case) -> Case:
    closed = acted(case, MONDAY, step("examine")[1], *step("inspect"), APPROVE, COUNTER, Close())
    return acted(closed, date(2026, 12, 4), Reopen(text="发现新情况"))


@pytest.mark.parametrize(
    "state",
    [
        nobody_began,
        began_after_the_promise,
        decided_above,
        of_another_unit,
        share_of_a_joint_approval,
        paused,
        paused_on_its_last_day,
        hearing_on_offer,
        materials_owed,
        applicant_withdraws,
        reopened_since,
    ],
)
def test_a_case_that_is_not_the_departments_to_decide_in_time_is_not_agreed_to(state: Callable[[Case], Case]) -> None:
    case = state(taken_in_hand())
    later = date(2026, 12, 10)
    assert "case.agreed_by_silence" not in kinds(case, later)
    assert quiet_through(case, on(later)) is None


def test_what_stood_in_the_way_on_the_last_day_does_not_make_silence_agree_later() -> None:
    owing = materials_owed(taken_in_hand())
    brought = acted(owing, date(2026, 12, 9), HandInOwed(materials=(PLAN,)))
    assert (brought.owed, kinds(brought, date(2026, 12, 9))) == ((), [])
    in_time = acted(owing, DUE, HandInOwed(materials=(PLAN,)))
    assert kinds(in_time, AFTER) == ["case.agreed_by_silence"]
    stayed = acted(acted(taken_in_hand(), MONDAY, AskWithdrawal()), date(2026, 12, 9), RetractWithdrawal())
    assert (stayed.status, kinds(stayed, date(2026, 12, 9))) == (Status.IN_REVIEW, [])
    stayed = acted(acted(taken_in_hand(), MONDAY, AskWithdrawal()), DUE, RetractWithdrawal())
    assert kinds(stayed, AFTER) == ["case.agreed_by_silence"]


def test_a_pause_that_has_ended_moves_the_day_on_which_silence_agrees() -> None:
    case = acted(acted(taken_in_hand(), date(2026, 11, 25), TESTED), date(2026, 11, 30), Resume())
    assert case.promised_due == date(2026, 12, 10)
    assert kinds(case, date(2026, 12, 10)) == ["case.silence_warned"]
    assert kinds(case, date(2026, 12, 11)) == ["case.agreed_by_silence"]


@pytest.mark.parametrize(
    "unnoticed", [replace(TESTED, notice=None), Pause(ground=PauseGround.COURT, text="等待判决")], ids=str
)
def test_a_pause_nobody_was_told_of_in_writing_keeps_no_silence_from_deciding(unnoticed: Pause) -> None:
    case = acted(taken_in_hand(), date(2026, 11, 25), unnoticed)
    assert (case.status, quiet_through(case, on(date(2026, 11, 25)))) == (Status.PAUSED, date(2026, 12, 1))
    assert kinds(case, date(2026, 12, 2)) == ["case.silence_warned"]
    [event] = due_now(case, on(AFTER))
    assert isinstance(event, CaseAgreedBySilence)
    assert (event.due, fold([event], case).status) == (DUE, Status.APPROVED_BY_SILENCE)
    with pytest.raises(Refused) as refused:
        decide(case, Extend(days=2, level=ApprovalLevel.HEAD, text="现场情况复杂"), on(AFTER))
    assert refused.value.code == "case.silence-decided"


def test_an_extension_moves_it_only_where_it_moves_the_promise() -> None:
    more = Extend(days=2, level=ApprovalLevel.HEAD, text="现场情况复杂")
    assert kinds(acted(taken_in_hand(), MONDAY, more), AFTER) == ["case.agreed_by_silence"]
    moving = taken_in_hand(replace(AGREES, extension_moves_promise=True))
    assert kinds(acted(moving, MONDAY, more), AFTER) == ["case.silence_warned"]
    assert kinds(acted(moving, MONDAY, more), date(2026, 12, 10)) == ["case.agreed_by_silence"]


def test_a_limit_in_days_of_the_calendar_ends_on_a_day_that_is_worked() -> None:
    entry = replace(AGREES, limit_unit=LimitUnit.CALENDAR_DAY, promised_limit=13, statutory_limit=13)
    case = taken_in_hand(entry)  # 6 December 2026 is a Sunday
    assert kinds(case, DUE) == ["case.silence_warned"]
    [event] = due_now(case, on(AFTER))
    assert isinstance(event, CaseAgreedBySilence)
    assert (event.due, event.decided_on) == (DUE, AFTER)


def test_the_department_is_warned_three_and_one_working_days_before_each_once() -> None:
    case = taken_in_hand()
    told = []
    for day in (date(2026, 11, 30), *(date(2026, 12, number) for number in (1, 2, 3, 4, 7))):
        events = due_now(case, on(day))
        case = fold(events, case)
        told += [(day, event) for event in events]
    assert told == [
        (
            date(2026, 12, 2),
            CaseSilenceWarned(case=NUMBER, days_left=3, due=DUE, responsible=StaffId("S001")),
        ),
        (
            date(2026, 12, 4),
            CaseSilenceWarned(case=NUMBER, days_left=1, due=DUE, responsible=StaffId("S001")),
        ),
    ]


def test_whoever_begins_late_is_warned_at_once_and_a_moved_day_is_warned_of_again() -> None:
    begun = acted(done(receive(AGREES), Accept()), date(2026, 12, 3), step("examine")[0])
    case = fold(due_now(begun, on(date(2026, 12, 3))), begun)
    assert case.silence_warned is not None
    assert case.silence_warned.days_left == 2
    case = fold(due_now(case, on(date(2026, 12, 4))), case)
    assert due_now(case, on(DUE)) == []
    moved = acted(acted(case, date(2026, 12, 4), TESTED), date(2026, 12, 9), Resume())
    assert kinds(moved, date(2026, 12, 9)) == ["case.silence_warned"]


def test_time_is_looked_at_again_on_the_day_of_the_next_word() -> None:
    case = taken_in_hand()
    assert quiet_through(case, on(MONDAY)) == date(2026, 12, 1)
    assert quiet_through(case, on(date(2026, 12, 2))) == date(2026, 12, 3)
    assert quiet_through(case, on(date(2026, 12, 4))) == DUE
    assert quiet_through(case, on(AFTER)) is None
    assert quiet_through(taken_in_hand(ENTRY), on(MONDAY)) is None


@pytest.mark.parametrize(
    "undoing",
    [
        Decide(outcome=Outcome.APPROVED, document="区人社许〔2026〕1号"),
        Pause(ground=PauseGround.TESTING, days=5, notice="区人社特告〔2026〕3号"),
        Extend(days=10, level=ApprovalLevel.HEAD, text="现场情况复杂"),
        AskWithdrawal(),
        TELL_HEARING,
        Forward(above=(), opinion="请上级决定"),
    ],
    ids=lambda command: command.VERB,
)
def test_nothing_done_after_the_last_day_turns_it_back_before_it_is_written_down(undoing: CaseCommand) -> None:
    case = acted(taken_in_hand(), MONDAY, step("examine")[1], *step("inspect"))
    with pytest.raises(Refused) as refused:
        decide(case, undoing, on(AFTER, hour=0))
    assert (refused.value.code, refused.value.basis) == ("case.silence-decided", "劳动合同法 54")
    assert "2026-12-07承诺时限内未作决定，已视为同意" in refused.value.reason


def test_in_time_the_department_decides_as_ever() -> None:
    case = acted(taken_in_hand(), MONDAY, step("examine")[1], *step("inspect"))
    assert [event.KIND for event in decide(case, APPROVE, on(DUE, hour=23))] == ["case.decided"]


def test_a_late_opinion_is_attached_within_a_working_day_once_and_undoes_nothing() -> None:
    case = agreed()
    [event] = decide(case, LATE, on(AFTER))
    after = fold([event], case)
    assert after.silence is not None
    assert (after.status, after.outcome, after.silence.late_opinion) == (case.status, case.outcome, Opinion.AGAINST)
    with pytest.raises(Refused) as twice:
        decide(after, LATE, on(AFTER))
    assert twice.value.code == "case.opinion-attached"
    with pytest.raises(Refused) as late:
        decide(case, LATE, on(date(2026, 12, 9)))
    assert late.value.code == "case.opinion-too-late"
    with pytest.raises(Refused) as silent:
        decide(case, replace(LATE, text=None), on(AFTER))
    assert silent.value.code == "case.opinion-without-reason"


def test_a_late_opinion_is_attached_within_its_working_day_although_the_file_is_closed() -> None:
    closed = acted(agreed(), AFTER, COUNTER, Close())
    [event] = decide(closed, LATE, on(AFTER, hour=17))
    after = fold([event], closed)
    assert after.silence is not None
    assert (after.status, after.silence.late_opinion) == (Status.CLOSED, Opinion.AGAINST)
    with pytest.raises(Refused) as late:
        decide(closed, LATE, on(date(2026, 12, 9)))
    assert late.value.code == "case.opinion-too-late"


def test_the_result_of_silence_is_delivered_and_closed_like_any_other() -> None:
    case = acted(agreed(), AFTER, COUNTER, Close())
    assert (case.status, case.outcome, case.document) == (Status.CLOSED, Outcome.APPROVED, None)
    again = acted(case, AFTER, Reopen(text="发现新情况"))
    assert (again.silence, again.signed_on, again.responsible) == (None, None, None)
