"""The overlays a district has published."""

from district_center.overlay_office.repository import OVERLAYS
from liandong.events.overlay import OverlayPublished
from liandong.infrastructure.database import Pool
from liandong.terms.codes import UnitCode


async def overlays(pool: Pool, unit: UnitCode, after: str, limit: int) -> tuple[list[OverlayPublished], bool]:
    """The newest overlay of each item, by item code, and whether there are more."""
    rows = await pool.fetch(
        "select state from item_overlay where unit = $1 and id > $2 order by id limit $3", unit, after, limit + 1
    )
    return [OVERLAYS.codec.read(row["state"]).overlay for row in rows[:limit]], len(rows) > limit
