"""The matrix 亮灯矩阵: departments by units, condensed as far as it has to be; no light is lost in condensing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from e_supervision.board.lags import Lag
from liandong.domain.worktime.light import Light
from liandong.terms.codes import Tier

MOST_COLUMNS: Final = 14
MOST_ROWS: Final = 15
WORST_FIRST: Final = (Light.RED, Light.YELLOW, Light.AWAITING_EDITION, Light.GREEN, Light.PAUSED, Light.GREY)

Counts = Mapping[tuple[str, str | None], Mapping[Light, int]]
"""Matters at work by (unit, department) and light as shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A unit as the registry has it. `heard_at` (legal time) is None if it never was, `lag` if all is counted."""

    unit: str
    name: str
    tier: Tier
    parent: str | None
    heard_at: datetime | None = None
    silent: bool = True
    lag: Lag | None = None

    @property
    def is_live(self) -> bool:
        """Whether its lights are as of now."""
        return not self.silent and self.lag is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One unit, or the halls of one district (then `district` is its code); silent if all of them are."""

    places: tuple[Place, ...]
    district: str | None = None

    @property
    def silent(self) -> bool:
        return all(place.silent for place in self.places)

    @property
    def lag(self) -> Lag | None:
        """That of all its units; `through` is that of the furthest behind."""
        lags = [place.lag for place in self.places if place.lag is not None]
        throughs = [each.through for each in lags if each.through is not None]
        through = min(throughs) if lags and len(throughs) == len(lags) else None
        return Lag(entries=sum(each.entries for each in lags), through=through) if lags else None

    @property
    def heard_at(self) -> datetime | None:
        """When the one heard last was heard."""
        return max((place.heard_at for place in self.places if place.heard_at is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Matters at work of a department at a unit: how many, and how many of them yellow and red."""

    matters: int
    yellow: int
    red: int
    worst: Light | None

    @classmethod
    def of(cls, lights: Iterable[Mapping[Light, int]]) -> "Cell":
        total: dict[Light, int] = defaultdict(int)
        for each in lights:
            for light, number in each.items():
                total[light] += number
        worst = next((light for light in WORST_FIRST if total.get(light)), None)
        return cls(matters=sum(total.values()), yellow=total[Light.YELLOW], red=total[Light.RED], worst=worst)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One department (None: not known yet, as its entry has not been heard), or the rest of them in one line."""

    departments: tuple[str | None, ...]
    cells: tuple[Cell, ...]
    is_rest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def not_live(self) -> int:
        """Units whose lights are not as of now: silent, or with a lag."""
        return sum(not place.is_live for column in self.columns for place in column.places)


def matrix(places: Iterable[Place], counts: Counts, departments: Sequence[str]) -> Matrix:
    """`departments` in the order in which they are shown; others that have matters come after them."""
    across = columns(places)
    known = [*departments, *sorted({name for _, name in counts if name is not None} - set(departments))]
    named: list[str | None] = [*known, *([None] if any(name is None for _, name in counts) else [])]
    lines = [_line((name,), across, counts) for name in named]
    return Matrix(columns=across, lines=condensed(lines, across, counts))


def columns(places: Iterable[Place]) -> tuple[Column, ...]:
    """The city, then each district followed by its halls; with too many columns the halls of a district are one."""
    ordered = sorted(places, key=lambda place: place.unit)
    cities = [place for place in ordered if place.tier is Tier.CITY]
    districts = [place for place in ordered if place.tier is Tier.DISTRICT]
    of_district: dict[str, list[Place]] = {district.unit: [] for district in districts}
    others: list[Place] = []
    for hall in (place for place in ordered if place.tier is Tier.TOWNSHIP):
        of_district.get(hall.parent or "", others).append(hall)
    found = [Column(places=(city,)) for city in cities]
    one_by_one = len(ordered) <= MOST_COLUMNS
    for district in districts:
        found.append(Column(places=(district,)))
        halls = of_district[district.unit]
        if one_by_one:
            found += [Column(places=(hall,)) for hall in halls]
        elif halls:
            found.append(Column(places=tuple(halls), district=district.unit))
    return (*found, *(Column(places=(other,)) for other in others))


def condensed(lines: Sequence[Line], across: Sequence[Column], counts: Counts) -> tuple[Line, ...]:
    """With too many lines those without matters go first; what is then least urgent is summed up in a last one."""
    if len(lines) <= MOST_ROWS:
        return tuple(lines)
    busy = [line for line in lines if any(cell.matters for cell in line.cells)]
    if len(busy) <= MOST_ROWS:
        idle = [line for line in lines if line not in busy][: MOST_ROWS - len(busy)]
        return tuple(line for line in lines if line in busy or line in idle)
    kept = sorted(busy, key=_urgency)[: MOST_ROWS - 1]
    rest = tuple(name for line in busy if line not in kept for name in line.departments)
    return (*(line for line in busy if line in kept), _line(rest, across, counts, is_rest=True))


def _urgency(line: Line) -> tuple[int, int, int]:
    cells = line.cells
    return -sum(cell.red for cell in cells), -sum(cell.yellow for cell in cells), -sum(cell.matters for cell in cells)


def _line(
    departments: tuple[str | None, ...], across: Sequence[Column], counts: Counts, *, is_rest: bool = False
) -> Line:
    cells = (
        Cell.of(counts.get((place.unit, name), {}) for place in column.places for name in departments)
        for column in across
    )
    return Line(departments=departments, cells=tuple(cells), is_rest=is_rest)
