"""A finding 违规线索: a rule, the matter's act it was broken by, its legal basis. It is not yet a card."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from e_supervision.clocks import Clock
from e_supervision.lights import Judgement
from liandong.domain.worktime.light import Light


class Level(StrEnum):
    """The level a finding starts at (D.7)."""

    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`rule` is the stable code of D.7 with the version of its text; `due` the day that was not kept."""

    rule: str
    version: int
    level: Level
    due: date
    basis: str
    sentence: str


def passed(judgement: Judgement, clock: Clock) -> date | None:
    """The due day of this clock if it has passed, whether the clock still runs or was stopped late."""
    over = (Light.RED, Light.FINISHED_LATE)
    return next((each.due for each in judgement.clocks if each.clock is clock and each.light in over), None)
