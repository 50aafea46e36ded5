"""The ticker 实时动态: what units said and what time and silence did to lights, the last first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Final

from liandong.infrastructure.database import Row
from liandong.terms.legal_time import from_micros

AT_MOST: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line. `kind` is an event's; None where a light turned of itself. `number` is None of a whole unit.

    `at` is when it happened, `told` when it was heard here; `light` is the matter's as it now is, or what it turned to.
    """

    at: datetime
    told: datetime
    unit: str
    kind: str | None
    number: str | None
    department: str | None
    light: str | None
    was: str | None = None


def happenings(heard: Iterable[Row], turned: Iterable[Row]) -> tuple[Happening, ...]:
    """Rows of `queries.heard` and `queries.turned`, by when they were told."""
    found = [*map(_heard, heard), *map(_turned, turned)]
    return tuple(sorted(found, key=attrgetter("told"), reverse=True)[:AT_MOST])


def _heard(row: Row) -> Happening:
    return Happening(
        at=from_micros(row["occurred_at"]),
        told=row["received_at"],
        unit=row["unit"],
        kind=row["kind"],
        number=_number(row["stream"]),
        department=row["department"],
        light=row["light"],
    )


def _turned(row: Row) -> Happening:
    return Happening(
        at=row["at"],
        told=row["at"],
        unit=row["unit"],
        kind=None,
        number=_number(row["stream"]),
        department=row["department"],
        light=row["light"],
        was=row["was"],
    )


def _number(stream: str | None) -> str | None:
    """The number of a case or joint master; what else has a history is no matter that could be opened."""
    sort, _, number = (stream or "").partition(":")
    return number if sort in ("case", "joint") else None
