"""A case frozen by a district's overlay is judged by that overlay, never by a guess."""

from dataclasses import replace

import pytest

from e_supervision.timeline import Heard
from liandong.domain.catalogue.overlay import overlaid
from liandong.events.case import CaseReceived, EntryReference
from liandong.events.overlay import OverlayPublished, StepLimit
from liandong.events.reference import UnitPublished
from liandong.terms.codes import Digest, Tier
from liandong.wire.reference_hashes import entry_hash, overlay_hash
from tests.integration.supervision.conftest import Post
from tests.story import ENTRY, ENTRY_HASH, UNIT, Story, on

DISTRICT = UnitPublished(
    unit=UNIT, name="雁塔区政务服务中心", tier=Tier.DISTRICT, parent=None, sign_key="", seal_key=""
)
_WANTED = OverlayPublished(
    unit=UNIT,
    item=ENTRY.item,
    base=ENTRY_HASH,
    effective_on=on("09-01"),
    promised_limit=5,
    steps=(StepLimit(code="review", limit=2),),
    hash=Digest(""),
)
OVERLAY = replace(_WANTED, hash=entry_hash(overlaid(ENTRY, _WANTED)))
FROZEN = EntryReference(item=ENTRY.item, edition="2026-1", overlay=overlay_hash(OVERLAY), hash=OVERLAY.hash)


def accepted(frozen: EntryReference) -> list[Heard]:
    """Received and accepted on 28 September by this reference."""
    said = Story(stream="case:610113-1").received(on("09-28")).accepted(on("09-28")).said
    return [replace(each, event=replace(each.event, entry=frozen)) for each in said]  # type: ignore[call-arg]  # both have it


async def test_a_light_awaits_the_overlay_and_comes_with_it(post: Post) -> None:
    said = accepted(FROZEN)
    assert isinstance(said[0].event, CaseReceived)
    await post.publish(DISTRICT)
    await post.hear(said)
    await post.day("09-28")
    row = await post.row("case:610113-1")
    assert row is not None
    assert (row["light"], row["awaits"]) == ("awaiting_edition", FROZEN.overlay)

    await post.publish_of(UNIT, OVERLAY)
    await post.work()
    row = await post.row("case:610113-1")
    assert row is not None
    assert (row["light"], str(row["due"]), row["awaits"], row["department"]) == (
        "green",
        "2026-10-10",
        None,
        "资源规划",
    )


@pytest.mark.parametrize(
    "frozen",
    [
        replace(FROZEN, hash=ENTRY_HASH),
        replace(FROZEN, overlay=None),
    ],
    ids=["the overlay makes another entry", "the entry was not published as such"],
)
async def test_what_the_overlay_does_not_make_is_never_judged_by_it(post: Post, frozen: EntryReference) -> None:
    await post.publish(DISTRICT)
    await post.publish_of(UNIT, OVERLAY)
    await post.hear(accepted(frozen))
    await post.day("09-28")
    assert await post.light("case:610113-1") == ("awaiting_edition", None)
    assert not await post.pool.fetchval("select exists (select from timeline where next_at is not null)")


async def test_another_districts_overlay_counts_for_nobody_else(post: Post) -> None:
    elsewhere = replace(OVERLAY, unit="610112")
    await post.publish(DISTRICT, replace(DISTRICT, unit="610112"))  # type: ignore[arg-type]  # a code
    await post.publish_of("610112", elsewhere)
    await post.hear(accepted(replace(FROZEN, overlay=overlay_hash(elsewhere))))
    await post.day("09-28")
    assert await post.light("case:610113-1") == ("awaiting_edition", None)


async def test_an_overlay_said_by_another_than_its_unit_is_parked_and_blocks_nothing(post: Post) -> None:
    await post.publish(DISTRICT)
    await post.publish_of("610112", OVERLAY)
    await post.publish_of(UNIT, OVERLAY)
    statuses = await post.pool.fetch(
        "select source, status from inbox_log where kind = 'catalogue.overlay_published' order by id"
    )
    assert [(row["source"], row["status"]) for row in statuses] == [("610112", "stuck"), (UNIT, "applied")]
    await post.hear(accepted(FROZEN))
    await post.day("09-28")
    assert await post.light("case:610113-1") == ("green", "promised")
