"""The office's streams: one for each item, each edition, and the calendar."""

from city_center.catalogue_office import calendar, item
from city_center.catalogue_office.calendar import PublishedCalendar
from city_center.catalogue_office.decide import Published
from city_center.catalogue_office.item import Item
from liandong.application.repository import Repository
from liandong.events.reference import EditionPublished
from liandong.events.said import Event
from liandong.wire.codec import StateCodec
from liandong.wire.reference_hashes import edition_hash


def evolve(_published: Published | None, event: Event) -> Published:
    """An edition stands as it was published."""
    match event:
        case EditionPublished():
            return Published(hash=edition_hash(event))
        case _:
            raise TypeError(f"{event.KIND} is not said by the catalogue office")


ITEMS = Repository(
    name="catalogue",
    table="published_item",
    codec=StateCodec(Item),
    evolve=item.evolve,
    columns=lambda each: {"draft": None if each.draft is None else each.draft.standing.value},
    column_names=("draft",),
)
EDITIONS = Repository(name="edition", table="published_edition", codec=StateCodec(Published), evolve=evolve)
CALENDARS = Repository(
    name="calendar", table="published_calendar", codec=StateCodec(PublishedCalendar), evolve=calendar.evolve
)
