"""泳道: who had a matter on which working day, drawn over the days from acceptance to the last day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liandong.casework.pages.choices import word_of
from liandong.domain.case.state import Case
from liandong.domain.joint.state import DECIDED, Joint, ShareState
from liandong.domain.worktime import clock
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.case import Outcome
from liandong.terms.refusal import Refused

ONE = timedelta(days=1)
AFTER = 2
"""Working days shown after the last day that matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch [start, end) in columns of days, of one sort: work, pause, late, decided, ended."""

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


def lane_of_case(case: Case, ended: date | None, calendar: WorkingCalendar, today: date) -> Lanes | None:
    """A case as one lane, its pauses hatched. None before acceptance, or where the calendar does not reach.

    `ended` is the day it ended on, if it has: without a decision it stands still from then on all the same.
    """
    if case.accepted_on is None or case.promised_due is None:
        return None
    stretch = Stretch(
        name=case.entry.department,
        note="",
        start=case.clock_start,
        ended=case.decided_on or ended,
        outcome=case.outcome,
        pauses=tuple(clock.Pause(span.start, span.end) for span in case.pauses if span.counts),
    )
    return _drawn([stretch], case.clock_start, case.promised_due, calendar, today)


def lanes_of_joint(
    joint: Joint, told: Callable[[ShareState], tuple[str, str]], calendar: WorkingCalendar, today: date
) -> Lanes | None:
    """The shares of a joint approval, each a lane; `told` says whose it is and how it stands."""
    if joint.accepted_on is None or joint.promised_due is None:
        return None
    stretches = [
        Stretch(
            name=told(share)[0],
            note=told(share)[1],
            start=share.since or share.requested_on or joint.accepted_on,
            ended=min((day for day in (share.decided_on, share.voided_on) if day is not None), default=None),
            outcome=share.outcome,
            pauses=tuple(clock.Pause(each.start, each.end) for each in share.pauses),
        )
        for share in joint.shares
    ]
    return _drawn(stretches, joint.accepted_on, joint.promised_due, calendar, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What a lane shows: from when to when (None: still), what came of it, and when it stood still."""

    name: str
    note: str
    start: date
    ended: date | None
    outcome: Outcome | None
    pauses: Sequence[clock.Pause]


def _drawn(
    stretches: Sequence[Stretch], start: date, due: date, calendar: WorkingCalendar, today: date
) -> Lanes | None:
    until = max(due, *(each.ended or today for each in stretches), start)
    try:
        days = list(_working_days(calendar, start, until))
    except Refused:
        return None
    column = _Columns(days)
    return Lanes(
        days=days,
        today=column.of(today) if days[0] <= today <= days[-1] else None,
        due=column.of(due),
        lanes=[Lane(name=each.name, note=each.note, bars=list(_bars(each, column, due, today))) for each in stretches],
    )


def _bars(stretch: Stretch, column: "_Columns", due: date, today: date) -> Iterator[Bar]:
    ended, late = (stretch.ended or today) + ONE, due + ONE
    start, sort, word = stretch.start, "work", "办理"
    if stretch.ended is not None:
        sort = "decided" if stretch.outcome in DECIDED else "ended"
        word = "办理" if stretch.outcome is None else word_of(stretch.outcome)
    for pause in stretch.pauses:
        yield from column.bar(start, pause.start, sort, word)
        start = min(pause.end or ended, ended)
        yield from column.bar(pause.start, start, "pause", "暂停")
    yield from column.bar(start, min(ended, late), sort, word)
    yield from column.bar(max(start, late), ended, "late", "超时")


def _working_days(calendar: WorkingCalendar, start: date, until: date) -> Iterator[date]:
    """From the start day to the last one, and a little more; the start day too, whatever day it is."""
    after, day = 0, start
    while day <= until or after < AFTER:
        if day == start or calendar.is_working(day):
            after += day > until
            yield day
        day += ONE


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
