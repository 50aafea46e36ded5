"""What changed between two versions of an entry: place by place, steps and materials matched by their codes."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from liandong.events.reference import CatalogueEntry

Plain = str | int | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One place that differs: its path by names and codes, and what stood and stands there (None: nothing)."""

    place: str
    before: Plain
    after: Plain


def changes(before: CatalogueEntry | None, after: CatalogueEntry) -> tuple[Change, ...]:
    """Every place that differs, in the order of the shape; all that is said if there was no version before."""
    was = {} if before is None else dict(_said(before, ""))
    now = dict(_said(after, ""))
    places = [*now, *(place for place in was if place not in now)]
    return tuple(
        Change(place=place, before=was.get(place), after=now.get(place))
        for place in places
        if was.get(place) != now.get(place)
    )


def _said(value: object, place: str) -> Iterator[tuple[str, Plain]]:
    """Everything said at and below a place; what is empty is not said."""
    match value:
        case StrEnum():
            yield place, value.value
        case str() | int():
            yield place, value
        case tuple():
            for index, each in enumerate(value):
                yield from _said(each, f"{place}/{_name_of(each, index)}")
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                yield from _said(getattr(value, field.name), f"{place}/{field.name}")
        case _:
            return


def _name_of(each: object, index: int) -> str:
    """What has a code is named by it, so that moving it changes nothing else; a text or tier by itself."""
    code = getattr(each, "code", None)
    if isinstance(code, str):
        return code
    item = getattr(each, "item", None)
    if isinstance(item, str):
        return f"{item}@{getattr(each, 'tier', '')}"
    return str(index)
