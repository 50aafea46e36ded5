"""Days off of a part of the country: people of an ethnic region keep their own holidays (全国年节及纪念日放假办法 4).

A unit counts by the city's calendar less the days off of every division it lies in: region, prefecture, county. A
linked matter counts by the calendar of the unit that leads it, each share by that of the unit that handles it.
"""

from collections.abc import Iterable

from liandong.domain.worktime.calendar import SATURDAY, WorkingCalendar
from liandong.events.reference import LocalDaysOff
from liandong.terms.codes import Digest, UnitCode
from liandong.terms.refusal import Nature, Refused

BASIS = "全国年节及纪念日放假办法 4"
DIVISION_LENGTHS = (2, 4, 6, 9)
"""Province, prefecture, county, township: the leading digits of a division code that name a place (GB/T 2260)."""


def days_off_at(unit: UnitCode, declared: Iterable[LocalDaysOff]) -> tuple[LocalDaysOff, ...]:
    """What was declared for a division this unit lies in; the widest first."""
    return tuple(sorted((one for one in declared if unit.startswith(one.division)), key=_order))


def with_local_days_off(
    calendar: WorkingCalendar,
    local: Iterable[LocalDaysOff],
    hash: Digest,  # noqa: A002  # the field's name
) -> WorkingCalendar:
    """The calendar of a unit with these days off; `hash` names it, calendar and days off together.

    Raises Refused (INVALID) with the first declaration that contradicts itself, another one or the calendar.
    """
    applied = tuple(sorted(local, key=_order))
    for one in applied:
        _must_be_of_a_division(one)
        _must_change_days_as_they_are(calendar, one)
    changed = [day for one in applied for day in (*one.off, *one.work)]
    if len(changed) != len(set(changed)):
        raise _contradiction("同一日期被重复规定，请合并后再发布", None)
    return WorkingCalendar.of(calendar.years, hash, applied)


def _must_be_of_a_division(one: LocalDaysOff) -> None:
    if len(one.division) not in DIVISION_LENGTHS or not (one.division.isascii() and one.division.isdigit()):
        raise _contradiction(f"区划代码“{one.division}”应为2、4、6或9位数字", one)


def _must_change_days_as_they_are(calendar: WorkingCalendar, one: LocalDaysOff) -> None:
    """A day off is one that is worked, a make-up day a weekend day that is not."""
    for day in one.off:
        if not calendar.is_working(day):
            raise _contradiction(f"{day}本来就不上班，不能再规定放假", one)
    for day in one.work:
        if day.weekday() < SATURDAY or calendar.is_working(day):
            raise _contradiction(f"{day}不是休息的周六或周日，不能规定为调休上班", one)


def _contradiction(detail: str, one: LocalDaysOff | None) -> Refused:
    return Refused(
        "calendar.local-contradicts",
        f"地方放假安排有误：{detail}",
        basis=BASIS if one is None else f"{BASIS}；{one.source}",
        nature=Nature.INVALID,
    )


def _order(one: LocalDaysOff) -> tuple[int, str, str]:
    return len(one.division), one.division, one.name
