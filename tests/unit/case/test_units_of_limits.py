"""A case whose limits are not in working days: accepted, paused, extended, explained and due in its own unit."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from liandong.application.calendar_seed import seed_years
from liandong.domain.case.clock_commands import Extend, Pause, Resume
from liandong.domain.case.commands import Accept, CaseCommand, Supplement
from liandong.domain.case.decide import decide
from liandong.domain.case.decide.due_now import due_now
from liandong.domain.case.explained import Which, explained
from liandong.domain.case.state import Case
from liandong.domain.circumstances import Circumstances
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.holidays import UNNAMED
from liandong.domain.worktime.unit_light import remaining_units, unit_light
from liandong.events.case import CaseAccepted, Channel
from liandong.events.case_clock import ApprovalLevel, CaseResumed, PauseGround
from liandong.events.case_kind import CaseKind
from liandong.events.reference import CatalogueEntry, LimitUnit, MaterialDefinition, MaterialNeed
from liandong.terms.codes import StaffId
from liandong.terms.legal_time import LEGAL_ZONE
from liandong.terms.refusal import Refused
from liandong.wire.reference_hashes import calendar_hash
from tests.unit.case.samples import (
    BY_POST,
    ENTRY,
    EXTENDED,
    FORM,
    LICENCE,
    PLAN,
    SUPPLEMENT_ASKED,
    TESTED,
    fold,
    receive,
    somebody,
    step,
)

CALENDAR = WorkingCalendar.of(seed_years(), calendar_hash(seed_years()))
HOURS = replace(
    ENTRY, case_kind=CaseKind.INSTANT, limit_unit=LimitUnit.WORKING_HOUR, statutory_limit=140, promised_limit=4
)
HALVES = replace(ENTRY, limit_unit=LimitUnit.HALF_DAY, statutory_limit=40, promised_limit=3)
CALENDAR_DAYS = replace(ENTRY, limit_unit=LimitUnit.CALENDAR_DAY, statutory_limit=30, promised_limit=7)
RESTARTING = replace(ENTRY, interrupts=True, limit_basis=("某条例 12",))


def at(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LEGAL_ZONE)


def given(now: datetime) -> Circumstances:
    return Circumstances(now=now, by=somebody(), calendar=CALENDAR, authority=BY_POST)


def after(case: Case | None, command: CaseCommand, now: datetime) -> Case:
    return fold(decide(case, command, given(now)), case)


def accepted(entry: CatalogueEntry, now: datetime) -> Case:
    return after(after(None, receive(entry), now), Accept(), now)


def test_an_item_decided_at_once_has_hours_of_the_office_from_the_minute_of_its_acceptance() -> None:
    case = accepted(HOURS, at(9, 30, 16, 20))  # the eve of National Day, seventy minutes before the window closes
    assert (case.begun_at, case.promised_ends) == (at(9, 30, 16, 20), at(10, 8, 11, 50))
    assert (case.promised_due, case.statutory_due) == (date(2026, 10, 8), date(2026, 11, 3))


def test_half_days_end_with_a_morning_or_an_afternoon() -> None:
    case = accepted(HALVES, at(9, 29, 14))
    assert (case.promised_due, case.promised_ends) == (date(2026, 10, 8), at(10, 8, 12))


def test_calendar_days_run_through_holidays_and_are_put_off_to_the_next_working_day() -> None:
    case = accepted(CALENDAR_DAYS, at(9, 25, 16))
    assert (case.promised_due, case.promised_ends) == (date(2026, 10, 8), None)  # 2 October is put off
    assert case.statutory_due == date(2026, 10, 26)  # 25 October is a Sunday


def test_pauses_of_hours_are_to_the_minute() -> None:
    case = accepted(HOURS, at(9, 28, 9))
    assert case.promised_ends == at(9, 28, 14, 30)
    case = after(case, TESTED, at(9, 28, 10))
    (event,) = decide(case, Resume(text="合格"), given(at(9, 28, 11, 15)))
    assert isinstance(event, CaseResumed)
    assert (event.resumed_at, event.promised_ends) == (at(9, 28, 11, 15), at(9, 28, 15, 45))


def test_a_supplement_that_takes_effect_tomorrow_resumes_with_tomorrows_office_hours() -> None:
    case = after(accepted(HOURS, at(9, 28, 9)), SUPPLEMENT_ASKED, at(9, 28, 10))
    case = after(case, Supplement(materials=(PLAN,), channel=Channel.ONLINE), at(9, 28, 20))
    assert case.promised_ends == at(9, 29, 12)  # one hour was spent; three are left of the morning


def test_what_is_accepted_by_lapse_runs_from_the_beginning_of_the_day_of_receipt() -> None:
    received = after(None, receive(HOURS, materials=(FORM, LICENCE)), at(9, 21, 15))
    (event,) = due_now(received, given(at(9, 30)))
    assert isinstance(event, CaseAccepted)
    assert (event.accepted_at, event.promised_ends) == (at(9, 21, 0), at(9, 21, 14, 30))


def test_an_extension_of_days_is_added_in_the_unit_of_the_limit() -> None:
    extended = after(accepted(HOURS, at(9, 28, 9)), EXTENDED, at(9, 28, 11))
    assert extended.statutory_ends == at(11, 12, 17, 30)  # 140 hours are 20 days, 10 more
    one_more = Extend(days=1, level=ApprovalLevel.HEAD, text="情况复杂")
    assert after(accepted(CALENDAR_DAYS, at(9, 25)), one_more, at(9, 28)).statutory_due == date(2026, 10, 26)
    assert after(accepted(HALVES, at(9, 28)), one_more, at(9, 29)).statutory_ends == at(11, 2, 12)


def test_hours_are_extended_before_their_last_minute_has_passed() -> None:
    short = replace(HOURS, statutory_limit=4)
    case = accepted(short, at(9, 28, 9))
    assert [event.KIND for event in decide(case, EXTENDED, given(at(9, 28, 14, 29)))] == ["case.extended"]
    with pytest.raises(Refused) as refused:
        decide(case, EXTENDED, given(at(9, 28, 14, 30)))
    assert refused.value.code == "case.extension-too-late"


@pytest.mark.parametrize("entry", [HOURS, HALVES, CALENDAR_DAYS, RESTARTING])
def test_the_explanation_ends_where_the_case_is_due(entry: CatalogueEntry) -> None:
    case = accepted(entry, at(9, 28, 9, 40))
    case = after(case, EXTENDED, at(9, 28, 9, 50))
    case = after(after(case, TESTED, at(9, 28, 10)), Resume(text="合格"), at(9, 29, 11, 15))
    for which, due, ends in (
        (Which.PROMISED, case.promised_due, case.promised_ends),
        (Which.STATUTORY, case.statutory_due, case.statutory_ends),
    ):
        told = explained(case, which, CALENDAR, UNNAMED)
        assert (told.due, told.limit.unit) == (due, entry.limit_unit)
        assert ends in (None, told.ends)


def test_a_pause_keeps_what_is_left_unless_the_item_begins_anew() -> None:
    asked, handed_in = at(9, 30), at(10, 12)
    for entry, due in ((ENTRY, date(2026, 10, 22)), (RESTARTING, date(2026, 10, 26))):
        case = after(accepted(entry, at(9, 28)), SUPPLEMENT_ASKED, asked)
        assert after(case, Supplement(materials=(PLAN,)), handed_in).promised_due == due


def test_every_pause_that_counts_begins_the_limit_anew_and_no_other() -> None:
    silent = Pause(ground=PauseGround.TESTING, days=3)
    for pause, due in ((TESTED, date(2026, 10, 23)), (silent, date(2026, 10, 16))):
        case = after(accepted(RESTARTING, at(9, 28)), pause, at(9, 29))
        assert after(case, Resume(text="合格"), at(10, 10)).promised_due == due


def test_a_step_keeps_what_is_left_of_its_days_where_the_limit_begins_anew() -> None:
    start, _ = step("examine")
    case = after(accepted(RESTARTING, at(9, 21)), replace(start, responsible=StaffId("S001")), at(9, 21))
    case = after(after(case, TESTED, at(9, 23)), Resume(text="合格"), at(9, 28))
    assert case.running is not None
    assert (case.running.due, case.promised_due) == (date(2026, 9, 29), date(2026, 10, 16))


def test_nothing_is_owed_by_an_item_of_hours() -> None:
    letter = MaterialDefinition(code="letter", name="情况说明", need=MaterialNeed.TOLERABLE)
    tolerable = replace(CALENDAR_DAYS, materials=(*ENTRY.materials, letter))
    received = after(None, receive(tolerable), at(9, 28))
    with pytest.raises(Refused) as refused:
        decide(received, Accept(undertaking="承诺〔2026〕1号"), given(at(9, 28)))
    assert refused.value.code == "case.tolerance-too-short"


@pytest.mark.parametrize(
    ("now", "light", "changes_at"),
    [
        (at(9, 28, 9), "green", at(9, 29, 10)),  # of ten hours two are a fifth
        (at(9, 29, 9, 59), "green", at(9, 29, 10)),
        (at(9, 29, 10), "yellow", at(9, 29, 12)),
        (at(9, 29, 11, 59), "yellow", at(9, 29, 12)),
        (at(9, 29, 12), "red", None),
    ],
)
def test_hours_turn_yellow_when_a_fifth_is_left_and_red_to_the_minute(
    now: datetime, light: str, changes_at: datetime | None
) -> None:
    found = unit_light(CALENDAR, now, at(9, 28, 9), 10, LimitUnit.WORKING_HOUR)
    assert (found.light, found.ends, found.changes_at) == (light, at(9, 29, 12), changes_at)


def test_what_is_left_is_told_in_the_unit() -> None:
    ends = at(9, 29, 12)
    assert remaining_units(CALENDAR, at(9, 28, 9), ends, LimitUnit.WORKING_HOUR) == 10
    assert remaining_units(CALENDAR, at(9, 29, 10, 1), ends, LimitUnit.WORKING_HOUR) == 1
    assert remaining_units(CALENDAR, at(9, 30, 9), ends, LimitUnit.WORKING_HOUR) == -4
    assert remaining_units(CALENDAR, at(9, 28, 9), ends, LimitUnit.HALF_DAY) == 3
    assert remaining_units(CALENDAR, at(9, 28, 9), at(9, 30, 0), LimitUnit.CALENDAR_DAY) == 1
    assert remaining_units(CALENDAR, at(9, 28, 9), ends, LimitUnit.NATURAL_HOUR) == 27
