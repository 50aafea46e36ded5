"""The prerequisite graph 前置关系: which item needs the result of which, and in what order they are applied for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from liandong.domain.catalogue.finding import EditionRule, Finding, found
from liandong.events.reference import CatalogueEntry, MaterialNeed
from liandong.terms.codes import ItemCode

Graph = Mapping[ItemCode, tuple[ItemCode, ...]]
"""For each item those that come before it, as far as they are in the edition."""


def graph_of(entries: Iterable[CatalogueEntry]) -> Graph:
    """Prerequisites as listed, and the items whose results are required as materials.

    A result that several items yield makes none of them a prerequisite: any will do.
    """
    listed = {entry.item: entry for entry in entries}
    yielded_by: dict[str, list[ItemCode]] = defaultdict(list)
    for entry in listed.values():
        for output in entry.outputs:
            yielded_by[output.code].append(entry.item)
    graph = {}
    for entry in listed.values():
        before = {item: None for item in entry.prerequisites if item in listed}
        for material in entry.materials:
            by = yielded_by.get(material.output, []) if material.output is not None else []
            if material.need is MaterialNeed.REQUIRED and len(by) == 1 and by[0] != entry.item:
                before[by[0]] = None
        graph[entry.item] = tuple(before)
    return graph


def order_of(graph: Graph, wanted: Iterable[ItemCode]) -> tuple[ItemCode, ...]:
    """The wanted items and everything they need, each after what comes before it; items not in the graph are left out.

    Raises graphlib.CycleError for a graph that was not linted.
    """
    needed: dict[ItemCode, tuple[ItemCode, ...]] = {}
    open_items = [item for item in wanted if item in graph]
    while open_items:
        item = open_items.pop()
        if item not in needed:
            needed[item] = graph[item]
            open_items += graph[item]
    return tuple(TopologicalSorter({item: needed[item] for item in graph if item in needed}).static_order())


def prerequisites_are_in_the_edition(entries: tuple[CatalogueEntry, ...]) -> Iterator[Finding]:
    known = {entry.item for entry in entries}
    for entry in entries:
        for place, item in enumerate(entry.prerequisites):
            if item not in known:
                pointer, detail = f"/prerequisites/{place}", f"前置事项{item}不在本版目录内"
                yield found(entry, pointer, "catalogue.unknown-prerequisite", detail)


def results_asked_for_are_yielded(entries: tuple[CatalogueEntry, ...]) -> Iterator[Finding]:
    yielded = {output.code for entry in entries for output in entry.outputs}
    for entry in entries:
        for place, material in enumerate(entry.materials):
            if material.output is not None and material.output not in yielded:
                pointer, detail = f"/materials/{place}/output", f"本版目录没有事项产生结果{material.output}"
                yield found(entry, pointer, "catalogue.unknown-result", detail)


def items_are_not_each_others_prerequisite(entries: tuple[CatalogueEntry, ...]) -> Iterator[Finding]:
    """不得互为前置: told once for each circle, at the item that is listed first."""
    graph = dict(graph_of(entries))
    known = {entry.item: entry for entry in reversed(entries)}
    for entry in known.values():
        if entry.item in entry.prerequisites:
            graph[entry.item] = tuple(item for item in graph[entry.item] if item != entry.item)
            detail = f"{entry.item}不能是自己的前置事项"
            yield found(entry, "/prerequisites", "catalogue.mutual-prerequisites", detail)
    while circle := _circle_in(graph):
        first = next(entry for entry in entries if entry.item in circle)
        start = circle.index(first.item)
        path = "→".join((*circle[start:], *circle[:start], first.item))
        yield found(first, "/prerequisites", "catalogue.mutual-prerequisites", f"事项不得互为前置：{path}")
        for item in circle:
            graph[item] = tuple(other for other in graph[item] if other not in circle)


def _circle_in(graph: Graph) -> list[ItemCode]:
    """The items of one circle, each the prerequisite of the next; empty if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        circle: list[ItemCode] = cycle.args[1][:-1]
        return circle
    return []


RULES: tuple[EditionRule, ...] = (
    prerequisites_are_in_the_edition,
    results_asked_for_are_yielded,
    items_are_not_each_others_prerequisite,
)
"""Every rule for the graph of one edition, written out."""
