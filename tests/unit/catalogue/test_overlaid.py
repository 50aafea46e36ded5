"""What an overlay makes of the city's entry, and whose overlay is believed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liandong.application.overlays import Overlays
from liandong.domain.catalogue.overlay import overlaid
from liandong.events.case import EntryReference
from liandong.events.overlay import OverlayPublished, StepLimit
from liandong.events.reference import CatalogueEntry, UnitPublished
from liandong.terms.codes import Digest, Tier, UnitCode
from liandong.terms.refusal import Nature, Refused
from liandong.wire.reference_hashes import entry_hash, overlay_hash

YANTA, CITY = UnitCode("610113"), UnitCode("610100")
UNITS = {
    code: UnitPublished(unit=code, name=code, tier=tier, parent=None, sign_key="", seal_key="")
    for code, tier in ((YANTA, Tier.DISTRICT), (UnitCode("610112"), Tier.DISTRICT), (CITY, Tier.CITY))
}
FIRST_DAY = date(2026, 7, 1)


def overlay(permit: CatalogueEntry, **changed: Any) -> OverlayPublished:
    """Five days instead of ten, the first step in two, no report; with the hash of what that makes."""
    made = OverlayPublished(
        unit=YANTA,
        item=permit.item,
        base=entry_hash(permit),
        effective_on=FIRST_DAY,
        promised_limit=5,
        steps=(StepLimit(code="review", limit=2),),
        dropped=("M2",),
        hash=Digest(""),
    )
    made = replace(made, **changed)
    return made if made.hash else replace(made, hash=entry_hash(overlaid(permit, made)))


def refused(permit: CatalogueEntry, **changed: Any) -> tuple[str, list[str]]:
    with pytest.raises(Refused) as refusal:
        overlaid(permit, overlay(permit, **changed, hash=Digest("x")))
    assert refusal.value.nature is Nature.INVALID
    return refusal.value.code, [error.pointer for error in refusal.value.errors]


def test_limits_are_shortened_and_materials_dropped(permit: CatalogueEntry) -> None:
    review, check = permit.steps
    assert overlaid(permit, overlay(permit)) == replace(
        permit, promised_limit=5, steps=(replace(review, limit=2), check), materials=permit.materials[:1]
    )


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"promised_limit": 11}, "/promised_limit"),
        ({"steps": (StepLimit(code="review", limit=5),)}, "/steps/0/limit"),
        ({"steps": (StepLimit(code="extra", limit=0),)}, "/steps/0/code"),
        ({"steps": (StepLimit(code="review", limit=1), StepLimit(code="review", limit=1))}, "/steps/1/code"),
        ({"dropped": ("M9",)}, "/dropped/0"),
        ({"dropped": ("M2", "M2")}, "/dropped/1"),
    ],
)
def test_nothing_is_lengthened_added_or_made_up(permit: CatalogueEntry, change: dict[str, Any], pointer: str) -> None:
    assert refused(permit, **change) == ("catalogue.overlay-not-allowed", [pointer])


def test_what_comes_of_it_holds_together(permit: CatalogueEntry) -> None:
    assert refused(permit, promised_limit=3) == ("catalogue.overlay-faulty", ["/steps"])


@pytest.fixture
def held(permit: CatalogueEntry) -> Overlays:
    entries = {entry_hash(permit): permit}
    return Overlays(entries.get, lambda code: UNITS.get(UnitCode(code)))


def published(permit: CatalogueEntry) -> EntryReference:
    return EntryReference(item=permit.item, edition="2026-1", hash=entry_hash(permit))


def test_a_unit_handles_by_its_own_overlay_from_its_day(held: Overlays, permit: CatalogueEntry) -> None:
    said = overlay(permit)
    held.take(said, YANTA)
    entry, reference = held.in_force(YANTA, published(permit), FIRST_DAY)
    assert entry.promised_limit == 5
    assert reference == EntryReference(
        item=permit.item, edition="2026-1", overlay=overlay_hash(said), hash=entry_hash(entry)
    )
    for unit, day in ((YANTA, date(2026, 6, 30)), (UnitCode("610112"), FIRST_DAY)):
        with pytest.raises(LookupError):
            held.in_force(unit, published(permit), day)


def test_the_overlay_that_began_last_counts_and_one_that_changes_nothing_ends_it(
    held: Overlays, permit: CatalogueEntry
) -> None:
    later = overlay(permit, effective_on=date(2026, 9, 1), promised_limit=4, steps=(StepLimit(code="review", limit=1),))
    nothing = overlay(permit, effective_on=date(2026, 10, 1), promised_limit=None, steps=(), dropped=())
    for each in (later, nothing, overlay(permit)):
        held.take(each, YANTA)
    assert held.in_force(YANTA, published(permit), date(2026, 8, 31))[0].promised_limit == 5
    assert held.in_force(YANTA, published(permit), date(2026, 9, 1))[0].promised_limit == 4
    with pytest.raises(LookupError):
        held.in_force(YANTA, published(permit), date(2026, 10, 1))


def test_a_newer_published_entry_is_handled_as_published(held: Overlays, permit: CatalogueEntry) -> None:
    held.take(overlay(permit), YANTA)
    newer = replace(published(permit), hash=Digest("n" * 64))
    with pytest.raises(LookupError):
        held.in_force(YANTA, newer, FIRST_DAY)


def test_nobody_speaks_for_another_unit(held: Overlays, permit: CatalogueEntry) -> None:
    with pytest.raises(Refused) as refusal:
        held.take(overlay(permit), "610112")
    assert refusal.value.code == "catalogue.overlay-of-another"


@pytest.mark.parametrize(
    "change",
    [{"hash": Digest("f" * 64)}, {"unit": CITY}, {"unit": UnitCode("999999")}, {"base": Digest("b" * 64)}],
    ids=["it makes another entry than it says", "no district", "an unknown unit", "its base was not published"],
)
def test_what_cannot_be_believed_is_not_held(held: Overlays, permit: CatalogueEntry, change: dict[str, Any]) -> None:
    said = replace(overlay(permit), **change)
    held.take(said, said.unit)
    assert not held.holds(overlay_hash(said))


def test_an_overlay_that_lengthens_is_not_held_however_it_was_made(held: Overlays, permit: CatalogueEntry) -> None:
    longer = replace(permit, promised_limit=15)
    said = replace(overlay(permit), promised_limit=15, steps=(), dropped=(), hash=entry_hash(longer))
    held.take(said, YANTA)
    assert not held.holds(overlay_hash(said))


def test_a_case_is_judged_by_the_overlay_of_its_own_unit_alone(held: Overlays, permit: CatalogueEntry) -> None:
    said = overlay(permit)
    held.take(said, YANTA)
    named = EntryReference(item=permit.item, edition="2026-1", overlay=overlay_hash(said), hash=said.hash)
    assert held.frozen(YANTA, named) == overlaid(permit, said)
    assert held.frozen(UnitCode("610112"), named) is None
    assert held.frozen(YANTA, replace(named, hash=entry_hash(permit))) is None
    assert held.frozen(YANTA, replace(named, overlay="0" * 64)) is None
