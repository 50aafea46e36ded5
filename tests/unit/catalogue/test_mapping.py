"""How far a unit's own list covers the city's catalogue, and where it asks for more."""

from dataclasses import replace

import pytest

from liandong.domain.catalogue.mapping import LocalItem, Mapping, Unmapped, Variant, mapping_of
from liandong.events.case_kind import CaseKind
from liandong.events.reference import CatalogueEntry, JoinPolicy, StageShare
from liandong.terms.codes import ItemCode, Tier

SEWAGE, WATER, ROAD, CITYS = ItemCode("SW-001"), ItemCode("SW-002"), ItemCode("CG-001"), ItemCode("GH-001")


@pytest.fixture
def entries(permit: CatalogueEntry) -> tuple[CatalogueEntry, ...]:
    """Three items of the districts, one of the city, and a stage."""
    stage = replace(
        permit,
        item=ItemCode("JD-01"),
        case_kind=CaseKind.LINKED,
        shares=(StageShare(item=WATER, tier=Tier.DISTRICT),),
        join_policy=JoinPolicy.ALL_CLOSED,
    )
    return (
        permit,
        replace(permit, item=WATER, name="取水许可"),
        replace(permit, item=ROAD, name="占用挖掘城市道路审批"),
        replace(permit, item=CITYS, name="建设工程规划许可", tiers=(Tier.CITY,)),
        stage,
    )


def compared(entries: tuple[CatalogueEntry, ...], *local: LocalItem) -> Mapping:
    return mapping_of(local, entries, Tier.DISTRICT)


def test_variants_are_counted_and_what_they_ask_beyond_the_catalogue_is_told(
    entries: tuple[CatalogueEntry, ...],
) -> None:
    mapping = compared(
        entries,
        LocalItem(code="L1", name="排水证", item=SEWAGE, promised_limit=12, materials=("申请表", "社区证明")),
        LocalItem(code="L2", name="取水证", item=WATER, promised_limit=5, materials=("申请表",)),
    )
    assert mapping == Mapping(
        variants=(
            Variant(code="L1", item=SEWAGE, longer_by=2, added_materials=("社区证明",)),
            Variant(code="L2", item=WATER, longer_by=0, added_materials=()),
        ),
        unmapped=(),
        missing=(ROAD,),
        repeated=(),
        coverage=666,
        agreement=500,
    )


def test_an_unmapped_item_is_proposed_what_its_name_is_most_like(entries: tuple[CatalogueEntry, ...]) -> None:
    mapping = compared(
        entries,
        LocalItem(code="L1", name="占用、挖掘城市道路许可"),
        LocalItem(code="L2", name="犬类登记"),
        LocalItem(code="L3", name="规划许可", item=CITYS),
    )
    assert mapping.unmapped == (
        Unmapped(code="L1", name="占用、挖掘城市道路许可", named=None, proposed=ROAD),
        Unmapped(code="L2", name="犬类登记", named=None, proposed=None),
        Unmapped(code="L3", name="规划许可", named=CITYS, proposed=None),
    )
    assert (mapping.coverage, mapping.agreement, mapping.missing) == (0, 1000, (ROAD, SEWAGE, WATER))


def test_two_variants_of_one_item_cover_it_once_and_are_told(entries: tuple[CatalogueEntry, ...]) -> None:
    mapping = compared(
        entries, LocalItem(code="L1", name="取水甲", item=WATER), LocalItem(code="L2", name="取水乙", item=WATER)
    )
    assert (mapping.coverage, mapping.repeated, mapping.agreement) == (333, (WATER,), 1000)


def test_where_nothing_is_handled_all_is_covered(entries: tuple[CatalogueEntry, ...]) -> None:
    mapping = mapping_of((), entries, Tier.TOWNSHIP)
    assert (mapping.coverage, mapping.missing) == (1000, ())
