"""Real servers for the tests: PostgreSQL and NATS from the wheels, in folders and on ports of this run alone."""

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nats
import pytest
from hypothesis import HealthCheck, settings
from nats.aio.client import Client
from xdist.scheduler import LoadScopeScheduling

from liandong.cli.stack.broker import Broker
from liandong.cli.stack.command import Command
from liandong.cli.stack.databases import Database
from liandong.cli.stack.plan import ADMIN, Plan, plan_of
from liandong.cli.stack.ports import free_port
from liandong.cli.stack.postgres import Postgres
from liandong.infrastructure.bus.provision import STREAMS, provision
from liandong.terms.codes import Tier, UnitCode
from tests.databases import Databases

settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", parent=settings.get_profile("shared machine"), max_examples=25)
settings.register_profile("thorough", max_examples=5000, deadline=None)
settings.load_profile("shared machine")

PLAN = plan_of(
    {
        Tier.CITY: (UnitCode("610100"),),
        Tier.DISTRICT: (UnitCode("610112"), UnitCode("610113"), UnitCode("610116")),
        Tier.TOWNSHIP: (UnitCode("610112001"), UnitCode("610113004"), UnitCode("610113005")),
        Tier.SUPERVISION: (UnitCode("610100900"),),
    }
)
"""The city the bus of the tests is configured for."""


STACKS = ("tests/faults", "tests/journeys/demo")
"""Whole cities of processes, each with both cores' work to do: they begin first."""
ONE_CITY = ("tests/browser", "tests/integration/documented", "tests/integration/files", "tests/integration/bad_input")
"""Folders whose tests share a city in one process."""


class ByPlace(LoadScopeScheduling):
    """Side by side, what shares a city stays together; everything else goes file by file."""

    def _split_scope(self, nodeid: str) -> str:
        return _place(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByPlace:
    return ByPlace(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first."""
    order = {place: number for number, place in enumerate((*STACKS, *ONE_CITY))}
    items.sort(key=lambda item: order.get(_place(item.nodeid), len(order)))


def _place(nodeid: str) -> str:
    return next((place for place in (*STACKS, *ONE_CITY) if nodeid.startswith(place)), nodeid.split("::")[0])


ROOM_IN_MEMORY = 3 << 30
"""Bytes that must be free for the servers of all workers to lie in memory."""


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A folder of this run that PostgreSQL's account may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="liandong-test-", dir=_in_memory()))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def _in_memory() -> str | None:
    """Where small databases are made and dropped ten times as quickly; None where there is no such place."""
    place = "/dev/shm"
    if not os.access(place, os.W_OK) or os.statvfs(place).f_flag & os.ST_NOEXEC:
        return None
    return place if shutil.disk_usage(place).free > ROOM_IN_MEMORY else None


@pytest.fixture(scope="session")
def postgres_server(server_folder: Path) -> Iterator[Postgres]:
    """A running PostgreSQL 18. It does not wait for the disk: what must outlive a crash is proved by tests/faults."""
    server = Postgres.at(server_folder / "postgres", free_port())
    hasty = replace(server.command, argv=(*server.command.argv, "-F"))
    with _running(hasty, server.ready, server_folder):
        yield server


@pytest.fixture(scope="session")
def nats_server(server_folder: Path) -> Iterator[Broker]:
    """A running nats-server with the users of PLAN."""
    server = Broker.at(server_folder / "nats", free_port(), free_port(), PLAN)
    with _running(server.command, server.ready, server_folder):
        yield server


@contextmanager
def _running(command: Command, ready: Callable[[], Awaitable[bool]], folder: Path) -> Iterator[None]:
    log = folder / f"{command.name}.log"
    with log.open("ab") as output:
        process = command.start(output)
    try:
        deadline = time.monotonic() + 60
        while not asyncio.run(_once(ready)):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"{command.name} did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.05)
        yield
    finally:
        process.send_signal(command.dies_by)  # its folder is thrown away
        process.wait(60)


async def _once(ready: Callable[[], Awaitable[bool]]) -> bool:
    return await ready()


@pytest.fixture(scope="session")
def new_database(postgres_server: Postgres) -> Databases:
    """Makes fresh databases: `new_database("city_center")` is one as that service's migrations leave it."""
    return Databases(postgres_server)


@pytest.fixture
def database(new_database: Databases) -> Iterator[Database]:
    """A fresh database as the city centre's migrations leave it, with the URLs of its owner and of the service."""
    made = new_database("city_center")
    yield made
    new_database.drop(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bus:
    """A bus with empty streams and new consumers."""

    url: str
    plan: Plan
    server: Broker

    def seed_file(self, user: str) -> Path:
        """The seed of `admin` or of an instance of the plan: city, district, hall, supervision."""
        return self.server.seed_file(user)

    async def connect(self, user: str = ADMIN) -> Client:
        """A plain connection as this user, for looking from outside."""
        seed = self.seed_file(user).read_text()
        return await nats.connect(self.url, nkeys_seed_str=seed, inbox_prefix=f"_INBOX.{user}")

    async def wipe(self) -> None:
        """Empties the streams and forgets who had read what."""
        admin = await self.connect()
        for stream in STREAMS:
            await admin.request(f"$JS.API.STREAM.DELETE.{stream}", b"", timeout=5)
        await provision(admin, self.plan.durables)
        await admin.close()


@asynccontextmanager
async def wiped_bus(nats_server: Broker) -> AsyncIterator[Bus]:
    """The bus of this server, emptied and provisioned."""
    bus = Bus(url=nats_server.url, plan=PLAN, server=nats_server)
    await bus.wipe()
    yield bus


@pytest.fixture
async def bus(nats_server: Broker) -> AsyncIterator[Bus]:
    """The bus, wiped and provisioned for this test."""
    async with wiped_bus(nats_server) as wiped:
        yield wiped
