"""A notice made part of the calendar: its year becomes official, or the notice is refused whole."""

from collections.abc import Mapping, Sequence
from datetime import date

from liandong.domain.worktime.calendar import BASIS, SATURDAY
from liandong.domain.worktime.notice import DECEMBER, Notice, days_off, faults, works_a_statutory_day
from liandong.events.reference import CalendarYear, Holiday, NamedYear, YearStatus
from liandong.terms.refusal import Nature, Pointer, Refused


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


def _refused(code: str, detail: str) -> Refused:
    return Refused(code, detail, basis=BASIS, nature=Nature.INVALID)
