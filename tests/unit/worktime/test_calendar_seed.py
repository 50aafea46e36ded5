from datetime import date, timedelta

import chinese_calendar

from liandong.application.calendar_seed import seed_years
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.reference import CalendarYear, YearStatus
from liandong.wire.reference_hashes import calendar_hash

DIFFERS_FROM_CHINESECALENDAR = {date(2005, 12, 31)}
"""The seed is right. The notice for 2006 (国办发明电〔2005〕35号) moves two rest days, Saturday 31 December 2005 among
them, to 2 and 3 January 2006 and has that Saturday worked; chinesecalendar gives the days off, not the make-up day.
"""


def test_official_years_agree_with_chinesecalendar_day_by_day(calendar: WorkingCalendar) -> None:
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    every_day = (first + timedelta(days=n) for n in range((last - first).days + 1))
    differing = {day for day in every_day if calendar.is_working(day) != chinese_calendar.is_workday(day)}
    assert differing == DIFFERS_FROM_CHINESECALENDAR
    assert calendar.is_working(date(2005, 12, 31))


def test_published_years_are_official_and_name_their_notice(seeded: tuple[CalendarYear, ...]) -> None:
    by_year = {year.year: year for year in seeded}
    assert [year.year for year in seeded if year.status is YearStatus.OFFICIAL] == list(range(2004, 2027))
    assert by_year[2026].source == "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）"


def test_the_two_years_after_are_the_statutory_weekdays_only(seeded: tuple[CalendarYear, ...]) -> None:
    first, second = seeded[-2:]
    assert (first.year, first.status, first.work) == (2027, YearStatus.PROVISIONAL, ())
    assert first.off == (
        date(2027, 1, 1),  # 元旦
        date(2027, 2, 5),  # 除夕
        date(2027, 2, 8),  # 初三; 初一 and 初二 fall on a weekend and are not made good
        date(2027, 4, 5),  # 清明
        date(2027, 6, 9),  # 端午
        date(2027, 9, 15),  # 中秋
        date(2027, 10, 1),  # 国庆
    )
    assert (second.year, second.status, second.work) == (2028, YearStatus.PROVISIONAL, ())
    assert second.off == (
        *(date(2028, 1, day) for day in (25, 26, 27, 28)),  # 除夕至初三
        date(2028, 4, 4),  # 清明
        date(2028, 5, 1),
        date(2028, 5, 2),  # 劳动节
        date(2028, 10, 2),
        date(2028, 10, 3),  # 国庆, the last one 中秋 too
    )


def test_the_number_of_provisional_years_is_the_callers() -> None:
    assert [year.year for year in seed_years(provisional_years=0)][-1] == 2026


def test_a_calendar_version_is_named_by_its_content_not_by_its_order(seeded: tuple[CalendarYear, ...]) -> None:
    assert calendar_hash(seeded) == calendar_hash(tuple(reversed(seeded)))
    assert calendar_hash(seeded) != calendar_hash(seeded[:-1])
    assert len(calendar_hash(seeded)) == 64
