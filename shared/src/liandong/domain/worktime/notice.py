"""A notice of the State Council's office that arranges a year's holidays, and everything in which it may be wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from liandong.domain.worktime.calendar import SATURDAY
from liandong.events.reference import CalendarYear

DECEMBER: Final = 12
LONGEST: Final = 15
"""Days: no holiday was ever nearly as long; more is a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """One paragraph of a notice: off from `first` to `last`, `days` in all, and the weekend days worked for it."""

    name: str
    first: date
    last: date
    days: int
    work: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The whole arrangement of a year, from the December before to November: the next notice has the December after.

    `amends`: the document number of an earlier notice for the same year that this one changes.
    """

    document: str
    year: int
    holiday: tuple[Arranged, ...]
    amends: str | None = None

    @property
    def source(self) -> str:
        return f"国务院办公厅关于{self.year}年部分节假日安排的通知（{self.document}）"


@dataclass(frozen=True, slots=True)
class NoticeFault:
    """A contradiction: where in the notice (keys and indices), a stable code, a sentence for its editor."""

    place: tuple[str | int, ...]
    code: str
    detail: str


def faults(notice: Notice) -> list[NoticeFault]:
    """Everything in which a notice contradicts itself or the week."""
    found = (
        [NoticeFault(("document",), "notice.without-number", "请填写发文字号")] if not notice.document.strip() else []
    )
    if not notice.holiday:
        return [*found, NoticeFault(("holiday",), "notice.empty", "通知至少应安排一个节日")]
    for index, holiday in enumerate(notice.holiday):
        found += _of_a_holiday(notice.year, index, holiday)
    found += _twice(notice)
    return found


def _of_a_holiday(year: int, index: int, holiday: Arranged) -> Iterator[NoticeFault]:
    place = ("holiday", index)
    if not holiday.name.strip():
        yield NoticeFault((*place, "name"), "notice.without-name", "请填写节日名称")
    for key, day in (("first", holiday.first), ("last", holiday.last)):
        if not _within_reach(day, year):
            yield NoticeFault(
                (*place, key), "notice.outside-the-year", f"{day}不在放假通知的范围（{year}年1月至11月或上年12月）之内"
            )
    span = (holiday.last - holiday.first).days + 1
    if span < 1:
        yield NoticeFault((*place, "last"), "notice.ends-before-it-begins", "放假的最后一日早于第一日")
    elif span != holiday.days or span > LONGEST:
        told = f"{holiday.first}至{holiday.last}共{span}天，与所写{holiday.days}天不符"
        detail = told if span != holiday.days else f"放假{span}天过长，请核对日期"
        yield NoticeFault((*place, "days"), "notice.days-differ", detail)
    for number, day in enumerate(holiday.work):
        here = (*place, "work", number)
        if not _within_reach(day, year):
            yield NoticeFault(
                here, "notice.outside-the-year", f"{day}不在放假通知的范围（{year}年1月至11月或上年12月）之内"
            )
        if day.weekday() < SATURDAY:
            yield NoticeFault(here, "notice.make-up-on-a-weekday", f"调休上班日{day}不是周六或周日")


def _twice(notice: Notice) -> Iterator[NoticeFault]:
    """A day that is off twice, worked twice, or both."""
    said: dict[date, str] = {}
    for index, holiday in enumerate(notice.holiday):
        for day in days_off(holiday):
            if day in said:
                detail = f"{day}既属于{holiday.name}又属于{said[day]}"
                yield NoticeFault(("holiday", index, "first"), "notice.day-twice", detail)
            said[day] = holiday.name
    worked: set[date] = set()
    for index, holiday in enumerate(notice.holiday):
        for number, day in enumerate(holiday.work):
            here = ("holiday", index, "work", number)
            if day in said:
                yield NoticeFault(here, "notice.off-and-worked", f"{day}既在{said[day]}放假又调休上班")
            if day in worked:
                yield NoticeFault(here, "notice.day-twice", f"调休上班日{day}重复")
            worked.add(day)


def works_a_statutory_day(notice: Notice, statutory: CalendarYear) -> list[NoticeFault]:
    """Statutory weekdays, as the provisional year has them, that a notice does not give."""
    off = {day for one in notice.holiday for day in days_off(one)}
    return [
        NoticeFault(("holiday",), "notice.works-a-statutory-day", f"法定节日{day}没有放假")
        for day in statutory.off
        if day not in off
    ]


def _within_reach(day: date, year: int) -> bool:
    """From the December before to November: the December after is the next notice's."""
    return date(year - 1, DECEMBER, 1) <= day < date(year, DECEMBER, 1)


def days_off(holiday: Arranged) -> Iterator[date]:
    """Never more than the longest: a slip of the pen is told elsewhere."""
    for n in range(min((holiday.last - holiday.first).days + 1, LONGEST)):
        yield holiday.first + timedelta(days=n)
