"""Every page of every service, knocked at by everybody who must not come in, and every word of it in English too."""

from collections.abc import AsyncIterator
from types import SimpleNamespace

import httpx
import pytest

from liandong.application.pages.visitor import form_token_of
from liandong.application.permissions import Gate, open_gate
from liandong.domain.powers.actions import Action
from liandong.domain.powers.matrix import POWERS
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.http import permission_of
from liandong.infrastructure.http.marks import Permission
from liandong.terms.roles import Role

from .test_doors import EVERYTHING, HERE, Door, Tokens
from .test_routes import SERVICES, app_of, pages

HOME = "http://trial"
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


def guarded() -> list[Door]:
    found: list[Door] = []
    for name, route in pages():
        permission = permission_of(route.original_route)
        if isinstance(permission, Permission):
            path = str(route.path)
            for parameter in route.param_convertors:
                path = path.replace("{" + parameter + "}", "x1")
            (method,) = route.methods or set()
            found.append(Door(name.split()[0], method, path, Action(permission.action)))
    return found


@pytest.fixture
async def clients() -> AsyncIterator[dict[str, httpx.AsyncClient]]:
    """One client a service, with nothing behind it but a clock."""
    clients = {}
    for service in SERVICES:
        app = app_of(service)
        open_gate(app.state, Gate(verifier=Tokens(), units=frozenset({HERE})))
        app.state.desk = SimpleNamespace(
            clock=LegalClock(None),
            settings=SimpleNamespace(demo=False),
            references=SimpleNamespace(unit=lambda _: None),
        )
        app.state.identity = SimpleNamespace(login=object())
        clients[service] = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOME)
    yield clients
    for client in clients.values():
        await client.aclose()


def cookie(service: str, session: str) -> dict[str, str]:
    return {"Cookie": f"__Host-liandong-{service.replace('_', '-')}={session}"}


def session(roles: frozenset[Role]) -> str:
    return f"{HERE}:{','.join(sorted(roles))}"


async def knock(client: httpx.AsyncClient, door: Door, headers: dict[str, str], token: str = "") -> httpx.Response:
    data = {"_token": token} if door.method == "POST" else None
    return await client.request(door.method, door.path, headers=headers, data=data)


async def test_nobody_sees_a_page_without_a_session(clients: dict[str, httpx.AsyncClient]) -> None:
    for door in guarded():
        answer = await knock(clients[door.service], door, FROM_HERE | {"Accept": "text/html"})
        if door.method == "GET":
            assert (answer.status_code, answer.headers["location"][:13]) == (303, "/sign-in?to=/"), door
        else:
            assert answer.status_code == 401, door


async def test_a_role_without_the_power_sees_the_reason(clients: dict[str, httpx.AsyncClient]) -> None:
    for door in guarded():
        powerless = session(frozenset(role for role in Role if door.action not in POWERS[role]))
        headers = FROM_HERE | cookie(door.service, powerless)
        answer = await knock(clients[door.service], door, headers, form_token_of(powerless))
        assert (answer.status_code, "权限" in answer.text) == (403, True), door


async def test_a_form_from_elsewhere_is_not_taken(clients: dict[str, httpx.AsyncClient]) -> None:
    mine = session(EVERYTHING)
    foreign = ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {})
    for door in (each for each in guarded() if each.method == "POST"):
        for headers in foreign:
            answer = await knock(clients[door.service], door, headers | cookie(door.service, mine), form_token_of(mine))
            assert (answer.status_code, "不是从本站页面发出" in answer.text) == (403, True), (door, headers)
        stolen = await knock(clients[door.service], door, FROM_HERE | cookie(door.service, mine), "guessed")
        assert stolen.status_code == 403, door
