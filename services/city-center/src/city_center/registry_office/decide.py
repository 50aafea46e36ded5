"""Publishing a unit, and handing it the city's key for pseudonyms."""

from dataclasses import dataclass

from liandong.domain.identifiers import point_code, unit_code
from liandong.events.reference import PseudonymKeyHanded, UnitPublished
from liandong.events.said import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A unit as last published, and by which id it holds the city's key."""

    published: UnitPublished
    key_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CityKey:
    """The city-wide key for pseudonyms: its id and 32 bytes in hexadecimal."""

    id: str
    secret: str


def publish_unit(registered: Registered | None, unit: UnitPublished, city_key: CityKey) -> list[Event]:
    """Published if anything about it changed, and handed the key if it lacks it or can no longer open it.

    Raises Refused: identifier.unit-code-format, identifier.point-code-format.
    """
    unit_code(unit.unit)
    for point in unit.points:
        point_code(point, unit.unit)
    events: list[Event] = []
    changed = registered is None or registered.published != unit
    if changed:
        events.append(unit)
    new_seal = registered is None or registered.published.seal_key != unit.seal_key
    if new_seal or registered is None or registered.key_id != city_key.id:
        events.append(PseudonymKeyHanded(dest=unit.unit, key_id=city_key.id, key=city_key.secret))
    return events


def evolve(registered: Registered | None, event: Event) -> Registered:
    """Folds what the registry says about one unit."""
    if isinstance(event, UnitPublished):
        return Registered(published=event, key_id=None if registered is None else registered.key_id)
    assert registered is not None, "a unit is published before it is handed a key"
    if isinstance(event, PseudonymKeyHanded):
        return Registered(published=registered.published, key_id=event.key_id)
    return registered
