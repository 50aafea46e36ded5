"""Fingerprints of published reference data: by them a case names the entry and the calendar it is judged by."""

import hashlib
from typing import Any

from pydantic import TypeAdapter

from liandong.events.overlay import OverlayPublished
from liandong.events.reference import CalendarYear, CatalogueEntry, EditionPublished, LocalDaysOff
from liandong.terms.codes import Digest
from liandong.wire.canonical import canonical

_ENTRY: TypeAdapter[CatalogueEntry] = TypeAdapter(CatalogueEntry)
_EDITION: TypeAdapter[EditionPublished] = TypeAdapter(EditionPublished)
_LOCAL: TypeAdapter[tuple[LocalDaysOff, ...]] = TypeAdapter(tuple[LocalDaysOff, ...])
_OVERLAY: TypeAdapter[OverlayPublished] = TypeAdapter(OverlayPublished)
_YEARS: TypeAdapter[tuple[CalendarYear, ...]] = TypeAdapter(tuple[CalendarYear, ...])


def entry_hash(entry: CatalogueEntry) -> Digest:
    """SHA-256 of an entry. Fields left at their defaults do not enter, so a field added later changes no old hash."""
    return _digest(_ENTRY.dump_python(entry, mode="json", exclude_defaults=True))


def calendar_hash(years: tuple[CalendarYear, ...]) -> Digest:
    """SHA-256 of a calendar version, in order of years; fields left at their defaults do not enter."""
    ordered = tuple(sorted(years, key=lambda each: each.year))
    return _digest(_YEARS.dump_python(ordered, mode="json", exclude_defaults=True))


def local_calendar_hash(calendar: Digest, local: tuple[LocalDaysOff, ...]) -> Digest:
    """SHA-256 of a calendar version, named by its hash, together with local days off; in order of division and name.

    Without any it is the calendar's own hash: a unit without days off of its own counts by the city's calendar.
    """
    if not local:
        return calendar
    ordered = tuple(sorted(local, key=lambda each: (len(each.division), each.division, each.name)))
    days_off = _LOCAL.dump_python(ordered, mode="json", exclude_defaults=True)
    return _digest({"calendar": calendar, "local": days_off})


def edition_hash(edition: EditionPublished) -> Digest:
    """SHA-256 of an edition's manifest."""
    return _digest(_EDITION.dump_python(edition, mode="json", exclude_defaults=True))


def overlay_hash(overlay: OverlayPublished) -> Digest:
    """SHA-256 of an overlay, its unit and first day included: by it a case names the overlay it was frozen with."""
    return _digest(_OVERLAY.dump_python(overlay, mode="json", exclude_defaults=True))


def _digest(value: Any) -> Digest:
    return Digest(hashlib.sha256(canonical(value)).hexdigest())
