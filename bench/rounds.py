"""Rounds in turn: floor, subject, floor, next subject, floor, so that a noisy minute hits both sides alike."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from statistics import median

from bench.measure import Goal, Measure, against


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One timed stretch: what was done, in how many seconds, at whose cost in CPU seconds."""

    done: int
    seconds: float
    cpu: Mapping[str, float] = field(default_factory=dict)
    notes: Mapping[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return self.done / self.seconds

    def cpu_micros(self, *who: str) -> float:
        """CPU microseconds for each thing done, of these processes (of all if none is named)."""
        return sum(used for name, used in self.cpu.items() if not who or name in who) / self.done * 1e6


Take = Callable[[], Awaitable[Round]]


@dataclass(frozen=True, slots=True)
class Series:
    """The rounds of one subject and the floors around them."""

    rounds: list[Round] = field(default_factory=list)
    around: list[tuple[Round, Round]] = field(default_factory=list)

    def measure(self, name: str, unit: str, floor_name: str, goal: Goal | None = None, scale: float = 1.0) -> Measure:
        """As a rate against the floor; `scale` of the floor make one of ours. CPU and notes are medians."""
        floors = [(before.rate / scale, after.rate / scale) for before, after in self.around]
        cpu = {f"{who} CPU µs": median(each.cpu_micros(who) for each in self.rounds) for who in self.rounds[0].cpu}
        noted = {key: median(each.notes[key] for each in self.rounds) for key in self.rounds[0].notes}
        floor_cpu = median(one.cpu_micros() for pair in self.around for one in pair) * scale
        return Measure(
            name=name,
            unit=unit,
            ours=median(each.rate for each in self.rounds),
            floor=median(rate for pair in floors for rate in pair),
            floor_name=floor_name,
            ratios=tuple(
                against("", "", [each.rate], pair, "").ratios[0] for each, pair in zip(self.rounds, floors, strict=True)
            ),
            goal=goal,
            notes={**cpu, "floor CPU µs": floor_cpu, **noted},
        )


async def in_turn(times: int, floor: Take, subjects: Mapping[str, Take]) -> dict[str, Series]:
    """Every subject `times` times, a floor before and after each; a floor between two belongs to both."""
    taken = {name: Series() for name in subjects}
    before = await floor()
    for _ in range(times):
        for name, take in subjects.items():
            one = await take()
            after = await floor()
            taken[name].rounds.append(one)
            taken[name].around.append((before, after))
            before = after
    return taken
