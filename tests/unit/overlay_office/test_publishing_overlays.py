"""A district publishes an overlay of what is in force and handled by districts, from a day that has not passed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from district_center.overlay_office.decide import Adjusted, InForce, made_of, publish_overlay
from liandong.events.case_kind import CaseKind
from liandong.events.overlay import OverlayPublished
from liandong.events.reference import CatalogueEntry, JoinPolicy, MaterialDefinition, MaterialNeed, StageShare
from liandong.terms.codes import Digest, ItemCode, Tier, UnitCode
from liandong.terms.refusal import Nature, Refused

TODAY = date(2026, 11, 23)
BASE = Digest("b" * 64)
ENTRY = CatalogueEntry(
    item=ItemCode("SW-001"),
    name="取水许可",
    case_kind=CaseKind.PROMISED,
    tiers=(Tier.DISTRICT,),
    legal_basis=("水法 48",),
    statutory_limit=45,
    promised_limit=15,
    steps=(),
    materials=(MaterialDefinition(code="M1", name="申请表", need=MaterialNeed.REQUIRED),),
    department="水务",
)
SHORTER = OverlayPublished(
    unit=UnitCode("610113"),
    item=ENTRY.item,
    base=BASE,
    effective_on=TODAY,
    promised_limit=9,
    hash=Digest("9" * 64),
)
NOTHING = replace(SHORTER, promised_limit=None, hash=BASE)


def refusal(act: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def test_an_overlay_is_published_once() -> None:
    assert made_of(InForce(entry=ENTRY, hash=BASE), SHORTER).promised_limit == 9
    assert publish_overlay(None, SHORTER, TODAY) == [SHORTER]
    assert publish_overlay(Adjusted(overlay=SHORTER), SHORTER, date(2026, 12, 1)) == []


def test_the_next_overlay_takes_its_place_and_an_empty_one_ends_it() -> None:
    shorter = replace(SHORTER, promised_limit=5)
    assert publish_overlay(Adjusted(overlay=SHORTER), shorter, TODAY) == [shorter]
    assert publish_overlay(Adjusted(overlay=SHORTER), NOTHING, TODAY) == [NOTHING]


@pytest.mark.parametrize("before", [None, Adjusted(overlay=replace(NOTHING, effective_on=date(2026, 10, 1)))])
def test_where_nothing_was_changed_there_is_nothing_to_end(before: Adjusted | None) -> None:
    assert refusal(lambda: publish_overlay(before, NOTHING, TODAY)).code == "catalogue.overlay-of-nothing"


def test_an_overlay_does_not_begin_in_the_past() -> None:
    refused = refusal(lambda: publish_overlay(None, SHORTER, date(2026, 11, 24)))
    assert (refused.code, refused.nature) == ("catalogue.overlay-backdated", Nature.INVALID)
    assert [error.pointer for error in refused.errors] == ["/effective_on"]


def test_an_overlay_is_based_on_what_is_in_force() -> None:
    refused = refusal(lambda: made_of(InForce(entry=ENTRY, hash=Digest("c" * 64)), SHORTER))
    assert (refused.code, refused.nature) == ("catalogue.overlay-of-another-version", Nature.CONFLICT)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"tiers": (Tier.CITY,)}, "catalogue.overlay-not-handled"),
        (
            {
                "case_kind": CaseKind.LINKED,
                "shares": (StageShare(item=ItemCode("X"), tier=Tier.CITY),),
                "join_policy": JoinPolicy.ALL_CLOSED,
            },
            "catalogue.overlay-of-a-stage",
        ),
    ],
)
def test_only_items_that_districts_handle_are_adjusted(change: dict[str, Any], code: str) -> None:
    refused = refusal(lambda: made_of(InForce(entry=replace(ENTRY, **change), hash=BASE), SHORTER))
    assert (refused.code, refused.nature) == (code, Nature.INVALID)


def test_an_item_handed_up_to_districts_for_decision_is_adjusted_there_too() -> None:
    handed_up = replace(ENTRY, case_kind=CaseKind.ESCALATED, tiers=(Tier.TOWNSHIP,), decided_by=Tier.DISTRICT)
    assert made_of(InForce(entry=handed_up, hash=BASE), SHORTER).promised_limit == 9
