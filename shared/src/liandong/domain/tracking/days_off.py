"""Which days up to a due day are holidays: by name, and by the notice or local rule that gives them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.holidays import Holidays
from liandong.domain.worktime.reasons import Because, Reason, why_not_worked

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOff:
    """Days off in a row, for one reason."""

    first: date
    last: date
    what: str
    basis: str


def days_off(calendar: WorkingCalendar, holidays: Holidays, start: date, due: date) -> tuple[DaysOff, ...]:
    """The holidays after `start` up to `due`, ordinary weekends left out. Raises Refused outside the calendar."""
    found: list[DaysOff] = []
    for day, because in _not_worked(calendar, holidays, start, due):
        last = found[-1] if found else None
        if last is not None and last.last == day - ONE and (last.what, last.basis) == (because.sentence, because.basis):
            found[-1] = replace(last, last=day)
        else:
            found.append(DaysOff(first=day, last=day, what=because.sentence, basis=because.basis))
    return tuple(found)


def _not_worked(
    calendar: WorkingCalendar, holidays: Holidays, start: date, due: date
) -> Iterator[tuple[date, Because]]:
    for number in range(1, (due - start).days + 1):
        day = start + number * ONE
        if not calendar.is_working(day):
            because = why_not_worked(calendar, holidays, day)
            if because.reason is not Reason.WEEKEND:
                yield day, because
