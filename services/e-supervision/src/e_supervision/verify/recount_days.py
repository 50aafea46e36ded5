"""The days worked and the days that count, one after another, straight from the published calendars."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import takewhile

from liandong.domain.worktime.calendar import WorkingCalendar

ONE = timedelta(days=1)


class CalendarTooShort(Exception):
    """The calendar does not reach a day that has to be counted."""


@dataclass(slots=True)
class Still:
    """A stretch on which the decision clocks stand still, by its number."""

    number: int
    start: date
    end: date | None = None
    start_at: datetime | None = None
    end_at: datetime | None = None

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


class Days:
    """The days worked, straight from the published versions: years and local days off, the oldest version first."""

    def __init__(self, newest: WorkingCalendar) -> None:
        self._versions: list[tuple[date, dict[int, tuple[frozenset[date], frozenset[date]]]]] = []
        version: WorkingCalendar | None = newest
        while version is not None:
            days = {year.year: (frozenset(year.off), frozenset(year.work)) for year in version.years}
            for local in version.local:
                for year, (off, work) in days.items():
                    days[year] = off.union(local.off) - {*local.work}, work.union(local.work) - {*local.off}
            self._versions.insert(0, (version.published_on or date.min, days))
            version = version.before

    def worked(self, day: date, oldest: int = -1) -> bool:
        """By the version that stood on the day, if that is not older than the oldest that may judge."""
        oldest %= len(self._versions)
        years = self._versions[oldest][1]
        for since, version in self._versions[oldest + 1 :]:
            if since <= day:
                years = version
        if day.year not in years:
            raise CalendarTooShort(str(day))
        off, work = years[day.year]
        return day in work or (day.weekday() < 5 and day not in off)

    def by_each_version(self) -> list[Callable[[date], bool]]:
        """Whether a day is worked, by each version that may judge, the newest first."""
        return [partial(self.worked, oldest=oldest) for oldest in reversed(range(len(self._versions)))]

    def due(self, start: date, limit: int, still: Sequence[Still] = (), *, anew: bool = False) -> date:
        """The latest day that any version leads to: what a newer one takes, it takes from its publication on.

        A stretch without an end is passed over, with what began in it: the day is then the earliest it can be. Where
        stretches begin the limit `anew`, the day one ends on, or an open one began on, is a new start day.
        """
        return max(self._due(start, limit, still, oldest, anew) for oldest in range(len(self._versions)))

    def _due(self, start: date, limit: int, still: Sequence[Still], oldest: int, anew: bool) -> date:
        told = sorted(still, key=lambda each: each.start)
        ended = list(takewhile(lambda each: each.end is not None, told))
        again = {each.end or each.start for each in told[: len(ended) + 1]} if anew else set()
        day, left = start, limit
        while left:
            day += ONE
            if day in again:
                left = limit
            else:
                left -= self.worked(day, oldest) and not any(each.covers(day) for each in ended)
        return day

    def left(self, today: date, due: date) -> int:
        days = ((today + step * ONE) for step in range(1, (due - today).days + 1))
        return sum(self.worked(day) for day in days)
