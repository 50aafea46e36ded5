"""Nothing is published that was not reviewed by somebody else, as it stands."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from city_center.catalogue_office.decide import approve, propose, publish_item, send_back
from city_center.catalogue_office.item import Item, Standing, evolve
from liandong.events.case_kind import CaseKind
from liandong.events.drafts import DraftApproved, DraftProposed, DraftSentBack
from liandong.events.reference import CatalogueEntry, ItemPublished
from liandong.events.said import Event
from liandong.terms.codes import Digest, ItemCode, StaffId, Tier
from liandong.terms.refusal import Nature, Refused

MANAGER, REVIEWER = StaffId("610100-13"), StaffId("610100-14")
FIRST, SECOND = Digest("1" * 64), Digest("2" * 64)
ENTRY = CatalogueEntry(
    item=ItemCode("SW-001"),
    name="取水许可",
    case_kind=CaseKind.PROMISED,
    tiers=(Tier.DISTRICT,),
    legal_basis=("水法 48",),
    statutory_limit=45,
    promised_limit=15,
    steps=(),
    materials=(),
    department="水务",
)


def after(*events: Event) -> Item | None:
    item: Item | None = None
    for event in events:
        item = evolve(item, event)
    return item


PROPOSED = DraftProposed(edition="2026-1", entry=ENTRY, hash=FIRST, proposed_by=MANAGER)
APPROVED = DraftApproved(item=ENTRY.item, hash=FIRST, reviewed_by=REVIEWER)
SENT_BACK = DraftSentBack(item=ENTRY.item, hash=FIRST, reviewed_by=REVIEWER, reason="请补充设定依据的条款")
PUBLISHED = ItemPublished(edition="2026-1", entry=ENTRY, hash=FIRST)


def refusal(decide: Sequence[object]) -> Refused:
    function, *arguments = decide
    with pytest.raises(Refused) as refused:
        function(*arguments)  # type: ignore[operator]  # the first is the decision
    return refused.value


def test_a_version_is_drafted_reviewed_and_published_as_it_stands() -> None:
    assert propose(None, ENTRY, "2026-1", FIRST, MANAGER) == [PROPOSED]
    assert approve(after(PROPOSED), REVIEWER) == [APPROVED]
    assert publish_item(after(PROPOSED, APPROVED), ENTRY, "2026-1", FIRST) == [PUBLISHED]
    assert after(PROPOSED, APPROVED, PUBLISHED) == Item(hash=FIRST)


@pytest.mark.parametrize(
    "said",
    [(), (PROPOSED,), (PROPOSED, SENT_BACK), (PROPOSED, APPROVED, replace(PROPOSED, hash=SECOND))],
    ids=["never drafted", "not yet reviewed", "sent back", "drafted anew"],
)
def test_what_was_not_approved_is_not_published(said: tuple[Event, ...]) -> None:
    refused = refusal((publish_item, after(*said), ENTRY, "2026-1", FIRST))
    assert (refused.code, refused.nature) == ("catalogue.not-reviewed", Nature.CONFLICT)
    assert refused.basis == "国办发〔2018〕115号"


def test_another_version_than_the_approved_one_is_not_published() -> None:
    changed = replace(ENTRY, promised_limit=10)
    refused = refusal((publish_item, after(PROPOSED, APPROVED), changed, "2026-1", SECOND))
    assert refused.code == "catalogue.not-reviewed"


def test_nobody_reviews_his_own_draft() -> None:
    for decide in ((approve, after(PROPOSED), MANAGER), (send_back, after(PROPOSED), MANAGER, "不合适")):
        refused = refusal(decide)
        assert (refused.code, refused.nature) == ("catalogue.own-draft", Nature.FORBIDDEN)


@pytest.mark.parametrize("said", [(PROPOSED, APPROVED), (PROPOSED, SENT_BACK)])
def test_a_draft_is_reviewed_once(said: tuple[Event, ...]) -> None:
    assert refusal((approve, after(*said), REVIEWER)).code == "catalogue.draft-reviewed"
    assert refusal((send_back, after(*said), REVIEWER, "不合适")).code == "catalogue.draft-reviewed"


@pytest.mark.parametrize("said", [(), (PROPOSED, APPROVED, PUBLISHED)])
def test_without_a_draft_there_is_nothing_to_review(said: tuple[Event, ...]) -> None:
    refused = refusal((approve, after(*said), REVIEWER))
    assert (refused.code, refused.nature) == ("catalogue.no-draft", Nature.NOT_FOUND)


def test_what_was_sent_back_comes_again_only_changed() -> None:
    sent_back = after(PROPOSED, SENT_BACK)
    assert sent_back is not None
    assert (sent_back.standing, sent_back.reason) == (Standing.SENT_BACK, "请补充设定依据的条款")
    assert refusal((propose, sent_back, ENTRY, "2026-1", FIRST, MANAGER)).code == "catalogue.draft-unchanged"
    changed = replace(ENTRY, legal_basis=("水法 7", "水法 48"))
    [again] = propose(sent_back, changed, "2026-1", SECOND, MANAGER)
    assert isinstance(again, DraftProposed)
    known = after(PROPOSED, SENT_BACK, again)
    assert known is not None
    assert (known.standing, known.reason) == (Standing.PROPOSED, None)


def test_the_same_version_again_is_no_new_draft() -> None:
    for said in ((PROPOSED,), (PROPOSED, APPROVED), (PROPOSED, APPROVED, PUBLISHED)):
        assert propose(after(*said), ENTRY, "2026-1", FIRST, MANAGER) == []
    assert publish_item(after(PROPOSED, APPROVED, PUBLISHED), ENTRY, "2026-1", FIRST) == []


def test_a_faulty_entry_is_not_even_drafted() -> None:
    refused = refusal((propose, None, replace(ENTRY, promised_limit=46), "2026-1", FIRST, MANAGER))
    assert (refused.code, refused.nature) == ("catalogue.entry-faulty", Nature.INVALID)
    assert [error.pointer for error in refused.errors] == ["/promised_limit"]


def test_a_published_version_stands_while_the_next_is_under_way() -> None:
    known = after(PROPOSED, APPROVED, PUBLISHED, replace(PROPOSED, hash=SECOND))
    assert known is not None
    assert (known.hash, known.standing) == (FIRST, Standing.PROPOSED)
