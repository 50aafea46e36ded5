"""What an applicant is told: plain words for everything that happens, nothing said inside the office."""

from datetime import date

import pytest

from liandong.domain.case.status import Status
from liandong.domain.joint.status import JointStatus
from liandong.domain.tracking.ahead import NEXT, NEXT_OF_JOINT, Next, next_of_case
from liandong.domain.tracking.happened import Happened, happened, paused_since
from liandong.domain.tracking.words import OUTCOMES, WORDS
from liandong.events.case import CASE_EVENTS, Outcome
from liandong.events.joint import JOINT_EVENTS
from liandong.events.link import LINK_EVENTS
from liandong.events.said import Event
from tests.unit.case.samples import (
    APPROVE,
    CALENDAR,
    COUNTER,
    ENTRY,
    FORM,
    HAND_IN,
    MONDAY,
    NOTICE,
    REVIEWED,
    decide,
    done,
    fold,
    on,
    receive,
)


@pytest.mark.parametrize("event", [*CASE_EVENTS, *JOINT_EVENTS, *LINK_EVENTS], ids=lambda event: event.KIND)
def test_every_kind_of_a_matter_has_words_or_is_expressly_not_told(event: type[Event]) -> None:
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
            said.append((MONDAY, event))
    assert [one.what for one in happened(said, ENTRY, {})] == [
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
    said = [(MONDAY, event) for event in decide(None, receive(), on(MONDAY))]
    for command in REVIEWED:
        events = decide(case, command, on(MONDAY))
        case = fold(events, case)
        said += [(MONDAY, event) for event in events]
    told = str(happened(said, ENTRY, {}))
    for secret in ("张三", "110101199003070134", "13800001234", "S001", "no_objection", "a" * 32):
        assert secret not in told


def test_an_unknown_kind_is_not_passed_over_in_silence() -> None:
    class Unforeseen(Event):
        KIND = "case.unforeseen"

    with pytest.raises(KeyError, match=r"case\.unforeseen"):
        happened([(MONDAY, Unforeseen())], ENTRY, {})


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


class Paused(Event):
    KIND = "case.paused"


class Resumed(Event):
    KIND = "case.resumed"


def test_a_matter_is_paused_from_the_first_pause_that_was_not_ended() -> None:
    first, then, last = date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 30)
    assert paused_since([]) is None
    assert paused_since([(first, Paused())]) == first
    assert paused_since([(first, Paused()), (then, Resumed())]) is None
    assert paused_since([(first, Paused()), (then, Resumed()), (last, Paused())]) == last


def test_what_happened_is_on_the_day_of_the_act() -> None:
    [event] = decide(None, receive(), on(MONDAY))
    assert happened([(MONDAY, event)], ENTRY, {}) == (Happened(MONDAY, "申请材料已收到"),)
