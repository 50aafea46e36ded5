"""Mapping of local variants 地方事项对照: how far a unit's own list covers the catalogue, and where it asks for more.

One catalogue for all tiers (F002, F061, F112): each local item is a variant of one item of the catalogue, or of none.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import ItemCode, Tier

LIKE = 0.6
"""How alike two names must be (difflib's ratio) for one to be proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalItem:
    """An item as a unit lists it itself; `item` is the catalogue's that it is a variant of, where that is known."""

    code: str
    name: str
    item: ItemCode | None = None
    promised_limit: int | None = None
    materials: tuple[str, ...] = ()
    """Names of the materials it asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A local item against the catalogue's: days it takes longer, materials it asks for beyond the catalogue's."""

    code: str
    item: ItemCode
    longer_by: int
    added_materials: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not self.longer_by and not self.added_materials


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmapped:
    """A local item that is no variant of anything in force; `proposed` is the item its name is most like."""

    code: str
    name: str
    named: ItemCode | None
    proposed: ItemCode | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The comparison. `coverage` and `agreement` are per mille, 1000 where there is nothing to cover or to agree on."""

    variants: tuple[Variant, ...]
    unmapped: tuple[Unmapped, ...]
    missing: tuple[ItemCode, ...]
    repeated: tuple[ItemCode, ...]
    coverage: int
    agreement: int


def mapping_of(local: Iterable[LocalItem], entries: Iterable[CatalogueEntry], tier: Tier) -> Mapping:
    """Compares a unit's own list with the entries in force that its tier handles; stages are no items."""
    handled = {entry.item: entry for entry in entries if tier in entry.tiers and not entry.shares}
    listed = tuple(local)
    variants = tuple(_variant(each, handled[each.item]) for each in listed if each.item in handled)
    count = Counter(variant.item for variant in variants)
    open_items = {item: entry for item, entry in handled.items() if item not in count}
    return Mapping(
        variants=variants,
        unmapped=tuple(
            Unmapped(
                code=each.code,
                name=each.name,
                named=each.item,
                proposed=_most_like(each.name, open_items.values()),
            )
            for each in listed
            if each.item not in handled
        ),
        missing=tuple(sorted(open_items)),
        repeated=tuple(sorted(item for item, times in count.items() if times > 1)),
        coverage=_per_mille(len(count), len(handled)),
        agreement=_per_mille(sum(variant.agrees for variant in variants), len(variants)),
    )


def _variant(local: LocalItem, entry: CatalogueEntry) -> Variant:
    named = {material.name for material in entry.materials}
    promised = entry.promised_limit if local.promised_limit is None else local.promised_limit
    return Variant(
        code=local.code,
        item=entry.item,
        longer_by=max(0, promised - entry.promised_limit),
        added_materials=tuple(name for name in local.materials if name not in named),
    )


def _most_like(name: str, entries: Iterable[CatalogueEntry]) -> ItemCode | None:
    """The item whose name is most like this one, if any is like it at all; of two the lower code."""
    ranked = sorted((-SequenceMatcher(None, name, entry.name, autojunk=False).ratio(), entry.item) for entry in entries)
    return ranked[0][1] if ranked and -ranked[0][0] >= LIKE else None


def _per_mille(part: int, whole: int) -> int:
    return 1000 if whole == 0 else part * 1000 // whole
