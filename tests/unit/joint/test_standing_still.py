"""The clock of a master stands still while all its unfinished shares do, and only then (D.5.3)."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.clock_commands import Pause, Resume
from liandong.domain.case.decide import decide as decide_case
from liandong.domain.case.explained import Which
from liandong.domain.joint.commands import AcceptJoint, AskAgain
from liandong.domain.joint.decide import decide
from liandong.domain.joint.explained import explained
from liandong.domain.joint.review_commands import VoidShare
from liandong.domain.joint.state import Joint
from liandong.domain.worktime.holidays import UNNAMED
from liandong.domain.worktime.reasons import Reason
from liandong.events.case import Outcome
from liandong.events.case_clock import PauseGround
from liandong.events.joint_clock import JointPausesCounted
from liandong.events.joint_share import JointShareAdded, JointSharePaused
from liandong.events.link import LinkDueMoved, LinkPaused, LinkRequested, LinkResumed
from liandong.events.said import Event
from liandong.terms.refusal import Refused
from tests.unit.case.samples import CALENDAR, CITY, DISTRICT, MONDAY, UNITS, on
from tests.unit.case.samples import NUMBER as CASE
from tests.unit.case.samples import done as case_done
from tests.unit.case.samples import fold as case_fold
from tests.unit.case.test_linked import OPEN, SHARE
from tests.unit.joint.samples import (
    ADD,
    CITY_LINK,
    DISTRICT_LINK,
    FIRE,
    LEAD,
    NUMBER,
    RECEIVE,
    answered,
    done,
    fold,
    paused,
    rejected,
    resumed,
)
from tests.unit.joint.test_joint import TUESDAY, WEDNESDAY

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
ACCEPTED = done(RECEIVE, AcceptJoint())
PROMISED, BY_LAW = date(2026, 12, 21), date(2027, 1, 26)
"""20 and 45 working days after Monday 23 November 2026; the first of January 2027 is off."""
TWO_LATER = date(2026, 12, 23), date(2027, 1, 28)


def kinds(events: list[Event]) -> list[str]:
    return [event.KIND for event in events]


def both_stood_still(joint: Joint = ACCEPTED) -> Joint:
    """One from Tuesday, the other from Wednesday on; the first runs again on Friday."""
    joint = done(
        paused(CITY_LINK, CITY, TUESDAY), paused(DISTRICT_LINK, DISTRICT, WEDNESDAY), joint=joint, day=WEDNESDAY
    )
    return done(resumed(CITY_LINK, CITY, FRIDAY), joint=joint, day=FRIDAY)


def test_one_share_standing_still_moves_nothing() -> None:
    joint = done(paused(CITY_LINK, CITY, TUESDAY), joint=ACCEPTED)
    assert joint.paused_since is None
    assert kinds(decide(joint, resumed(CITY_LINK, CITY, THURSDAY), on(THURSDAY, by=LEAD))) == ["joint.share_resumed"]


def test_the_days_on_which_all_stood_still_are_no_part_of_the_limits_and_the_open_shares_are_told() -> None:
    assert (ACCEPTED.promised_due, ACCEPTED.statutory_due) == (PROMISED, BY_LAW)
    joint = done(paused(CITY_LINK, CITY, TUESDAY), paused(DISTRICT_LINK, DISTRICT, WEDNESDAY), joint=ACCEPTED)
    assert joint.paused_since == WEDNESDAY
    _, counted, *told = decide(joint, resumed(CITY_LINK, CITY, FRIDAY), on(FRIDAY, by=LEAD))
    assert isinstance(counted, JointPausesCounted)
    assert (counted.promised_due, counted.statutory_due) == TWO_LATER
    assert counted.counted is not None
    assert [(each.start, each.end) for each in counted.counted.pauses] == [(WEDNESDAY, FRIDAY)]
    assert told == [
        LinkDueMoved(dest=CITY, link=CITY_LINK, statutory_due=TWO_LATER[1], extended=False),
        LinkDueMoved(dest=DISTRICT, link=DISTRICT_LINK, statutory_due=TWO_LATER[1], extended=False),
    ]
    assert both_stood_still().paused_since is None


def test_a_pause_heard_late_counts_from_the_day_it_began() -> None:
    joint = done(paused(CITY_LINK, CITY, TUESDAY), resumed(CITY_LINK, CITY, FRIDAY), joint=ACCEPTED)
    late = decide(joint, paused(DISTRICT_LINK, DISTRICT, WEDNESDAY), on(date(2026, 12, 1), by=LEAD))
    assert kinds(late) == ["joint.share_paused", "joint.pauses_counted", "link.due_moved", "link.due_moved"]
    assert fold(late, joint).statutory_due == TWO_LATER[1]


def test_a_finished_share_holds_nothing_up_and_a_rejected_one_runs_until_it_is_asked_again() -> None:
    alone = done(answered(CITY_LINK, CITY, on=TUESDAY), paused(DISTRICT_LINK, DISTRICT, MONDAY), joint=ACCEPTED)
    assert alone.paused_since == TUESDAY
    back = done(rejected(CITY_LINK, CITY), paused(DISTRICT_LINK, DISTRICT, MONDAY), joint=ACCEPTED)
    assert back.paused_since is None
    again = done(AskAgain(link=CITY_LINK, unit=UNITS[CITY]), joint=back, day=WEDNESDAY)
    assert (again.pauses, again.shares[0].days.begun) == ((), MONDAY)


def test_a_share_withdrawn_or_void_while_it_stood_still_gives_its_days_back() -> None:
    joint = done(answered(CITY_LINK, CITY, on=TUESDAY), paused(DISTRICT_LINK, DISTRICT, WEDNESDAY), joint=ACCEPTED)
    withdrawn = decide(joint, answered(DISTRICT_LINK, DISTRICT, Outcome.WITHDRAWN, FRIDAY), on(FRIDAY, by=LEAD))
    assert kinds(withdrawn) == ["joint.share_answered", "joint.pauses_counted", "joint.joined"]
    gone = decide(joint, VoidShare(link=DISTRICT_LINK, text="不涉及"), on(FRIDAY, by=LEAD))
    assert kinds(gone) == ["joint.share_voided", "link.voided", "joint.pauses_counted", "joint.joined"]
    for after in (fold(withdrawn, joint), fold(gone, joint)):
        assert (after.joined_on, after.promised_due, after.statutory_due) == (FRIDAY, *TWO_LATER)


def test_the_same_word_again_and_words_after_the_end_are_no_news() -> None:
    joint = done(paused(CITY_LINK, CITY, TUESDAY), joint=ACCEPTED)
    assert decide(joint, paused(CITY_LINK, CITY, TUESDAY), on(TUESDAY, by=LEAD)) == []
    assert decide(joint, resumed(CITY_LINK, CITY, TUESDAY, number=2), on(TUESDAY, by=LEAD)) == []
    decided = done(answered(CITY_LINK, CITY), joint=joint)
    assert decide(decided, resumed(CITY_LINK, CITY, FRIDAY), on(FRIDAY, by=LEAD)) == []
    with pytest.raises(Refused) as refused:
        decide(joint, paused(DISTRICT_LINK, CITY), on(MONDAY, by=LEAD))
    assert refused.value.code == "link.unknown"


def test_why_the_master_is_due_on_its_day_is_told_day_by_day() -> None:
    told = explained(both_stood_still(), Which.PROMISED, CALENDAR, UNNAMED)
    assert (told.due, told.total, told.open) == (TWO_LATER[0], 20, False)
    assert [(each.date, each.counted) for each in told.days[1:5]] == [
        (TUESDAY, True),
        (WEDNESDAY, False),
        (THURSDAY, False),
        (FRIDAY, True),
    ]
    assert told.days[2].reason is Reason.PAUSED
    assert "全部未办结的分件同时暂停计时" in told.days[2].sentence
    with pytest.raises(Refused) as refused:
        explained(done(RECEIVE), Which.STATUTORY, CALENDAR, UNNAMED)
    assert refused.value.code == "joint.no-clock-yet"


def test_one_more_unit_is_asked_with_a_reason_and_the_limits_of_the_whole_stay() -> None:
    added, asked = decide(ACCEPTED, ADD, on(WEDNESDAY, by=LEAD))
    assert isinstance(added, JointShareAdded)
    assert (added.share.item, added.share.unit, added.requested_on) == (FIRE.item, DISTRICT, WEDNESDAY)
    assert isinstance(asked, LinkRequested)
    assert (asked.link, asked.accepted_on, asked.master_due) == (added.share.link, WEDNESDAY, BY_LAW)
    joint = fold([added, asked], ACCEPTED)
    assert (joint.promised_due, joint.statutory_due, len(joint.shares)) == (PROMISED, BY_LAW, 3)
    joint = done(answered(CITY_LINK, CITY), answered(DISTRICT_LINK, DISTRICT), joint=joint)
    assert joint.outcome is None  # the added one is waited for


def test_a_share_added_while_all_stand_still_lets_the_clock_run() -> None:
    still = done(paused(CITY_LINK, CITY, TUESDAY), paused(DISTRICT_LINK, DISTRICT, TUESDAY), joint=ACCEPTED)
    events = decide(still, ADD, on(THURSDAY, by=LEAD))
    assert kinds(events)[:3] == ["joint.share_added", "link.requested", "joint.pauses_counted"]
    assert fold(events, still).statutory_due == TWO_LATER[1]


def test_a_share_is_added_with_a_reason_of_a_unit_that_handles_it_and_once() -> None:
    def refusal(command: object, joint: Joint = ACCEPTED) -> str:
        with pytest.raises(Refused) as refused:
            decide(joint, command, on(MONDAY, by=LEAD))  # type: ignore[arg-type]  # a joint command
        return refused.value.code

    assert refusal(replace(ADD, text=" ")) == "case.reason-missing"
    assert refusal(replace(ADD, unit=None)) == "joint.unit-not-competent"
    assert refusal(replace(ADD, unit=UNITS[CITY])) == "joint.unit-not-competent"
    assert refusal(replace(ADD, entry=RECEIVE.entry)) == "joint.unit-not-competent"
    assert refusal(ADD, done(ADD, joint=ACCEPTED)) == "joint.share-twice"


SHARE_CASE = case_done(OPEN)
REVIEW = Pause(ground=PauseGround.EXPERT_REVIEW, days=10, notice="专告〔2026〕1号", text="专家评审")


def test_a_share_tells_its_lead_when_its_clock_stands_still_and_runs_again() -> None:
    reviewing = decide_case(SHARE_CASE, REVIEW, on(TUESDAY))
    assert reviewing[1] == LinkPaused(
        dest=CITY, link=SHARE.link, number=1, ground=PauseGround.EXPERT_REVIEW, paused_on=TUESDAY
    )
    waiting = case_fold(reviewing, SHARE_CASE)
    assert decide_case(waiting, Resume(), on(FRIDAY))[1:] == [
        LinkResumed(dest=CITY, link=SHARE.link, number=1, resumed_on=FRIDAY)
    ]


def test_a_pause_nobody_was_told_of_is_none_and_a_case_without_a_lead_tells_nobody() -> None:
    unnoticed = decide_case(SHARE_CASE, replace(REVIEW, notice=None), on(TUESDAY))
    assert kinds(unnoticed) == ["case.paused"]
    assert kinds(decide_case(case_fold(unnoticed, SHARE_CASE), Resume(), on(FRIDAY))) == ["case.resumed"]
    own = replace(SHARE_CASE, joint=None, asked_by=None)
    assert own.id == CASE
    assert kinds(decide_case(own, REVIEW, on(TUESDAY))) == ["case.paused"]


def test_what_the_master_notes_names_the_share_and_its_pause() -> None:
    [noted] = decide(ACCEPTED, paused(CITY_LINK, CITY, TUESDAY), on(WEDNESDAY, by=LEAD))
    assert noted == JointSharePaused(
        joint=NUMBER, link=CITY_LINK, number=1, ground=PauseGround.EXPERT_REVIEW, paused_on=TUESDAY
    )
