"""A whole city in one process: the four services as they are, over a real bus and real databases."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from pydantic import SecretStr

from liandong.application.desk import Desk
from liandong.cli.stack.databases import Database
from liandong.cli.stack.plan import Member
from liandong.infrastructure.clock import LegalClock, read_offset, write_offset
from liandong.infrastructure.identity.identity import Identity
from liandong.infrastructure.keys import generate_unit_keys
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal
from liandong.terms.roles import Role
from tests.conftest import Bus
from tests.databases import Databases

_keys = count(1)


@dataclass(frozen=True)
class Running:
    """One service with its lifespan open."""

    app: FastAPI
    client: httpx.AsyncClient
    settings: Settings
    owner_url: str

    @property
    def desk(self) -> Desk:
        desk: Desk = self.app.state.desk
        return desk

    @property
    def identity(self) -> Identity:
        identity: Identity = self.app.state.identity
        return identity


@dataclass
class City:
    """The services by instance name, and a way to act in them as somebody."""

    clock_file: Path
    services: dict[str, Running] = field(default_factory=dict)

    def serving(self, unit: str) -> Running:
        return next(one for one in self.services.values() if unit in one.settings.units)

    @property
    def today(self) -> date:
        return legal_day(LegalClock(self.clock_file).now())

    def token(self, role: Role, unit: str, staff: str | None = None, department: str | None = None) -> str:
        issuer = self.serving(unit).identity.issuer
        assert issuer is not None
        relations = frozenset() if department is None else frozenset({f"department:{department}"})
        principal = Principal(
            id=StaffId(staff or f"{unit}-{role}"), unit=UnitCode(unit), roles=frozenset({role}), relations=relations
        )
        return issuer.issue(principal, now=time.time())

    async def request(
        self,
        method: str,
        path: str,
        *,
        by: Role,
        unit: str,
        body: Any = None,
        etag: str | None = None,
        staff: str | None = None,
        key: str | None = None,
        params: Mapping[str, Any] | None = None,
        department: str | None = None,
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token(by, unit, staff, department)}"}
        if method == "POST":
            headers["Idempotency-Key"] = key or f"test-key-{next(_keys)}"
        if etag is not None:
            headers["If-Match"] = etag
        return await self.serving(unit).client.request(method, path, headers=headers, json=body, params=params)

    async def advance(self, days: float) -> None:
        """Moves the legal clock of all services and waits until they have caught up."""
        write_offset(self.clock_file, read_offset(self.clock_file) + timedelta(days=days))
        await self.settle()

    async def settle(self, seconds: float = 20) -> None:
        """Waits until nothing is on its way or waiting anywhere, twice in a row."""
        calm = 0
        for _ in range(int(seconds / 0.1)):
            answers = [await one.client.get("/v1/demo/clock") for one in self.services.values()]
            calm = calm + 1 if all(answer.json().get("drained") for answer in answers) else 0
            if calm >= 3:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"did not settle: {[answer.json() for answer in answers]}")


def settings_for(
    member: Member, database: Database, bus: Bus, folder: Path, city_public_key: str, clock_file: Path
) -> Settings:
    """What the process runner would put into the environment."""
    return Settings(
        units=list(member.units),
        instance=member.instance,
        port=member.service.port,
        database_url=SecretStr(database.service_url),
        nats_url=bus.url,
        nats_seed_file=bus.seed_file(member.instance),
        keys_dir=folder / member.instance,
        files_dir=folder / "files" / member.instance,
        city_public_key=city_public_key,
        demo=True,
        clock_file=clock_file,
        relay_poll_seconds=0.1,
        heartbeat_seconds=1.0,
        pool_size=8,
    )


@asynccontextmanager
async def running_city(
    bus: Bus, new_database: Databases, folder: Path, instances: tuple[str, ...], like: str = "", keep: str = ""
) -> AsyncIterator[City]:
    """Starts these instances of the plan, on new databases; what they are to know is still to be published.

    `keep` remembers their databases under this name when the city has ended; `like` begins with such databases.
    """
    clock_file = folder / "clock.json"
    city = City(clock_file)
    public = {}
    for member in bus.plan.members:
        for unit in member.units:
            public[unit] = generate_unit_keys(folder / member.instance, unit).public
    made: dict[str, Database] = {}
    async with AsyncExitStack() as stack:
        for member in bus.plan.members:
            if member.instance not in instances:
                continue
            database = await asyncio.to_thread(new_database, member.service.module, like)
            made[member.service.module] = database
            settings = settings_for(member, database, bus, folder, public[UnitCode("610100")].sign, clock_file)
            app = import_module(f"{member.service.module}.app").create_app(settings)
            await stack.enter_async_context(app.router.lifespan_context(app))
            client = await stack.enter_async_context(
                httpx.AsyncClient(
                    transport=httpx.ASGITransport(app, raise_app_exceptions=False),
                    base_url=f"http://{member.instance}",
                    timeout=30,
                )
            )
            city.services[member.instance] = Running(app, client, settings, database.owner_url)
        yield city
    for service, database in made.items():
        if keep:
            new_database.keep(service, database, keep)
        else:
            await asyncio.to_thread(new_database.drop, database)
