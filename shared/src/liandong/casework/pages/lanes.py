"""泳道: who had a matter on which working day, drawn over the days from acceptance to the last day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liandong.domain.case.state import Case
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.terms.refusal import Refused

AFTER = 2
"""Working days shown after the last day that matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch [start, end) in columns of days, of one sort: work, pause, late, decided."""

    start: int
    length: int
    sort: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row: whose it is, the small word below, and its bars."""

    name: str
    note: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The columns are working days; `today` and `due` are columns, None where they lie outside."""

    days: Sequence[date]
    today: int | None
    due: int | None
    lanes: Sequence[Lane]


def lane_of_case(case: Case, calendar: WorkingCalendar, today: date) -> Lanes | None:
    """A case as one lane, its pauses hatched. None before acceptance, or where the calendar does not reach."""
    if case.accepted_on is None or case.promised_due is None:
        return None
    ended = case.decided_on or today
    until = max(case.promised_due, ended)
    try:
        days = list(_working_days(calendar, case.clock_start, until))
    except Refused:
        return None
    column = _Columns(days)
    bars = list(_bars(case, column, ended))
    return Lanes(
        days=days,
        today=column.of(today) if days and days[0] <= today <= days[-1] else None,
        due=column.of(case.promised_due),
        lanes=[Lane(name=case.entry.department, note="", bars=bars)],
    )


def _bars(case: Case, column: "_Columns", ended: date) -> Iterator[Bar]:
    start = case.clock_start
    for span in case.pauses:
        if span.counts:
            yield from column.bar(start, span.start, "work", "办理")
            start = span.end or ended
            yield from column.bar(span.start, start, "pause", "暂停")
    assert case.promised_due is not None, "asked before"
    late = case.promised_due + timedelta(days=1)
    yield from column.bar(start, min(ended + timedelta(days=1), late), "work", "办理")
    yield from column.bar(max(start, late), ended + timedelta(days=1), "late", "超时")


def _working_days(calendar: WorkingCalendar, start: date, until: date) -> Iterator[date]:
    """From the start day to the last one, and a little more; the start day too, whatever day it is."""
    after, day = 0, start
    while day <= until or after < AFTER:
        if day == start or calendar.is_working(day):
            after += day > until
            yield day
        day += timedelta(days=1)


class _Columns:
    def __init__(self, days: Sequence[date]) -> None:
        self._days = days

    def of(self, day: date) -> int:
        """The column of a day, or of the next working one."""
        return next((number for number, each in enumerate(self._days) if each >= day), len(self._days))

    def bar(self, start: date, end: date, sort: str, word: str) -> Iterator[Bar]:
        first, after = self.of(start), self.of(end)
        if after > first:
            yield Bar(start=first, length=after - first, sort=sort, word=word)
