"""What a district changes of a city entry for its own unit: shorter limits, fewer materials, never more (F002)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.said import Publication
from liandong.terms.codes import Digest, ItemCode, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLimit:
    """A step of the published entry, and its shorter limit."""

    code: str
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayPublished(Publication):
    """区级调整: from `effective_on` the unit handles the entry `base` with these changes.

    `hash` is that of the entry as changed. One that changes nothing ends the one before it. Of a newer published entry
    it says nothing: that is handled as published until the district says otherwise.
    """

    KIND: ClassVar[str] = "catalogue.overlay_published"
    unit: UnitCode
    item: ItemCode
    base: Digest
    effective_on: date
    promised_limit: int | None = None
    steps: tuple[StepLimit, ...] = ()
    dropped: tuple[str, ...] = ()
    hash: Digest
