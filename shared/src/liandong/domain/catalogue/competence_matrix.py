"""The competence matrix 权限清单: who is competent for an item on a day, while powers move between tiers (F006).

An item without rows is handled by the tiers of its entry. One with rows has one tier on every day, and beside it the
units that are named: a power handed down to all (下放), to some first (试点), or taken back (上收).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from liandong.domain.catalogue.finding import Finding, found
from liandong.domain.catalogue.tiers import HANDLING_TIERS
from liandong.events.reference import CatalogueEntry, CompetenceRow
from liandong.terms.codes import Tier, UnitCode

FOREVER = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Competent:
    """Who is competent on a day: the tiers, and the units that are named besides."""

    tiers: tuple[Tier, ...]
    units: tuple[UnitCode, ...] = ()


def competent_on(entry: CatalogueEntry, rows: Iterable[CompetenceRow], day: date) -> Competent:
    """Who is competent for an item on a day."""
    listed = [row for row in rows if row.item == entry.item]
    if not listed:
        return Competent(tiers=entry.tiers)
    counting = [row for row in listed if row.since <= day <= (row.until or FOREVER)]
    return Competent(
        tiers=tuple(tier for tier in HANDLING_TIERS if any(row.tier is tier for row in counting)),
        units=tuple(sorted(row.unit for row in counting if row.unit is not None)),
    )


def is_competent(entry: CatalogueEntry, rows: Iterable[CompetenceRow], unit: UnitCode, tier: Tier, day: date) -> bool:
    """Whether a unit of a tier is competent for an item on a day."""
    known = competent_on(entry, rows, day)
    return tier in known.tiers or unit in known.units


def lint_matrix(
    rows: tuple[CompetenceRow, ...], entries: Iterable[CatalogueEntry], effective_on: date
) -> Iterator[Finding]:
    """Everything wrong with the matrix of one edition, each with its place in `competence`."""
    known = {entry.item: entry for entry in entries}
    for place, row in enumerate(rows):
        yield from _row_is_sound(row, f"/competence/{place}", known.get(row.item))
    for item, entry in known.items():
        placed = [(place, row) for place, row in enumerate(rows) if row.item == item]
        yield from _no_overlaps(entry, placed)
        yield from _no_gaps(entry, [row for _, row in placed], effective_on)


def _row_is_sound(row: CompetenceRow, pointer: str, entry: CatalogueEntry | None) -> Iterator[Finding]:
    def wrong(place: str, code: str, detail: str) -> Finding:
        return Finding(item=row.item, pointer=pointer + place, code=code, detail=detail)

    if entry is None:
        yield wrong("/item", "catalogue.competence-unknown-item", f"事项{row.item}不在本版目录内")
        return
    if (row.tier is None) == (row.unit is None):
        yield wrong("", "catalogue.competence-of-nobody", "应当写明层级或者单位，二者择一")
    allowed = {*entry.tiers, entry.decided_by}
    if row.tier is not None and row.tier not in allowed:
        detail = f"层级{row.tier}不在事项{row.item}的办理层级之内，请先修改事项内容"
        yield wrong("/tier", "catalogue.competence-not-handled", detail)
    if row.until is not None and row.until < row.since:
        yield wrong("/until", "catalogue.competence-backwards", f"截止日{row.until}早于起始日{row.since}")


def _no_overlaps(entry: CatalogueEntry, rows: list[tuple[int, CompetenceRow]]) -> Iterator[Finding]:
    """两头受理: never two tiers on one day, nor one unit by two rows."""
    for second, (place, row) in enumerate(rows):
        for _, other in rows[:second]:
            rivals = row.unit == other.unit and (row.tier is None) == (other.tier is None)
            if rivals and row.since <= (other.until or FOREVER) and other.since <= (row.until or FOREVER):
                first_day = max(row.since, other.since)
                who = row.unit or row.tier
                detail = f"{entry.item}自{first_day}起已有{other.unit or other.tier}的权限，与{who}重叠"
                yield found(entry, f"/competence/{place}", "catalogue.competence-overlap", detail)
                break


def _no_gaps(entry: CatalogueEntry, rows: list[CompetenceRow], effective_on: date) -> Iterator[Finding]:
    """From the edition's first day on there is always a tier to turn to."""
    if not rows:
        return
    reached = effective_on - timedelta(days=1)
    for since, until in sorted((row.since, row.until or FOREVER) for row in rows if row.tier is not None):
        if since > reached + timedelta(days=1):
            break
        reached = max(reached, until)
        if reached == FOREVER:
            return
    detail = f"{entry.item}自{reached + timedelta(days=1)}起没有任何层级有权办理"
    yield found(entry, "/competence", "catalogue.competence-gap", detail)
