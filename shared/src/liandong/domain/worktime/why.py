"""Why a due day moved: what is new in the calendar since the version it was counted by before (D.4.8)."""

from collections.abc import Iterator
from datetime import date

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.terms.codes import Digest


def news(calendar: WorkingCalendar, since: Digest | None, first: date, last: date) -> tuple[str, ...]:
    """The notices and local rules that give the days from `first` through `last`, as far as an earlier version of
    this calendar had the days of their year otherwise; all of them if that version is not known."""
    known = calendar
    while known.hash != since and known.before is not None:
        known = known.before
    return tuple(dict.fromkeys(_sources(known if known.hash == since else None, calendar, first, last)))


def _sources(known: WorkingCalendar | None, calendar: WorkingCalendar, first: date, last: date) -> Iterator[str]:
    before = {} if known is None else {year.year: year for year in known.years}
    for year in calendar.years:
        if first.year <= year.year <= last.year and before.get(year.year) != year:
            yield year.source
    told, standing = (() if each is None else each.local for each in (known, calendar))
    for one in (*standing, *told):
        if (one in told) is not (one in standing) and any(first <= day <= last for day in (*one.off, *one.work)):
            yield one.source
