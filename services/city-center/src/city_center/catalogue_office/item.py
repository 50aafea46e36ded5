"""An item at the office: the version that stands published, and the draft under way."""

from dataclasses import dataclass
from enum import StrEnum

from liandong.events.drafts import DraftApproved, DraftProposed, DraftSentBack
from liandong.events.reference import CatalogueEntry, ItemPublished
from liandong.events.said import Event
from liandong.terms.codes import Digest, StaffId
from liandong.terms.personal import Private


class Standing(StrEnum):
    """Where the newest version of an item stands."""

    PROPOSED = "proposed"  # 待审核
    APPROVED = "approved"  # 审核通过，待发布
    SENT_BACK = "sent_back"  # 已退回
    PUBLISHED = "published"  # 已发布


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A version that is not published yet: who drafted it and who reviewed it, by staff number."""

    edition: str
    entry: CatalogueEntry
    hash: Digest
    standing: Standing
    proposed_by: StaffId
    reviewed_by: StaffId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`hash` is that of the newest published version; `reason` why the draft was sent back."""

    hash: Digest | None = None
    draft: Draft | None = None
    reason: Private[str | None] = None

    @property
    def standing(self) -> Standing:
        return Standing.PUBLISHED if self.draft is None else self.draft.standing


def evolve(item: Item | None, event: Event) -> Item:
    """Folds what the office says of one item."""
    known = item or Item()
    match event:
        case DraftProposed():
            draft = Draft(
                edition=event.edition,
                entry=event.entry,
                hash=event.hash,
                standing=Standing.PROPOSED,
                proposed_by=event.proposed_by,
            )
            return Item(hash=known.hash, draft=draft)
        case DraftApproved():
            return Item(hash=known.hash, draft=_reviewed(known, Standing.APPROVED, event.reviewed_by))
        case DraftSentBack():
            draft = _reviewed(known, Standing.SENT_BACK, event.reviewed_by)
            return Item(hash=known.hash, draft=draft, reason=event.reason)
        case ItemPublished():
            return Item(hash=event.hash)
        case _:
            raise TypeError(f"{event.KIND} is not said of an item")


def _reviewed(item: Item, standing: Standing, by: StaffId) -> Draft:
    assert item.draft is not None, "only a draft is reviewed"
    draft = item.draft
    return Draft(
        edition=draft.edition,
        entry=draft.entry,
        hash=draft.hash,
        standing=standing,
        proposed_by=draft.proposed_by,
        reviewed_by=by,
    )
