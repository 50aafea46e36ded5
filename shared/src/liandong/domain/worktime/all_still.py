"""When the clock of a joint master stands still: while all of its unfinished shares do, and only then (D.5.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from liandong.domain.worktime.clock import Pause


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareDays:
    """One share: unfinished on the days [begun, ended), and the stretches on which its own clock stands still.

    With `ended` None it is unfinished still.
    """

    begun: date
    ended: date | None = None
    still: tuple[Pause, ...] = ()

    def is_unfinished(self, day: date) -> bool:
        return self.begun <= day and (self.ended is None or day < self.ended)

    def stands_still(self, day: date) -> bool:
        return any(each.start <= day and (each.end is None or day < each.end) for each in self.still)

    def turns(self) -> Iterator[date]:
        """The days on which it changes."""
        yield self.begun
        if self.ended is not None:
            yield self.ended
        for each in self.still:
            yield each.start
            if each.end is not None:
                yield each.end


def all_still(shares: Sequence[ShareDays], until: date | None = None) -> tuple[Pause, ...]:
    """The stretches on which some share is unfinished and every unfinished one stands still, in order.

    The last one is open (`end` None) if that is so from then on. A share being asked again, or on its way, runs. Of a
    master whose clock has stopped, those before `until`, the day on which it did.
    """
    turns = sorted({day for share in shares for day in share.turns()})
    spans: list[Pause] = []
    for day, then in pairwise([*turns, None]):
        assert day is not None, "only the last one is"
        if not _still_on(shares, day):
            continue
        if spans and spans[-1].end == day:
            spans[-1] = Pause(spans[-1].start, then)
        else:
            spans.append(Pause(day, then))
    if until is None:
        return tuple(spans)
    return tuple(Pause(each.start, min(each.end or until, until)) for each in spans if each.start < until)


def _still_on(shares: Sequence[ShareDays], day: date) -> bool:
    unfinished = [share for share in shares if share.is_unfinished(day)]
    return bool(unfinished) and all(share.stands_still(day) for share in unfinished)
