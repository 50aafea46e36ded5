"""A service's identity on a database of its own, with its routes for signing in and managing accounts."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from liandong.application import accounts, first_operator, sign_in
from liandong.application.edge import open_edge
from liandong.application.permissions import Gate, open_gate
from liandong.cli.stack.databases import Database
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.database import Pool, open_pool
from liandong.infrastructure.identity.accounts import Account
from liandong.infrastructure.identity.identity import Identity, open_identity
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role

UNIT, OTHER = UnitCode("610113"), UnitCode("610112")
PASSWORD = "correct horse battery"


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[Pool]:
    pool = await open_pool(database.service_url, 4)
    yield pool
    await pool.close()


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    return Settings(
        units=[UNIT, OTHER],
        port=8611,
        database_url=SecretStr(database.service_url),
        nats_url="nats://nowhere",
        keys_dir=tmp_path / "keys",
        city_public_key="none",
    )


@pytest.fixture
async def identity(settings: Settings, pool: Pool) -> AsyncIterator[Identity]:
    async with httpx.AsyncClient() as client:
        yield await open_identity(settings, pool, client)


@dataclass
class Office:
    """The service as it is reached from outside, and by the people in it."""

    client: httpx.AsyncClient
    identity: Identity

    async def hire(self, staff: str, *roles: Role, unit: UnitCode = UNIT) -> Account:
        """Somebody with an account; the username is the staff number."""
        principal = Principal(id=StaffId(staff), unit=unit, roles=frozenset(roles))
        return await self.identity.accounts.add(principal, staff, PASSWORD, at=real_now())

    async def log_in(self, username: str, password: str = PASSWORD) -> httpx.Response:
        form = {"grant_type": "password", "username": username, "password": password}
        return await self.client.post("/v1/token", data=form)

    async def token_of(self, username: str, password: str = PASSWORD) -> dict[str, str]:
        """The header that says who he is."""
        answer = await self.log_in(username, password)
        assert answer.status_code == 200, answer.text
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def app_of(settings: Settings, identity: Identity) -> FastAPI:
    app = open_edge(
        settings,
        service="trial",
        title="试验",
        version="0",
        description="试验用",
        routers=[sign_in.router, first_operator.router, accounts.router],
        probes={},
    )
    app.state.identity = identity
    open_gate(app.state, Gate(verifier=identity.verifier, units=identity.units))
    return app


@pytest.fixture
async def office(settings: Settings, identity: Identity) -> AsyncIterator[Office]:
    transport = httpx.ASGITransport(app_of(settings, identity))
    async with httpx.AsyncClient(transport=transport, base_url="http://trial") as client:
        yield Office(client, identity)
