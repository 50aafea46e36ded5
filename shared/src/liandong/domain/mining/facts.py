"""What of an event goes into an event log as attributes: plain facts by their declared type, none that names anybody.

Taken are texts, numbers, truth values, days and instants that stand in the event itself. Left out are personal data,
staff numbers, pseudonyms and hashes, and what an event log tells as objects: cases, masters, links, units, items.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from liandong.events.all_events import ALL_EVENTS
from liandong.events.said import Event
from liandong.terms.personal import PrivateMark

Fact = str | int | bool | date
LEFT_OUT = frozenset({"pseudonym_key"})


class Sort(Enum):
    """The sort of an attribute; its value is what OCEL calls it."""

    TEXT = "string"
    NUMBER = "integer"
    TRUTH = "boolean"
    DAY = "time"


def declared(shape: type[Event]) -> Mapping[str, Sort]:
    """The attributes of a kind of event, by name, in the order of its fields."""
    hints = get_type_hints(shape, include_extras=True)
    sorts = {field.name: _sort(hints[field.name]) for field in dataclasses.fields(shape)}
    return {name: sort for name, sort in sorts.items() if sort is not None and name not in LEFT_OUT}


def facts_of(event: Event) -> dict[str, Fact]:
    """The attributes of one event; what it does not say is left out."""
    values = {name: getattr(event, name) for name in DECLARED[event.KIND, event.VERSION]}
    said = {name: value for name, value in values.items() if value is not None}
    return {name: value.value if isinstance(value, StrEnum) else value for name, value in said.items()}


def _sort(hint: Any) -> Sort | None:
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        return None if any(isinstance(mark, PrivateMark) for mark in marks) else _sort(inner)
    if get_origin(hint) in (Union, UnionType):
        known = [part for part in get_args(hint) if part is not NoneType]
        return _sort(known[0]) if len(known) == 1 else None
    if not isinstance(hint, type):  # a code of its own: an object of the log, or something about a person
        return None
    if issubclass(hint, bool):
        return Sort.TRUTH
    if issubclass(hint, int):
        return Sort.NUMBER
    if issubclass(hint, date):
        return Sort.DAY
    return Sort.TEXT if issubclass(hint, str) else None


DECLARED: Final[Mapping[tuple[str, int], Mapping[str, Sort]]] = {
    (event.KIND, event.VERSION): declared(event) for event in ALL_EVENTS
}
"""Of everything that may be said."""
