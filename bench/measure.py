"""A figure next to its floor and its goal, and the arithmetic that makes a figure of several rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from statistics import fmean, median


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a figure should reach: of its ratio to the floor, or (`absolute`) of the figure itself."""

    name: str
    at_least: float | None = None
    at_most: float | None = None
    absolute: bool = False

    def is_met(self, value: float) -> bool:
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def __str__(self) -> str:
        low = [] if self.at_least is None else [f"≥ {self.at_least:g}"]
        high = [] if self.at_most is None else [f"≤ {self.at_most:g}"]
        return f"{self.name} {' '.join(low + high)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """`ours` and `floor` in `unit`, medians of the rounds; `ratios` one a round, of neighbours in time."""

    name: str
    unit: str
    ours: float
    floor: float | None = None
    floor_name: str | None = None
    ratios: tuple[float, ...] = ()
    goal: Goal | None = None
    notes: Mapping[str, float | str] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        return median(self.ratios) if self.ratios else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without a goal or without what it is about."""
        if self.goal is None:
            return None
        value = self.ours if self.goal.absolute else self.ratio
        return None if value is None else self.goal.is_met(value)

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": self.ours,
            "floor": self.floor,
            "floor_name": self.floor_name,
            "ratio": self.ratio,
            "ratios": list(self.ratios),
            "goal": None if self.goal is None else str(self.goal),
            "met": self.met,
            "notes": dict(self.notes),
        }


def against(
    name: str,
    unit: str,
    ours: Sequence[float],
    floors: Sequence[float],
    floor_name: str,
    goal: Goal | None = None,
    **notes: float | str,
) -> Measure:
    """Rounds measured between floors: there is one floor more than rounds, before and after each."""
    return Measure(
        name=name,
        unit=unit,
        ours=median(ours),
        floor=median(floors),
        floor_name=floor_name,
        ratios=ratios(ours, floors),
        goal=goal,
        notes=notes,
    )


def ratios(ours: Sequence[float], floors: Sequence[float]) -> tuple[float, ...]:
    """Each round against the mean of the floors just before and just after it. Raises ValueError if they do not fit."""
    if len(floors) != len(ours) + 1:
        raise ValueError(f"{len(ours)} rounds lie between {len(ours) + 1} floors, not {len(floors)}")
    return tuple(each / fmean(floors[index : index + 2]) for index, each in enumerate(ours))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 < share ≤ 1) of the values do not exceed. Raises ValueError."""
    if not values or not 0 < share <= 1:
        raise ValueError("a percentile is of some values, and of a share above 0 and up to 1")
    return sorted(values)[ceil(share * len(values)) - 1]
