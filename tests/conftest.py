"""Real servers for the tests: PostgreSQL and NATS from the wheels, in folders and on ports of this run alone."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from importlib import resources
from itertools import count
from pathlib import Path

import asyncpg
import nats
import pytest
from hypothesis import HealthCheck, settings
from nats.aio.client import Client

from liandong.cli.stack.broker import Broker
from liandong.cli.stack.command import Command
from liandong.cli.stack.databases import Database, provide_databases
from liandong.cli.stack.plan import ADMIN, Plan, plan_of
from liandong.cli.stack.ports import free_port
from liandong.cli.stack.postgres import Postgres
from liandong.infrastructure.bus.provision import STREAMS, provision
from liandong.infrastructure.migrate import upgrade
from liandong.terms.codes import Tier, UnitCode

settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
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


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A folder of this run that PostgreSQL's account may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="liandong-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


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


_numbers = count(1)


@pytest.fixture(scope="session")
def new_database(postgres_server: Postgres) -> Callable[[str], Database]:
    """Makes fresh databases: `new_database("city_center")` is one as that service's migrations leave it."""
    templates: dict[str, Database] = {}

    def make(service: str) -> Database:
        if service not in templates:
            templates[service] = asyncio.run(_template(postgres_server, service))
            asyncio.run(upgrade(templates[service].owner_url, f"{service}_service", _migrated_by(service)))
        template = templates[service]
        name = f"{service}_{next(_numbers)}"
        asyncio.run(_copy(postgres_server, template, name))
        return replace(
            template,
            name=name,
            owner_url=template.owner_url.rsplit("/", 1)[0] + f"/{name}",
            service_url=template.service_url.rsplit("/", 1)[0] + f"/{name}",
        )

    return make


@pytest.fixture
def database(new_database: Callable[[str], Database]) -> Database:
    """A fresh database as the city centre's migrations leave it, with the URLs of its owner and of the service."""
    return new_database("city_center")


async def _template(server: Postgres, service: str) -> Database:
    provided = await provide_databases(server.url(), [service], server.folder / "passwords.json")
    return provided[service]


def _migrated_by(service: str) -> list[str]:
    """The packages whose migrations make this service's schema."""
    packages = ["liandong.infrastructure", service]
    if service != "e_supervision":
        packages.insert(1, "liandong.casework")
    return [package for package in packages if (resources.files(package) / "migrations" / "versions").is_dir()]


async def _copy(server: Postgres, template: Database, name: str) -> None:
    admin = await asyncpg.connect(server.url())
    try:
        await admin.execute(f"CREATE DATABASE {name} TEMPLATE {template.name} OWNER {template.name}_owner")
        await admin.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
        await admin.execute(f"GRANT CONNECT ON DATABASE {name} TO {template.name}_service")
    finally:
        await admin.close()


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


@asynccontextmanager
async def wiped_bus(nats_server: Broker) -> AsyncIterator[Bus]:
    """The bus of this server, emptied and provisioned."""
    bus = Bus(url=nats_server.url, plan=PLAN, server=nats_server)
    admin = await bus.connect()
    for stream in STREAMS:
        await admin.request(f"$JS.API.STREAM.DELETE.{stream}", b"", timeout=5)
    await provision(admin, PLAN.durables)
    yield bus
    await admin.close()


@pytest.fixture
async def bus(nats_server: Broker) -> AsyncIterator[Bus]:
    """The bus, wiped and provisioned for this test."""
    async with wiped_bus(nats_server) as wiped:
        yield wiped
