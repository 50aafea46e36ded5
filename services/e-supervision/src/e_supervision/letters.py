"""A unit's letters of authorisation and absences, folded from what was heard of them."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from pydantic import ValidationError

from e_supervision import queries
from e_supervision.checks.authority import Letters, RuleSince
from liandong.domain.powers.letters.state import evolve_absence, evolve_letter
from liandong.events.reference import UnitPublished
from liandong.events.said import Event
from liandong.infrastructure.database import Pool, Row
from liandong.terms.legal_time import from_micros, legal_day
from liandong.wire.codec import UnknownKind, read_event

S = TypeVar("S")


async def letters_of_units(pool: Pool, city: str, units: Iterable[str]) -> dict[str, Letters | None]:
    """What is known of the letters of each of these units, for whichever department (`Letters.of`)."""
    return {unit: await letters_of(pool, city, unit, "") for unit in set(units)}


async def letters_of(pool: Pool, city: str, unit: str, department: str | None) -> Letters | None:
    """What is known of them; None while the department is not known, or something was heard in a newer shape."""
    if department is None:
        return None
    try:
        rows = await queries.letters_of(pool, unit)
        rules = [_rule(row) for row in await queries.rules_of(pool, city, unit)]
        return Letters(
            department=department,
            rules=tuple(rule for rule in rules if rule is not None),
            letters=_folded(rows, "letter:", evolve_letter),
            absences=_folded(rows, "absence:", evolve_absence),
        )
    except (UnknownKind, ValidationError):
        return None


def _folded(rows: Iterable[Row], prefix: str, evolve: Callable[[S | None, Event], S]) -> tuple[S, ...]:
    states: dict[str, S] = {}
    for row in rows:
        if row["stream"].startswith(prefix):
            event = read_event(row["kind"], row["version"], row["body"])
            states[row["stream"]] = evolve(states.get(row["stream"]), event)
    return tuple(states.values())


def _rule(row: Row) -> RuleSince | None:
    event = read_event(row["kind"], row["version"], row["body"])
    if not isinstance(event, UnitPublished):
        return None
    return RuleSince(day=legal_day(from_micros(row["occurred_at"])), rule=event.letters)
