"""Why a day counts or does not: stable codes, and the sentence and the law that an applicant or a court reads."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liandong.domain.worktime.calendar import SATURDAY, WorkingCalendar
from liandong.domain.worktime.holidays import Holidays
from liandong.events.reference import CalendarYear, LimitUnit, LocalDaysOff

WEEKEND_LAW = "国务院关于职工工作时间的规定 7"
PERIODS = "民法典 200"
START_DAY_LAW = "民法典 201"
LAST_DAY_LAW = "民法典 203"
WORKING_DAY_LAW = "行政许可法 82"
WEEKDAYS = "一二三四五六日"


class Reason(StrEnum):
    """Why a day counts (the first four) or does not."""

    WORKING_DAY = "working_day"
    MAKE_UP_DAY = "make_up_day"
    CALENDAR_DAY = "calendar_day"  # a limit in calendar days or plain hours
    PROJECTED = "projected"  # the clock stands still: counted as if it ran on, which is the earliest end
    START_DAY = "start_day"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"  # by the notice; the holiday's name is not known here
    LOCAL_HOLIDAY = "local_holiday"
    PAUSED = "paused"
    BEGUN_ANEW = "begun_anew"  # spent, but the limit began anew afterwards
    AFTER_HOURS = "after_hours"
    PUT_OFF = "put_off"  # the last calendar day is nobody's working day


@dataclass(frozen=True, slots=True)
class Because:
    """A reason with its sentence and its law or notice."""

    reason: Reason
    sentence: str
    basis: str


def why_not_worked(calendar: WorkingCalendar, holidays: Holidays, day: date) -> Because:
    """Of a day that the calendar has as not worked."""
    calendar = calendar.of_day(day)
    local = _local(calendar, day, made_up=False)
    if local is not None:
        return Because(Reason.LOCAL_HOLIDAY, f"{local.name}，地方放假", local.source)
    named, year = holidays.find_off(day), _year(calendar, day)
    if named is not None and (day.weekday() >= SATURDAY or day in year.off):
        return Because(Reason.HOLIDAY, f"{named.holiday.name}放假", named.source)
    if day.weekday() < SATURDAY:
        return Because(Reason.DAY_OFF, "节假日放假", year.source)
    return Because(Reason.WEEKEND, f"星期{WEEKDAYS[day.weekday()]}，周休息日", WEEKEND_LAW)


def why_worked(calendar: WorkingCalendar, holidays: Holidays, day: date) -> Because:
    """Of a day that the calendar has as worked."""
    calendar = calendar.of_day(day)
    if day.weekday() < SATURDAY:
        return Because(Reason.WORKING_DAY, "工作日", WORKING_DAY_LAW)
    local = _local(calendar, day, made_up=True)
    if local is not None:
        return Because(Reason.MAKE_UP_DAY, f"{local.name}调休上班", local.source)
    named = holidays.find_made_up(day)
    if named is not None:
        return Because(Reason.MAKE_UP_DAY, f"{named.holiday.name}调休上班", named.source)
    return Because(Reason.MAKE_UP_DAY, "调休上班", _year(calendar, day).source)


def start(unit: LimitUnit, *, anew: bool) -> Because:
    """Of the day, or the half day, that starts a count."""
    piece = "开始的半日" if unit is LimitUnit.HALF_DAY else "开始的当日"
    return Because(Reason.START_DAY, f"期限重新起算，{piece}不计入" if anew else f"{piece}不计入", START_DAY_LAW)


AT_ONCE = Because(Reason.START_DAY, "即办，当日办结", "行政许可法 34")
CALENDAR_DAY = Because(Reason.CALENDAR_DAY, "按自然时间连续计算", PERIODS)
AFTER_HOURS = Because(Reason.AFTER_HOURS, "当日办公时间已过，下一工作日起计", LAST_DAY_LAW)
PUT_OFF = Because(Reason.PUT_OFF, "期限的最后一日不是工作日，以其后第一个工作日为最后一日", LAST_DAY_LAW)


def paused(ground: str, basis: str) -> Because:
    return Because(Reason.PAUSED, f"{ground}期间，计时中止，不计入", basis)


def begun_anew(ground: str, basis: str) -> Because:
    return Because(Reason.BEGUN_ANEW, f"因{ground}期限中断并重新起算，此日不再计入", basis)


def projected(ground: str, basis: str) -> Because:
    return Because(Reason.PROJECTED, f"{ground}尚未结束，按计时不停推算，为最早情形", basis)


def _year(calendar: WorkingCalendar, day: date) -> CalendarYear:
    return calendar.years[day.year - calendar.first_day.year]


def _local(calendar: WorkingCalendar, day: date, *, made_up: bool) -> LocalDaysOff | None:
    return next((one for one in calendar.local if day in (one.work if made_up else one.off)), None)
