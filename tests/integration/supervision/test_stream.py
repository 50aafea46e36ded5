"""The live stream tells every change once, goes on where a listener left off, and does not hold up a shutdown."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from time import monotonic
from typing import Any

import httpx
import uvicorn
from asyncpg import create_pool

from e_supervision.tail import LOOK_EVERY_SECONDS, Tail
from liandong.application.process import _Server
from liandong.infrastructure.clock import read_offset, write_offset
from liandong.terms.roles import Role
from tests.city import City
from tests.databases import Databases
from tests.integration.supervision.conftest import Post
from tests.integration.supervision.test_rest import WATCH, city, post
from tests.story import Story, on

__all__ = ["city", "post"]


@asynccontextmanager
async def served(city: City) -> AsyncIterator[tuple[_Server, str]]:
    """The running service, answering on a port of its own."""
    app = city.services["supervision"].app
    config = uvicorn.Config(app, port=0, lifespan="off", log_config=None, timeout_graceful_shutdown=20)
    server = _Server(config, app)
    task = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield server, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/v1/lights/stream"
    server.should_exit = True
    await task


@asynccontextmanager
async def listening(city: City, url: str, last: str | None = None) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    """The events as a browser would take them apart."""
    headers = {"Authorization": f"Bearer {city.token(Role.SUPERVISOR, WATCH)}"}
    headers |= {"Cookie": f"__Host-liandong-e-supervision={city.token(Role.SUPERVISOR, WATCH)}"}
    headers |= {} if last is None else {"Last-Event-ID": last}
    async with httpx.AsyncClient(timeout=20) as client, client.stream("GET", url, headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield _events(answer)


async def _events(answer: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    event: dict[str, Any] = {}
    async for line in answer.aiter_lines():
        if line:
            name, _, value = line.partition(": ")
            event[name] = json.loads(value) if name == "data" else value
        elif event:
            yield event
            event = {}


async def next_light(events: AsyncIterator[dict[str, Any]]) -> dict[str, Any]:
    async for event in events:
        if event["event"] == "light":
            return event
    raise AssertionError("the stream ended")


async def test_changes_are_told_as_they_come_and_again_after_a_break(city: City, post: Post) -> None:
    async with served(city) as (_, url):
        async with listening(city, url) as events:
            first = await anext(events)
            assert first["event"] == "heartbeat"
            assert first["data"]["legal_now"].startswith("2026-10-15")
            write_offset(city.clock_file, read_offset(city.clock_file) + timedelta(days=2))
            change = await next_light(events)
            assert (change["data"]["stream"], change["data"]["was"], change["data"]["light"]) == (
                "case:610113-soon",
                "yellow",
                "red",
            )
            assert [(clock["clock"], clock["light"]) for clock in change["data"]["clocks"]] == [("promised", "red")]
        async with listening(city, url, last=first["id"]) as events:
            assert (await next_light(events))["id"] == change["id"]
        async with listening(city, url, last="0") as events:
            replayed = [int((await next_light(events))["id"]) for _ in range(5)]
            assert replayed == [1, 2, 3, 4, 5]


async def next_of(events: AsyncIterator[dict[str, Any]], *kinds: str) -> tuple[str, str]:
    async for event in events:
        if event["event"] in kinds:
            return event["event"], event["id"]
    raise AssertionError("the stream ended")


async def test_who_has_heard_more_than_the_log_has_is_told_and_goes_on_from_its_end(city: City, post: Post) -> None:
    desk = city.services["supervision"].desk
    newest = await desk.pool.fetchval("select max(id) from light_change")
    async with served(city) as (_, url), listening(city, url, last=str(newest + 1_000)) as events:
        assert await next_of(events, "reset", "light") == ("reset", str(newest))
        await post.hear(Story(stream="case:610113-new").received(on("10-15")).said)
        assert await next_of(events, "reset", "light") == ("light", str(newest + 1))


CHANGES = """
insert into light_change (at, because, unit, clocks) select now(), 'time', '610113', '[]' from generate_series(1, $1)
"""


async def test_after_a_restore_the_log_is_followed_from_where_it_ends(new_database: Databases) -> None:
    database = await asyncio.to_thread(new_database, "e_supervision")
    async with create_pool(database.owner_url, min_size=1, max_size=1) as pool:
        tail = Tail(pool)
        await pool.execute(CHANGES, 5)
        assert await tail.newest() == 5
        await pool.execute("delete from light_change where id > 3")
        await pool.execute("alter table light_change alter column id restart with 4")
        await asyncio.sleep(2 * LOOK_EVERY_SECONDS)
        assert await tail.newest() == 3
        await pool.execute(CHANGES, 1)
        await asyncio.sleep(2 * LOOK_EVERY_SECONDS)
        assert [number for number, _ in await tail.since(3, 10)] == [4]


TURNED = """
insert into light_change (at, because, unit, was, light, clocks)
select now(), 'time', '610113', 'yellow', case when n % 2 = 0 then 'red' else 'yellow' end, '[]'
from generate_series(1, $1) n
"""


async def test_a_wall_is_told_how_many_lights_turned_while_it_did_not_hear(city: City, post: Post) -> None:
    pool = city.services["supervision"].desk.pool
    last = await pool.fetchval("select max(id) from light_change")
    await pool.execute(TURNED, 1_000)
    async with served(city) as (_, url):
        wall = url.replace("/v1/lights/stream", "/wall/stream")
        for since, turned in ((last, 500), (last + 1_000, 0), (last + 5_000, None)):
            async with listening(city, wall, last=str(since)) as events:
                told = [await anext(events) for _ in range(4)]
            assert [each["event"] for each in told] == ["build", "missed", "heartbeat", "part"]
            assert told[1]["data"] == {"lights": turned}
            assert told[2]["id"] == str(last + 1_000)


async def test_an_open_stream_does_not_hold_up_a_shutdown(city: City, post: Post) -> None:
    async with served(city) as (server, url), listening(city, url) as events:
        await anext(events)
        began = monotonic()
        server.handle_exit(signal.SIGTERM, None)
        async for _ in events:
            pass
        assert monotonic() - began < 2
