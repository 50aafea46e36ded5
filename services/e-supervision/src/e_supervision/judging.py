"""Judging: finds the published entry and calendar a matter was frozen to, and recomputes its lights by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from e_supervision.lights import Judgement, judge
from e_supervision.spent import Spent, spent
from e_supervision.timeline import RECOUNTED, Timeline
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.light import Light
from liandong.events.case import EntryReference
from liandong.events.reference import CatalogueEntry, UnitPublished
from liandong.terms.codes import Digest, UnitCode
from liandong.terms.refusal import Refused


class Published(Protocol):
    """The reference data supervision holds as published."""

    def frozen_entry(self, unit: UnitCode, reference: EntryReference, /) -> CatalogueEntry | None: ...
    def holds(self, digest: str, /) -> bool: ...
    def calendar_by_hash(self, calendar_hash: str, unit: UnitCode, /) -> WorkingCalendar | None: ...
    def calendar(self, unit: UnitCode, /) -> WorkingCalendar: ...
    @property
    def units(self) -> Mapping[UnitCode, UnitPublished]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A timeline with its lights at one legal time.

    `calendar` names the calendar it is counted by; `considered` the newest one, if its lights rest on that too (empty
    while none has been heard); `awaits` the entry, overlay or calendar not heard yet; `spent` how long it
    took, once closed.
    """

    timeline: Timeline
    judgement: Judgement
    now: datetime
    calendar: Digest | None
    considered: Digest | None
    awaits: Digest | None
    department: str | None
    spent: Spent | None


def judged(timeline: Timeline, published: Published, now: datetime, counted_by: Digest | None = None) -> Judged:
    """The timeline's lights at this legal time. `counted_by` is the calendar it was counted by before, if it was."""
    reference = timeline.entry
    calendar_hash = calendar_of(timeline, published, counted_by)
    entry = None if reference is None else published.frozen_entry(timeline.unit, reference)
    calendar = None if calendar_hash is None else published.calendar_by_hash(calendar_hash, timeline.unit)
    newest = in_force(published, timeline.unit)
    judgement = judge(timeline, entry, calendar, now, None if timeline.standing in RECOUNTED else newest)
    return Judged(
        timeline=timeline,
        judgement=judgement,
        now=now,
        calendar=calendar_hash,
        considered=(Digest("") if newest is None else newest.hash) if _rests_on_newest(timeline, judgement) else None,
        awaits=_awaited(reference, published) if entry is None else calendar_hash if calendar is None else None,
        department=None if entry is None else entry.department,
        spent=spent(timeline, judgement, calendar),
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
    newest = in_force(published, timeline.unit)
    return None if newest is None else newest.hash


def _rests_on_newest(timeline: Timeline, judgement: Judgement) -> bool:
    """Whether a newer calendar changes its lights: not yet accepted; or no longer recounted by its unit, with a clock
    that still runs or was stopped late (D.4.9)."""
    if timeline.standing in RECOUNTED or timeline.calendar is None:
        return timeline.calendar is None and timeline.turned_back_on is None
    clocks = judgement.clocks
    return any(each.stopped_on is None or each.light is Light.FINISHED_LATE or each.forgiven for each in clocks)


def in_force(published: Published, unit: UnitCode) -> WorkingCalendar | None:
    """The newest calendar of a unit, if any has been heard."""
    try:
        return published.calendar(unit)
    except Refused:
        return None


def newest_of_units(published: Published) -> dict[UnitCode, Digest]:
    """The newest calendar of every unit: some have days off of their own."""
    found = ((unit, in_force(published, unit)) for unit in published.units)
    return {unit: calendar.hash for unit, calendar in found if calendar is not None}
