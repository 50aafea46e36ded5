"""What an applicant is told: plain words for everything that happens, nothing said inside the office."""

from datetime import date

import pytest

from liandong.domain.case.status import Status
from liandong.domain.history import Told, pauses_of
from liandong.domain.joint.status import JointStatus
from liandong.domain.tracking.ahead import NEXT, NEXT_OF_JOINT, Next, next_of_case
from liandong.domain.tracking.happened import Happened, happened, paused_since
from liandong.domain.tracking.words import OUTCOMES, WORDS
from liandong.domain.worktime.clock import Pause
from liandong.events.all_events import CASE_HISTORY, JOINT_HISTORY
from liandong.events.case import Outcome
from liandong.events.case_clock import CasePaused, CaseResumed, PauseGround
from liandong.events.link import LINK_EVENTS
from liandong.events.said import Event
from liandong.terms.codes import EventId
from liandong.terms.legal_time import midnight
from tests.about import about
from tests.unit.case.samples import (
    APPROVE,
    CALENDAR,
    COUNTER,
    DISTRICT,
    ENTRY,
    FORM,
    HAND_IN,
    MONDAY,
    NOTICE,
    NUMBER,
    REVIEWED,
    decide,
    done,
    fold,
    on,
    receive,
)


def told(day: date, *events: Event) -> list[Told]:
    """A history in which all of this happened on one day."""
    return [
        Told(
            id=EventId(f"{DISTRICT}:1:{sequence}"),
            unit=DISTRICT,
            stream=f"case:{NUMBER}",
            sequence=sequence,
            occurred_at=midnight(day),
            recorded_at=midnight(day),
            event=event,
        )
        for sequence, event in enumerate(events, start=1)
    ]


def test_every_kind_of_a_matter_has_words_or_is_expressly_not_told() -> None:
    for event in [*CASE_HISTORY, *JOINT_HISTORY, *LINK_EVENTS]:
        with about(event.KIND):
            assert event.KIND in WORDS, "say in domain/tracking/words.py what the applicant is told of it"


def test_every_state_says_what_comes_next_and_every_outcome_has_a_word() -> None:
    assert set(NEXT) == set(Status)
    assert set(NEXT_OF_JOINT) == set(JointStatus)
    assert set(OUTCOMES) == set(Outcome)


def test_a_history_is_told_with_the_names_of_its_steps_and_the_word_of_its_decision() -> None:
    case, said = None, []
    for command in (receive(materials=(FORM,)), NOTICE, HAND_IN, *REVIEWED, APPROVE, COUNTER):
        for event in decide(case, command, on(MONDAY)):
            case = fold([event], case)
            said.append(event)
    assert [one.what for one in happened(told(MONDAY, *said), ENTRY, {})] == [
        "申请材料已收到",
        "已一次性告知需要补正的材料",
        "补正材料已收到",
        "已受理",
        "“审查”开始办理",
        "“审查”办理完成",
        "“现场核查”开始办理",
        "“现场核查”办理完成",
        "已作出决定：准予",
        "结果已送达",
    ]


def test_nothing_that_names_somebody_or_is_an_opinion_is_told() -> None:
    case = done(receive())
    said = decide(None, receive(), on(MONDAY))
    for command in REVIEWED:
        events = decide(case, command, on(MONDAY))
        case = fold(events, case)
        said += events
    shown = str(happened(told(MONDAY, *said), ENTRY, {}))
    for secret in ("张三", "110101199003070134", "13800001234", "S001", "no_objection", "a" * 32):
        assert secret not in shown


def test_an_unknown_kind_is_not_passed_over_in_silence() -> None:
    class Unforeseen(Event):
        KIND = "case.unforeseen"

    with pytest.raises(KeyError, match=r"case\.unforeseen"):
        happened(told(MONDAY, Unforeseen()), ENTRY, {})


def test_what_comes_next_has_the_day_of_the_limit_that_applies() -> None:
    received = done(receive())
    assert next_of_case(received, CALENDAR) == Next(
        "窗口审核材料，受理或者一次性告知需要补正的内容", date(2026, 11, 30)
    )
    reviewed = done(receive(), *REVIEWED)
    assert next_of_case(reviewed, CALENDAR) == Next("作出决定", date(2026, 12, 7))
    approved = done(receive(), *REVIEWED, APPROVE)
    assert next_of_case(approved, CALENDAR) == Next("送达决定和证照，也可到窗口领取", date(2026, 12, 7))
    told_once = done(receive(materials=(FORM,)), NOTICE)
    assert next_of_case(told_once, CALENDAR) == Next("请按告知书补齐所列材料", None)


def paused(number: int, day: date) -> CasePaused:
    return CasePaused(case=NUMBER, number=number, ground=PauseGround.TESTING, paused_on=day, notice="特告〔2026〕1号")


def resumed(number: int, day: date) -> CaseResumed:
    return CaseResumed(
        case=NUMBER,
        number=number,
        resumed_on=day,
        calendar=CALENDAR.hash,
        promised_due=day,
        statutory_due=day,
        provisional=False,
    )


def test_a_matter_is_paused_from_the_first_pause_that_was_not_ended() -> None:
    first, then, last = date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 30)
    assert paused_since([]) is None
    stopped, running = told(first, paused(1, first)), told(then, resumed(1, then))
    assert paused_since(stopped) == first
    assert paused_since([*stopped, *running]) is None
    assert paused_since([*stopped, *running, *told(last, paused(2, last))]) == last
    assert pauses_of([*stopped, *running, *told(last, paused(2, last))]) == (Pause(first, then), Pause(last))


def test_what_happened_is_on_the_day_of_the_act() -> None:
    [event] = decide(None, receive(), on(MONDAY))
    assert happened(told(MONDAY, event), ENTRY, {}) == (Happened(MONDAY, "申请材料已收到"),)
