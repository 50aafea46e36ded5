"""Who is let through to a route, and what the others are told."""

from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, Depends, Path
from starlette.requests import Request

from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Router, permission_of, public
from liandong.infrastructure.http.docs import documented_api, must_declare_all
from liandong.infrastructure.http.marks import Permission, Public, UndeclaredRoute
from liandong.terms.codes import UnitCode
from liandong.terms.principal import Principal

from .conftest import CLERK, Staff

THINGS = "/v1/units/610113/things"
Clerk = Annotated[Principal, Permitted(Action.CASE_READ)]


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic clerk", "Bearer clerk clerk", "clerk"])
async def test_without_a_bearer_token_one_is_challenged(client: httpx.AsyncClient, header: str | None) -> None:
    answer = await client.get(THINGS, headers={} if header is None else {"Authorization": header})

    assert (answer.status_code, answer.json()["code"]) == (401, "identity.token-missing")
    assert answer.headers["www-authenticate"] == 'Bearer realm="liandong"'


async def test_a_token_that_is_not_good_is_told_so(client: httpx.AsyncClient) -> None:
    answer = await client.get(THINGS, headers={"Authorization": "Bearer forged"})

    assert (answer.status_code, answer.json()["code"]) == (401, "identity.token-invalid")
    assert answer.headers["www-authenticate"] == 'Bearer realm="liandong", error="invalid_token"'


async def test_the_scheme_is_read_in_any_case(client: httpx.AsyncClient) -> None:
    assert (await client.get(THINGS, headers={"Authorization": "bearer clerk"})).status_code == 200


async def test_another_units_path_does_not_exist_for_him(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/units/610112/things", headers=CLERK)

    assert (answer.status_code, answer.json()["code"]) == (404, "unit.not-here")


async def test_his_own_unit_does_not_exist_where_it_is_not_served(client: httpx.AsyncClient, staff: Staff) -> None:
    staff.at = UnitCode("610112")

    answer = await client.get("/v1/units/610112/things", headers=CLERK)

    assert (answer.status_code, answer.json()["code"]) == (404, "unit.not-here")


async def test_a_role_without_the_power_is_told_the_reason(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{THINGS}/A1/decision", headers=CLERK)

    assert (answer.status_code, answer.json()["code"]) == (403, "powers.denied")
    assert answer.json()["detail"] == "您的岗位没有“审核文稿”的权限"
    assert (await client.post(f"{THINGS}/A1/decision", headers={"Authorization": "Bearer chief"})).status_code == 200


async def test_who_may_not_is_told_nothing_else_first(client: httpx.AsyncClient) -> None:
    stranger = await client.post(THINGS, json={"wrong": 1})
    auditor = await client.post(THINGS, json={"wrong": 1}, headers={"Authorization": "Bearer auditor"})

    assert (stranger.status_code, auditor.status_code) == (401, 403)


def router() -> Router:
    return Router(prefix="/v1/units/{unit}/x", tags=["x"])


def test_a_route_without_a_permission_cannot_be_registered() -> None:
    async def endpoint() -> None: ...

    with pytest.raises(UndeclaredRoute, match="must begin with a permission"):
        router().get("", operation_id="x", summary="x")(endpoint)


def test_the_permission_comes_before_anything_else_in_the_signature() -> None:
    async def other(request: Request) -> None: ...

    async def endpoint(first: Annotated[None, Depends(other)], principal: Clerk) -> None: ...

    with pytest.raises(UndeclaredRoute, match="must begin with a permission"):
        router().get("", operation_id="x", summary="x")(endpoint)


def test_a_route_has_one_permission_only() -> None:
    async def endpoint(principal: Clerk) -> None: ...

    with pytest.raises(UndeclaredRoute, match="more than one"):
        router().get("", operation_id="x", summary="x", dependencies=[public("both?")])(endpoint)


def test_a_public_route_says_why() -> None:
    with pytest.raises(UndeclaredRoute, match="says why"):
        public(" ")


@pytest.mark.parametrize("given", [{"summary": "x"}, {"operation_id": "x"}])
def test_a_route_is_documented(given: dict[str, str]) -> None:
    async def endpoint(principal: Clerk) -> None: ...

    with pytest.raises(UndeclaredRoute, match="operation_id, summary"):
        router().get("", **given)(endpoint)  # type: ignore[arg-type]


def test_an_endpoint_that_blocks_cannot_be_registered() -> None:
    def endpoint(principal: Clerk) -> None: ...

    with pytest.raises(UndeclaredRoute, match="not async"):
        router().get("", operation_id="x", summary="x")(endpoint)


def test_a_dependency_that_blocks_cannot_be_registered() -> None:
    def blocking() -> None: ...

    async def endpoint(principal: Clerk, other: Annotated[None, Depends(blocking)]) -> None: ...

    with pytest.raises(UndeclaredRoute, match="not async"):
        router().get("", operation_id="x", summary="x")(endpoint)


def test_what_the_path_names_the_endpoint_takes() -> None:
    async def endpoint(principal: Clerk) -> None: ...

    with pytest.raises(UndeclaredRoute, match="case"):
        router().get("/{case}", operation_id="x", summary="x")(endpoint)


def test_the_permission_of_a_route_can_be_asked() -> None:
    async def guarded(principal: Clerk, case: Annotated[str, Path()]) -> None: ...

    async def open_to_all() -> None: ...

    made = router()
    made.get("/{case}", operation_id="a", summary="a")(guarded)
    made.get("", operation_id="b", summary="b", dependencies=[public("a trial")])(open_to_all)
    first, second = map(permission_of, made.routes)

    assert isinstance(first, Permission)
    assert first.action == "case.read"
    assert isinstance(second, Public)
    assert second.why == "a trial"


def test_a_route_that_came_in_by_another_door_stops_the_start() -> None:
    app = documented_api(title="x", version="0", description="x", lifespan=None)
    must_declare_all(app)
    plain = APIRouter()

    @plain.get("/back-door")
    async def back_door() -> None: ...

    app.include_router(plain)
    with pytest.raises(UndeclaredRoute, match="/back-door"):
        must_declare_all(app)
