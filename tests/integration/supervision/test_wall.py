"""The wall's figures come from what was heard, whatever time it is; fifty walls look once."""

import asyncio
from datetime import timedelta
from unittest.mock import patch

from e_supervision import changes
from e_supervision.board import snapshot
from e_supervision.board.happening import AT_MOST
from e_supervision.board.lags import Lag, Lags
from e_supervision.board.shared import Board
from e_supervision.board.snapshot import URGENT, take
from e_supervision.tail import KEPT, Tail
from liandong.infrastructure.clock import real_now, write_offset
from liandong.terms.codes import Tier
from liandong.terms.legal_time import legal_day, midnight
from tests.city import City
from tests.integration.supervision.conftest import Post, registered
from tests.integration.supervision.test_rest import city, post
from tests.story import Story, on

__all__ = ["city", "post"]

CHANGES = """
insert into light_change (at, because, unit, clocks) select now(), 'time', '610113', '[]' from generate_series(1, $1)
"""


async def everything_applied(post: Post) -> None:
    while "pending" in await post.statuses():
        await asyncio.sleep(0.02)


async def test_the_figures_are_of_what_was_heard_today_and_lately(city: City, post: Post) -> None:
    desk = city.services["supervision"].desk
    today = legal_day(desk.clock.now())
    assert today == on("10-15")
    early = Story(stream="case:610113-a").received(on("10-13")).accepted(on("10-13")).decided(on("10-15"))
    late = Story(stream="case:610113-b").received(on("09-28")).accepted(on("09-28")).decided(on("10-15"))
    long_ago = Story(stream="case:610113-c").received(on("09-01")).accepted(on("09-01")).decided(on("09-14"))
    long_ago = long_ago.delivered(on("09-14")).closed(on("09-14"))
    fresh = Story(stream="case:610113-d").received(on("10-15")).accepted(on("10-15"))
    gone = Story(stream="case:610113-e").received(on("10-14")).accepted(on("10-14")).withdrawn(on("10-15"))
    for story in (early, late, long_ago, fresh, gone):
        await post.hear(story.said)
    await everything_applied(post)

    shown = await take(desk, Lags())

    figures = shown.figures
    assert (figures.accepted, figures.closed, figures.withdrawn) == (1, 2, 1)
    assert (figures.of, figures.on_time) == (2, 100.0)
    assert (figures.net, figures.gross) == ((2 + 9) / 2, (2 + 17) / 2)
    assert (shown.curve.hours[0], shown.curve.accepted, shown.curve.closed) == (8, (0, 0, 1), (0, 0, 2))
    assert [each.number for each in shown.urgent[:2]] == ["610113-late", "610113-soon"]
    assert shown.happenings[0].kind == "case.withdrawn"


async def test_a_silent_unit_is_grey_and_its_lights_are_not_counted(city: City, post: Post) -> None:
    desk = city.services["supervision"].desk
    await desk.pool.execute(
        "insert into inbox_head (receiver, source, channel, hash, progress_at) values ('610100900', '610113', 'evt', "
        "'', now() - interval '1 hour')"
    )

    figures = (await take(desk, Lags())).figures

    assert (figures.yellow, figures.red) == (0, 0)
    assert figures.silent == figures.at_work == 3


CLOCKS_ONLY = """
insert into light_change (at, because, unit, stream, was, light, clocks)
select now(), 'time', '610113', 'case:610113-late', 'red', 'red', '[]' from generate_series(1, $1)
"""
AWAITING = """
insert into timeline (unit, stream, sequence, state, standing, light, due, clocks, last_at, updated_at)
select '610113', 'case:awaiting-' || n, 1, state, 'received', 'awaiting_edition', '2199-12-31', '[]', now(), now()
from generate_series(1, $1) n, (select state from timeline limit 1) as told
"""


async def test_what_is_not_shown_pushes_nothing_off_the_wall(city: City, post: Post) -> None:
    desk = city.services["supervision"].desk
    write_offset(city.clock_file, midnight(on("10-17")) + timedelta(hours=9) - real_now())
    while await desk.pool.fetchval("select light from timeline where stream = 'case:610113-soon'") != "red":
        await asyncio.sleep(0.05)
    await desk.pool.execute(CLOCKS_ONLY, AT_MOST)
    await desk.pool.execute(AWAITING, URGENT)

    shown = await take(desk, Lags())

    assert [each.number for each in shown.happenings if each.was == "yellow"] == ["610113-soon"]
    assert [each.number for each in shown.urgent] == ["610113-late", "610113-soon", "610113-early"]


A_HEAD = """
insert into inbox_head (receiver, source, channel, position, hash, known, progress_at, last_beat_at)
select receiver, source, channel, max(position), '', $1::bigint, now(), now() from inbox_log
where source = '610113' and channel = 'evt' group by 1, 2, 3
on conflict (receiver, source, channel) do update set known = excluded.known, position = excluded.position
"""


async def test_numbers_known_to_be_behind_are_not_shown_as_live(city: City, post: Post) -> None:
    desk = city.services["supervision"].desk
    await post.publish_unit(registered("610113", Tier.DISTRICT), on("09-01"))
    reached = await desk.pool.fetchval("select max(position) from inbox_log where source = '610113'")
    await desk.pool.execute(A_HEAD, reached)
    assert not (await take(desk, Lags())).matrix.not_live

    await desk.pool.execute(A_HEAD, reached + 100_000)  # it beats again after three days without a link
    await post.hear(Story(stream="case:610113-ill").received(on("10-13")).said, kind="case.of_tomorrow")
    while "stuck" not in await post.statuses():
        await asyncio.sleep(0.02)
    shown = await take(desk, Lags())

    (column,) = shown.matrix.columns
    assert column.lag == Lag(entries=100_001, through=midnight(on("10-13")) + timedelta(hours=10))
    assert (column.silent, shown.matrix.not_live) == (False, 1)


async def test_fifty_walls_take_one_snapshot(city: City, post: Post) -> None:
    board = Board(city.services["supervision"].desk)
    with patch.object(snapshot, "_urgent", wraps=snapshot._urgent) as taken:
        shown = await asyncio.gather(*(board.latest() for _ in range(50)))
    assert all(each is shown[0] for each in shown)
    assert taken.call_count == 1


async def test_a_listener_far_behind_reads_on_from_the_log(city: City, post: Post) -> None:
    pool = city.services["supervision"].desk.pool
    tail = Tail(pool)
    newest = await tail.newest()
    await pool.execute(CHANGES, KEPT + 100)
    await asyncio.sleep(0.15)
    seen, last = [], newest
    while fresh := await tail.since(last, 200):
        seen += [number for number, _ in fresh]
        last = seen[-1]
    assert seen == list(range(newest + 1, newest + KEPT + 101))
    assert len(tail._kept) <= KEPT


async def test_fifty_listeners_ask_the_database_once(city: City, post: Post) -> None:
    tail = Tail(city.services["supervision"].desk.pool)
    newest = await tail.newest()
    await asyncio.sleep(0.15)
    with patch.object(changes, "since", wraps=changes.since) as asked:
        await asyncio.gather(*(tail.since(newest, 10) for _ in range(50)))
    assert asked.call_count == 1
