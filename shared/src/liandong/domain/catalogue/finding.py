"""A fault of a catalogue entry: what every rule of the catalogue yields."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import ItemCode

Code = TypeVar("Code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault: the item, the place in its entry (a JSON pointer), a stable code, and the sentence for its editor."""

    item: ItemCode
    pointer: str
    code: str
    detail: str


Rule: TypeAlias = Callable[[CatalogueEntry], Iterator[Finding]]
"""What one entry must keep by itself."""
EditionRule: TypeAlias = Callable[[tuple[CatalogueEntry, ...]], Iterator[Finding]]
"""What the entries of one edition must keep together."""


def found(entry: CatalogueEntry, pointer: str, code: str, detail: str) -> Finding:
    return Finding(item=entry.item, pointer=pointer, code=code, detail=detail)


def repeated(codes: Iterable[Code]) -> Iterator[tuple[int, Code]]:
    """The second and later occurrences of a code, with their places."""
    seen: set[Code] = set()
    for index, code in enumerate(codes):
        if code in seen:
            yield index, code
        seen.add(code)
