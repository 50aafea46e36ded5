"""Lights change as days pass; looking when nothing is due costs next to nothing; a silent source is grey."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from structlog.testing import capture_logs

from e_supervision import alarms, queries
from e_supervision.judging import Judged
from e_supervision.queries import Wanted
from e_supervision.silence import cutoff
from e_supervision.timeline import Timeline
from tests.integration.supervision.conftest import CITY, WATCH, Post
from tests.story import UNIT, Story, on

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ALL = Wanted(equal={}, light=None, after=None, limit=50)


async def running(post: Post, number: int = 1) -> Story:
    story = Story(stream=f"case:610113-{number}").received(on("09-28")).accepted(on("09-28"))
    await post.hear(story.said)
    await post.work()
    return story


async def test_lights_change_at_the_midnight_of_the_day_they_say(post: Post) -> None:
    await running(post)
    for day, light in (("10-13", "green"), ("10-14", "yellow"), ("10-16", "yellow"), ("10-17", "red")):
        await post.day(day)
        assert await post.light("case:610113-1") == (light, "promised"), day
    await post.day("10-31")
    assert await post.light("case:610113-1") == ("red", "statutory")
    row = await post.row("case:610113-1")
    assert row is not None
    assert row["next_at"] is None


async def test_twenty_days_at_once_pass_as_twenty_one_by_one(post: Post) -> None:
    await running(post)
    await post.day("12-24")

    assert await post.light("case:610113-1") == ("red", "statutory")


async def test_a_matter_that_cannot_be_judged_is_put_off_and_holds_up_no_other(post: Post, monkeypatch: Any) -> None:
    for number in (1, 2):
        await running(post, number)
    foreseen = alarms.judged

    def judged(timeline: Timeline, *others: Any) -> Judged:
        if timeline.stream == "case:610113-1":
            raise OverflowError("date value out of range")
        return foreseen(timeline, *others)

    monkeypatch.setattr(alarms, "judged", judged)
    with capture_logs() as logs:
        await post.day("10-17")
    assert [(log["event"], log["stream"]) for log in logs] == [("alarms.failed", "case:610113-1")]
    assert await post.light("case:610113-1") == ("green", "promised")
    assert await post.light("case:610113-2") == ("red", "promised")
    monkeypatch.setattr(alarms, "judged", foreseen)
    post.clock.at += timedelta(minutes=1)
    await post.work()
    assert await post.light("case:610113-1") == ("red", "promised")


async def test_processes_share_what_is_due(post: Post) -> None:
    for number in range(30):
        await running(post, number)
    post.clock.at += timedelta(days=60)
    looked = await asyncio.gather(*(post.alarms.drain() for _ in range(3)))

    assert sum(looked) == 30
    assert await post.pool.fetchval("select count(*) from light_change where because = 'time'") == 30


async def test_a_tick_with_nothing_due_looks_at_indexes_only(post: Post) -> None:
    await running(post)
    await post.pool.execute(
        "insert into timeline (unit, stream, sequence, state, standing, light, due, clocks, next_at, last_at, "
        "updated_at) select unit, stream || g, sequence, state, standing, light, due, clocks, next_at, last_at, "
        "updated_at from timeline, generate_series(1, 20000) g"
    )
    loop = post.alarms
    await loop.reconsider()
    before = await _pages_read(post)
    for _ in range(10):
        await loop.reconsider()
        assert await loop.drain() == 0

    assert await _pages_read(post) - before < 100


async def _pages_read(post: Post) -> int:
    """Pages of the table read so far by anybody, from memory or disk."""
    await post.pool.execute("select pg_stat_force_next_flush()")
    await asyncio.sleep(0.1)
    return int(
        await post.pool.fetchval(
            "select heap_blks_read + heap_blks_hit from pg_statio_user_tables where relname = 'timeline'"
        )
    )


async def beat(post: Post, unit: str, at: datetime) -> None:
    await post.pool.execute(
        "insert into inbox_head (receiver, source, channel, hash, progress_at, last_beat_at) "
        "values ($1, $2, 'evt', '', $3, $3) on conflict (receiver, source, channel) do update set last_beat_at = $3",
        WATCH,
        unit,
        at,
    )


async def test_a_silent_source_is_grey_until_it_is_heard_again(post: Post) -> None:
    await running(post)
    await post.hear(Story(stream="case:610113-2").received(on("09-28")).returned(on("09-29")).said)
    await post.work()
    silence = post.silence
    await beat(post, UNIT, NOON)
    await beat(post, CITY, NOON)

    async def shown(at: datetime) -> dict[str, str]:
        rows = await queries.lights(post.pool, ALL, cutoff(at, 30))
        return {row["stream"]: row["light"] for row in rows}

    assert await silence.look(NOON + timedelta(seconds=90)) == 0
    assert await shown(NOON + timedelta(seconds=90)) == {"case:610113-1": "green", "case:610113-2": "finished"}

    await beat(post, CITY, NOON + timedelta(seconds=60))
    assert await silence.look(NOON + timedelta(seconds=91)) == 1
    assert await silence.look(NOON + timedelta(seconds=92)) == 0
    assert await shown(NOON + timedelta(seconds=91)) == {"case:610113-1": "grey", "case:610113-2": "finished"}
    grey = Wanted(equal={}, light="grey", after=None, limit=50)
    rows = await queries.lights(post.pool, grey, cutoff(NOON + timedelta(seconds=91), 30))
    assert [(row["stream"], row["heard_at"]) for row in rows] == [("case:610113-1", NOON)]
    counted = await queries.summary(post.pool, cutoff(NOON + timedelta(seconds=91), 30))
    assert [(row["light"], row["matters"]) for row in counted] == [("grey", 1)]

    await beat(post, UNIT, NOON + timedelta(seconds=95))
    assert await silence.look(NOON + timedelta(seconds=96)) == 1
    assert (await post.changes())[-2:] == [(None, "grey", "silence"), ("grey", None, "silence")]


async def test_moving_the_legal_clock_makes_no_source_silent(post: Post) -> None:
    await beat(post, UNIT, NOON)
    await post.day("12-30")

    assert await post.silence.look(NOON + timedelta(seconds=30)) == 0
