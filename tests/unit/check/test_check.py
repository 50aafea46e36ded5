"""A unit is asked what is missing from its part, answers once, or hears that no answer is needed."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.check.decide import AnswerCheck, answer, close, take
from liandong.domain.check.state import Check, CheckStatus, evolve
from liandong.events.check import CheckClosed, CheckOpened
from liandong.events.link import LinkCheckAnswered
from liandong.terms.codes import EventId, ItemCode, JointId, LinkId
from liandong.terms.refusal import Refused
from liandong.terms.roles import Role
from tests.unit.case.samples import CITY, DISTRICT, FORM, MONDAY, on, somebody

LINK = LinkId("610100-J261123-00001-2")
OPENED = CheckOpened(
    unit=DISTRICT,
    link=LINK,
    asker=CITY,
    request=EventId("610100:1:9"),
    master=JointId("610100-J261123-00001"),
    item=ItemCode("SW-001"),
    materials=(FORM,),
    askable=("form", "licence", "plan"),
    answer_by=date(2026, 11, 26),
)
OPEN = evolve(None, OPENED)
PLAN_IS_MISSING = AnswerCheck(lines=("plan",), text="缺总平面图")


def refusal_of(check: Check | None, command: AnswerCheck) -> Refused:
    with pytest.raises(Refused) as refused:
        answer(check, command, on(MONDAY))
    return refused.value


def test_a_question_is_stored_once_and_a_link_belongs_to_one_question() -> None:
    assert take(None, OPENED) == [OPENED]
    assert take(OPEN, OPENED) == []
    with pytest.raises(Refused) as refused:
        take(OPEN, replace(OPENED, request=EventId("610100:1:10")))
    assert refused.value.code == "link.taken"


def test_the_answer_goes_to_the_lead_and_is_given_once() -> None:
    (told,) = answer(OPEN, PLAN_IS_MISSING, on(MONDAY))
    assert told == LinkCheckAnswered(dest=CITY, link=LINK, lines=("plan",), checked_on=MONDAY, text="缺总平面图")
    answered = evolve(OPEN, told)
    assert (answered.status, answered.lines) == (CheckStatus.ANSWERED, ("plan",))
    assert refusal_of(answered, PLAN_IS_MISSING).code == "check.not-now"
    assert answer(OPEN, AnswerCheck(lines=()), on(MONDAY))[0].KIND == "link.check_answered"


@pytest.mark.parametrize("lines", [("plan", "plan"), ("of-another-stage",)])
def test_nothing_outside_the_guide_of_the_stage_is_asked_for(lines: tuple[str, ...]) -> None:
    refused = refusal_of(OPEN, AnswerCheck(lines=lines))
    assert (refused.code, refused.errors[0].pointer) == ("check.unknown-material", "/lines/0")


def test_the_lead_alone_ends_the_question() -> None:
    assert close(OPEN, CITY) == [CheckClosed(link=LINK)]
    closed = evolve(OPEN, CheckClosed(link=LINK))
    assert close(closed, CITY) == []
    assert refusal_of(closed, PLAN_IS_MISSING).code == "check.not-now"
    for check, by in ((OPEN, DISTRICT), (None, CITY)):
        with pytest.raises(Refused) as refused:
            close(check, by)
        assert refused.value.code == "link.unknown"


def test_only_who_may_tell_what_is_missing_answers() -> None:
    with pytest.raises(Refused) as refused:
        answer(OPEN, PLAN_IS_MISSING, on(MONDAY, by=replace(somebody(), roles=frozenset({Role.MANAGER}))))
    assert refused.value.code == "powers.denied"
    assert refusal_of(None, PLAN_IS_MISSING).code == "check.not-found"


def test_what_is_no_part_of_a_check_cannot_follow() -> None:
    with pytest.raises(TypeError, match=r"check\.closed"):
        evolve(None, CheckClosed(link=LINK))
