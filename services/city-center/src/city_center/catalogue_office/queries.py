"""What the office has published, read from the city's own journal, and the drafts it has under way."""

from collections.abc import Sequence
from dataclasses import dataclass

from city_center.catalogue_office.item import Item
from city_center.catalogue_office.repositories import ITEMS
from liandong.application.repository import Loaded
from liandong.events.reference import CatalogueEntry, ItemPublished
from liandong.infrastructure.database import Pool
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import Digest, ItemCode, UnitCode
from liandong.terms.refusal import Nature, Refused
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


async def published_entry(pool: Pool, unit: UnitCode, item: str, digest: Digest | None) -> CatalogueEntry | None:
    """The published version with this hash."""
    return None if digest is None else (await published_entries(pool, unit, [item])).get(digest)


async def get_item(pool: Pool, unit: UnitCode, item: str, keys: UnitKeys) -> Loaded[Item]:
    """Raises Refused(NOT_FOUND) for an item that was never drafted nor published."""
    async with pool.acquire() as connection:
        loaded = await ITEMS.load(connection, unit, item, keys)
    if loaded.state is None:
        raise Refused("catalogue.no-draft", "该事项没有送审的内容，请核对事项编码", nature=Nature.NOT_FOUND)
    return loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """Which drafts: where they stand (None: anywhere), item codes after `after`, at most `limit`."""

    standing: str | None
    after: str | None
    limit: int


async def drafts(
    pool: Pool, unit: UnitCode, wanted: Drafts, keys: UnitKeys
) -> tuple[list[tuple[ItemCode, Loaded[Item]]], bool]:
    """The drafts under way by item code, and whether there are more."""
    rows = await pool.fetch(
        "select s.id, s.version, s.state, s.sealed, k.wrapped from published_item s "
        "left join stream_key k on k.unit = s.unit and k.stream = 'catalogue:' || s.id "
        "where s.unit = $1 and s.draft is not null and ($2::text is null or s.draft = $2) and s.id > $3 "
        "order by s.id limit $4",
        unit,
        wanted.standing,
        wanted.after or "",
        wanted.limit + 1,
    )
    shown = rows[: wanted.limit]
    return [(row["id"], ITEMS.read(row, unit, row["id"], keys)) for row in shown], len(rows) > wanted.limit
