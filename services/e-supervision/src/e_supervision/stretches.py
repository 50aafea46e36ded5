"""When the decision clocks of a matter stand still: a case in its pauses, a master while all its shares do (D.5.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from e_supervision.timeline import Link, Timeline
from liandong.domain.worktime.all_still import ShareDays, all_still
from liandong.domain.worktime.clock import Pause
from liandong.domain.worktime.ending import Standstill
from liandong.events.reference import CatalogueEntry
from liandong.terms.legal_time import midnight


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days [start, end); the instants where those were said."""

    start: date
    end: date | None
    start_at: datetime | None = None
    end_at: datetime | None = None

    def to_the_instant(self, entry: CatalogueEntry) -> Standstill:
        """From and to the instant where that was said, else from and to the whole day."""
        end = None if self.end is None else self.end_at or midnight(self.end)
        return Standstill(self.start_at or midnight(self.start), end, entry.interrupts)


def stretches(timeline: Timeline) -> Iterator[Stretch]:
    """In order; a pause nobody was told of is none."""
    for each in timeline.pauses:
        if each.counts:
            yield Stretch(start=each.start, end=each.end, start_at=each.start_at, end_at=each.end_at)
    if timeline.stream.startswith("joint:"):
        shares = [days for days in map(_days, timeline.links) if days is not None]
        for pause in all_still(shares, timeline.stopped_on):
            yield Stretch(start=pause.start, end=pause.end)


def _days(link: Link) -> ShareDays | None:
    begun = link.since or link.asked_on
    if begun is None:
        return None
    still = tuple(Pause(each.start, each.end) for each in link.still)
    return ShareDays(begun=begun, ended=link.ended_on, still=still)
