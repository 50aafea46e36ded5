"""What was sent, as the values the catalogue is made of."""

from typing import TypeVar

from pydantic import BaseModel, TypeAdapter

from city_center.catalogue_office.models import EntryIn
from liandong.events.reference import CalendarYear, CatalogueEntry, EditionPublished, LocalDaysOff, NamedYear

ENTRY = TypeAdapter(CatalogueEntry)
YEARS = TypeAdapter(tuple[CalendarYear, ...])
LOCAL = TypeAdapter(tuple[LocalDaysOff, ...])
NAMED = TypeAdapter(tuple[NamedYear, ...])
EDITION = TypeAdapter(EditionPublished)

T = TypeVar("T")


def shaped(adapter: TypeAdapter[T], sent: BaseModel | list[BaseModel]) -> T:
    """What was sent, as this shape."""
    plain = [each.model_dump() for each in sent] if isinstance(sent, list) else sent.model_dump()
    return adapter.validate_python(plain)


def entry_of(sent: EntryIn) -> CatalogueEntry:
    return shaped(ENTRY, sent)
