"""The first working calendar: official years as the State Council published them, then years not yet published.

An unpublished year is provisional: Monday to Friday less the 13 statutory days of the decision of November 2024
(国务院令第795号), with no substitute days off and no make-up days, because only a notice can grant those.
"""

from functools import cache

from holidays import HolidayBase, country_holidays

from liandong.events.reference import CalendarYear, YearStatus

FIRST_YEAR = 2004
SATURDAY = 5
PROVISIONAL_SOURCE = "全国年节及纪念日放假办法（国务院令第795号）法定节日，暂定，待国务院办公厅通知"

GRANTED_BY_NOTICE = ("休息日", "春节延长假期")
"""How `holidays` names the days off of published years that no statute gives."""

NOTICES = {
    2006: "国办发明电〔2005〕35号",
    2007: "国办发明电〔2006〕49号",
    2008: "国办发明电〔2007〕52号",
    2009: "国办发明电〔2008〕42号",
    2010: "国办发明电〔2009〕27号",
    2011: "国办发明电〔2010〕40号",
    2012: "国办发明电〔2011〕45号",
    2013: "国办发明电〔2012〕33号",
    2014: "国办发明电〔2013〕28号",
    2015: "国办发明电〔2014〕28号；国发明电〔2015〕1号",
    2016: "国办发明电〔2015〕18号",
    2017: "国办发明电〔2016〕17号",
    2018: "国办发明电〔2017〕12号",
    2019: "国办发明电〔2018〕15号；国办发明电〔2019〕3号",
    2020: "国办发明电〔2019〕16号；国办发明电〔2020〕1号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}
"""Document numbers of the notices, by the year they arrange; later changes to a year follow its first notice."""


@cache
def seed_years(provisional_years: int = 2) -> tuple[CalendarYear, ...]:
    """2004 to the last published year, official, and `provisional_years` more by rule."""
    last = _last_published_year()
    notices = country_holidays("CN", years=range(FIRST_YEAR, last + 2))  # a notice may make up a day of the year before
    official = tuple(_official(year, notices) for year in range(FIRST_YEAR, last + 1))
    return official + tuple(provisional_year(year) for year in range(last + 1, last + 1 + provisional_years))


@cache
def _last_published_year() -> int:
    """The last year in unbroken line with make-up days: only a notice grants those, and every notice has some."""
    year = FIRST_YEAR
    while any(day.year == year + 1 for day in country_holidays("CN", years=year + 1).weekend_workdays):
        year += 1
    return year


def _official(year: int, notices: HolidayBase) -> CalendarYear:
    title = f"国务院办公厅关于{year}年部分节假日安排的通知"
    return CalendarYear(
        year=year,
        status=YearStatus.OFFICIAL,
        source=f"{title}（{NOTICES[year]}）" if year in NOTICES else title,
        off=tuple(sorted(day for day in notices if day.year == year and day.weekday() < SATURDAY)),
        work=tuple(sorted(day for day in notices.weekend_workdays if day.year == year)),
    )


def provisional_year(year: int) -> CalendarYear:
    """A year by rule alone: its notice is not known, or must give at least these days."""
    statutory = country_holidays("CN", years=year, observed=False, language="zh_CN")
    return CalendarYear(
        year=year,
        status=YearStatus.PROVISIONAL,
        source=PROVISIONAL_SOURCE,
        off=tuple(
            sorted(
                day
                for day, name in statutory.items()
                if day.weekday() < SATURDAY and not name.startswith(GRANTED_BY_NOTICE)
            )
        ),
        work=(),
    )
