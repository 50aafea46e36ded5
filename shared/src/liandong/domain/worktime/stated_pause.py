"""A pause as it stands in a case: why, by which law, and whether it stops the clock."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from liandong.domain.worktime.ending import Standstill


class PauseKind(StrEnum):
    """What a matter waits for (D.2)."""

    SUPPLEMENT = "supplement"  # 补正
    SPECIAL = "special"  # 特别程序: 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审
    HOLD = "hold"  # 挂起, by its code


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
    """A special procedure counts only if the applicant was told in writing how long it takes (行政许可法 45)."""
    return pause.noticed or pause.kind is not PauseKind.SPECIAL
