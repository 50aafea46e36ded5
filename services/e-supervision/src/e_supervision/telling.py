"""Telling: what a batch of ledger entries says of one matter, up to the first entry that cannot be understood."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import structlog

from e_supervision.judging import Judged, Published, judged
from e_supervision.ledger import WAITS, LedgerEntry
from e_supervision.matters import Kept
from e_supervision.timeline import Heard, Timeline, evolve, is_matter

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of a stream's entries: the matter as it now is, the entries that took, and the one that stopped it."""

    before: Kept | None
    after: Judged | None
    applied: tuple[int, ...]
    parked: tuple[int, str] | None


class Parked(Exception):
    """The entry does not continue its history."""


def tell(before: Kept | None, entries: Iterable[LedgerEntry], published: Published, now: datetime) -> Told:
    """Folds and judges. What cannot be understood, or lies beyond a gap, is parked with the reason."""
    timeline = None if before is None else before.timeline
    after: Judged | None = None
    applied: list[int] = []
    parked: tuple[int, str] | None = None
    in_order = sorted(entries, key=lambda entry: entry.sequence)
    try:
        for entry in in_order:
            heard = entry.heard()
            if is_matter(entry.stream):
                timeline = _continued(timeline, heard)
            applied.append(entry.id)
    except Exception as fault:  # whatever it is, it may stop this matter only, and must be seen
        parked = _parked(in_order[len(applied)], fault)
    if timeline is not None and applied:
        try:
            after = judged(timeline, published, now, None if before is None else before.calendar)
        except Exception as fault:  # the same: nothing of this batch is taken for this matter
            applied, parked = [], _parked(in_order[0], fault)
    return Told(before=before, after=after, applied=tuple(applied), parked=parked)


def _parked(entry: LedgerEntry, fault: Exception) -> tuple[int, str]:
    log.error("ledger.parked", entry=f"{entry.unit}:{entry.epoch}:{entry.seq}", kind=entry.kind)
    return entry.id, str(fault) or type(fault).__name__


def _continued(timeline: Timeline | None, heard: Heard) -> Timeline:
    timeline = timeline or Timeline(unit=heard.unit, stream=heard.stream)
    if heard.sequence > timeline.sequence + 1:
        raise Parked(WAITS)
    if heard.sequence <= timeline.sequence:
        raise Parked(f"its history already has an entry {heard.sequence}")
    return evolve(timeline, heard)
