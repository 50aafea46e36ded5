"""The history of one matter as exports and tracking read it: what was said, in order, without what is personal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from liandong.domain.worktime.clock import Pause
from liandong.events.said import Event
from liandong.terms.codes import EventId, UnitCode
from liandong.terms.legal_time import legal_day

STOPS: Final = frozenset({"case.paused", "joint.paused"})
RUNS_AGAIN: Final = frozenset({"case.resumed", "joint.resumed"})
"""By which kinds the clock stands still and goes on (行政许可法 45)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry of a history; `occurred_at` is when it happened in law, `recorded_at` when it was written down."""

    id: EventId
    unit: UnitCode
    stream: str
    sequence: int
    occurred_at: datetime
    recorded_at: datetime
    event: Event

    @property
    def day(self) -> date:
        """The legal day of the act."""
        return legal_day(self.occurred_at)

    @property
    def number(self) -> str:
        """The number of the case, the joint master or the link whose history it belongs to."""
        return self.stream.partition(":")[2]


def pauses_of(history: Iterable[Told]) -> tuple[Pause, ...]:
    """When the clock stood still, the last pause open if it still does; a pause during a pause changes nothing."""
    pauses: list[Pause] = []
    since: date | None = None
    for told in history:
        if told.event.KIND in STOPS:
            since = since or told.day
        elif told.event.KIND in RUNS_AGAIN and since is not None:
            pauses.append(Pause(since, told.day))
            since = None
    return tuple(pauses) if since is None else (*pauses, Pause(since))
