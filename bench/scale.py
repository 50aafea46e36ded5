"""How long the bench takes: short for a look, long for figures to keep."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """`seconds` a round, `times` rounds of each subject."""

    seconds: float
    times: int


SHORT = Scale(seconds=1.5, times=2)
FULL = Scale(seconds=4.0, times=3)
