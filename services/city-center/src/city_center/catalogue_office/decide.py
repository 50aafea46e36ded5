"""Drafting, reviewing and publishing one version of an item; an edition that says which are in force."""

from collections.abc import Callable
from dataclasses import dataclass

from city_center.catalogue_office.item import Draft, Item, Standing
from liandong.domain.catalogue.competence_matrix import lint_matrix
from liandong.domain.catalogue.lint import lint, lint_edition
from liandong.events.drafts import DraftApproved, DraftProposed, DraftSentBack
from liandong.events.reference import CatalogueEntry, EditionPublished, ItemPublished
from liandong.events.said import Event
from liandong.terms.codes import Digest, StaffId
from liandong.terms.refusal import Nature, Pointer, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What stands published on a stream of the office: the hash of the edition."""

    hash: Digest


LEGAL_REVIEW = "国办发〔2018〕115号"
"""未经合法性审核的不得发布: the State Council's office on legal review."""


def propose(item: Item | None, entry: CatalogueEntry, edition: str, fingerprint: Digest, by: StaffId) -> list[Event]:
    """A draft for review, unless this very version is published or under review. Raises Refused."""
    must_be_sound(entry)
    if item is not None and item.hash == fingerprint:
        return []
    draft = None if item is None else item.draft
    if draft is not None and (draft.edition, draft.hash) == (edition, fingerprint):
        if draft.standing is Standing.SENT_BACK:
            raise Refused(
                "catalogue.draft-unchanged",
                "这一版内容已被法制审核退回，请按退回意见修改后再送审",
                basis=LEGAL_REVIEW,
            )
        return []
    return [DraftProposed(edition=edition, entry=entry, hash=fingerprint, proposed_by=by)]


def approve(item: Item | None, by: StaffId) -> list[Event]:
    """The draft as it stands may be published. Raises Refused."""
    draft = _to_review(item, by)
    return [DraftApproved(item=draft.entry.item, hash=draft.hash, reviewed_by=by)]


def send_back(item: Item | None, by: StaffId, reason: str) -> list[Event]:
    """The draft goes back to whoever drafted it. Raises Refused."""
    draft = _to_review(item, by)
    return [DraftSentBack(item=draft.entry.item, hash=draft.hash, reviewed_by=by, reason=reason)]


def _to_review(item: Item | None, by: StaffId) -> Draft:
    if item is None or item.draft is None:
        raise Refused("catalogue.no-draft", "该事项没有送审的内容，请核对事项编码", nature=Nature.NOT_FOUND)
    if item.draft.standing is not Standing.PROPOSED:
        raise Refused("catalogue.draft-reviewed", "这一版内容已经审核过，请等待起草人重新送审")
    if item.draft.proposed_by == by:
        raise Refused(
            "catalogue.own-draft",
            "不得审核本人起草的内容，请交由其他法制审核人员审核",
            basis=LEGAL_REVIEW,
            nature=Nature.FORBIDDEN,
        )
    return item.draft


def publish_item(item: Item | None, entry: CatalogueEntry, edition: str, entry_hash: Digest) -> list[Event]:
    """One event for each new version, and only for what was reviewed. Raises Refused."""
    must_be_sound(entry)
    if item is not None and item.hash == entry_hash:
        return []
    draft = None if item is None else item.draft
    if draft is None or draft.standing is not Standing.APPROVED or draft.hash != entry_hash:
        raise Refused(
            "catalogue.not-reviewed",
            "这一版内容未经法制审核通过，不得发布；请先送审，审核通过后原样发布",
            basis=LEGAL_REVIEW,
        )
    return [ItemPublished(edition=edition, entry=entry, hash=entry_hash)]


def must_be_sound(entry: CatalogueEntry) -> None:
    """Raises Refused (INVALID) with everything that is wrong with the entry."""
    findings = lint(entry)
    if findings:
        raise Refused(
            "catalogue.entry-faulty",
            "事项内容有误，请按所列各处修改后再提交",
            basis="行政许可法 4、5",
            nature=Nature.INVALID,
            errors=tuple(Pointer(pointer=finding.pointer, detail=finding.detail) for finding in findings),
        )


def publish_edition(
    published: Published | None,
    edition: EditionPublished,
    known: Callable[[Digest], CatalogueEntry | None],
    fingerprint: Digest,
) -> list[Event]:
    """An edition is published once. Raises Refused if it names what was not published, or does not hold together."""
    if published is not None:
        if published.hash == fingerprint:
            return []
        raise Refused("catalogue.edition-exists", "该版本号已经发布过，内容不同；请用新的版本号")
    held = [known(entry.hash) for entry in edition.entries]
    missing = [entry for entry, found in zip(edition.entries, held, strict=True) if found is None]
    if missing:
        raise Refused(
            "catalogue.entry-not-published",
            "版本清单中有尚未发布的事项内容，请先发布事项",
            nature=Nature.INVALID,
            errors=tuple(Pointer(pointer=f"/entries/{entry.item}", detail="尚未发布") for entry in missing),
        )
    entries = [found for found in held if found is not None]
    findings = [*lint_edition(entries), *lint_matrix(edition.competence, entries, edition.effective_on)]
    if findings:
        raise Refused(
            "catalogue.edition-faulty",
            "目录版本有误，请按所列各处修改后再发布",
            nature=Nature.INVALID,
            errors=tuple(Pointer(pointer=finding.pointer, detail=finding.detail) for finding in findings),
        )
    return [edition]
