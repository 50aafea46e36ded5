"""What stops, resumes and moves the clocks of a case, and what must not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from liandong.domain.case.clock_commands import DeemAccept, Extend, HandInOwed, Pause, Recompute, Resume
from liandong.domain.case.commands import Accept, Supplement
from liandong.domain.case.decide import decide
from liandong.domain.case.decide.due_now import due_now, quiet_through
from liandong.domain.case.ending_commands import Terminate
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.case import CaseAccepted, Channel, SubmittedMaterial
from liandong.events.case_clock import (
    ApprovalLevel,
    CaseExtended,
    CasePaused,
    CaseResumed,
    DeadlineRecomputed,
    PauseGround,
)
from liandong.events.case_decision import CaseOwedHandedIn, CaseTolerated
from liandong.events.case_ending import TerminationGround
from liandong.events.reference import CalendarYear, MaterialDefinition, MaterialNeed, YearStatus
from liandong.terms.codes import Digest, JointId
from liandong.terms.refusal import Refused
from tests.unit.case.samples import (
    APPROVE,
    ENTRY,
    EXTENDED,
    MONDAY,
    NOTICE,
    PLAN,
    REVIEWED,
    SUPPLEMENT_ASKED,
    TESTED,
    done,
    fold,
    on,
    receive,
    step,
)

WEDNESDAY = date(2026, 11, 25)
NEXT_WEDNESDAY = date(2026, 12, 2)
LETTER = SubmittedMaterial(code="letter")
TOLERANT = replace(
    ENTRY, materials=(*ENTRY.materials, MaterialDefinition(code="letter", name="情况说明", need=MaterialNeed.TOLERABLE))
)


def accepted() -> Case:
    return done(receive(), Accept())


def paused(command: Pause = TESTED) -> Case:
    return done(command, day=WEDNESDAY, case=accepted())


def refusal_of(case: Case | None, command: object, day: date = MONDAY) -> str:
    with pytest.raises(Refused) as refused:
        decide(case, command, on(day))  # type: ignore[arg-type]  # the tests pass commands
    assert refused.value.reason
    return refused.value.code


def test_a_case_runs_ten_days_of_promise_and_twenty_of_law() -> None:
    case = accepted()
    assert (case.promised_due, case.statutory_due) == (date(2026, 12, 7), date(2026, 12, 21))


def test_a_special_procedure_moves_both_due_days_by_the_working_days_it_lasted() -> None:
    (begun,) = decide(accepted(), TESTED, on(WEDNESDAY))
    assert isinstance(begun, CasePaused)
    assert (begun.number, begun.paused_on, begun.expected_until, begun.counts) == (1, WEDNESDAY, NEXT_WEDNESDAY, True)
    (ended,) = decide(paused(), Resume(text="检测合格"), on(NEXT_WEDNESDAY))
    assert isinstance(ended, CaseResumed)
    assert (ended.promised_due, ended.statutory_due) == (date(2026, 12, 14), date(2026, 12, 28))
    case = fold([ended], paused())
    assert (case.status, case.open_pauses) == (Status.ACCEPTED, ())


def test_without_written_notice_the_clock_runs_on() -> None:
    silent = replace(TESTED, notice=None)
    case = done(Resume(), day=NEXT_WEDNESDAY, case=paused(silent))
    assert [span.counts for span in case.pauses] == [False]
    assert (case.promised_due, case.statutory_due) == (date(2026, 12, 7), date(2026, 12, 21))


def test_a_pause_that_ends_on_the_day_it_began_moves_nothing() -> None:
    case = done(Resume(), day=WEDNESDAY, case=paused())
    assert case.promised_due == date(2026, 12, 7)


def test_a_running_step_waits_too() -> None:
    working = done(step("examine")[0], case=accepted())
    assert working.running is not None
    assert working.running.due == date(2026, 11, 26)
    case = done(Resume(), day=NEXT_WEDNESDAY, case=done(TESTED, day=WEDNESDAY, case=working))
    assert case.status is Status.IN_REVIEW
    assert case.running is not None
    assert case.running.due == date(2026, 12, 3)


def test_a_supplement_in_review_resumes_the_clock_when_all_of_it_is_handed_in() -> None:
    case = paused(SUPPLEMENT_ASKED)
    assert refusal_of(case, Resume()) == "case.resume-by-supplement"
    assert refusal_of(case, Supplement(materials=())) == "case.supplement-incomplete"
    (resumed,) = decide(case, Supplement(materials=(PLAN,)), on(NEXT_WEDNESDAY))
    assert isinstance(resumed, CaseResumed)
    assert (resumed.resumed_on, resumed.materials) == (NEXT_WEDNESDAY, (PLAN,))
    assert PLAN in fold([resumed], case).materials


def test_a_supplement_sent_online_after_hours_counts_from_the_next_working_day() -> None:
    friday = date(2026, 11, 27)
    sent = Supplement(materials=(PLAN,), channel=Channel.ONLINE)
    (resumed,) = decide(paused(SUPPLEMENT_ASKED), sent, on(friday, hour=20))
    assert isinstance(resumed, CaseResumed)
    assert resumed.resumed_on == date(2026, 11, 30)


def test_a_second_list_in_review_needs_new_material_as_its_cause() -> None:
    case = done(Supplement(materials=(PLAN,)), day=NEXT_WEDNESDAY, case=paused(SUPPLEMENT_ASKED))
    assert refusal_of(case, SUPPLEMENT_ASKED, NEXT_WEDNESDAY) == "case.second-notice"
    again = replace(SUPPLEMENT_ASKED, new_material=True)
    assert [event.KIND for event in decide(case, again, on(NEXT_WEDNESDAY))] == ["case.paused"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (Pause(ground=PauseGround.HEARING, notice="1号"), "case.pause-without-length"),
        (Pause(ground=PauseGround.HEARING, days=0, notice="1号"), "case.pause-length"),
        (Pause(ground=PauseGround.HEARING, days=251, notice="1号"), "case.pause-length"),
        (Pause(ground=PauseGround.HEARING, days=5, lines=("form",)), "case.pause-with-lines"),
        (Pause(ground=PauseGround.COURT, notice="1号"), "case.reason-missing"),
        (Pause(ground=PauseGround.COURT, text="等待判决", lines=("form",)), "case.pause-with-lines"),
        (Pause(ground=PauseGround.SUPPLEMENT), "case.empty-notice"),
        (Pause(ground=PauseGround.SUPPLEMENT, lines=("passport",)), "case.unknown-material"),
    ],
)
def test_a_pause_needs_its_ground_its_length_and_its_list(command: Pause, code: str) -> None:
    assert refusal_of(accepted(), command) == code


def test_what_is_not_a_supplement_takes_no_materials_in() -> None:
    assert refusal_of(paused(), Supplement(materials=(PLAN,))) == "case.no-supplement-awaited"


def test_an_extension_moves_the_law_and_not_the_promise() -> None:
    (extended,) = decide(accepted(), EXTENDED, on(WEDNESDAY))
    assert isinstance(extended, CaseExtended)
    assert (extended.promised_due, extended.statutory_due) == (date(2026, 12, 7), date(2027, 1, 5))
    assert extended.provisional
    assert fold([extended], accepted()).extension == 10


def test_an_extension_is_granted_once_and_before_the_last_day_has_ended() -> None:
    case = done(EXTENDED, case=accepted())
    assert refusal_of(case, EXTENDED) == "case.extended-before"
    assert refusal_of(accepted(), EXTENDED, date(2026, 12, 22)) == "case.extension-too-late"
    assert [event.KIND for event in decide(accepted(), EXTENDED, on(date(2026, 12, 21)))] == ["case.extended"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (replace(EXTENDED, days=11), "case.extension-length"),
        (replace(EXTENDED, days=0), "case.extension-length"),
        (replace(EXTENDED, text=" "), "case.reason-missing"),
        (
            Extend(days=15, level=ApprovalLevel.GOVERNMENT, approval="市政批〔2026〕9号", text="复杂"),
            "case.extension-level",
        ),
    ],
)
def test_an_extension_is_of_its_length_by_its_level_with_a_reason(command: Extend, code: str) -> None:
    assert refusal_of(accepted(), command) == code


def test_what_is_handled_jointly_is_extended_by_the_government_with_its_approval_on_paper() -> None:
    joint = replace(accepted(), joint=JointId("610100-J261123-00001"))
    asked = Extend(days=15, level=ApprovalLevel.GOVERNMENT, text="需要多部门会商")
    assert refusal_of(joint, asked) == "case.extension-without-approval"
    approved = replace(asked, approval="市政批〔2026〕9号")
    assert [event.KIND for event in decide(joint, approved, on(MONDAY))] == ["case.extended"]


def test_nobody_below_a_head_extends() -> None:
    clerk = on(MONDAY)
    clerk = replace(clerk, by=replace(clerk.by, roles=frozenset(clerk.by.roles) - {"head"}))  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        decide(accepted(), EXTENDED, clerk)
    assert refused.value.code == "powers.denied"


def test_after_five_days_of_silence_a_case_is_accepted_by_itself() -> None:
    case = done(receive())
    last_day = date(2026, 11, 30)
    assert quiet_through(case, on(MONDAY)) == last_day
    assert due_now(case, on(last_day)) == []
    (deemed,) = due_now(case, on(last_day + timedelta(days=1)))
    assert isinstance(deemed, CaseAccepted)
    assert (deemed.accepted_on, deemed.deemed, deemed.promised_due) == (MONDAY, True, date(2026, 12, 7))
    assert decide(case, DeemAccept(), on(last_day)) == []


def test_a_notice_in_time_keeps_time_from_accepting() -> None:
    noticed = done(receive(materials=()), NOTICE)
    assert due_now(noticed, on(date(2026, 12, 31))) == []
    assert quiet_through(noticed, on(MONDAY)) is None


def later_calendar() -> WorkingCalendar:
    """The year 2026 with one day off more, 1 December, as a notice could grant it."""
    before = on(MONDAY).calendar
    years = [
        replace(year, off=tuple(sorted((*year.off, date(2026, 12, 1))))) if year.year == 2026 else year
        for year in before.years
    ]
    return WorkingCalendar.of(years, Digest("f" * 64))


def test_a_new_calendar_recomputes_the_due_days_and_says_what_they_were() -> None:
    given = replace(on(WEDNESDAY), calendar=later_calendar())
    (recomputed,) = decide(accepted(), Recompute(), given)
    assert isinstance(recomputed, DeadlineRecomputed)
    assert (recomputed.old_promised_due, recomputed.promised_due) == (date(2026, 12, 7), date(2026, 12, 8))
    assert (recomputed.old_statutory_due, recomputed.statutory_due) == (date(2026, 12, 21), date(2026, 12, 22))
    case = fold([recomputed], accepted())
    assert (case.calendar, case.promised_due) == ("f" * 64, date(2026, 12, 8))
    assert decide(case, Recompute(), given) == []


def test_what_may_be_owed_is_owed_under_an_undertaking_until_two_days_before_the_promise() -> None:
    case = done(receive(TOLERANT))
    assert refusal_of(case, Accept()) == "case.tolerance-without-undertaking"
    accepted_, tolerated = decide(case, Accept(undertaking="承诺〔2026〕7号"), on(MONDAY))
    assert isinstance(tolerated, CaseTolerated)
    assert (tolerated.owed, tolerated.owed_by) == (("letter",), date(2026, 12, 3))
    case = fold([accepted_, tolerated], case)
    (handed_in,) = decide(case, HandInOwed(materials=(LETTER,)), on(WEDNESDAY))
    assert isinstance(handed_in, CaseOwedHandedIn)
    assert handed_in.still_owed == ()
    assert fold([handed_in], case).owed == ()


def test_while_something_is_owed_nothing_is_approved_and_after_its_day_the_case_may_be_ended() -> None:
    case = done(receive(TOLERANT), Accept(undertaking="承诺〔2026〕7号"), *REVIEWED[1:])
    assert refusal_of(case, APPROVE) == "case.owed-outstanding"
    ending = Terminate(ground=TerminationGround.OWED_NOT_HANDED_IN, document="终〔2026〕1号", text="逾期未补齐")
    assert refusal_of(case, ending, date(2026, 12, 3)) == "case.owed-not-yet-due"
    assert [event.KIND for event in decide(case, ending, on(date(2026, 12, 4)))] == ["case.terminated"]


def test_tolerance_is_for_what_is_missing_and_for_promises_long_enough() -> None:
    complete = done(receive())
    assert refusal_of(complete, Accept(undertaking="承诺〔2026〕7号")) == "case.nothing-owed"
    hurried = done(receive(replace(TOLERANT, promised_limit=3)))
    assert refusal_of(hurried, Accept(undertaking="承诺〔2026〕7号")) == "case.tolerance-too-short"
    owing = done(receive(TOLERANT), Accept(undertaking="承诺〔2026〕7号"))
    assert refusal_of(owing, HandInOwed(materials=(PLAN,))) == "case.not-owed"


def test_the_years_of_the_samples_are_those_the_dates_above_were_counted_by() -> None:
    years = {year.year: year for year in on(MONDAY).calendar.years}
    assert years[2026].status is YearStatus.OFFICIAL
    assert isinstance(years[2027], CalendarYear)
    assert not any(day.month in (11, 12) for day in (*years[2026].off, *years[2026].work))
