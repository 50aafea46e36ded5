"""The districts' overlays as this service holds them: each believed only from its own district, and by its hash."""

from collections.abc import Callable
from datetime import date

from liandong.domain.catalogue.overlay import changes_nothing, overlaid
from liandong.events.case import EntryReference
from liandong.events.overlay import OverlayPublished
from liandong.events.reference import CatalogueEntry, UnitPublished
from liandong.terms.codes import Digest, ItemCode, Tier, UnitCode
from liandong.terms.refusal import Refused
from liandong.wire.reference_hashes import entry_hash, overlay_hash


class Overlays:
    """Replica of what districts published; `entry_of` and `unit_of` look up what the city published."""

    def __init__(
        self, entry_of: Callable[[Digest], CatalogueEntry | None], unit_of: Callable[[str], UnitPublished | None]
    ) -> None:
        self._entry_of = entry_of
        self._unit_of = unit_of
        self._published: dict[tuple[UnitCode, ItemCode], list[OverlayPublished]] = {}
        self._by_hash: dict[Digest, OverlayPublished] = {}
        self._made: dict[OverlayPublished, tuple[Digest, CatalogueEntry]] = {}

    def take(self, overlay: OverlayPublished, source: str) -> None:
        """Heard from a unit, in the order it published. Raises Refused if it speaks for another."""
        if overlay.unit != source:
            raise Refused("catalogue.overlay-of-another", f"单位{source}不得为单位{overlay.unit}发布调整，请核查来源")
        self._published.setdefault((overlay.unit, overlay.item), []).append(overlay)
        self._by_hash[overlay_hash(overlay)] = overlay

    def in_force(self, unit: UnitCode, reference: EntryReference, on: date) -> tuple[CatalogueEntry, EntryReference]:
        """The entry as the unit handles it on a day, a hall by its district. Raises LookupError if as published."""
        begun = [
            overlay
            for overlay in self._published.get((self._district_of(unit), reference.item), ())
            if overlay.base == reference.hash and overlay.effective_on <= on
        ]
        if not begun:
            raise LookupError(reference.item)
        latest = max(enumerate(begun), key=lambda each: (each[1].effective_on, each[0]))[1]
        entry = None if changes_nothing(latest) else self._applied(latest)
        if entry is None:
            raise LookupError(reference.item)
        named = EntryReference(
            item=reference.item, edition=reference.edition, overlay=overlay_hash(latest), hash=latest.hash
        )
        return entry, named

    def frozen(self, unit: UnitCode, reference: EntryReference) -> CatalogueEntry | None:
        """The entry a case of this unit names, if its overlay, or its district's, is held and makes exactly that."""
        overlay = None if reference.overlay is None else self._by_hash.get(Digest(reference.overlay))
        named = (self._district_of(unit), reference.item, reference.hash)
        if overlay is None or (overlay.unit, overlay.item, overlay.hash) != named:
            return None
        return self._applied(overlay)

    def _district_of(self, unit: UnitCode) -> UnitCode:
        """Whose overlays a unit handles by: a township hall by those of its district, others by their own."""
        known = self._unit_of(unit)
        if known is None or known.tier is not Tier.TOWNSHIP or known.parent is None:
            return unit
        return known.parent

    def holds(self, overlay: str) -> bool:
        """Whether an overlay is held and can be applied."""
        known = self._by_hash.get(Digest(overlay))
        return known is not None and self._applied(known) is not None

    def by_entry_hash(self, digest: Digest) -> CatalogueEntry | None:
        """Any district's entry with this hash, to show its name."""
        return next((entry for known, entry in self._made.values() if known == digest), None)

    def _applied(self, overlay: OverlayPublished) -> CatalogueEntry | None:
        """The entry it makes; None while its base is on its way, or if it is no district's, or not what it says."""
        if overlay in self._made:
            return self._made[overlay][1]
        unit, published = self._unit_of(overlay.unit), self._entry_of(overlay.base)
        if unit is None or unit.tier is not Tier.DISTRICT or published is None or published.item != overlay.item:
            return None
        try:
            entry = overlaid(published, overlay)
        except Refused:
            return None
        if entry_hash(entry) != overlay.hash:
            return None
        self._made[overlay] = overlay.hash, entry
        return entry
