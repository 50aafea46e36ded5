"""A master at its lead, the light of supervision and the recount day by day agree on every history (D.5.3)."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.case.samples import CALENDAR, CITY, DISTRICT, MONDAY, UNITS, on
from tests.unit.joint.samples import (
    ADD,
    CITY_LINK,
    DISPATCH,
    DISTRICT_LINK,
    END,
    LEAD,
    LONGER,
    RECEIVE,
    STAGE,
    WITHDRAW,
    answered,
    paused,
    promised,
    rejected,
    resumed,
)

from e_supervision.checks import findings
from e_supervision.lights import Clock, Judgement, judge
from e_supervision.timeline import Act, Heard, Standing, Timeline, advance
from e_supervision.verify.recount import overall, recount
from e_supervision.verify.recount_days import Days
from liandong.domain.joint.commands import AcceptJoint, AskAgain, JointCommand
from liandong.domain.joint.decide import decide
from liandong.domain.joint.evolve import evolve
from liandong.domain.joint.review_commands import AskJointWithdrawal, RetractJointWithdrawal, VoidShare
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointStatus
from liandong.domain.worktime.light import Light
from liandong.events.authority import ActedUnder, ActGround, LetterAct
from liandong.events.case import Outcome
from liandong.events.case_clock import CasePromised
from liandong.events.reference import JoinPolicy
from liandong.terms.codes import EventId, StaffId
from liandong.terms.legal_time import midnight
from liandong.terms.refusal import Refused

FOLLOWED = replace(RECEIVE, entry=replace(STAGE, join_policy=JoinPolicy.PROMISE_THEN_FOLLOW))


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


@dataclass
class Master:
    """A master at its lead, and what supervision has heard of it."""

    joint: Joint | None = None
    heard: list[Heard] = field(default_factory=list)

    def do(self, today: date, *commands: JointCommand) -> "Master":
        for command in commands:
            given_then = on(today, by=LEAD)
            for event in decide(self.joint, command, given_then):
                self.joint = evolve(self.joint, event)
                number = len(self.heard) + 1
                said = Heard(
                    id=EventId(f"610100:1:{number}"),
                    unit=CITY,
                    stream=f"joint:{self.joint.id}",
                    sequence=number,
                    occurred_at=given_then.now,
                    event=event,
                )
                self.heard.append(said)
        return self

    @property
    def timeline(self) -> Timeline:
        found = advance(None, self.heard)
        assert found is not None
        return found

    def seen(self, today: date) -> Judgement:
        return judge(self.timeline, STAGE, CALENDAR, midnight(today))

    def due(self, today: date) -> dict[Clock, date]:
        return {each.clock: each.due for each in self.seen(today).clocks}


def accepted(received: JointCommand = RECEIVE) -> Master:
    return Master().do(MONDAY, received, AcceptJoint())


def test_the_light_of_a_master_is_paused_while_all_its_shares_are_and_its_days_move_afterwards() -> None:
    master = accepted().do(day(1), paused(CITY_LINK, CITY, day(1)))
    assert master.seen(day(2)).light is Light.GREEN
    master.do(day(2), paused(DISTRICT_LINK, DISTRICT, day(2)))
    assert master.seen(day(3)).light is Light.PAUSED
    master.do(day(4), resumed(CITY_LINK, CITY, day(4)))
    assert master.seen(day(4)).light is Light.GREEN
    assert master.joint is not None
    assert master.due(day(4))[Clock.STATUTORY] == master.joint.statutory_due == date(2027, 1, 28)


def test_the_clock_of_a_stage_stops_when_the_rest_only_follows_and_delivery_begins_with_the_last() -> None:
    master = accepted(FOLLOWED).do(day(2), promised(DISTRICT_LINK, DISTRICT, day(2)))
    master.do(day(3), answered(CITY_LINK, CITY, on=day(3)))
    assert (master.timeline.standing, master.timeline.stopped_on) == (Standing.FOLLOWING, day(3))
    assert master.seen(day(90)).light is Light.FINISHED
    assert Clock.DELIVERY not in master.due(day(90))
    master.do(day(95), answered(DISTRICT_LINK, DISTRICT, on=day(95)))
    assert (master.timeline.decided_on, master.timeline.stopped_on) == (day(95), day(3))
    assert Clock.DELIVERY in master.due(day(95))


def test_a_share_made_void_after_the_last_day_by_law_makes_no_late_master_timely() -> None:
    master = accepted().do(day(2), answered(CITY_LINK, CITY, on=day(2)))
    master.do(date(2027, 3, 1), VoidShare(link=DISTRICT_LINK, text="不涉及"))
    assert (master.timeline.decided_on, master.timeline.stopped_on) == (date(2027, 3, 1), date(2027, 3, 1))
    lights = {each.clock: each.light for each in master.seen(date(2027, 3, 1)).clocks}
    assert (lights[Clock.PROMISED], lights[Clock.STATUTORY]) == (Light.FINISHED_LATE, Light.FINISHED_LATE)
    assert lights[Clock.DELIVERY] is Light.GREEN


def test_a_retracted_withdrawal_leaves_a_master_where_it_stood() -> None:
    master = accepted().do(day(1), WITHDRAW)
    assert master.timeline.standing is Standing.WITHDRAW_PENDING
    assert master.do(day(2), RetractJointWithdrawal()).timeline.standing is Standing.ACCEPTED


def test_a_late_decision_handed_out_after_the_end_changes_no_standing() -> None:
    master = accepted().do(day(1), END).do(day(2), answered(CITY_LINK, CITY, on=day(1)), DISPATCH)
    assert (master.timeline.standing, master.timeline.closed_on) == (Standing.TERMINATED, None)


def test_an_extension_of_a_master_that_stands_still_is_not_found_to_be_late() -> None:
    master = accepted().do(MONDAY, paused(CITY_LINK, CITY, MONDAY), paused(DISTRICT_LINK, DISTRICT, MONDAY))
    extended = master.do(date(2027, 2, 1), LONGER)
    seen = findings(extended.timeline, extended.seen(date(2027, 2, 1)))
    assert "V-LATE-EXT" not in [each.rule for each in seen]


def test_acceptance_and_termination_of_a_master_are_acts_in_its_departments_name() -> None:
    master = accepted().do(day(1), END)
    assert master.timeline.acts == (
        Act(act=LetterAct.ACCEPT, on=MONDAY),
        Act(act=LetterAct.TERMINATE, on=day(1), under=ActedUnder(ground=ActGround.OFFICE, holder=LEAD.id)),
    )


def test_a_master_whose_units_ended_its_shares_has_finished_clocks_and_no_act_of_its_lead() -> None:
    master = accepted().do(day(1), answered(CITY_LINK, CITY, Outcome.TERMINATED, day(1)))
    master.do(day(2), answered(DISTRICT_LINK, DISTRICT, Outcome.TERMINATED, day(2)))
    timeline, seen = master.timeline, master.seen(day(90))
    assert (timeline.standing, timeline.outcome) == (Standing.TERMINATED, Outcome.TERMINATED)
    assert timeline.acts == (Act(act=LetterAct.ACCEPT, on=MONDAY),)
    assert (seen.light, {each.stopped_on for each in seen.clocks if each.clock is not Clock.NOTICE}) == (
        Light.FINISHED,
        {day(2)},
    )


def test_a_share_not_decided_by_the_day_it_promised_is_found(story, entry, calendar, at) -> None:  # type: ignore[no-untyped-def]  # fixtures of the story
    told = story().received(at("09-28")).accepted(at("09-28"))
    promise = CasePromised(case=told.number, promised_on=at("09-29"), decide_by=at("10-12"), by=StaffId("s2"))
    told.say(at("09-29"), promise)

    def found(today: date) -> list[str]:
        timeline = advance(None, told.said)
        assert timeline is not None
        seen = findings(timeline, judge(timeline, entry, calendar, midnight(today)))
        return [each.rule for each in seen if each.rule == "V-FOLLOW"]

    assert found(at("10-12")) == []
    assert found(at("10-13")) == ["V-FOLLOW"]
    told.decided(at("10-12"))
    assert found(at("10-20")) == []


LINKS = ((CITY_LINK, CITY), (DISTRICT_LINK, DISTRICT))
WHENEVER = st.integers(0, 6)


@pytest.mark.parametrize("received", [RECEIVE, FOLLOWED], ids=["all_closed", "promise_then_follow"])
@given(
    st.lists(
        st.tuples(st.sampled_from(range(12)), st.sampled_from((0, 1)), st.integers(1, 3), WHENEVER, st.integers(0, 4)),
        max_size=25,
    )
)
def test_lead_supervision_and_recount_agree_on_every_history(
    received: JointCommand, tries: list[tuple[int, int, int, int, int]]
) -> None:
    master, today = accepted(received), MONDAY
    for what, share, number, ago, later in tries:
        today = min(today + timedelta(days=later), date(2027, 6, 30))
        link, by = LINKS[share]
        told_of = max(MONDAY, today - timedelta(days=ago))  # the word was on its way so many days
        commands: tuple[JointCommand, ...] = (
            paused(link, by, told_of, number),
            paused(link, by, told_of, number),
            paused(link, by, told_of, number),
            resumed(link, by, told_of, number),
            resumed(link, by, told_of, number),
            answered(link, by, on=told_of),
            answered(link, by, Outcome.WITHDRAWN if number == 1 else Outcome.TERMINATED, told_of),
            promised(link, by, told_of),
            VoidShare(link=link, text="不涉及"),
            ADD,
            LONGER,
            rejected(link, by) if number == 1 else AskAgain(link=link, unit=UNITS[by]),
        )
        try:
            master.do(today, commands[what])
        except Refused:
            continue
    now, days = midnight(today), Days(CALENDAR)
    judgement = master.seen(today)
    counted = recount(master.heard, STAGE, days, days, now)
    assert sorted((each.clock, each.start, each.due, each.light) for each in judgement.clocks) == sorted(
        (each.clock, each.start, each.due, each.light) for each in counted
    )
    assert judgement.light is overall(master.heard, STAGE, days, days, now)
    assert master.joint is not None
    if master.joint.status is JointStatus.ACCEPTED:
        due = master.due(today)
        assert (due[Clock.PROMISED], due[Clock.STATUTORY]) == (master.joint.promised_due, master.joint.statutory_due)
        by_law = next(each for each in judgement.clocks if each.clock is Clock.STATUTORY)
        still = master.joint.paused_since is not None and master.joint.paused_since <= by_law.due
        assert still == (by_law.light is Light.PAUSED)


def test_one_share_can_be_withdrawn_and_wanted_again_without_a_word_about_the_whole() -> None:
    one = AskJointWithdrawal(link=DISTRICT_LINK)
    master = accepted().do(day(1), one, RetractJointWithdrawal(link=DISTRICT_LINK))
    assert master.timeline.standing is Standing.ACCEPTED
