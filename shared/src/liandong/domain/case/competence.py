"""Which tier may handle and which may decide an item, and who is next above."""

from collections.abc import Iterable, Mapping

from liandong.domain.catalogue.tiers import HANDLING_TIERS, is_above
from liandong.events.reference import CatalogueEntry, UnitPublished
from liandong.terms.codes import Tier, UnitCode


def handles(entry: CatalogueEntry, tier: Tier) -> bool:
    """Whether the tier has a part in the item: receiving it, or deciding what was handed up."""
    return tier in entry.tiers or tier is entry.decided_by


def decides(entry: CatalogueEntry, tier: Tier) -> bool:
    """Whether the tier may decide the item: everywhere it is handled, unless kept for a tier above."""
    return entry.decided_by is None or not is_above(entry.decided_by, tier)


def next_above(entry: CatalogueEntry, above: Iterable[UnitPublished]) -> UnitPublished | None:
    """The nearest of the units above (nearest first) that has a part in the item."""
    return next((unit for unit in above if handles(entry, unit.tier)), None)


def units_above(unit: UnitCode, registry: Mapping[UnitCode, UnitPublished]) -> tuple[UnitPublished, ...]:
    """The units above one, nearest first, as far as the registry knows them."""
    above: list[UnitPublished] = []
    known = registry.get(unit)
    while known is not None and known.parent is not None and len(above) < len(HANDLING_TIERS):
        known = registry.get(known.parent)
        if known is not None:
            above.append(known)
    return tuple(above)
