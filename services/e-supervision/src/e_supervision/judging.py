"""Judging: finds the published entry and calendar a matter was frozen to, and recomputes its lights by them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from e_supervision.lights import Judgement, judge
from e_supervision.timeline import Timeline
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.case import EntryReference
from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import Digest, UnitCode
from liandong.terms.refusal import Refused


class Published(Protocol):
    """The reference data supervision holds as published."""

    def frozen_entry(self, unit: UnitCode, reference: EntryReference, /) -> CatalogueEntry | None: ...
    def holds(self, digest: str, /) -> bool: ...
    def calendar_by_hash(self, calendar_hash: str, /) -> WorkingCalendar | None: ...
    def calendar(self) -> WorkingCalendar: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A timeline with its lights at one legal time.

    `calendar` names the calendar it is counted by; `awaits` the entry, overlay or calendar not heard yet.
    """

    timeline: Timeline
    judgement: Judgement
    now: datetime
    calendar: Digest | None
    awaits: Digest | None
    department: str | None


def judged(timeline: Timeline, published: Published, now: datetime, counted_by: Digest | None = None) -> Judged:
    """The timeline's lights at this legal time. `counted_by` is the calendar it was counted by before, if it was."""
    reference = timeline.entry
    calendar_hash = calendar_of(timeline, published, counted_by)
    entry = None if reference is None else published.frozen_entry(timeline.unit, reference)
    calendar = None if calendar_hash is None else published.calendar_by_hash(calendar_hash)
    return Judged(
        timeline=timeline,
        judgement=judge(timeline, entry, calendar, now),
        now=now,
        calendar=calendar_hash,
        awaits=_awaited(reference, published) if entry is None else calendar_hash if calendar is None else None,
        department=None if entry is None else entry.department,
    )


def _awaited(reference: EntryReference | None, published: Published) -> Digest | None:
    """The overlay it names, until that is held; then, or without one, the entry."""
    if reference is None:
        return None
    if reference.overlay is not None and not published.holds(reference.overlay):
        return Digest(reference.overlay)
    return reference.hash


def calendar_of(timeline: Timeline, published: Published, counted_by: Digest | None) -> Digest | None:
    """The calendar the unit froze at acceptance; before that the one in force.

    A matter that ended unaccepted keeps the calendar it was counted by: a later one does not make it late (D.4.9).
    """
    if timeline.calendar is not None:
        return timeline.calendar
    if timeline.turned_back_on is not None and counted_by is not None:
        return counted_by
    return in_force(published)


def in_force(published: Published) -> Digest | None:
    """The newest calendar, if any has been heard."""
    try:
        return published.calendar().hash
    except Refused:
        return None
