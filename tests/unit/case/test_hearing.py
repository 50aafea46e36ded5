"""Who may ask for a hearing is told; who asks has one within twenty days, before the decision."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.clock_commands import Pause, Resume
from liandong.domain.case.commands import Accept, CaseCommand
from liandong.domain.case.decide import decide
from liandong.domain.case.ending_commands import DraftDecision, Reopen
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.events.case import Outcome
from liandong.events.case_clock import PauseGround
from liandong.events.case_hearing import (
    CaseHearingAsked,
    CaseHearingHeld,
    CaseHearingRightTold,
    CaseHearingSet,
    CaseHearingWaived,
    HearingAsker,
    HearingGround,
)
from liandong.terms.codes import StaffId
from liandong.terms.refusal import Refused
from liandong.wire.codec import write_event
from tests.unit.case.samples import (
    APPROVE,
    ASK_HEARING,
    CITY_DECIDES,
    HAND_UP,
    HOLD_HEARING,
    MONDAY,
    REVIEWED,
    SET_HEARING,
    TELL_HEARING,
    WAIVE_HEARING,
    WHOLE_LIFE,
    done,
    fold,
    on,
    receive,
    somebody,
    step,
)

LAST_TO_ASK = date(2026, 11, 30)
WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)
HEARING_DAY = date(2026, 12, 7)
PUBLIC = replace(SET_HEARING, ground=HearingGround.PUBLIC_INTEREST)
WAIT = Pause(ground=PauseGround.HEARING, days=12, notice="区市监特告〔2026〕4号")


def told(case: Case | None = None) -> Case:
    return done(TELL_HEARING, case=case or done(receive(), *REVIEWED))


def asked() -> Case:
    return done(ASK_HEARING, day=WEDNESDAY, case=told())


def set_for_monday() -> Case:
    return done(SET_HEARING, day=THURSDAY, case=asked())


def held() -> Case:
    return done(HOLD_HEARING, day=HEARING_DAY, case=set_for_monday())


def refusal(case: Case, command: CaseCommand, day: date = MONDAY) -> Refused:
    with pytest.raises(Refused) as refused:
        decide(case, command, on(day))
    assert refused.value.reason
    return refused.value


def test_those_told_may_ask_for_five_working_days() -> None:
    (event,) = decide(done(receive(), Accept()), TELL_HEARING, on(MONDAY))
    assert event == CaseHearingRightTold(
        case=event.case,  # type: ignore[attr-defined]  # an event of a case
        notice="区市监听告〔2026〕1号",
        told_on=MONDAY,
        ask_by=LAST_TO_ASK,
        interested=2,
        names=("李四", "某某小区业主委员会"),
    )


def test_names_of_those_interested_are_never_in_the_public_part() -> None:
    events = [
        *decide(done(receive(), Accept()), TELL_HEARING, on(MONDAY)),
        *decide(told(), ASK_HEARING, on(WEDNESDAY)),
        *decide(asked(), SET_HEARING, on(THURSDAY)),
    ]
    for event in events:
        facts, personal = write_event(event)
        assert personal is not None
        for name in ("李四", "业主委员会", "三楼"):
            assert name not in facts.decode()


def test_a_hearing_asked_for_is_to_be_organised_in_twenty_working_days_of_the_first_request() -> None:
    (first,) = decide(told(), ASK_HEARING, on(WEDNESDAY))
    assert isinstance(first, CaseHearingAsked)
    assert (first.asked_on, first.organise_by) == (WEDNESDAY, date(2026, 12, 23))
    (second,) = decide(asked(), replace(ASK_HEARING, asker=HearingAsker.APPLICANT, name=None), on(THURSDAY))
    assert isinstance(second, CaseHearingAsked)
    assert second.organise_by == date(2026, 12, 23)
    assert fold([second], asked()).hearing == asked().hearing


def test_the_last_day_to_ask_is_the_fifth_working_day() -> None:
    assert [event.KIND for event in decide(told(), ASK_HEARING, on(LAST_TO_ASK))] == ["case.hearing_asked"]
    late = refusal(told(), ASK_HEARING, date(2026, 12, 1))
    assert (late.code, late.basis) == ("case.hearing-asked-too-late", "行政许可法 47")


def test_time_and_place_are_told_seven_working_days_ahead() -> None:
    (event,) = decide(asked(), SET_HEARING, on(THURSDAY))
    assert isinstance(event, CaseHearingSet)
    assert (event.notified_on, event.held_on, event.presiding) == (THURSDAY, HEARING_DAY, "P001")
    short = refusal(asked(), SET_HEARING, date(2026, 11, 27))
    assert (short.code, short.basis) == ("case.hearing-notice-too-short", "行政许可法 48")
    assert "2026-12-08" in short.reason


def test_a_day_past_the_twenty_is_taken_for_supervision_to_see() -> None:
    late = replace(SET_HEARING, held_on=date(2027, 1, 15))
    assert [event.KIND for event in decide(asked(), late, on(THURSDAY))] == ["case.hearing_set"]


def test_a_hearing_is_put_off_by_a_new_notice() -> None:
    later = replace(SET_HEARING, held_on=date(2026, 12, 14), notice="区市监听通〔2026〕2号")
    case = done(later, day=date(2026, 12, 1), case=set_for_monday())
    assert refusal(case, HOLD_HEARING, HEARING_DAY).code == "case.hearing-not-yet"
    (event,) = decide(case, HOLD_HEARING, on(date(2026, 12, 14)))
    assert isinstance(event, CaseHearingHeld)
    assert event.held_on == date(2026, 12, 14)


@pytest.mark.parametrize(
    ("command", "code", "pointer"),
    [
        (replace(TELL_HEARING, interested=()), "case.hearing-without-interested", "/interested"),
        (replace(TELL_HEARING, interested=("李四", " ")), "case.hearing-without-interested", "/interested/1"),
        (replace(TELL_HEARING, notice=" "), "case.hearing-without-document", "/notice"),
        (replace(PUBLIC, notice=" "), "case.hearing-without-document", "/notice"),
        (replace(PUBLIC, place=" "), "case.hearing-without-place", "/place"),
        (replace(PUBLIC, presiding=StaffId("S001")), "case.hearing-presiding-examined", "/presiding"),
    ],
)
def test_what_is_told_of_a_hearing_is_whole(command: CaseCommand, code: str, pointer: str) -> None:
    refused = refusal(done(receive(), *REVIEWED), command)
    assert (refused.code, [error.pointer for error in refused.errors]) == (code, [pointer])


def test_others_than_the_applicant_ask_by_name() -> None:
    assert refusal(told(), replace(ASK_HEARING, name=None)).code == "case.hearing-asker-unnamed"


def test_minutes_are_numbered_and_nobody_attends_less_than_not_at_all() -> None:
    case = set_for_monday()
    assert refusal(case, replace(HOLD_HEARING, minutes=""), HEARING_DAY).code == "case.hearing-without-document"
    counted = replace(HOLD_HEARING, interested_attended=-1)
    assert refusal(case, counted, HEARING_DAY).code == "case.hearing-attendance"


def test_nobody_presides_who_examined_and_nobody_examines_who_presides() -> None:
    beginning = done(PUBLIC, day=MONDAY, case=done(receive(), Accept()))
    presiding = replace(step("examine")[0], responsible=StaffId("P001"))
    refused = refusal(beginning, presiding)
    assert (refused.code, refused.errors[0].pointer) == ("case.presiding-examines", "/responsible")
    running = done(step("examine")[0], case=beginning)
    by_presiding = replace(on(MONDAY), by=replace(somebody(), id=StaffId("P001")))
    with pytest.raises(Refused, match="主持人"):
        decide(running, step("examine")[1], by_presiding)
    waiting = done(PUBLIC, case=done(receive(), *REVIEWED))
    with pytest.raises(Refused, match="主持人"):
        decide(waiting, DraftDecision(outcome=Outcome.APPROVED, text="拟同意"), by_presiding)


def test_no_decision_while_a_hearing_may_be_asked_for_or_is_outstanding() -> None:
    assert refusal(told(), APPROVE, LAST_TO_ASK).code == "case.hearing-may-be-asked"
    assert [event.KIND for event in decide(told(), APPROVE, on(date(2026, 12, 1)))] == ["case.decided"]
    assert refusal(asked(), APPROVE, date(2026, 12, 30)).code == "case.hearing-outstanding"
    assert refusal(set_for_monday(), APPROVE, HEARING_DAY).code == "case.hearing-outstanding"
    assert [event.KIND for event in decide(held(), APPROVE, on(HEARING_DAY))] == ["case.decided"]


def test_no_case_is_handed_up_with_its_hearing_outstanding() -> None:
    waiting = done(receive(CITY_DECIDES), *REVIEWED)
    assert refusal(done(TELL_HEARING, case=waiting), HAND_UP).code == "case.hearing-may-be-asked"
    given_up = done(TELL_HEARING, WAIVE_HEARING, case=waiting)
    assert [event.KIND for event in decide(given_up, HAND_UP, on(MONDAY))] == ["link.forwarded", "case.forwarded"]


def test_a_hearing_given_up_by_all_holds_up_nothing_and_may_be_asked_for_again_in_time() -> None:
    (event,) = decide(asked(), WAIVE_HEARING, on(THURSDAY))
    assert isinstance(event, CaseHearingWaived)
    case = fold([event], asked())
    assert [each.KIND for each in decide(case, APPROVE, on(THURSDAY))] == ["case.decided"]
    again = done(ASK_HEARING, day=LAST_TO_ASK, case=case)
    assert again.hearing is not None
    assert (again.hearing.asked_on, again.hearing.organise_by) == (LAST_TO_ASK, date(2026, 12, 28))


def test_what_the_organ_holds_of_its_own_accord_nobody_gives_up() -> None:
    case = done(PUBLIC, day=THURSDAY, case=told())
    assert refusal(case, WAIVE_HEARING, THURSDAY).code == "case.hearing-cannot-be-waived"
    alone = done(PUBLIC, case=done(receive(), *REVIEWED))
    assert refusal(alone, APPROVE).code == "case.hearing-outstanding"
    assert refusal(alone, replace(WAIVE_HEARING)).code == "case.hearing-not-told"


def test_giving_up_says_who_and_how() -> None:
    assert refusal(told(), replace(WAIVE_HEARING, text=" ")).code == "case.reason-missing"


def test_a_hearing_is_held_once() -> None:
    case = held()
    assert case.hearing is not None
    assert (case.hearing.held_on, case.hearing.minutes) == (HEARING_DAY, "区市监听录〔2026〕1号")
    later = date(2026, 12, 8)
    for command in (TELL_HEARING, ASK_HEARING, PUBLIC, HOLD_HEARING, WAIVE_HEARING):
        assert refusal(case, command, later).code == "case.hearing-held-before"
    assert refusal(asked(), TELL_HEARING, THURSDAY).code == "case.hearing-under-way"


def test_time_for_a_hearing_does_not_count_only_when_one_is_to_come_and_its_length_was_told() -> None:
    assert refusal(told(), WAIT).code == "case.no-hearing-to-wait-for"
    case = done(WAIT, day=THURSDAY, case=set_for_monday())
    assert (case.status, case.pauses[0].counts) == (Status.PAUSED, True)
    over = done(HOLD_HEARING, Resume(text="听证已举行"), day=HEARING_DAY, case=case)
    assert over.promised_due == date(2026, 12, 16)
    silent = done(replace(WAIT, notice=None), day=THURSDAY, case=set_for_monday())
    assert done(HOLD_HEARING, Resume(), day=HEARING_DAY, case=silent).promised_due == date(2026, 12, 7)


def test_a_case_taken_up_again_has_no_hearing_behind_it() -> None:
    closed = done(*WHOLE_LIFE)
    assert closed.examiners == ("S001",)
    again = done(Reopen(text="发现新情况"), case=closed)
    assert (again.hearing, again.examiners) == (None, ())


def test_a_clerk_registers_who_asks_and_does_not_set_the_day() -> None:
    clerk = replace(on(WEDNESDAY), by=replace(somebody(), roles=frozenset({"clerk"})))  # type: ignore[arg-type]  # by its code
    assert [event.KIND for event in decide(told(), ASK_HEARING, clerk)] == ["case.hearing_asked"]
    with pytest.raises(Refused) as refused:
        decide(asked(), SET_HEARING, clerk)
    assert refused.value.code == "powers.denied"
