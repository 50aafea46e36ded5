"""A version of an item before it is published: drafted, reviewed by another person, approved or sent back (F001)."""

from dataclasses import dataclass
from typing import ClassVar

from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event
from liandong.terms.codes import Digest, ItemCode, StaffId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProposed(Event):
    """起草送审: one version of an item, for the edition it is meant for; a new draft takes the place of the last."""

    KIND: ClassVar[str] = "catalogue.draft_proposed"
    edition: str
    entry: CatalogueEntry
    hash: Digest
    proposed_by: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftApproved(Event):
    """审核通过: exactly the version with this hash may be published."""

    KIND: ClassVar[str] = "catalogue.draft_approved"
    item: ItemCode
    hash: Digest
    reviewed_by: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentBack(Event):
    """审核退回: with the reason, which stays in the city."""

    KIND: ClassVar[str] = "catalogue.draft_sent_back"
    item: ItemCode
    hash: Digest
    reviewed_by: StaffId
    reason: Private[str | None] = None


DRAFT_EVENTS: tuple[type[Event], ...] = (DraftProposed, DraftApproved, DraftSentBack)
