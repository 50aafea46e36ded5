"""A pause as it stands in a case: why, by which law, and whether it stops the clock."""

from dataclasses import dataclass
from datetime import datetime

from liandong.domain.worktime.ending import Standstill
from liandong.events.case_clock import PauseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPause:
    """The clock stands still in [start, end), for a ground and by a law; `noticed`: the applicant was told in writing.

    `ground` is what the applicant reads: “听证”, “专家评审”, “补正材料”.
    """

    kind: PauseKind
    ground: str
    basis: str
    start: datetime
    end: datetime | None = None
    noticed: bool = True
    restarts: bool = False

    @property
    def standstill(self) -> Standstill:
        return Standstill(self.start, self.end, self.restarts)

    def covers(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)


def stops_the_clock(pause: StatedPause) -> bool:
    """A supplement list is its own notice; everything else counts only if the applicant was told in writing
    (行政许可法 45)."""
    return pause.noticed or pause.kind is PauseKind.SUPPLEMENT
