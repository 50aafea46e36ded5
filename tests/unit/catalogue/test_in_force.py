from datetime import date

import pytest

from liandong.domain.catalogue.in_force import edition_in_force, reference_in_force
from liandong.events.case import EntryReference
from liandong.events.reference import EditionEntry, EditionPublished
from liandong.terms.codes import Digest, ItemCode
from liandong.terms.refusal import Nature, Refused

WATER, ROAD = ItemCode("SW-001"), ItemCode("CG-001")


def edition(name: str, effective_on: date, **hashes: str) -> EditionPublished:
    items = {"water": WATER, "road": ROAD}
    listed = tuple(EditionEntry(item=items[key], hash=Digest(value)) for key, value in hashes.items())
    return EditionPublished(edition=name, effective_on=effective_on, entries=listed)


FIRST = edition("2026-1", date(2026, 1, 1), water="w1", road="r1")
SECOND = edition("2026-2", date(2026, 7, 1), water="w2")
EDITIONS = [FIRST, SECOND]


def test_the_version_in_force_is_that_of_the_last_edition_that_took_effect() -> None:
    assert reference_in_force(EDITIONS, WATER, date(2026, 6, 30)) == EntryReference(
        item=WATER, edition="2026-1", hash=Digest("w1")
    )
    assert reference_in_force(EDITIONS, WATER, date(2026, 7, 1)).hash == "w2"


def test_the_order_of_arrival_does_not_decide() -> None:
    assert reference_in_force([SECOND, FIRST], WATER, date(2026, 8, 1)).edition == "2026-2"


def test_of_two_editions_of_one_day_the_later_published_counts() -> None:
    correction = edition("2026-1a", date(2026, 1, 1), water="w1a")
    assert edition_in_force([FIRST, correction], date(2026, 2, 1)) == correction


def test_before_any_edition_nothing_is_in_force() -> None:
    assert edition_in_force(EDITIONS, date(2025, 12, 31)) is None
    with pytest.raises(Refused, match=r"catalogue\.unknown-item"):
        reference_in_force(EDITIONS, WATER, date(2025, 12, 31))


def test_an_item_left_out_of_the_edition_in_force_is_withdrawn() -> None:
    assert reference_in_force(EDITIONS, ROAD, date(2026, 6, 30)).hash == "r1"
    with pytest.raises(Refused) as refusal:
        reference_in_force(EDITIONS, ROAD, date(2026, 7, 1))
    assert (refusal.value.code, refusal.value.nature) == ("catalogue.withdrawn-item", Nature.CONFLICT)


def test_an_item_never_listed_is_unknown() -> None:
    with pytest.raises(Refused) as refusal:
        reference_in_force(EDITIONS, ItemCode("XX-999"), date(2026, 7, 1))
    assert (refusal.value.code, refusal.value.nature) == ("catalogue.unknown-item", Nature.INVALID)
