"""The page of signing in: what waits behind it, what is taken for a name and a password, and who is told what."""

from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from tests.architecture.test_routes import app_of

from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.http.problem import unauthenticated
from liandong.terms.principal import Principal

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


class Login:
    """Knows nobody, or is without its database."""

    def __init__(self, *, away: bool = False) -> None:
        self.away = away
        self.asked: list[str] = []

    async def check(self, username: str, password: str, *, at: datetime) -> Principal:
        self.asked.append(username)
        if self.away:
            raise ConnectionRefusedError
        raise unauthenticated("identity.credentials-wrong", "用户名或密码不正确，或账号已停用、暂时锁定")


def browser(**identity: Any) -> httpx.AsyncClient:
    app = app_of("district_center")
    app.state.desk = SimpleNamespace(
        clock=LegalClock(None), settings=SimpleNamespace(demo=False), references=SimpleNamespace(unit=lambda _: None)
    )
    app.state.identity = SimpleNamespace(**{"login": None, "issuer": object(), "code": None} | identity)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://here.example")


async def signs_in(login: Login, form: Mapping[str, str]) -> httpx.Response:
    async with browser(login=login) as client:
        return await client.post("/sign-in", data=form, headers=FROM_HERE)


async def test_the_form_behind_it_waits_on_while_the_database_is_away() -> None:
    typed = {"username": "clerk01", "password": "hush hush hush", "_to": "/window", "kept.item": "CG-004"}
    page = await signs_in(Login(away=True), typed | {"_lost": "申请表.pdf"})

    assert (page.status_code, "还不能登录" in page.text) == (503, True)
    for carried in ('name="kept.item" value="CG-004"', 'name="_lost" value="申请表.pdf"', 'value="clerk01"'):
        assert carried in page.text
    assert "hush" not in page.text


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("a" * 65, "hush hush hush"),
        ("x" * 100_000, "x" * 100_000),
        ("clerk01", ""),
        ("clerk01", "x" * 129),
        ("张", "x"),
    ],
)
async def test_what_cannot_be_a_name_or_a_password_is_wrong_like_any_other(username: str, password: str) -> None:
    login = Login()
    known = await signs_in(login, {"username": "clerk01", "password": "hush hush hush"})
    page = await signs_in(login, {"username": username, "password": password})

    assert (page.status_code, login.asked) == (401, ["clerk01"])
    for told in (known, page):
        assert "用户名或密码不正确，或账号已停用、暂时锁定" in told.text


async def test_where_pages_know_no_way_in_the_operator_is_told_the_same_everywhere() -> None:
    async with browser() as client:
        answers = [await client.get(path) for path in ("/sign-in", "/sign-in/issuer")]

    for page in answers:
        assert (page.status_code, "请运维设置 LIANDONG_ISSUER_CLIENT_ID" in page.text) == (503, True)
        assert "/sign-in/issuer" not in page.text
        assert "用户名" not in page.text
