"""The history of one matter as exports and tracking read it: what was said, in order, without what is personal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from liandong.domain.worktime.clock import Pause
from liandong.events.case_clock import CasePaused, CaseResumed
from liandong.events.said import Event
from liandong.terms.codes import EventId, UnitCode
from liandong.terms.legal_time import legal_day


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
    """When the clock stood still, in the order it was said, without an end where it still does; those of a share may
    overlap. One that nobody was told of does not count."""
    pauses: list[tuple[int, Pause]] = []
    for told in history:
        match told.event:
            case CasePaused(number=number, paused_on=start, counts=True):
                pauses.append((number, Pause(start)))
            case CaseResumed(number=number, resumed_on=end):
                pauses = [
                    (each, Pause(still.start, end) if each == number and still.end is None else still)
                    for each, still in pauses
                ]
            case _:
                pass
    return tuple(still for _, still in pauses)
