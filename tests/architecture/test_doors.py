"""Every guarded route of every service, knocked at by everybody who must not come in."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import httpx
import pytest
from structlog.testing import capture_logs

from liandong.application.permissions import Gate, open_gate
from liandong.domain.powers.actions import Action
from liandong.domain.powers.matrix import POWERS
from liandong.infrastructure.http import permission_of
from liandong.infrastructure.http.marks import Permission
from liandong.infrastructure.http.problem import unauthenticated
from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role

from .test_routes import SERVICES, app_of, routes

HERE, ELSEWHERE = UnitCode("610113"), UnitCode("610112")
EVERYTHING = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Door:
    """One guarded route: how it is called, and what one must be allowed."""

    service: str
    method: str
    path: str
    action: Action

    def url(self, unit: str) -> str:
        return self.path.replace("{unit}", unit)


def doors() -> list[Door]:
    found: list[Door] = []
    for name, route in routes():
        permission = permission_of(route.original_route)
        if isinstance(permission, Permission):
            path = str(route.path)
            for parameter in set(route.param_convertors) - {"unit"}:
                path = path.replace("{" + parameter + "}", "x1")
            (method,) = route.methods or set()
            found.append(Door(name.split()[0], method, path, Action(permission.action)))
    return found


class Tokens:
    """A token says unit and roles in plain words."""

    async def principal(self, token: str) -> Principal:
        unit, _, roles = token.partition(":")
        if not roles:
            raise unauthenticated("identity.token-invalid", "令牌无效")
        return Principal(id=StaffId("0017"), unit=UnitCode(unit), roles=frozenset(map(Role, roles.split(","))))


def bearer(unit: str, roles: frozenset[Role]) -> dict[str, str]:
    return {"Authorization": f"Bearer {unit}:{','.join(sorted(roles))}"}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    with capture_logs():
        yield


@pytest.fixture
async def clients() -> AsyncIterator[dict[str, httpx.AsyncClient]]:
    """One client a service, none of which has a database behind it: nobody may get so far."""
    clients = {}
    for service in SERVICES:
        app = app_of(service)
        open_gate(app.state, Gate(verifier=Tokens(), units=frozenset({HERE})))
        clients[service] = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://trial")
    yield clients
    for client in clients.values():
        await client.aclose()


async def test_without_a_good_token_nobody_comes_in(clients: dict[str, httpx.AsyncClient]) -> None:
    for door in doors():
        for headers in ({}, {"Authorization": "Bearer forged"}):
            answer = await clients[door.service].request(door.method, door.url(HERE), headers=headers)
            assert answer.status_code == 401, door


async def test_an_officer_of_another_unit_finds_nothing_whatever_his_roles(
    clients: dict[str, httpx.AsyncClient],
) -> None:
    for door in doors():
        client = clients[door.service]
        theirs = await client.request(door.method, door.url(HERE), headers=bearer(ELSEWHERE, EVERYTHING))
        not_here = await client.request(door.method, door.url(ELSEWHERE), headers=bearer(ELSEWHERE, EVERYTHING))
        assert (theirs.status_code, theirs.json()["code"]) == (404, "unit.not-here"), door
        assert (not_here.status_code, not_here.json()["code"]) == (404, "unit.not-here"), door
        if "{unit}" in door.path:
            reaching = await client.request(door.method, door.url(ELSEWHERE), headers=bearer(HERE, EVERYTHING))
            assert (reaching.status_code, reaching.json()["code"]) == (404, "unit.not-here"), door


async def test_a_role_without_the_power_is_turned_away_at_every_door(clients: dict[str, httpx.AsyncClient]) -> None:
    knocked = 0
    for number, door in enumerate(doors()):
        powerless = sorted(role for role in Role if door.action not in POWERS[role])
        assert powerless, f"{door.action} is everybody's"
        one = powerless[number % len(powerless)]
        for roles in (frozenset({one}), frozenset(powerless)):
            answer = await clients[door.service].request(door.method, door.url(HERE), headers=bearer(HERE, roles))
            assert (answer.status_code, answer.json()["code"]) == (403, "powers.denied"), (door, roles)
            knocked += 1
    assert knocked > 400
