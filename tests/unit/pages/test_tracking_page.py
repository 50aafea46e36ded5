"""What the page of tracking says of a limit: from when it runs, what counts, and which days do not."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from tests.unit.case.samples import CALENDAR, ENTRY, done, receive

from liandong.application.pages.language import Language
from liandong.application.pages.rendering import KIT, environment
from liandong.casework.pages.names import COUNTED
from liandong.casework.tracking.told import told_of_case
from liandong.domain.case.commands import Accept
from liandong.domain.worktime.holidays import Holidays
from liandong.events.handling import LimitUnit
from liandong.infrastructure.clock import LegalClock

LATE_DECEMBER = date(2026, 12, 28)


def page_of(unit: LimitUnit, language: Language) -> str:
    entry = replace(ENTRY, limit_unit=unit, statutory_limit=60, promised_limit=50)
    case = done(receive(entry), Accept(), day=LATE_DECEMBER)
    references = SimpleNamespace(
        calendar=lambda _unit: CALENDAR,
        calendar_by_hash=lambda _hash, _unit: CALENDAR,
        holidays=lambda: Holidays.of(()),
        unit=lambda _unit: None,
    )
    desk: Any = SimpleNamespace(references=references, clock=LegalClock(None))
    found = told_of_case(desk, case, [])
    told = {"found": found, "counted": COUNTED[found.limit_unit], "title": "", "now": found.as_of, "demo": False}
    template = environment((KIT, "liandong.casework.pages"), language).get_template("track.html")
    return template.render(told | {"language": language})


@pytest.mark.parametrize(
    ("unit", "chinese", "english"),
    [
        (LimitUnit.WORKING_DAY, "，次日起算，只计工作日<", ", counted from the next day, working days only<"),
        (LimitUnit.CALENDAR_DAY, "，次日起算，按自然日计<", ", counted from the next day, every day<"),
        (LimitUnit.WORKING_HOUR, "，当时起算，只计办公时间<", ", counted from that moment, office hours only<"),
        (LimitUnit.NATURAL_HOUR, "，当时起算，连续计时<", ", counted from that moment, every hour<"),
    ],
)
def test_a_limit_is_told_as_it_is_counted(unit: LimitUnit, chinese: str, english: str) -> None:
    assert chinese in page_of(unit, "zh-CN")
    assert english in page_of(unit, "en")


@pytest.mark.parametrize(
    ("unit", "told"), [(LimitUnit.WORKING_DAY, True), (LimitUnit.CALENDAR_DAY, False), (LimitUnit.NATURAL_HOUR, False)]
)
def test_where_every_day_counts_no_day_is_said_not_to(unit: LimitUnit, told: bool) -> None:
    assert ("不计入的日子" in page_of(unit, "zh-CN")) is told
