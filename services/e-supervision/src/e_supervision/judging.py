"""Judging: finds the published entry and calendar a matter was frozen to, and recomputes its lights by them."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from e_supervision.lights import Judgement, judge
from e_supervision.timeline import Timeline
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import Digest
from liandong.terms.refusal import Refused


class Published(Protocol):
    """The reference data supervision holds as published."""

    def entry_by_hash(self, digest: Digest, /) -> CatalogueEntry | None: ...
    def calendar_by_hash(self, digest: Digest, /) -> WorkingCalendar | None: ...
    def calendar(self) -> WorkingCalendar: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A timeline with its lights on one day, and the hash of the calendar they were counted by."""

    timeline: Timeline
    judgement: Judgement
    day: date
    calendar: Digest | None
    department: str | None


def judged(timeline: Timeline, published: Published, day: date, counted_by: Digest | None = None) -> Judged:
    """The timeline's lights on this day. `counted_by` is the calendar it was counted by before, if it was."""
    entry = None if timeline.entry is None else published.entry_by_hash(timeline.entry.hash)
    calendar = calendar_for(timeline, published, counted_by)
    return Judged(
        timeline=timeline,
        judgement=judge(timeline, entry, calendar, day),
        day=day,
        calendar=None if calendar is None else calendar.hash,
        department=None if entry is None else entry.department,
    )


def calendar_for(timeline: Timeline, published: Published, counted_by: Digest | None) -> WorkingCalendar | None:
    """The calendar the unit froze at acceptance; before that the one in force.

    A matter that ended unaccepted keeps the calendar it was counted by: a later one does not make it late.
    """
    if timeline.calendar is not None:
        return published.calendar_by_hash(timeline.calendar)
    if timeline.turned_back_on is not None and counted_by is not None:
        return published.calendar_by_hash(counted_by)
    return in_force(published)


def in_force(published: Published) -> WorkingCalendar | None:
    """The newest calendar, if any has been heard."""
    try:
        return published.calendar()
    except Refused:
        return None
