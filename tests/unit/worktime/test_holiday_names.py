"""The names of the seeded holidays: they explain every day off and every make-up day, and change no count."""

from datetime import date, timedelta

from liandong.application.holiday_names import seed_holidays
from liandong.domain.worktime.holidays import Holidays
from liandong.events.reference import CalendarYear, Holiday

NAMED = {year.year: year for year in seed_holidays()}


def test_2026_by_name_as_its_notice_has_it() -> None:
    """国办发明电〔2025〕7号."""
    assert NAMED[2026].holidays == (
        Holiday(name="元旦", first=date(2026, 1, 1), last=date(2026, 1, 3), work=(date(2026, 1, 4),)),
        Holiday(
            name="春节",
            first=date(2026, 2, 15),
            last=date(2026, 2, 23),
            work=(date(2026, 2, 14), date(2026, 2, 28)),
        ),
        Holiday(name="清明节", first=date(2026, 4, 4), last=date(2026, 4, 6)),
        Holiday(name="劳动节", first=date(2026, 5, 1), last=date(2026, 5, 5), work=(date(2026, 5, 9),)),
        Holiday(name="端午节", first=date(2026, 6, 19), last=date(2026, 6, 21)),
        Holiday(name="中秋节", first=date(2026, 9, 25), last=date(2026, 9, 27)),
        Holiday(
            name="国庆节",
            first=date(2026, 10, 1),
            last=date(2026, 10, 7),
            work=(date(2026, 9, 20), date(2026, 10, 10)),
        ),
    )


def test_a_holiday_over_the_turn_of_a_year_is_given_by_the_new_years_notice() -> None:
    new_year = NAMED[2008].holidays[0]
    assert new_year == Holiday(name="元旦", first=date(2007, 12, 30), last=date(2008, 1, 1), work=(date(2007, 12, 29),))
    made_up = Holidays.of(NAMED.values()).find_made_up(date(2007, 12, 29))
    assert made_up is not None
    assert made_up.source == "国务院办公厅关于2008年部分节假日安排的通知（国办发明电〔2007〕52号）"


def test_the_extended_holiday_of_2020_is_one_holiday() -> None:
    assert NAMED[2020].holidays[1] == Holiday(
        name="春节", first=date(2020, 1, 24), last=date(2020, 2, 2), work=(date(2020, 1, 19),)
    )


def test_an_unpublished_year_has_its_statutory_days_alone() -> None:
    assert [(one.name, one.first, one.last, one.work) for one in NAMED[2028].holidays] == [
        ("元旦", date(2028, 1, 1), date(2028, 1, 1), ()),
        ("春节", date(2028, 1, 25), date(2028, 1, 28), ()),
        ("清明节", date(2028, 4, 4), date(2028, 4, 4), ()),
        ("劳动节", date(2028, 5, 1), date(2028, 5, 2), ()),
        ("端午节", date(2028, 5, 28), date(2028, 5, 28), ()),
        ("国庆节、中秋节", date(2028, 10, 1), date(2028, 10, 3), ()),
    ]


def test_every_day_off_and_every_make_up_day_of_the_seed_has_a_name(seeded: tuple[CalendarYear, ...]) -> None:
    names = Holidays.of(NAMED.values())
    assert [day for year in seeded for day in year.off if names.find_off(day) is None] == []
    assert [day for year in seeded for day in year.work if names.find_made_up(day) is None] == []


def test_no_weekday_is_named_off_that_the_seed_works(seeded: tuple[CalendarYear, ...]) -> None:
    off = {day for year in seeded for day in year.off}
    for year in NAMED.values():
        for holiday in year.holidays:
            days = [holiday.first + timedelta(days=n) for n in range((holiday.last - holiday.first).days + 1)]
            assert {day for day in days if day.weekday() < 5} <= off
            assert set(holiday.work) <= {day for each in seeded for day in each.work}


def test_december_is_arranged_by_the_next_years_notice_alone(seeded: tuple[CalendarYear, ...]) -> None:
    """So a notice for a year says all about the December before, and nothing about its own."""
    own = [one for year in NAMED.values() for one in year.holidays if one.first.month == 12 == one.last.month]
    assert own == []
    for year in NAMED.values():
        days = [day for one in year.holidays for day in (one.first, *one.work)]
        assert [day for day in days if day.month == 12 and day.year == year.year] == []
