"""A small service at the edge: one thing that can be listed, read, made and changed, and one that goes wrong."""

from collections.abc import AsyncIterator, Iterator, MutableMapping
from datetime import date
from pathlib import Path as FilePath
from typing import Annotated, Any

import asyncpg
import httpx
import pytest
from fastapi import FastAPI, Path, Query
from pydantic import SecretStr
from starlette.responses import Response
from structlog.testing import capture_logs

from liandong.application.edge import open_edge
from liandong.application.handler import StaleVersion
from liandong.application.permissions import Gate, Permitted, open_gate
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import (
    Cursor,
    Filter,
    Idempotency,
    IdempotencyKey,
    IfMatch,
    In,
    Out,
    Page,
    Router,
    answer,
)
from liandong.infrastructure.http.fields import Code, Count, Day, Name, Text
from liandong.infrastructure.http.health import NotReady
from liandong.infrastructure.http.problem import unauthenticated
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Pointer, Refused
from liandong.terms.roles import Role

UNIT = UnitCode("610113")
CLERK = {"Authorization": "Bearer clerk"}
SEND = CLERK | {"Idempotency-Key": "9b2f4c1e-7a63"}
BY_ID = Cursor("things.by-id", date, str)


class ThingIn(In):
    name: Name
    on: Day
    remark: Text | None = None
    copies: Count = 1
    parts: tuple[Code, ...] = ()


class ThingOut(Out):
    id: str


class ThingFilter(Filter):
    state: Code | None = None


class Staff:
    """Tokens that are the name of a role; anything else is not good."""

    def __init__(self) -> None:
        self.at = UNIT

    async def principal(self, token: str) -> Principal:
        if token not in set(Role):
            raise unauthenticated("identity.token-invalid", "令牌无效，请重新登录")
        return Principal(id=StaffId("0017"), unit=self.at, roles=frozenset({Role(token)}))


class Mishap:
    """What the route that goes wrong raises."""

    def __init__(self) -> None:
        self.error: Exception = RuntimeError("unset")


def things(mishap: Mishap) -> Router:
    router = Router(prefix="/v1/units/{unit}/things", tags=["东西"])

    @router.get("", operation_id="listThings", summary="列出")
    async def list_things(
        principal: Annotated[Principal, Permitted(Action.CASE_READ)], query: Annotated[ThingFilter, Query()]
    ) -> Page[ThingOut]:
        after = BY_ID.read(query.cursor)
        return Page(items=[ThingOut(id=after[1] if after else "first")], next=BY_ID.write(date(2026, 11, 2), "a/b"))

    @router.post("", operation_id="makeThing", summary="新增", status_code=201, response_model=ThingOut)
    async def make_thing(
        principal: Annotated[Principal, Permitted(Action.CASE_RECEIVE)],
        idempotency: Annotated[Idempotency, IdempotencyKey],
        body: ThingIn,
    ) -> Response:
        made = {"id": body.name, "route": idempotency.route, "hash": idempotency.request_hash.hex()}
        return answer(made, version=1, status=201, location="/v1/things/1")

    @router.post("/{thing}/decision", operation_id="decideThing", summary="决定", response_model=ThingOut)
    async def decide_thing(
        principal: Annotated[Principal, Permitted(Action.CASE_REVIEW)], thing: Annotated[Code, Path()]
    ) -> Response:
        return answer({"id": thing}, version=2)

    @router.patch("/{thing}", operation_id="changeThing", summary="更改", response_model=ThingOut)
    async def change_thing(
        principal: Annotated[Principal, Permitted(Action.CASE_STEP)],
        thing: Annotated[Code, Path()],
        expects: Annotated[int, IfMatch],
    ) -> Response:
        if expects != 3:
            raise StaleVersion(3)
        return answer({"id": thing}, version=expects + 1)

    @router.get("/{thing}/mishap", operation_id="mishap", summary="出错", response_model=ThingOut)
    async def go_wrong(
        principal: Annotated[Principal, Permitted(Action.CASE_READ)], thing: Annotated[Code, Path()]
    ) -> Response:
        raise mishap.error

    return router


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[MutableMapping[str, Any]]]:
    """What was logged, instead of being printed."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture(scope="session")
def mishap() -> Mishap:
    return Mishap()


@pytest.fixture(scope="session")
def _staff() -> Staff:
    return Staff()


@pytest.fixture
def staff(_staff: Staff) -> Iterator[Staff]:
    yield _staff
    _staff.at = UNIT


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(
        units=[UNIT],
        port=8611,
        database_url=SecretStr("postgresql://nowhere"),
        nats_url="nats://nowhere",
        keys_dir=FilePath("/nowhere"),
        city_public_key="none",
        max_body_bytes=60_000,
    )


@pytest.fixture(scope="session")
def app(settings: Settings, mishap: Mishap, _staff: Staff) -> FastAPI:
    return made(settings, _staff, mishap)


def made(settings: Settings, staff: Staff, mishap: Mishap) -> FastAPI:
    """The service, with two probes of which one is not ready."""

    async def ready() -> None: ...

    async def short() -> None:
        raise NotReady("工作日历不足 60 天")

    app = open_edge(
        settings,
        service="trial",
        title="试验",
        version="1.2.3",
        description="试验用",
        routers=[things(mishap)],
        probes={"database": ready, "calendar": short},
    )
    open_gate(app.state, Gate(verifier=staff, units=frozenset({UNIT})))
    return app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://trial") as client:
        yield client


def refusals() -> list[tuple[Exception, int, str]]:
    """What may be raised below a route, the status and the code it must become."""
    closed = asyncpg.InterfaceError("connection is closed")
    return [
        (Refused("thing.invalid", "填写有误", nature=Nature.INVALID), 422, "thing.invalid"),
        (Refused("thing.decided", "已经决定"), 409, "thing.decided"),
        (Refused("thing.not-yours", "无权", nature=Nature.FORBIDDEN), 403, "thing.not-yours"),
        (Refused("thing.unknown", "没有", nature=Nature.NOT_FOUND), 404, "thing.unknown"),
        (Refused("thing.not-yet", "请稍后", nature=Nature.UNAVAILABLE), 503, "thing.not-yet"),
        (
            Refused("thing.field", "有误", nature=Nature.INVALID, errors=(Pointer(pointer="/on", detail="太早"),)),
            422,
            "thing.field",
        ),
        (StaleVersion(9), 412, "etag.stale"),
        (ConnectionRefusedError(), 503, "database.unavailable"),
        (OSError("Multiple exceptions: [Errno 111] Connect call failed"), 503, "database.unavailable"),
        (TimeoutError(), 503, "database.unavailable"),
        (closed, 503, "database.unavailable"),
        (asyncpg.PostgresConnectionError("gone"), 503, "database.unavailable"),
        (asyncpg.InternalClientError("cannot switch to state 12"), 503, "database.unavailable"),
        (asyncpg.AdminShutdownError("bye"), 503, "database.unavailable"),
        (asyncpg.CannotConnectNowError("starting"), 503, "database.unavailable"),
        (asyncpg.TooManyConnectionsError("full"), 503, "database.unavailable"),
        (asyncpg.DiskFullError("full"), 503, "database.unavailable"),
        (asyncpg.LockNotAvailableError("busy"), 503, "database.unavailable"),
        (asyncpg.InterfaceError("another operation is in progress"), 500, "internal.unexpected"),
        (asyncpg.UndefinedTableError("relation of ours is missing"), 500, "internal.unexpected"),
        (ZeroDivisionError("610113199001011234"), 500, "internal.unexpected"),
    ]
