"""What silence decided is counted again from what was heard: a unit's word for it is neither needed nor enough."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.story import Story, on
from tests.unit.supervision.test_lights import lives, shown, units

from e_supervision.checks import findings
from e_supervision.clocks import Clock
from e_supervision.lights import judge
from e_supervision.timeline import advance
from e_supervision.verify.recount import overall, recount
from e_supervision.verify.recount_days import Days
from liandong.domain.worktime.light import Light
from liandong.domain.worktime.local import with_local_days_off
from liandong.events.case import ReturnAddress
from liandong.events.case_clock import PauseGround
from liandong.events.handling import Concern, LimitUnit
from liandong.events.reference import LocalDaysOff
from liandong.terms.codes import Digest, JointId, LinkId, Tier, UnitCode
from liandong.terms.legal_time import FOR_GOOD, midnight

ASKER = ReturnAddress(unit=UnitCode("610100"), link=LinkId("L1"), master=JointId("610100-J-0001"))
LATE = Light.FINISHED_LATE


@pytest.fixture(scope="session")
def renewing(entry):
    return replace(entry, renewal=True, concerns=(Concern.ENVIRONMENT,))


@pytest.fixture(scope="session")
def agreeing(entry):
    return replace(entry, silence=True, silence_basis="某规定 3")


@pytest.fixture(scope="session")
def look(calendar):
    """A judgement by an entry on a day, the ordinary way, which the count day by day must confirm."""

    def looked(told, entry, day):
        now, days = midnight(day), Days(calendar)
        judgement = judge(advance(None, told.said), entry, calendar, now)
        counted = recount(told.said, entry, days, days, now)
        assert [(each.clock, each.due, each.light) for each in counted] == [
            (each.clock, each.due, each.light) for each in sorted(judgement.clocks, key=counted_order(counted))
        ]
        assert judgement.light is overall(told.said, entry, days, days, now)
        return judgement

    return looked


def counted_order(counted):
    order = [(each.clock, each.step, each.start) for each in counted]
    return lambda each: order.index((each.clock, each.step, each.start))


def found(told, judgement):
    return [(each.rule, each.level, each.due, each.sentence) for each in findings(advance(None, told.said), judgement)]


def of_silence(told, judgement):
    return [each[1:] for each in found(told, judgement) if each[0] == "V-SILENCE"]


def asked(story, at, day="08-31", expires="10-15"):
    return story().received(at(day), expires_on=at(expires)).accepted(at("09-01"))


@pytest.mark.parametrize(
    ("day", "light"),
    [("10-08", Light.GREEN), ("10-09", Light.YELLOW), ("10-15", Light.YELLOW), ("10-16", Light.RED)],
)
def test_the_licence_has_a_light_of_its_own_that_no_holiday_moves(story, look, renewing, at, day, light):
    judgement = look(asked(story, at), renewing, at(day))
    assert shown(judgement)[Clock.RENEWAL] == ("2026-10-15", light)
    [clock] = [each for each in judgement.clocks if each.clock is Clock.RENEWAL]
    assert (clock.unit, clock.limit, clock.ends) == (LimitUnit.CALENDAR_DAY, 44, midnight(at("10-16")))


def test_a_licence_that_holds_for_good_has_no_light(story, look, renewing, at):
    told = story().received(at("08-31"), expires_on=FOR_GOOD).accepted(at("09-01"))
    assert set(shown(look(told, renewing, at("10-16")))) == {Clock.NOTICE, Clock.STATUTORY, Clock.PROMISED}


def test_no_pause_and_no_handing_up_stops_it_and_a_decision_in_time_does(story, look, renewing, at):
    told = asked(story, at).paused(at("10-12"))
    assert shown(look(told, renewing, at("10-16")))[Clock.RENEWAL] == ("2026-10-15", Light.RED)
    told = asked(story, at).forwarded(at("10-12"))
    assert shown(look(told, renewing, at("10-16")))[Clock.RENEWAL] == ("2026-10-15", Light.RED)
    told = asked(story, at).decided(at("10-15"))
    assert shown(look(told, renewing, at("10-16")))[Clock.RENEWAL] == ("2026-10-15", Light.FINISHED)
    assert of_silence(told, look(told, renewing, at("10-16"))) == []


def test_a_renewal_by_silence_is_found_and_its_clocks_stop_late(story, look, renewing, at):
    told = asked(story, at).step_started(at("09-01"), "review").renewed(at("10-16"), at("10-15"))
    judgement = look(told, renewing, at("10-20"))
    assert of_silence(told, judgement) == [
        (
            "yellow",
            at("10-15"),
            "许可有效期届满前未作决定，视为准予延续: 应于2026-10-15前作出决定，责任人s1",
        )
    ]
    assert {clock: light for clock, (_, light) in shown(judgement).items()} == {
        Clock.NOTICE: Light.FINISHED,
        Clock.STATUTORY: LATE,
        Clock.PROMISED: LATE,
        "review": LATE,
        Clock.RENEWAL: LATE,
        Clock.DELIVERY: Light.GREEN,
    }


def test_a_day_of_decision_that_its_unit_states_is_not_believed(story, look, agreeing, at):
    told = story().received(at("09-28")).accepted(at("09-28")).step_started(at("09-29"), "review")
    told.agreed(at("10-17"), at("10-16"), decided_on=at("10-16"))
    judgement = look(told, agreeing, at("10-20"))
    assert shown(judgement)[Clock.PROMISED] == ("2026-10-16", LATE)
    assert [each.stopped_on for each in judgement.clocks if each.clock is Clock.PROMISED] == [at("10-17")]
    assert [rule for rule, *_ in found(told, judgement)] == ["V-PROMISE", "V-SILENCE"]


def test_what_silence_decided_is_found_although_its_unit_says_nothing(story, look, renewing, agreeing, at):
    told = asked(story, at)
    assert of_silence(told, look(told, renewing, at("10-15"))) == []
    [(level, due, sentence)] = of_silence(told, look(told, renewing, at("10-16")))
    assert (level, due) == ("yellow", at("10-15"))
    assert sentence.endswith("，单位没有登记")
    late = asked(story, at).decided(at("10-16"))
    assert len(of_silence(late, look(late, renewing, at("10-20")))) == 1
    told = story().received(at("09-28")).accepted(at("09-28")).step_started(at("09-29"), "review")
    assert [level for level, *_ in of_silence(told, look(told, agreeing, at("10-17")))] == ["yellow"]
    assert look(told, agreeing, at("10-17")).light is Light.RED


def test_silence_has_not_agreed_while_a_replaced_calendar_leaves_days(story, agreeing, calendar, at):
    """12 and 13 October were off until the 15th, when a new version had them worked: due on the 20th, not the 16th."""
    off = LocalDaysOff(division="61", name="某节", source="某办法", off=(at("10-12"), at("10-13")))
    newer = calendar.replacing(with_local_days_off(calendar, [off], Digest("before")), at("10-15"))
    told = story().received(at("09-28")).accepted(at("09-28")).step_started(at("09-29"), "review")
    matter, days = advance(None, told.said), Days(newer)
    for day, lapsed in (("10-17", False), ("10-20", False), ("10-21", True)):
        judgement = judge(matter, agreeing, newer, midnight(at(day)))
        assert (judgement.lapse is not None) is lapsed, day
        assert judgement.light is overall(told.said, agreeing, days, days, midnight(at(day))), day


def unfounded_renewals(story, at):
    return {
        "有效期届满前不足30日才提出申请": asked(story, at, day="09-01", expires="09-30").renewed(
            at("10-01"), at("09-30")
        ),
        "期限2026-10-15尚未届满": asked(story, at).renewed(at("10-15"), at("10-15")),
        "届满时尚未受理": story()
        .received(at("08-31"), expires_on=at("10-15"))
        .noticed(at("09-01"))
        .supplemented(at("10-19"))
        .accepted(at("10-20"))
        .renewed(at("10-21"), at("10-15")),
        "此件不由本单位单独决定": story()
        .received(at("08-31"), ASKER, at("10-15"))
        .accepted(at("09-01"))
        .renewed(at("10-16"), at("10-15")),
        "届满时正等待申请人": asked(story, at)
        .paused(at("10-12"), ground=PauseGround.SUPPLEMENT)
        .renewed(at("10-16"), at("10-15")),
        "此前已有决定或者已经办结": asked(story, at).decided(at("10-09")).renewed(at("10-16"), at("10-15")),
        "此件不是延续许可的申请": story().received(at("08-31")).accepted(at("09-01")).renewed(at("10-16"), at("10-15")),
    }


def in_hand(story, at):
    return story().received(at("09-28")).accepted(at("09-28")).step_started(at("09-29"), "review")


def unfounded_agreements(story, at):
    said = at("10-17"), at("10-16")
    return {
        "期限2026-10-16尚未届满": in_hand(story, at).agreed(at("10-16"), at("10-15")),
        "承办部门届满前没有签收": story().received(at("09-28")).accepted(at("09-28")).agreed(*said),
        "届满时计时中止": in_hand(story, at).paused(at("10-14")).agreed(*said),
        "届满时正等待申请人": in_hand(story, at).withdrawal_asked(at("10-14")).agreed(*said),
        "事项涉及公共安全、生态环境或者他人重大利益": in_hand(story, at).hearing_told(at("10-14")).agreed(*said),
        "容缺材料尚未补齐": in_hand(story, at).tolerated(at("09-29"), at("10-12")).agreed(*said),
    }


@pytest.mark.parametrize("against", sorted(unfounded_renewals(Story, on)))
def test_a_renewal_that_cannot_be_is_red_and_stops_no_clock(story, look, renewing, at, against):
    told = unfounded_renewals(story, at)[against]
    judgement = look(told, renewing, at("12-01"))
    [(level, _, sentence)] = of_silence(told, judgement)
    assert (level, against in sentence) == ("red", True)
    running = {each.clock for each in judgement.clocks if each.stopped_on is None}
    assert (Clock.PROMISED in running) == ("已有决定" not in against)
    assert judgement.light is Light.RED or "已有决定" in against


@pytest.mark.parametrize("against", sorted(unfounded_agreements(Story, on)))
def test_an_agreement_that_cannot_be_is_red_and_the_promise_stays_red(story, look, agreeing, at, against):
    told = unfounded_agreements(story, at)[against]
    judgement = look(told, agreeing, at("11-02"))
    [(level, _, sentence)] = of_silence(told, judgement)
    assert (level, against in sentence) == ("red", True)
    promised = shown(judgement)[Clock.PROMISED][1]
    assert promised is (Light.PAUSED if "中止" in against else Light.RED)


@pytest.mark.parametrize(
    "change",
    [
        {"silence": False},
        {"silence_basis": None},
        {"concerns": (Concern.SAFETY,)},
        {"decided_by": Tier.CITY},
        {"limit_unit": LimitUnit.WORKING_HOUR, "promised_limit": 7},
    ],
    ids=str,
)
def test_an_item_that_may_not_be_agreed_to_is_not_whatever_its_unit_says(story, look, agreeing, at, change):
    told = in_hand(story, at).agreed(at("10-17"), at("10-16"))
    judgement = look(told, replace(agreeing, **change), at("11-02"))
    assert [level for level, *_ in of_silence(told, judgement)] == ["red"]
    assert judgement.light is Light.RED


def test_a_reopened_matter_begins_anew_and_says_nothing_of_the_silence_before(story, look, agreeing, at):
    told = in_hand(story, at).agreed(at("10-17"), at("10-16")).delivered(at("10-19")).closed(at("10-19"))
    told.reopened(at("10-20"))
    judgement = look(told, agreeing, at("10-21"))
    assert of_silence(told, judgement) == []
    assert shown(judgement)[Clock.PROMISED] == ("2026-11-03", Light.GREEN)


@given(
    st.data(),
    units,
    st.booleans(),
    st.sampled_from((Tier.CITY, None)),
    st.sampled_from(((), (Concern.SAFETY,))),
    st.booleans(),
    st.integers(0, 60),
)
def test_lights_after_any_word_of_silence_equal_a_count_day_by_day(
    story, entry, calendar, data, unit, anew, decided_by, concerns, renews, after
):
    """Whatever life the case has had, and on whatever day its unit says that silence decided."""
    told = data.draw(lives(story))
    counted = replace(
        entry,
        **unit,
        interrupts=anew,
        renewal=True,
        silence=True,
        silence_basis="某规定 3",
        decided_by=decided_by,
        concerns=concerns,
    )
    today = told.said[-1].occurred_at.date() + timedelta(1 + data.draw(st.integers(0, 60)))
    if data.draw(st.booleans()):
        told.withdrawal_asked(today)
        if data.draw(st.booleans()):
            told.withdrawal_retracted(today)
    last = today - timedelta(data.draw(st.integers(0, 5)))
    (told.renewed if renews else told.agreed)(today, last)
    today = min(today + timedelta(after), date(2027, 11, 1))
    judgement, days = judge(advance(None, told.said), counted, calendar, midnight(today)), Days(calendar)

    def key(each):
        return (each.clock, each.step or "", each.start, each.due, each.light)

    again = recount(told.said, counted, days, days, midnight(today))
    assert sorted(map(key, judgement.clocks)) == sorted(map(key, again))
    assert judgement.light is overall(told.said, counted, days, days, midnight(today))
