"""A notice of the State Council's office that arranges a year's holidays, checked, and made part of the calendar."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from liandong.domain.worktime.calendar import SATURDAY
from liandong.events.reference import CalendarYear, Holiday, NamedYear, YearStatus
from liandong.terms.refusal import Nature, Pointer, Refused

BASIS: Final = "全国年节及纪念日放假办法"
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


def named_year(notice: Notice, source: str) -> NamedYear:
    """The notice's holidays by name."""
    holidays = (Holiday(name=one.name, first=one.first, last=one.last, work=one.work) for one in notice.holiday)
    return NamedYear(year=notice.year, source=source, holidays=tuple(sorted(holidays, key=lambda one: one.first)))


def merged(years: Sequence[CalendarYear], notice: Notice, statutory: CalendarYear) -> tuple[CalendarYear, ...]:
    """These years with the notice's year official, and the December before as the notice has it; the rest stays.

    `statutory` is the notice's year by rule. The same notice again changes nothing. Raises Refused (INVALID):
    notice.contradicts-itself with every fault, notice.year-unknown, notice.year-official, notice.not-the-one-amended.
    """
    found = [*faults(notice), *works_a_statutory_day(notice, statutory)]
    if found:
        raise Refused(
            "notice.contradicts-itself",
            "放假通知自相矛盾，请对照原文按所列各处修改",
            basis=BASIS,
            nature=Nature.INVALID,
            errors=tuple(Pointer(pointer="/" + "/".join(map(str, one.place)), detail=one.detail) for one in found),
        )
    standing = {year.year: year for year in years}
    if notice.year not in standing:
        raise _refused("notice.year-unknown", f"工作日历中没有{notice.year}年，请先发布编到该年的日历")
    _must_be_next(standing[notice.year], notice)
    off = {day for one in notice.holiday for day in days_off(one) if day.weekday() < SATURDAY}
    work = {day for one in notice.holiday for day in one.work}
    changed = {
        notice.year: _with_days(standing[notice.year], off, work, range(1, DECEMBER), source_after(standing, notice))
    }
    if notice.year - 1 in standing:
        eve = standing[notice.year - 1]
        changed[notice.year - 1] = _with_days(eve, off, work, range(DECEMBER, DECEMBER + 1), None)
    return tuple(sorted((standing | changed).values(), key=lambda one: one.year))


def source_after(standing: Mapping[int, CalendarYear], notice: Notice) -> str:
    """The source of the notice's year once it is merged: one that amends stands beside the one it amends."""
    if notice.amends is None:
        return notice.source
    source = standing[notice.year].source
    return source if notice.document in source else f"{source.removesuffix('）')}；{notice.document}）"


def _must_be_next(standing: CalendarYear, notice: Notice) -> None:
    """An official year gives way to its own notice, written down anew, or to one that amends it."""
    official = standing.status is YearStatus.OFFICIAL
    if notice.amends is None and official and standing.source != notice.source:
        raise _refused(
            "notice.year-official",
            f"{notice.year}年已按“{standing.source}”发布；如果是变更通知，请写明 amends（被变更通知的发文字号）",
        )
    if notice.amends is not None and (not official or notice.amends not in standing.source):
        raise _refused(
            "notice.not-the-one-amended",
            f"{notice.year}年现行安排不是按“{notice.amends}”作出的，请核对被变更通知的发文字号",
        )


def _with_days(year: CalendarYear, off: set[date], work: set[date], months: range, source: str | None) -> CalendarYear:
    """The year with these days in these months in place of its own; official if its own notice says so."""

    def mixed(own: tuple[date, ...], said: set[date]) -> tuple[date, ...]:
        kept = {day for day in own if day.month not in months}
        return tuple(sorted(kept | {day for day in said if day.year == year.year and day.month in months}))

    status = year.status if source is None else YearStatus.OFFICIAL
    return CalendarYear(
        year=year.year,
        status=status,
        source=source or year.source,
        off=mixed(year.off, off),
        work=mixed(year.work, work),
    )


def _within_reach(day: date, year: int) -> bool:
    """From the December before to November: the December after is the next notice's."""
    return date(year - 1, DECEMBER, 1) <= day < date(year, DECEMBER, 1)


def days_off(holiday: Arranged) -> Iterator[date]:
    """Never more than the longest: a slip of the pen is told elsewhere."""
    for n in range(min((holiday.last - holiday.first).days + 1, LONGEST)):
        yield holiday.first + timedelta(days=n)


def _refused(code: str, detail: str) -> Refused:
    return Refused(code, detail, basis=BASIS, nature=Nature.INVALID)
