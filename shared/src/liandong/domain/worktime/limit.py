"""A limit with its legal basis and its extension: 20 days and 10 more, 45 and 15 more (行政许可法 42)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.ending import Standstill, ending
from liandong.domain.worktime.office_hours import ORDINARY, OfficeHours
from liandong.domain.worktime.policy import CN_WORKDAYS_1, Policy
from liandong.events.reference import LimitUnit

LICENSING = "行政许可法 42"
OF_A_DAY: Mapping[LimitUnit, int] = {
    LimitUnit.WORKING_DAY: 1,
    LimitUnit.HALF_DAY: 2,
    LimitUnit.CALENDAR_DAY: 1,
    LimitUnit.WORKING_HOUR: ORDINARY.minutes // 60,
    LimitUnit.NATURAL_HOUR: 24,
}
"""Units that make one day: an extension is approved in days, whatever the limit is counted in."""
OF_PARTS = (LimitUnit.HALF_DAY, LimitUnit.WORKING_HOUR, LimitUnit.NATURAL_HOUR)
"""Units that are less than a day: where they begin and end is an instant."""


def of_days(days: int, unit: LimitUnit) -> int:
    """So many days in the unit of a limit."""
    return days * OF_A_DAY[unit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """延期: so many units more, approved on a day; who approved it and why stand in the case."""

    amount: int
    approved_on: date
    basis: str = LICENSING


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many units, by which law, and the extensions that were approved, in any order."""

    amount: int
    unit: LimitUnit = LimitUnit.WORKING_DAY
    basis: str = LICENSING
    extensions: tuple[Extension, ...] = ()


class Granted(StrEnum):
    """Whether an extension lengthens the limit."""

    COUNTS = "counts"
    LATE = "late"  # after the limit had ended: it stays overdue (D.4.7)
    SECOND = "second"  # a limit is extended once


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An extension, and the last day of the limit without it."""

    extension: Extension
    granted: Granted
    due_without: date


def judge_extensions(
    calendar: WorkingCalendar,
    start: datetime,
    limit: Limit,
    pauses: Sequence[Standstill] = (),
    *,
    hours: OfficeHours = ORDINARY,
    policy: Policy = CN_WORKDAYS_1,
) -> tuple[Judged, ...]:
    """Each extension in order of approval: the first counts if approved before the limit's last day has ended.

    Raises Refused outside the calendar.
    """
    without = ending(calendar, start, limit.amount, limit.unit, pauses, hours=hours, policy=policy)
    used, judged = False, []
    for extension in sorted(limit.extensions, key=lambda each: each.approved_on):
        late = extension.approved_on > without.day and not without.open
        granted = Granted.SECOND if used else Granted.LATE if late else Granted.COUNTS
        used = used or granted is Granted.COUNTS
        judged.append(Judged(extension=extension, granted=granted, due_without=without.day))
    return tuple(judged)


def total(limit: Limit, judged: Sequence[Judged]) -> int:
    """The limit and the extension that counts, in its units."""
    return limit.amount + sum(each.extension.amount for each in judged if each.granted is Granted.COUNTS)
