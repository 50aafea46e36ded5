"""What a lead says of a supplement reaches a share that stands still already, or whose applicant wants to withdraw."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.clock_commands import Resume
from liandong.domain.case.commands import CaseCommand
from liandong.domain.case.decide import decide
from liandong.domain.case.share_commands import (
    TakeSupplementAsked,
    TakeSupplemented,
    TakeWithdrawalAsked,
    TakeWithdrawalRetracted,
)
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.domain.worktime.court import Court, Held, held_by
from liandong.domain.worktime.moments import moments
from liandong.events.case_clock import CaseMaterialsShared, CaseResumed, PauseGround
from liandong.events.link import LinkPaused, LinkResumed
from liandong.events.said import Event
from liandong.terms.refusal import Refused
from tests.unit.case.samples import CITY, PLAN, TESTED, done, fold, on
from tests.unit.case.test_linked import OPEN, SHARE

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (24, 25, 26, 27))
NEXT_MONDAY, NEXT_TUESDAY = date(2026, 11, 30), date(2026, 12, 1)
SHARE_CASE = done(replace(OPEN, askable=("form", "licence", "plan")))
"""Accepted by its lead on Friday 20 November 2026; ten working days of promise end on 4 December."""
ASKED = TakeSupplementAsked(link=SHARE.link, by=CITY, lines=("plan",), asked_on=TUESDAY)
LEAVING = TakeWithdrawalAsked(link=SHARE.link, by=CITY, asked_on=WEDNESDAY)
STAYING = TakeWithdrawalRetracted(link=SHARE.link, by=CITY, retracted_on=THURSDAY)


def handed_in(day: date) -> TakeSupplemented:
    return TakeSupplemented(link=SHARE.link, by=CITY, materials=(PLAN,), effective_on=day)


def after(*said: tuple[date, CaseCommand], case: Case = SHARE_CASE) -> Case:
    for day, command in said:
        case = done(command, day=day, case=case)
    return case


def test_what_is_handed_in_while_a_withdrawal_is_pending_ends_the_pause_under_it() -> None:
    leaving = after((TUESDAY, ASKED), (WEDNESDAY, LEAVING))
    resumed, told = decide(leaving, handed_in(THURSDAY), on(THURSDAY))
    assert isinstance(resumed, CaseResumed)
    assert told == LinkResumed(dest=CITY, link=SHARE.link, number=1, resumed_on=THURSDAY)
    pending = fold([resumed, told], leaving)
    assert (pending.status, pending.open_pauses, PLAN in pending.materials) == (Status.WITHDRAW_PENDING, (), True)
    staying = after((FRIDAY, STAYING), case=pending)
    assert (staying.status, staying.promised_due) == (Status.ACCEPTED, date(2026, 12, 8))


def test_what_is_asked_while_a_withdrawal_is_pending_stops_the_clock_and_waits_under_it() -> None:
    leaving = after((TUESDAY, replace(LEAVING, asked_on=TUESDAY)))
    asked = replace(ASKED, asked_on=WEDNESDAY)
    paused, told = decide(leaving, asked, on(WEDNESDAY))
    assert told == LinkPaused(dest=CITY, link=SHARE.link, number=1, ground=PauseGround.SUPPLEMENT, paused_on=WEDNESDAY)
    pending = fold([paused, told], leaving)
    assert (pending.status, pending.stands_still) == (Status.WITHDRAW_PENDING, True)
    staying = after((THURSDAY, STAYING), case=pending)
    assert staying.status is Status.PAUSED
    running = after((FRIDAY, handed_in(FRIDAY)), case=staying)
    assert (running.status, running.promised_due) == (Status.ACCEPTED, date(2026, 12, 8))


def test_what_is_asked_during_a_test_is_waited_for_when_the_test_is_over() -> None:
    tested = after((TUESDAY, TESTED))
    asked = replace(ASKED, asked_on=WEDNESDAY)
    assert [event.KIND for event in decide(tested, asked, on(WEDNESDAY))] == ["case.paused", "link.paused"]
    assert decide(after((WEDNESDAY, asked), case=tested), asked, on(WEDNESDAY)) == []
    waiting = after((WEDNESDAY, asked), (FRIDAY, Resume()), case=tested)
    assert (waiting.status, [span.number for span in waiting.open_pauses]) == (Status.PAUSED, [2])
    with pytest.raises(Refused) as refused:
        decide(waiting, Resume(), on(FRIDAY))
    assert refused.value.code == "case.resume-by-supplement"
    running = after((NEXT_TUESDAY, handed_in(NEXT_TUESDAY)), case=waiting)
    assert (running.status, running.promised_due) == (Status.ACCEPTED, date(2026, 12, 11))


def test_a_supplement_that_comes_during_a_test_leaves_the_test_alone_and_no_day_counts_twice() -> None:
    asked = replace(ASKED, asked_on=WEDNESDAY)
    tested = after((TUESDAY, TESTED), (WEDNESDAY, asked), (FRIDAY, handed_in(FRIDAY)))
    assert (tested.status, [span.number for span in tested.open_pauses]) == (Status.PAUSED, [1])
    assert decide(tested, handed_in(FRIDAY), on(FRIDAY)) == [CaseMaterialsShared(case=SHARE_CASE.id, materials=(PLAN,))]
    running = after((NEXT_TUESDAY, Resume()), case=tested)
    assert (running.status, running.promised_due) == (Status.ACCEPTED, date(2026, 12, 11))


def test_a_test_without_notice_does_not_keep_a_supplement_from_stopping_the_clock() -> None:
    asked = replace(ASKED, asked_on=WEDNESDAY)
    waiting = after((TUESDAY, replace(TESTED, notice=None)), (WEDNESDAY, asked))
    assert waiting.stands_still
    running = after((FRIDAY, handed_in(FRIDAY)), (NEXT_MONDAY, Resume()), case=waiting)
    assert (running.status, running.promised_due) == (Status.ACCEPTED, date(2026, 12, 8))


def test_whose_turn_it_is_follows_what_is_still_waited_for() -> None:
    case, history = SHARE_CASE, list[tuple[date, Event]]()
    for day, command in (
        (TUESDAY, TESTED),
        (WEDNESDAY, replace(ASKED, asked_on=WEDNESDAY)),
        (FRIDAY, handed_in(FRIDAY)),
        (NEXT_TUESDAY, Resume()),
    ):
        said = decide(case, command, on(day))
        history += [(day, event) for event in said]
        case = fold(said, case)
    assert list(held_by(moments(history), date(2026, 12, 2))) == [
        Held(Court.APPLICANT, TUESDAY, THURSDAY),
        Held(Court.THIRD_PARTY, THURSDAY, NEXT_MONDAY),
        Held(Court.DEPARTMENT, NEXT_MONDAY, date(2026, 12, 2)),
    ]
