"""What is heard is applied once, in the order of each history, whatever order it came in; poison stops only itself."""

import asyncio
import random
from dataclasses import replace

import pytest

from e_supervision import ledger
from liandong.events.case import CaseStepStarted
from liandong.wire import codec
from liandong.wire.codec import Codec
from tests.integration.supervision.conftest import Post, calendar, item
from tests.story import ENTRY, YEARS, Story, on


def whole_story(stream: str = "case:610113-1") -> Story:
    story = Story(stream=stream).received(on("09-21")).accepted(on("09-22")).step_started(on("09-22"), "review")
    return story.step_done(on("09-23"), "review").decided(on("09-24")).delivered(on("09-24")).closed(on("09-24"))


async def test_a_history_is_told_whatever_order_it_arrives_in(post: Post) -> None:
    said = [one for number in range(6) for one in whole_story(f"case:610113-{number}").said]
    random.Random(7).shuffle(said)
    for one in said:
        await post.hear([one])
        await post.ingest.apply()
    await post.work()

    assert await post.statuses() == ["applied"] * 42
    rows = await post.pool.fetch("select sequence, standing, light from timeline")
    assert [tuple(row) for row in rows] == [(7, "closed", "finished")] * 6


async def test_an_entry_beyond_a_gap_waits_and_is_taken_up_when_the_gap_closes(post: Post) -> None:
    first, second, third, *rest = whole_story().said
    await post.hear([first, third, *rest])
    await post.work()
    row = await post.row("case:610113-1")
    assert row is not None
    assert (row["sequence"], row["standing"]) == (1, "received")

    await post.hear([second])
    await post.work()
    row = await post.row("case:610113-1")
    assert row is not None
    assert (row["sequence"], row["standing"]) == (7, "closed")


async def test_a_poison_entry_stops_its_own_matter_only_and_is_seen(post: Post) -> None:
    ill, well = whole_story("case:610113-ill"), whole_story("case:610113-well")
    await post.hear(ill.said[:2])
    await post.hear(ill.said[2:3], kind="case.never_heard_of")
    await post.hear([*ill.said[3:], *well.said])
    await post.work()

    parked = await post.pool.fetch("select sequence, fault from inbox_log where status = 'stuck'")
    assert [tuple(row) for row in parked] == [(3, "case.never_heard_of v1")]
    row = await post.row("case:610113-ill")
    assert row is not None
    assert (row["sequence"], row["standing"]) == (2, "accepted")
    assert await post.light("case:610113-well") == ("finished", None)


async def test_what_was_parked_is_applied_by_a_program_that_knows_it(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = whole_story()
    await post.hear(story.said[:2])
    await post.hear(story.said[2:3], kind="case.of_tomorrow")
    await post.hear(story.said[3:])
    await post.work()
    assert await post.statuses() == ["applied", "applied", "stuck", *["pending"] * 4]

    monkeypatch.setitem(codec.CODECS, ("case.of_tomorrow", 1), Codec(CaseStepStarted))
    async with post.pool.acquire() as connection:
        await ledger.retry(connection)
    await post.work()
    assert await post.statuses() == ["applied"] * 7
    assert await post.light("case:610113-1") == ("finished", None)


async def test_an_entry_that_contradicts_the_history_is_parked(post: Post) -> None:
    story = whole_story()
    await post.hear(story.said)
    await post.work()
    await post.hear([replace(story.said[3], event=story.said[2].event)])
    await post.work()

    assert await post.statuses() == ["applied"] * 7 + ["stuck"]


async def test_two_processes_apply_each_entry_once(post: Post) -> None:
    for number in range(20):
        await post.hear(whole_story(f"case:610113-{number}").said)
    one, other = post.ingest, post.ingest
    await asyncio.gather(*(worker.apply() for worker in (one, other, one, other)))
    await post.work()

    assert await post.statuses() == ["applied"] * 140
    assert await post.pool.fetchval("select count(*) from timeline where sequence = 7") == 20
    assert await post.pool.fetchval("select count(*) from light_change where was is null") == 20


async def test_without_the_entry_or_the_calendar_a_light_is_awaited_and_comes_with_them(bare_post: Post) -> None:
    post = bare_post
    await post.hear(Story(stream="case:610113-1").received(on("09-28")).said)
    await post.day("09-28")
    assert await post.light("case:610113-1") == ("awaiting_edition", None)

    await post.publish(calendar(YEARS))
    await post.work()
    assert await post.light("case:610113-1") == ("awaiting_edition", None)

    await post.publish(item(ENTRY))
    await post.work()
    assert await post.light("case:610113-1") == ("green", "notice")
    row = await post.row("case:610113-1")
    assert row is not None
    assert (str(row["due"]), row["awaits"], row["department"]) == ("2026-10-10", None, "资源规划")


async def test_a_newer_calendar_counts_what_is_not_yet_accepted_and_leaves_the_rest(post: Post) -> None:
    waiting, taken = Story(stream="case:610113-1"), Story(stream="case:610113-2")
    await post.hear(waiting.received(on("09-28")).said)
    await post.hear(taken.received(on("09-28")).accepted(on("09-28")).said)
    await post.day("09-28")
    longer = replace(YEARS[0], off=(*YEARS[0].off, on("10-08"), on("10-09")))
    await post.publish(calendar((longer, YEARS[1])))
    await post.work()

    first, second = await post.row("case:610113-1"), await post.row("case:610113-2")
    assert first is not None
    assert second is not None
    assert (str(first["due"]), str(second["due"])) == ("2026-10-13", "2026-10-16")


async def test_only_changed_lights_are_logged(post: Post) -> None:
    story = Story(stream="case:610113-1").received(on("09-28")).accepted(on("09-28"))
    await post.hear(story.said)
    await post.day("09-28")
    await post.day("09-29")
    await post.day("10-14")
    await post.day("10-14")
    await post.day("10-17")

    assert await post.changes() == [(None, "green", "heard"), ("green", "yellow", "time"), ("yellow", "red", "time")]
