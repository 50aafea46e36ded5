"""权限下放、上收: on every day somebody is competent, and never two tiers at once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liandong.domain.catalogue.competence_matrix import Competent, competent_on, is_competent, lint_matrix
from liandong.events.reference import CatalogueEntry, CompetenceRow
from liandong.terms.codes import ItemCode, Tier, UnitCode

CITY, YANTA, LIANHU = UnitCode("610100"), UnitCode("610113"), UnitCode("610112")
NEW_YEAR, JULY = date(2026, 1, 1), date(2026, 7, 1)
ITEM = ItemCode("SW-001")


def row(**said: Any) -> CompetenceRow:
    return CompetenceRow(**{"item": ITEM, "since": NEW_YEAR} | said)


HANDED_DOWN = (
    row(tier=Tier.CITY, until=date(2026, 6, 30)),
    row(unit=YANTA, since=date(2026, 4, 1), until=date(2026, 6, 30)),
    row(tier=Tier.DISTRICT, since=JULY),
)
"""The city's until July; one district tried it from April on; the districts' since."""


@pytest.fixture
def entry(permit: CatalogueEntry) -> CatalogueEntry:
    return replace(permit, tiers=(Tier.CITY, Tier.DISTRICT))


def told(entry: CatalogueEntry, *rows: CompetenceRow) -> list[tuple[str, str, str]]:
    return [(each.pointer, each.code, each.detail) for each in lint_matrix(rows, [entry], NEW_YEAR)]


@pytest.mark.parametrize(
    ("day", "tiers", "units"),
    [
        (date(2026, 3, 31), (Tier.CITY,), ()),
        (date(2026, 4, 1), (Tier.CITY,), (YANTA,)),
        (date(2026, 6, 30), (Tier.CITY,), (YANTA,)),
        (JULY, (Tier.DISTRICT,), ()),
    ],
)
def test_a_power_moves_on_its_day(
    entry: CatalogueEntry, day: date, tiers: tuple[Tier, ...], units: tuple[UnitCode, ...]
) -> None:
    assert competent_on(entry, HANDED_DOWN, day) == Competent(tiers=tiers, units=units)


def test_a_unit_is_competent_by_its_tier_or_by_name(entry: CatalogueEntry) -> None:
    april = date(2026, 4, 1)
    assert is_competent(entry, HANDED_DOWN, YANTA, Tier.DISTRICT, april)
    assert not is_competent(entry, HANDED_DOWN, LIANHU, Tier.DISTRICT, april)
    assert is_competent(entry, HANDED_DOWN, CITY, Tier.CITY, april)
    assert is_competent(entry, HANDED_DOWN, LIANHU, Tier.DISTRICT, JULY)
    assert not is_competent(entry, HANDED_DOWN, CITY, Tier.CITY, JULY)


def test_an_item_without_rows_is_handled_by_the_tiers_of_its_entry(entry: CatalogueEntry) -> None:
    other = replace(entry, item=ItemCode("SW-002"))
    assert competent_on(other, HANDED_DOWN, JULY) == Competent(tiers=(Tier.CITY, Tier.DISTRICT))


def test_a_sound_matrix_has_no_finding(entry: CatalogueEntry) -> None:
    assert told(entry, *HANDED_DOWN) == []
    assert told(entry) == []


def test_a_day_without_anybody_is_told(entry: CatalogueEntry) -> None:
    gap = "catalogue.competence-gap"
    city, _, district = HANDED_DOWN
    assert told(entry, city, replace(district, since=date(2026, 7, 2))) == [
        ("/competence", gap, "SW-001自2026-07-01起没有任何层级有权办理")
    ]
    assert told(entry, city) == [("/competence", gap, "SW-001自2026-07-01起没有任何层级有权办理")]
    assert told(entry, district) == [("/competence", gap, "SW-001自2026-01-01起没有任何层级有权办理")]
    assert [code for _, code, _ in told(entry, row(unit=YANTA))] == [gap]


def test_two_tiers_on_one_day_are_told(entry: CatalogueEntry) -> None:
    city, _, district = HANDED_DOWN
    assert told(entry, city, replace(district, since=date(2026, 6, 30))) == [
        ("/competence/1", "catalogue.competence-overlap", "SW-001自2026-06-30起已有city的权限，与district重叠")
    ]


def test_one_unit_by_two_rows_is_told(entry: CatalogueEntry) -> None:
    rows = (row(tier=Tier.CITY), row(unit=YANTA), row(unit=YANTA, since=JULY), row(unit=LIANHU, since=JULY))
    assert [(pointer, code) for pointer, code, _ in told(entry, *rows)] == [
        ("/competence/2", "catalogue.competence-overlap")
    ]


@pytest.mark.parametrize(
    ("wrong", "pointer", "code"),
    [
        (row(item=ItemCode("XX"), tier=Tier.CITY), "/competence/1/item", "catalogue.competence-unknown-item"),
        (row(), "/competence/1", "catalogue.competence-of-nobody"),
        (row(unit=YANTA, since=JULY, until=NEW_YEAR), "/competence/1/until", "catalogue.competence-backwards"),
    ],
)
def test_a_row_that_cannot_be_is_told(entry: CatalogueEntry, wrong: CompetenceRow, pointer: str, code: str) -> None:
    assert [found[:2] for found in told(entry, row(tier=Tier.CITY), wrong)] == [(pointer, code)]


def test_a_tier_that_does_not_handle_the_item_is_told(entry: CatalogueEntry) -> None:
    rows = (row(tier=Tier.CITY, until=date(2026, 6, 30)), row(tier=Tier.TOWNSHIP, since=JULY))
    assert [found[:2] for found in told(entry, *rows)] == [("/competence/1/tier", "catalogue.competence-not-handled")]


def test_a_row_names_a_tier_or_a_unit_and_not_both(entry: CatalogueEntry) -> None:
    both = row(tier=Tier.CITY, unit=YANTA)
    assert [found[:2] for found in told(entry, both)] == [("/competence/0", "catalogue.competence-of-nobody")]
