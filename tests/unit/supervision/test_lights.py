"""Lights are what an official would count on a wall calendar; a due date stated by the unit plays no part."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.story import joint_extended

from e_supervision.checks import findings
from e_supervision.clocks import Clock
from e_supervision.lights import judge
from e_supervision.timeline import RECOUNTED, advance
from e_supervision.verify.recount import overall, recount
from e_supervision.verify.recount_days import Days
from liandong.domain.worktime.light import Light
from liandong.domain.worktime.local import with_local_days_off
from liandong.events.case import ReturnAddress
from liandong.events.case_clock import PauseGround
from liandong.events.reference import LimitUnit, LocalDaysOff
from liandong.terms.codes import Digest, JointId, LinkId, UnitCode
from liandong.terms.legal_time import LEGAL_ZONE, midnight

ASKER = ReturnAddress(unit=UnitCode("610100"), link=LinkId("L1"), master=JointId("610100-J-0001"))
GREEN, YELLOW, RED = Light.GREEN, Light.YELLOW, Light.RED


@pytest.fixture(scope="session")
def look(entry, calendar):
    """The judgement of a story on a day."""
    return lambda told, day: judge(advance(None, told.said), entry, calendar, midnight(day))


def shown(judgement):
    return {
        each.clock if each.step is None else each.step: (each.due.isoformat(), each.light) for each in judgement.clocks
    }


def test_promise_and_law_are_two_clocks_over_the_national_day(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28"))

    assert shown(look(told, at("09-28"))) == {
        Clock.NOTICE: ("2026-10-10", Light.FINISHED),
        Clock.STATUTORY: ("2026-10-30", GREEN),
        Clock.PROMISED: ("2026-10-16", GREEN),
    }


@pytest.mark.parametrize(
    ("day", "light", "worst"),
    [
        ("10-13", GREEN, Clock.PROMISED),  # of equal lights the one due first
        ("10-14", YELLOW, Clock.PROMISED),  # two working days left of ten
        ("10-16", YELLOW, Clock.PROMISED),  # the last day has not ended
        ("10-17", RED, Clock.PROMISED),
        ("10-30", RED, Clock.PROMISED),
        ("10-31", RED, Clock.STATUTORY),  # law red shows before promise red
    ],
)
def test_a_case_shows_its_worst_running_clock(story, look, at, day, light, worst):
    judgement = look(story().received(at("09-28")).accepted(at("09-28")), at(day))

    assert (judgement.light, judgement.worst.clock) == (light, worst)


def test_a_step_has_a_light_of_its_own(story, look, at):
    told = story().received(at("09-21")).accepted(at("09-21")).step_started(at("09-21"), "review")
    late = look(told, at("09-25"))
    assert (late.light, late.worst.clock, late.worst.step) == (RED, Clock.STEP, "review")

    told.step_done(at("09-25"), "review").decided(at("09-28")).delivered(at("09-28")).closed(at("09-28"))
    over = look(told, at("09-29"))
    assert shown(over)["review"] == ("2026-09-24", Light.FINISHED_LATE)
    assert over.light is Light.FINISHED  # promise and law were kept


def test_a_step_of_the_same_day_is_red_the_next(story, look, at):
    told = story().received(at("09-21")).accepted(at("09-21")).step_started(at("09-21"), "sign")

    assert shown(look(told, at("09-21")))["sign"] == ("2026-09-21", GREEN)
    assert shown(look(told, at("09-22")))["sign"] == ("2026-09-21", RED)


def test_a_step_that_the_frozen_flow_does_not_know_has_no_limit(story, look, at):
    told = story().received(at("09-21")).accepted(at("09-21")).step_started(at("09-21"), "extra")

    assert "extra" not in shown(look(told, at("09-22")))


def test_the_notice_timer_starts_again_with_each_hand_in(story, look, at):
    told = story().received(at("09-14"))
    assert shown(look(told, at("09-21"))) == {Clock.NOTICE: ("2026-09-21", YELLOW)}
    assert look(told, at("09-22")).light is RED

    assert look(told.noticed(at("09-18")), at("12-01")).light is Light.PAUSED
    again = look(told.supplemented(at("09-28")), at("09-28"))
    assert [each.due.isoformat() for each in again.clocks] == ["2026-09-21", "2026-10-10"]
    assert again.light is GREEN


def test_acceptance_deemed_after_silence_is_a_late_answer(story, look, at):
    told = story().received(at("09-14")).accepted(at("09-22"), accepted_on=at("09-14"))

    assert shown(look(told, at("09-22"))) == {
        Clock.NOTICE: ("2026-09-21", Light.FINISHED_LATE),
        Clock.STATUTORY: ("2026-10-16", GREEN),
        Clock.PROMISED: ("2026-09-28", GREEN),
    }


def test_the_result_must_be_handed_out_within_ten_working_days(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28")).decided(at("09-28"))

    assert shown(look(told, at("10-16")))[Clock.DELIVERY] == ("2026-10-16", YELLOW)
    assert look(told, at("10-17")).light is RED
    assert look(told.delivered(at("10-19")).closed(at("10-19")), at("10-20")).light is Light.FINISHED_LATE


def test_a_share_waits_for_the_unified_dispatch_without_a_delivery_clock(story, look, at):
    told = story().received(at("09-28"), asked_by=ASKER).accepted(at("09-28")).decided(at("10-16"))

    assert Clock.DELIVERY not in shown(look(told, at("12-01")))
    assert look(told, at("12-01")).light is Light.FINISHED


def test_a_case_handed_up_stops_its_own_clock_until_the_answer_is_to_be_delivered(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28")).forwarded(at("10-12"))
    assert look(told, at("12-31")).light is Light.FINISHED

    told.upper_decided(at("11-03"), decided_on=at("11-02"))
    assert shown(look(told, at("11-03"))) == {
        Clock.NOTICE: ("2026-10-10", Light.FINISHED),
        Clock.STATUTORY: ("2026-10-30", Light.FINISHED),
        Clock.PROMISED: ("2026-10-16", Light.FINISHED),
        Clock.DELIVERY: ("2026-11-16", GREEN),
    }


def test_a_stage_is_judged_by_its_own_limits_until_its_shares_are_joined(story, stage, calendar, at):
    told = story().joint_received(at("09-24")).joint_accepted(at("09-28"))
    judgement = judge(advance(None, told.said), stage, calendar, midnight(at("10-24")))

    assert shown(judgement)[Clock.PROMISED] == ("2026-10-23", RED)
    assert shown(judgement)[Clock.STATUTORY] == ("2026-12-04", GREEN)


def test_an_extended_stage_has_sixty_days_by_law_and_keeps_its_promise(story, stage, calendar, at):
    told = story().joint_received(at("09-24")).joint_accepted(at("09-28"))
    told.say(at("10-20"), joint_extended(at("10-20")))
    judgement = judge(advance(None, told.said), stage, calendar, midnight(at("12-05")))

    assert shown(judgement)[Clock.PROMISED] == ("2026-10-23", RED)
    assert shown(judgement)[Clock.STATUTORY] == ("2026-12-25", GREEN)
    assert judgement.before_extension == at("12-04")
    days = Days(calendar)
    counted = recount(told.said, stage, days, days, midnight(at("12-05")))
    assert [(each.clock, each.due) for each in counted][1:] == [
        (Clock.STATUTORY, at("12-25")),
        (Clock.PROMISED, at("10-23")),
    ]


def test_what_is_not_held_is_awaited_and_never_guessed(story, entry, calendar, at):
    matter = advance(None, story().received(at("09-28")).accepted(at("09-28")).said)
    beyond = advance(None, story().received(date(2027, 12, 30)).said)
    strange = advance(None, story().received(at("09-28")).accepted(at("09-28"), policy="cn-workdays-9").said)

    assert judge(matter, None, calendar, midnight(at("09-28"))).light is Light.AWAITING_EDITION
    assert judge(matter, entry, None, midnight(at("09-28"))).light is Light.AWAITING_EDITION
    assert judge(strange, entry, calendar, midnight(at("09-28"))).light is Light.AWAITING_EDITION
    assert judge(beyond, entry, calendar, midnight(date(2027, 12, 30))).light is Light.AWAITING_EDITION


def test_days_of_an_unpublished_year_are_marked(story, look, at):
    judgement = look(story().received(at("12-28")), at("12-28"))

    assert judgement.clocks[0].provisional
    assert not look(story().received(at("09-28")), at("09-28")).clocks[0].provisional


def test_passed_limits_are_findings_with_their_basis(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28"))
    matter = advance(None, told.said)

    assert findings(matter, look(told, at("10-16"))) == ()
    assert [each.rule for each in findings(matter, look(told, at("10-17")))] == ["V-PROMISE"]
    assert [(each.rule, each.level, each.basis) for each in findings(matter, look(told, at("10-31")))] == [
        ("V-LAW", "red", "行政许可法 42"),
        ("V-PROMISE", "yellow", "服务承诺"),
    ]
    assert [each.rule for each in findings(matter, look(told.decided(at("10-19")), at("12-01")))] == ["V-PROMISE"]


ENDINGS = ("noticed", "returned", "open", "accepted", "forwarded", "back", "decided", "closed")


@st.composite
def lives(draw, story):
    """Plausible lives of a case: acts in lawful order on days that never go back."""
    day = date(2026, 8, 1) + timedelta(draw(st.integers(0, 120)))
    share = (
        ReturnAddress(unit=UnitCode("610100"), link=LinkId("L1"), master=JointId("J")) if draw(st.booleans()) else None
    )
    minutes = st.integers(0, 1439) if draw(st.booleans()) else st.just(600)
    expires_on = draw(st.none() | st.integers(0, 120).map(lambda days: day + timedelta(days)))
    told = story(minute=lambda: draw(minutes)).received(day, asked_by=share, expires_on=expires_on)

    def later():
        nonlocal day
        day += timedelta(draw(st.integers(0, 12)))
        return day

    for round_ in range(1, draw(st.integers(0, 2)) + 1):
        told.noticed(later(), round_).supplemented(later(), round_)
    ending = draw(
        st.sampled_from(
            ("noticed", "returned", "open", "accepted", "stepping", "forwarded", "back", "decided", "closed")
        )
    )
    if ending == "noticed":
        return told.noticed(later(), 3)
    if ending == "returned":
        return told.returned(later())
    if ending == "open":
        return told
    told.accepted(later(), accepted_on=draw(st.sampled_from((day, day - timedelta(3)))))
    for step in draw(st.lists(st.sampled_from(("review", "sign", "extra")), max_size=3, unique=True)):
        told.step_started(later(), step)
        if draw(st.booleans()):
            told.step_done(later(), step)
    pauses = draw(st.integers(0, 2))
    for number in range(1, 2 * pauses + 1, 2):
        told.paused(later(), number, notice=draw(st.sampled_from((None, "1号"))))
        waits = [number, number + 1] if draw(st.booleans()) else [number]
        if len(waits) > 1:  # the lead asks for a supplement meanwhile
            told.paused(later(), number + 1, ground=PauseGround.SUPPLEMENT)
        for ended in draw(st.permutations(waits)):
            if number == 2 * pauses - 1 and ending == "accepted" and draw(st.booleans()):
                return told
            told.resumed(later(), ended)
    if draw(st.booleans()):
        told.extended(later(), moves_promise=draw(st.booleans()))
    if draw(st.booleans()):
        told.hearing_asked(later())
        if draw(st.booleans()):
            told.hearing_waived(later()).hearing_asked(later())
        told.hearing_asked(later())
        if draw(st.booleans()):
            told.hearing_held(later())
    if draw(st.booleans()):
        told.tolerated(day, owed_by=day + timedelta(14))
        if draw(st.booleans()):
            told.owed_handed_in(later())
    if ending == "accepted" and draw(st.booleans()):
        return told.withdrawn(later())
    if ending in ("forwarded", "back"):
        told.forwarded(later())
        if draw(st.booleans()):  # its lead speaks meanwhile
            told.paused(later(), 9, ground=PauseGround.SUPPLEMENT)
            if draw(st.booleans()):
                told.resumed(later(), 9)
        if draw(st.booleans()):
            told.withdrawal_asked(later())
        if ending == "back":
            return told.forward_rejected(later())
        return told if draw(st.booleans()) else told.upper_decided(later(), decided_on=day)
    if ending in ("decided", "closed"):
        told.decided(later())
    if ending == "closed":
        if draw(st.booleans()):
            told.ready(later())
        told.delivered(later()).closed(later())
        if draw(st.booleans()):
            told.reopened(later())
    return told


units = st.sampled_from(
    (
        {"limit_unit": LimitUnit.WORKING_DAY},
        {"limit_unit": LimitUnit.WORKING_DAY},
        {"limit_unit": LimitUnit.CALENDAR_DAY},
        {"limit_unit": LimitUnit.HALF_DAY},
        {"limit_unit": LimitUnit.WORKING_HOUR, "statutory_limit": 40, "promised_limit": 4},
        {"limit_unit": LimitUnit.NATURAL_HOUR, "statutory_limit": 48, "promised_limit": 24},
    )
)
"""How the limits of an item may be counted."""


@given(st.data(), units, st.booleans(), st.integers(0, 200), st.integers(0, 1439))
def test_lights_equal_a_count_day_by_day(story, entry, calendar, data, unit, anew, after, minute):
    told, counted = data.draw(lives(story)), replace(entry, **unit, interrupts=anew)
    today = min(told.said[-1].occurred_at.date() + timedelta(after), date(2027, 11, 1))
    now = midnight(today) + timedelta(minutes=minute)
    judgement = judge(advance(None, told.said), counted, calendar, now)
    days = Days(calendar)

    def key(each):
        return (each.clock, each.step or "", each.start, each.due, each.light)

    assert sorted(map(key, judgement.clocks)) == sorted(map(key, recount(told.said, counted, days, days, now)))
    assert judgement.light is overall(told.said, counted, days, days, now)


WEEKDAYS = [day for day in (date(2026, 9, 1) + timedelta(n) for n in range(120)) if day.weekday() < 5]


@given(
    st.data(),
    units,
    st.booleans(),
    st.integers(0, 200),
    st.lists(st.tuples(st.sets(st.sampled_from(WEEKDAYS), max_size=9), st.integers(0, 120)), min_size=1, max_size=3),
)
def test_lights_of_replaced_calendars_equal_a_count_day_by_day(
    story, entry, calendar, data, unit, anew, after, versions
):
    """Versions with days off of their own, one in the place of the other; what is late by the kept one is forgiven."""
    chain = [calendar]
    for number, (off, published) in enumerate(sorted(versions, key=lambda each: each[1])):
        local = LocalDaysOff(
            division="61",
            name="某节",
            source="某办法",
            off=tuple(day for day in sorted(off) if calendar.is_working(day)),
        )
        version = with_local_days_off(calendar, [local], Digest(str(number)))
        chain.append(version.replacing(chain[-1], date(2026, 9, 1) + timedelta(published)))
    told, counted = data.draw(lives(story)), replace(entry, **unit, interrupts=anew)
    kept, newest = data.draw(st.sampled_from(chain)), chain[-1]
    today = min(told.said[-1].occurred_at.date() + timedelta(after), date(2027, 11, 1))
    matter = advance(None, told.said)
    ended, now = matter.standing not in RECOUNTED, midnight(today)
    judgement = judge(matter, counted, kept, now, newest if ended else None)
    by = Days(kept), Days(newest if ended else kept)

    def key(each):
        return (each.clock, each.step or "", each.start, each.due, each.light)

    assert sorted(map(key, judgement.clocks)) == sorted(map(key, recount(told.said, counted, *by, now)))
    assert judgement.light is overall(told.said, counted, *by, now)
    before = judge(matter, counted, kept, now)
    for was, after_it in zip(before.clocks, judgement.clocks, strict=True):
        assert after_it.stopped_on is None or after_it.due == was.due, "a closed matter keeps its version"
        assert not (was.light is Light.FINISHED and after_it.light is not Light.FINISHED)


def test_what_a_later_calendar_forgives_is_withdrawn_and_nothing_kept_is_broken(story, entry, calendar, at):
    """Ten days of promise from 28 September end on 16 October; a decision of the 19th is late."""
    told = story().received(at("09-28")).accepted(at("09-28")).decided(at("10-19"))
    matter = advance(None, told.said)
    late = judge(matter, entry, calendar, midnight(at("11-02")))
    off = LocalDaysOff(division="61", name="某节", source="某办法", off=(at("10-12"), at("10-13")))
    lenient = with_local_days_off(calendar, [off], Digest("later")).replacing(calendar, at("10-25"))
    forgiven = judge(matter, entry, calendar, midnight(at("11-02")), lenient)

    assert [each.rule for each in findings(matter, late)] == ["V-PROMISE"]
    assert findings(matter, forgiven) == ()
    promised = next(each for each in forgiven.clocks if each.clock is Clock.PROMISED)
    assert (promised.due, promised.forgiven, promised.light) == (at("10-16"), at("10-20"), Light.FINISHED)
    strict = calendar.replacing(lenient, at("10-26"))
    assert findings(matter, judge(matter, entry, lenient, midnight(at("11-02")), strict)) == ()


@pytest.mark.parametrize(
    ("change", "told_by"),
    [
        ({"limit_unit": LimitUnit.CALENDAR_DAY, "promised_limit": 15}, lambda told, at: told),
        ({"interrupts": True, "promised_limit": 4}, lambda told, at: told.paused(at("10-08")).resumed(at("10-09"))),
    ],
    ids=["days of the calendar", "a pause that begins the limit anew"],
)
def test_the_recount_forgives_what_a_later_calendar_does(story, entry, calendar, at, change, told_by):
    """Due on 13 and on 14 October; decided on the 15th, in time by a calendar that has the 12th to the 14th off."""
    told = told_by(story().received(at("09-28")).accepted(at("09-28")), at).decided(at("10-15")).delivered(at("10-15"))
    counted = replace(entry, **change)
    days_off = tuple(at(day) for day in ("10-12", "10-13", "10-14"))
    off = LocalDaysOff(division="61", name="某节", source="某办法", off=days_off)
    lenient = with_local_days_off(calendar, [off], Digest("later")).replacing(calendar, at("10-25"))
    judgement = judge(advance(None, told.said), counted, calendar, midnight(at("11-02")), lenient)
    promised = next(each for each in judgement.clocks if each.clock is Clock.PROMISED)
    assert (promised.light, promised.forgiven is not None) == (Light.FINISHED, True)
    by = Days(calendar), Days(lenient), midnight(at("11-02"))
    again = next(each for each in recount(told.said, counted, *by) if each.clock is Clock.PROMISED)
    assert (again.due, again.light) == (promised.due, Light.FINISHED)
    assert overall(told.said, counted, *by) is judgement.light is Light.FINISHED


@given(st.data(), units, st.integers(0, 60))
def test_between_two_looks_nothing_changes_before_the_instant_announced(story, entry, calendar, data, unit, after):
    told, counted = data.draw(lives(story)), replace(entry, **unit)
    matter = advance(None, told.said)
    now = midnight(told.said[-1].occurred_at.astimezone(LEGAL_ZONE).date() + timedelta(after))
    first = judge(matter, counted, calendar, now)

    if first.next_change is None:
        assert judge(matter, counted, calendar, now + timedelta(90)) == first
        return
    assert first.next_change > now
    assert judge(matter, counted, calendar, first.next_change - timedelta(microseconds=1)) == first
    assert judge(matter, counted, calendar, first.next_change).clocks != first.clocks


def test_a_special_procedure_shows_as_paused_and_moves_the_day_after(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28")).paused(at("10-09"))

    assert look(told, at("10-12")).light is Light.PAUSED
    assert look(told, at("10-12")).next_change is None
    resumed = look(told.resumed(at("10-13")), at("10-13"))
    assert {each.clock: each.due for each in resumed.clocks if each.stopped_on is None} == {
        Clock.PROMISED: at("10-21"),
        Clock.STATUTORY: at("11-04"),
    }


def test_a_pause_after_the_promise_has_passed_does_not_hide_it(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28")).paused(at("10-20"))

    assert look(told, at("10-21")).light is Light.RED


def test_a_pause_without_notice_does_not_stop_the_clock_and_is_found(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28")).paused(at("10-09"), notice=None)
    judgement = look(told, at("10-12"))

    assert judgement.light is Light.GREEN
    assert [each.rule for each in findings(advance(None, told.said), judgement)] == ["V-PAUSE-NONOTICE"]


def test_a_pause_longer_than_told_and_a_second_list_are_found(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28")).paused(at("10-09"), until=at("10-13"))
    rules = [each.rule for each in findings(advance(None, told.said), look(told, at("10-14")))]
    assert rules == ["V-PAUSE-LONG"]

    again = story().received(at("09-28")).accepted(at("09-28"))
    for number, (start, end) in enumerate((("09-29", "09-30"), ("10-08", "10-09")), start=1):
        again.paused(at(start), number, ground=PauseGround.SUPPLEMENT).resumed(at(end), number)
    rules = [each.rule for each in findings(advance(None, again.said), look(again, at("10-09")))]
    assert rules == ["V-SECOND-NOTICE"]

    raised = story().received(at("09-28")).accepted(at("09-28"))
    raised.paused(at("09-29"), ground=PauseGround.SUPPLEMENT).resumed(at("09-30"))
    raised.paused(at("10-08"), 2, ground=PauseGround.SUPPLEMENT, new_material=True)
    assert findings(advance(None, raised.said), look(raised, at("10-09"))) == ()


def test_an_extension_moves_the_law_only_and_one_after_its_last_day_is_found(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28")).extended(at("10-29"))
    judgement = look(told, at("10-30"))
    assert {each.clock: each.due for each in judgement.clocks if each.stopped_on is None} == {
        Clock.PROMISED: at("10-16"),
        Clock.STATUTORY: at("11-13"),
    }
    assert [each.rule for each in findings(advance(None, told.said), judgement)] == ["V-PROMISE"]

    late = story().received(at("09-28")).accepted(at("09-28")).extended(at("11-02"))
    rules = [each.rule for each in findings(advance(None, late.said), look(late, at("11-02")))]
    assert rules == ["V-PROMISE", "V-LATE-EXT"]


def test_owed_materials_have_a_clock_of_their_own_that_makes_no_matter_late(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28")).tolerated(at("09-28"), owed_by=at("10-14"))
    assert look(told, at("10-15")).worst.clock is Clock.TOLERANCE
    told.owed_handed_in(at("10-15")).decided(at("10-16")).ready(at("10-19"))
    assert look(told, at("12-01")).light is Light.FINISHED


def test_a_reopened_matter_counts_anew_and_a_withdrawn_one_no_more(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28")).decided(at("10-09")).delivered(at("10-09"))
    told.closed(at("10-09")).reopened(at("11-02"))
    assert {each.clock: each.due for each in look(told, at("11-02")).clocks if each.stopped_on is None} == {
        Clock.PROMISED: at("11-16"),
        Clock.STATUTORY: at("11-30"),
    }
    gone = story().received(at("09-28")).accepted(at("09-28")).withdrawn(at("10-09"))
    assert look(gone, at("12-01")).light is Light.FINISHED


def test_the_stated_due_date_of_the_unit_is_not_believed(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28"))
    accepted = told.said[-1]
    kinder = replace(accepted, event=replace(accepted.event, promised_due=date(2030, 1, 1)))

    before = look(told, at("10-17"))
    told.said[-1] = kinder
    assert look(told, at("10-17")) == before


def test_a_hearing_has_twenty_working_days_from_the_first_who_asked(story, look, at):
    told = story().received(at("09-28")).accepted(at("09-28")).hearing_asked(at("09-29")).hearing_asked(at("09-30"))
    running = look(told, at("11-02"))
    assert shown(running)[Clock.HEARING] == ("2026-11-02", YELLOW)
    assert "V-HEARING" not in [each.rule for each in findings(advance(None, told.said), running)]

    late = look(told, at("11-03"))
    assert shown(late)[Clock.HEARING] == ("2026-11-02", RED)
    [found] = [each for each in findings(advance(None, told.said), late) if each.rule == "V-HEARING"]
    assert (found.due, found.basis, found.sentence) == (
        at("11-02"),
        "行政许可法 47",
        "逾期未组织听证: 应于2026-11-02前举行",
    )


def test_a_hearing_held_in_time_or_given_up_is_no_finding(story, look, at):
    asked = story().received(at("09-28")).accepted(at("09-28")).hearing_asked(at("09-29"))
    held = look(asked.hearing_held(at("11-02")), at("12-01"))
    assert shown(held)[Clock.HEARING] == ("2026-11-02", Light.FINISHED)

    again = story().received(at("09-28")).accepted(at("09-28")).hearing_asked(at("09-29"))
    again.hearing_waived(at("09-30")).hearing_asked(at("10-08"))
    assert shown(look(again, at("10-09")))[Clock.HEARING] == ("2026-11-04", GREEN)
