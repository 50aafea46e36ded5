"""不得互为前置: what an item needs first is in the edition, in an order, and never in a circle."""

from dataclasses import replace
from graphlib import CycleError

import pytest

from liandong.domain.catalogue.lint import lint_edition
from liandong.domain.catalogue.prerequisites import graph_of, order_of
from liandong.events.handling import OutputDefinition
from liandong.events.reference import CatalogueEntry, MaterialDefinition, MaterialNeed
from liandong.terms.codes import ItemCode


def items(permit: CatalogueEntry, **needs: str) -> tuple[CatalogueEntry, ...]:
    """Entries by code, each with the codes it needs first, separated by blanks."""
    return tuple(
        replace(permit, item=ItemCode(item), prerequisites=tuple(ItemCode(one) for one in before.split()))
        for item, before in needs.items()
    )


def told(entries: tuple[CatalogueEntry, ...]) -> list[tuple[str, str, str, str]]:
    return [(each.item, each.pointer, each.code, each.detail) for each in lint_edition(entries)]


def test_items_come_after_what_they_need(permit: CatalogueEntry) -> None:
    entries = items(permit, D="B C", C="A", B="A", A="", E="")
    assert told(entries) == []
    order = order_of(graph_of(entries), [ItemCode("D")])
    assert set(order) == {"A", "B", "C", "D"}
    assert order[0] == "A"
    assert order[-1] == "D"


def test_a_prerequisite_outside_the_edition_is_told(permit: CatalogueEntry) -> None:
    assert told(items(permit, A="X")) == [
        ("A", "/prerequisites/0", "catalogue.unknown-prerequisite", "前置事项X不在本版目录内")
    ]


def test_items_that_need_each_other_are_told_once_with_the_whole_circle(permit: CatalogueEntry) -> None:
    [(item, pointer, code, detail)] = told(items(permit, A="C", B="A", C="B", D="A"))
    assert (item, pointer, code) == ("A", "/prerequisites", "catalogue.mutual-prerequisites")
    assert detail == "事项不得互为前置：A→B→C→A"


def test_every_circle_is_told(permit: CatalogueEntry) -> None:
    entries = items(permit, A="B", B="A", C="D", D="C", E="E")
    assert [(item, detail) for item, _, _, detail in told(entries)] == [
        ("E", "E不能是自己的前置事项"),
        ("A", "事项不得互为前置：A→B→A"),
        ("C", "事项不得互为前置：C→D→C"),
    ]


def yielding(entry: CatalogueEntry, code: str) -> CatalogueEntry:
    return replace(entry, outputs=(OutputDefinition(code=code, name="许可证"),))


def asking(entry: CatalogueEntry, code: str, need: MaterialNeed = MaterialNeed.REQUIRED) -> CatalogueEntry:
    material = MaterialDefinition(code="M9", name="前序许可证", need=need, output=code)
    return replace(entry, materials=(*entry.materials, material))


def test_who_requires_a_result_comes_after_the_item_that_yields_it(permit: CatalogueEntry) -> None:
    a, b = items(permit, A="", B="")
    assert order_of(graph_of((asking(a, "R1"), yielding(b, "R1"))), [ItemCode("A")]) == ("B", "A")


def test_items_that_require_each_others_results_are_told(permit: CatalogueEntry) -> None:
    a, b = items(permit, A="", B="")
    circle = (yielding(asking(a, "R2"), "R1"), yielding(asking(b, "R1"), "R2"))
    assert [code for _, _, code, _ in told(circle)] == ["catalogue.mutual-prerequisites"]


def test_a_result_needed_only_in_some_cases_makes_no_circle(permit: CatalogueEntry) -> None:
    a, b = items(permit, A="", B="")
    entries = (yielding(asking(a, "R2", MaterialNeed.CONDITIONAL), "R1"), yielding(asking(b, "R1"), "R2"))
    assert told(entries) == []


def test_a_result_that_several_items_yield_makes_none_of_them_a_prerequisite(permit: CatalogueEntry) -> None:
    a, b, c = items(permit, A="", B="", C="")
    assert graph_of((asking(a, "R1"), yielding(b, "R1"), yielding(c, "R1")))[ItemCode("A")] == ()


def test_a_result_that_no_item_yields_is_told(permit: CatalogueEntry) -> None:
    [(item, pointer, code, _)] = told((asking(permit, "R7"),))
    assert (item, pointer, code) == ("SW-001", "/materials/2/output", "catalogue.unknown-result")


def test_a_circle_has_no_order(permit: CatalogueEntry) -> None:
    with pytest.raises(CycleError):
        order_of(graph_of(items(permit, A="B", B="A")), [ItemCode("A")])
