"""A registered screen shows the wall without anybody signed in, and nothing else; it is known until it is revoked."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from e_supervision import displays
from e_supervision.pages.watching import COOKIE
from liandong.application.pages.visitor import form_token_of
from liandong.terms.codes import StaffId
from liandong.terms.refusal import Refused
from liandong.terms.roles import Role
from tests.city import City
from tests.integration.supervision.test_rest import WATCH, city, post
from tests.integration.supervision.test_stream import _events, served

__all__ = ["city", "post"]

BY = StaffId(f"{WATCH}-01")
SESSION = "__Host-liandong-e-supervision"
FROM_HERE = {b"Sec-Fetch-Site": b"same-origin"}


@pytest.fixture
async def browser(city: City) -> AsyncIterator[httpx.AsyncClient]:
    """Keeps no cookies by itself: each test says which it sends."""
    transport = httpx.ASGITransport(city.services["supervision"].app)
    async with httpx.AsyncClient(transport=transport, base_url="http://wall") as client:
        yield client


def sends(**cookies: str) -> dict[bytes, bytes]:
    names = {"session": SESSION, "display": COOKIE}
    kept = "; ".join(f"{names[name]}={value}" for name, value in cookies.items())
    return FROM_HERE | {b"Cookie": kept.encode("latin-1")}


def secret_in(answer: httpx.Response) -> str:
    return next(
        each.split(";")[0].partition("=")[2] for each in answer.headers.get_list("set-cookie") if COOKIE in each
    )


async def registers(browser: httpx.AsyncClient, city: City, name: str) -> httpx.Response:
    session = city.token(Role.SUPERVISOR, WATCH)
    form = {"_token": form_token_of(session), "name": name}
    return await browser.post("/wall/displays", data=form, headers=sends(session=session))


async def test_whoever_registers_a_screen_is_signed_out_of_it_and_it_shows_the_wall_alone(
    city: City, browser: httpx.AsyncClient
) -> None:
    answer = await registers(browser, city, "一楼大厅")

    assert (answer.status_code, answer.headers["location"]) == (303, "/wall")
    ended = next(each for each in answer.headers.get_list("set-cookie") if each.startswith(SESSION))
    assert "Max-Age=0" in ended
    kept = next(each for each in answer.headers.get_list("set-cookie") if each.startswith(COOKIE))
    assert all(mark in kept for mark in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"))
    secret = secret_in(answer)
    wall = await browser.get("/wall", headers=sends(display=secret))
    assert (wall.status_code, "一楼大厅" in wall.text, "/wall/displays" in wall.text) == (200, True, False)
    assert secret_in(wall) == secret, "kept for another while"
    for path in ("/wall/matters", "/wall/displays", "/matters/610113/x"):
        assert (await browser.get(path, headers=sends(display=secret))).headers["location"].startswith("/sign-in"), path
    assert (await browser.get("/v1/lights", headers=sends(display=secret))).status_code == 401
    forged = await browser.post("/wall/displays", data={"name": "另一块"}, headers=sends(display=secret))
    assert forged.status_code == 401


async def test_an_ended_session_leaves_the_screen_that_the_browser_is(city: City, browser: httpx.AsyncClient) -> None:
    secret = secret_in(await registers(browser, city, "一楼大厅"))

    wall = await browser.get("/wall", headers=sends(session="ended", display=secret))
    mine = await browser.get("/wall", headers=sends(session=city.token(Role.SUPERVISOR, WATCH), display=secret))
    powerless = sends(session=city.token(Role.CLERK, WATCH), display=secret)

    assert (wall.status_code, "一楼大厅" in wall.text) == (200, True)
    assert (mine.status_code, "/wall/displays" in mine.text) == (200, True)
    auditor = sends(session=city.token(Role.AUDITOR, WATCH))
    shown = await browser.get("/wall", headers=auditor)
    assert (shown.status_code, "/wall/displays" in shown.text) == (200, False)
    assert (await browser.get("/wall/displays", headers=auditor)).status_code == 403
    assert (await browser.get("/wall", headers=powerless)).status_code == 403


@pytest.mark.parametrize("secret", ["", "x" * 4_000, "号".encode().decode("latin-1"), '"; drop'])
async def test_what_is_no_secret_opens_nothing(city: City, browser: httpx.AsyncClient, secret: str) -> None:
    assert (await browser.get("/wall", headers=sends(display=secret))).headers["location"].startswith("/sign-in")
    assert (await browser.get("/wall/stream", headers=sends(display=secret))).headers["location"].startswith("/sign-in")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "请填写大屏名称"),
        ("　 ", "请填写大屏名称"),
        ("厅" * 41, "不得超过 40 个字"),
        ("一楼\n大厅", "看不见的字符"),
        ("一楼\u200b大厅", "看不见的字符"),
    ],
)
async def test_a_screen_needs_a_name(city: City, browser: httpx.AsyncClient, name: str, reason: str) -> None:
    answer = await registers(browser, city, name)

    assert (answer.status_code, reason in answer.text, "set-cookie" in answer.headers) == (422, True, False)
    assert not await displays.registered(city.services["supervision"].desk.pool)


async def test_the_stream_of_a_revoked_screen_ends_and_is_not_opened_again(
    city: City, browser: httpx.AsyncClient
) -> None:
    secret = secret_in(await registers(browser, city, "一楼大厅"))
    session = city.token(Role.SUPERVISOR, WATCH)
    async with served(city) as (_, url):
        wall = url.replace("/v1/lights/stream", "/wall/stream")
        async with httpx.AsyncClient(timeout=20) as client:
            async with client.stream("GET", wall, headers=sends(display=secret)) as answer:
                told = _events(answer)
                assert (await anext(told))["event"] == "build"
                form = {"_token": form_token_of(session), "name": "一楼大厅"}
                gone = await browser.post("/wall/displays/revoke", data=form, headers=sends(session=session))
                assert (gone.status_code, gone.headers["location"]) == (303, "/wall/displays")
                async with asyncio.timeout(15):
                    async for _ in told:
                        pass
            again = await client.get(wall, headers=sends(display=secret))
            assert again.headers["location"].startswith("/sign-in")
    twice = await browser.post("/wall/displays/revoke", data=form, headers=sends(session=session))
    assert (twice.status_code, "没有登记这一名称的大屏" in twice.text) == (404, True)


async def test_a_screen_is_replaced_by_one_of_its_name_lapses_unseen_and_there_are_not_too_many(city: City) -> None:
    pool = city.services["supervision"].desk.pool
    first = await displays.register(pool, "一楼大厅", BY)
    second = await displays.register(pool, "一楼大厅", BY)
    assert (await displays.known_by(pool, first), await displays.known_by(pool, second)) == (None, "一楼大厅")

    await pool.execute("update display set seen_at = now() - interval '89 days'")
    assert await displays.known_by(pool, second) == "一楼大厅"
    await pool.execute("update display set seen_at = seen_at - interval '89 days'")
    assert await displays.known_by(pool, second) == "一楼大厅", "it was seen when it was asked for"
    await pool.execute("update display set seen_at = now() - interval '90 days'")
    assert await displays.known_by(pool, second) is None
    assert [each.lapsed for each in await displays.registered(pool)] == [True]

    await pool.execute("update display set seen_at = now()")
    assert await displays.known_by(pool, second) == "一楼大厅"
    await pool.execute(
        "insert into account (unit, staff, username, password_hash, roles, disabled, created_at, changed_at) "
        "values ($1, $2, 'gone', '', '{supervisor}', true, now(), now())",
        WATCH,
        BY,
    )
    assert await displays.known_by(pool, second) is None
    assert [each.lapsed for each in await displays.registered(pool)] == [True]
    await pool.execute("update account set disabled = false where staff = $1", BY)

    await pool.execute(
        "insert into display (name, digest, registered_by) select n::text, n::text::bytea, '' "
        f"from generate_series(2, {displays.AT_MOST}) n"
    )
    with pytest.raises(Refused) as refused:
        await displays.register(pool, "又一块", BY)
    assert refused.value.code == "display.too-many"
    assert await displays.register(pool, "一楼大厅", BY), "one in place of another is none more"
