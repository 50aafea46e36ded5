"""A calendar takes days off away while a case runs: the unit counts as explanation and supervision do (D.12.16)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from liandong.domain.case.clock_commands import Recompute
from liandong.domain.case.commands import Accept
from liandong.domain.case.decide import decide
from liandong.domain.case.decide.due_now import due_now
from liandong.domain.case.explained import Which, explained
from liandong.domain.case.limits import due_days
from liandong.domain.case.state import Case
from liandong.domain.circumstances import Circumstances
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.holidays import UNNAMED
from liandong.events.case_clock import DeadlineRecomputed
from liandong.events.case_silence import CaseAgreedBySilence
from liandong.events.reference import CalendarYear, CatalogueEntry, LimitUnit, YearStatus
from liandong.terms.codes import Digest
from liandong.terms.legal_time import LEGAL_ZONE
from tests.unit.case.samples import BY_POST, ENTRY, MONDAY, fold, receive, somebody, step

ITS_OWN_DAYS_OFF = (date(2026, 12, 2), date(2026, 12, 3))
AGREES = replace(ENTRY, silence=True, silence_basis="劳动合同法 54")


def calendar_of(off: tuple[date, ...]) -> WorkingCalendar:
    year = CalendarYear(year=2026, status=YearStatus.OFFICIAL, source="试验", off=off, work=())
    return WorkingCalendar.of((year,), Digest(f"{off}"))


OLD = calendar_of(ITS_OWN_DAYS_OFF)
NEW = calendar_of(()).replacing(OLD, date(2026, 12, 4))
"""Published on 4 December: the 2nd and 3rd have been days off, and stay so for whoever relied on it."""


def on(day: date, calendar: WorkingCalendar, hour: int = 10) -> Circumstances:
    now = datetime(day.year, day.month, day.day, hour, tzinfo=LEGAL_ZONE)
    return Circumstances(now=now, by=somebody(), calendar=calendar, authority=BY_POST)


def taken_in_hand(entry: CatalogueEntry) -> Case:
    case: Case | None = None
    for command in (receive(entry), Accept(), step("examine")[0]):
        case = fold(decide(case, command, on(MONDAY, OLD)), case)
    assert case is not None
    return case


def test_a_recount_keeps_the_day_that_the_more_lenient_version_gave() -> None:
    case = taken_in_hand(AGREES)
    assert case.promised_due == date(2026, 12, 9)
    [moved] = decide(case, Recompute(), on(date(2026, 12, 4), NEW))
    assert isinstance(moved, DeadlineRecomputed)
    assert (moved.promised_due, moved.statutory_due) == (date(2026, 12, 9), date(2026, 12, 23))
    assert explained(fold([moved], case), Which.PROMISED, NEW, UNNAMED).due == date(2026, 12, 9)


def test_silence_agrees_only_when_the_day_by_the_more_lenient_version_is_over() -> None:
    case = taken_in_hand(AGREES)
    case = fold(decide(case, Recompute(), on(date(2026, 12, 4), NEW)), case)
    told = [event.KIND for event in due_now(case, on(date(2026, 12, 8), NEW))]
    assert told == ["case.silence_warned"]
    [event] = due_now(case, on(date(2026, 12, 10), NEW, hour=0))
    assert isinstance(event, CaseAgreedBySilence)
    assert (event.due, event.decided_on) == (date(2026, 12, 9), date(2026, 12, 10))


@pytest.mark.parametrize(
    ("unit", "limit", "due"),
    [
        (LimitUnit.HALF_DAY, 14, date(2026, 12, 4)),
        (LimitUnit.WORKING_HOUR, 49, date(2026, 12, 4)),
        (LimitUnit.CALENDAR_DAY, 9, date(2026, 12, 4)),
    ],
)
def test_every_unit_is_counted_by_the_more_lenient_version(unit: LimitUnit, limit: int, due: date) -> None:
    case = taken_in_hand(replace(ENTRY, limit_unit=unit, promised_limit=limit, statutory_limit=limit))
    given = on(date(2026, 12, 4), NEW)
    found = due_days(case, given)
    assert (found.promised, explained(case, Which.PROMISED, NEW, UNNAMED).due) == (due, due)
