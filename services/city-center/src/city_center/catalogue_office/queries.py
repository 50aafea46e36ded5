"""What the office itself has published, read from the city's own journal."""

from collections.abc import Sequence

from city_center.catalogue_office.repositories import ITEMS
from liandong.events.reference import CatalogueEntry, ItemPublished
from liandong.infrastructure.database import Pool
from liandong.terms.codes import Digest, UnitCode
from liandong.wire.codec import read_event


async def published_entries(pool: Pool, unit: UnitCode, items: Sequence[str]) -> dict[Digest, CatalogueEntry]:
    """Every version of these items, by its hash."""
    rows = await pool.fetch(
        "select kind, version, body from journal where unit = $1 and stream = any($2)",
        unit,
        [ITEMS.stream(item) for item in items],
    )
    events = [read_event(row["kind"], row["version"], row["body"]) for row in rows]
    return {event.hash: event.entry for event in events if isinstance(event, ItemPublished)}
