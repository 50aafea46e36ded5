"""The names of the seeded years' holidays: what the notices give by name, and the statutory days of years to come."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import groupby

from holidays import HolidayBase, country_holidays

from liandong.application.calendar_seed import SATURDAY, seed_years
from liandong.events.reference import CalendarYear, Holiday, NamedYear, YearStatus

OF_ANOTHER_NAME = {"农历除夕": "春节", "春节延长假期": "春节"}
MADE_UP = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
SUBSTITUTE = "休息日"
OBSERVED = "（补假）"
ONE = timedelta(days=1)


@cache
def seed_holidays(provisional_years: int = 2) -> tuple[NamedYear, ...]:
    """The years of `calendar_seed.seed_years` with their holidays by name.

    In a published year a holiday is the unbroken run of days off around its statutory days, adjoining weekends
    included; in one not yet published it is the statutory days alone.
    """
    years = seed_years(provisional_years)
    numbers = range(years[0].year, years[-1].year + 1)
    official = range(years[0].year, years[-1].year + 1 - provisional_years)
    notices = country_holidays("CN", years=range(official.start, official.stop + 1), language="zh_CN")
    statutory = country_holidays("CN", years=numbers, observed=False, language="zh_CN")
    arranged = list(_holidays(_days_off(official, notices), notices))
    return tuple(_named(year, arranged, list(_holidays(_of_year(year.year, statutory), statutory))) for year in years)


def _named(year: CalendarYear, arranged: list[Holiday], statutory: list[Holiday]) -> NamedYear:
    """A run over the turn of a year is the new year's: its notice gives it."""
    known = arranged if year.status is YearStatus.OFFICIAL else statutory
    return NamedYear(
        year=year.year, source=year.source, holidays=tuple(each for each in known if each.last.year == year.year)
    )


def _days_off(years: range, notices: HolidayBase) -> Iterator[date]:
    day = date(years.start, 1, 1)
    while day.year < years.stop:
        if day in notices or (day.weekday() >= SATURDAY and day not in notices.weekend_workdays):
            yield day
        day += ONE


def _of_year(year: int, statutory: HolidayBase) -> Iterator[date]:
    yield from sorted(day for day in statutory if day.year == year)


def _holidays(days: Iterable[date], notices: HolidayBase) -> Iterator[Holiday]:
    """The runs of days in which somebody has named one."""
    for _, run in groupby(enumerate(days), key=lambda numbered: numbered[1].toordinal() - numbered[0]):
        held = [day for _, day in run]
        told = [text for day in held for text in notices.get(day, "").split("; ") if text]
        names = dict.fromkeys(_name(text) for text in told if not text.startswith(SUBSTITUTE))
        if names:
            work = (date(*map(int, found)) for text in told for found in MADE_UP.findall(text))
            yield Holiday(name="、".join(names), first=held[0], last=held[-1], work=tuple(sorted(work)))


def _name(text: str) -> str:
    plain = text.removesuffix(OBSERVED)
    return OF_ANOTHER_NAME.get(plain, plain)
