"""How many accepted cases are made ready for a round: what it will use by the rates so far, and half as many more."""

from dataclasses import dataclass

MORE = 1.5
ACTS = 6
"""Step commands of one case: three steps, each started and finished."""
CLIENTS = 16


@dataclass(slots=True)
class Stock:
    """`rate` is the commands a second to count with until more are measured. A round ends early if it runs out."""

    rate: float

    def wanted(self, seconds: float, units: int) -> int:
        """Cases at each of so many units."""
        return int(MORE * self.rate * seconds / ACTS / units) + CLIENTS

    def used(self, done: int, seconds: float) -> None:
        self.rate = max(self.rate, done / seconds)
