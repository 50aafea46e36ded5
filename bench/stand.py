"""The city that is measured: real servers and the four services as processes on loopback, in a folder of this run."""

import asyncio
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from sys import executable

import asyncpg
import httpx

from bench.items import measured_catalogue
from liandong.cli.api import Api
from liandong.cli.demo.accounts import ensure_accounts
from liandong.cli.demo.load import City, DemoUnit, demo_city
from liandong.cli.demo.publish import publish_demo
from liandong.cli.stack.broker import Broker
from liandong.cli.stack.command import Command
from liandong.cli.stack.databases import Database, provide_databases
from liandong.cli.stack.environment import Surroundings
from liandong.cli.stack.migrations import migrate
from liandong.cli.stack.placing import remembered
from liandong.cli.stack.plan import ADMIN, Member, Plan, plan_of
from liandong.cli.stack.ports import free_port
from liandong.cli.stack.postgres import Postgres
from liandong.cli.stack.probe import answers_ok
from liandong.events.authority import LetterRule
from liandong.infrastructure.bus.connection import connect_admin
from liandong.infrastructure.bus.provision import provision
from liandong.infrastructure.identity.issuer import issuer_name, open_issuer
from liandong.terms.codes import StaffId, Tier, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role

CAPITAL = UnitCode("610100")
DISTRICTS = tuple(
    UnitCode(code) for code in ("610102", "610103", "610104", "610111", "610112", "610113", "610114", "610115")
)
HALLS = (UnitCode("610113003"), UnitCode("610113004"))
PLAN = plan_of(
    {
        Tier.CITY: (CAPITAL,),
        Tier.DISTRICT: DISTRICTS,
        Tier.TOWNSHIP: HALLS,
        Tier.SUPERVISION: (UnitCode("610100900"),),
    }
)
PATIENCE_SECONDS = 60.0


class StandFailed(Exception):
    """A part of the stand did not come up; says which, and the last it printed."""


@dataclass(slots=True)
class Stand:
    """`postgres` and `nats` and every instance of the plan are in `processes` while they run."""

    folder: Path
    postgres: Postgres
    broker: Broker
    surroundings: Surroundings
    databases: Mapping[str, Database]
    ports: Mapping[str, int]
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        return self.surroundings.plan

    @property
    def pids(self) -> dict[str, int]:
        return {name: process.pid for name, process in self.processes.items()}

    def member(self, unit: str) -> Member:
        return next(member for member in self.plan.members if unit in member.units)

    def database(self, instance: str) -> Database:
        return self.databases[next(one for one in self.plan.members if one.instance == instance).service.module]

    def environment(self, member: Member) -> Mapping[str, str]:
        return self.surroundings.environment(member, self.databases[member.service.module], self.ports[member.instance])

    def token(self, role: Role, unit: UnitCode, department: str | None = None) -> str:
        """A bearer token as the unit's own issuer gives it."""
        member = self.member(unit)
        issuer = open_issuer(self.surroundings.keys_of(member), issuer_name(list(member.units), member.instance))
        relations = frozenset() if department is None else frozenset({f"department:{department}"})
        principal = Principal(id=StaffId(f"{unit}-{role}"), unit=unit, roles=frozenset({role}), relations=relations)
        return issuer.issue(principal, now=time.time())

    async def start(self, member: Member, path: str = "/readyz") -> float:
        """Starts the service's process; returns the seconds until it says yes at `path`. Raises StandFailed."""
        command = Command(
            name=member.instance,
            argv=(executable, "-m", member.service.module),
            env={**self.environment(member)},
        )
        began = time.monotonic()
        self._run(command)
        port = self.ports[member.instance]
        while not await answers_ok(port, path):
            self._must_live(member.instance, began)
            await asyncio.sleep(0.02)
        return time.monotonic() - began

    async def stop(self, name: str) -> None:
        process = self.processes.pop(name)
        process.terminate()
        await asyncio.to_thread(process.wait, 20)

    async def fresh_database(self, name: str) -> str:
        """The URL of an empty database on the same server, for a floor."""
        admin = await asyncpg.connect(self.postgres.url())
        try:
            await admin.execute(f"create database {name}")
        finally:
            await admin.close()
        return self.postgres.url(name)

    def _run(self, command: Command) -> None:
        with (self.folder / f"{command.name}.log").open("ab") as output:
            self.processes[command.name] = command.start(output)

    def _must_live(self, name: str, began: float) -> None:
        if self.processes[name].poll() is not None or time.monotonic() - began > PATIENCE_SECONDS:
            raise StandFailed(f"{name}:\n{(self.folder / f'{name}.log').read_text(errors='replace')[-3000:]}")


@asynccontextmanager
async def stand(within: Path) -> AsyncIterator[Stand]:
    """Everything up, published and ready; thrown away at the end."""
    within.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=within))
    folder.chmod(0o711)
    (folder / "run").mkdir()
    made: Stand | None = None
    try:
        made = await _servers(folder)
        await _services(made)
        yield made
    finally:
        if made is not None:
            _throw_away(made)
        elsewhere = remembered(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)
        if elsewhere is not None:
            shutil.rmtree(elsewhere, ignore_errors=True)


async def _servers(folder: Path) -> Stand:
    postgres = await asyncio.to_thread(Postgres.at, folder / "postgres", free_port())
    broker = Broker.at(folder / "nats", free_port(), free_port(), PLAN)
    surroundings = Surroundings(var=folder, plan=PLAN, nats_url=broker.url, seeds=broker.folder / "seeds")
    made = Stand(
        folder=folder,
        postgres=postgres,
        broker=broker,
        surroundings=surroundings,
        databases={},
        ports={member.instance: free_port() for member in PLAN.members},
    )
    began = time.monotonic()
    try:
        for server in (postgres, broker):
            made._run(server.command)
            while not await server.ready():
                made._must_live(server.command.name, began)
                await asyncio.sleep(0.05)
        admin = await connect_admin(broker.url, broker.seed_file(ADMIN), ADMIN, lambda: None)
        await provision(admin, PLAN.durables)
        await admin.close()
        modules = [member.service.module for member in PLAN.members]
        made.databases = await provide_databases(postgres.url(), modules, folder / "run" / "databases.json")
    except BaseException:
        _throw_away(made)
        raise
    return made


async def _services(made: Stand) -> None:
    keys = made.surroundings.make_keys()
    await migrate(PLAN, made.databases)
    demo = _city()
    password = "measured-on-loopback-only"  # lives as long as this folder
    capital = made.member(CAPITAL)
    await ensure_accounts(
        made.databases[capital.service.module].service_url,
        [account for account in demo.accounts if account.principal.unit == CAPITAL],
        password,
    )
    await asyncio.gather(*(made.start(member, "/healthz") for member in PLAN.members))
    url = f"http://127.0.0.1:{made.ports[capital.instance]}"
    async with httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as client:
        await publish_demo(Api(client, password), demo, measured_catalogue(), keys, CAPITAL)
    began = time.monotonic()
    for member in PLAN.members:
        while not await answers_ok(made.ports[member.instance], "/readyz"):
            made._must_live(member.instance, began)
            await asyncio.sleep(0.05)


def _city() -> City:
    """The demo city with as many units as are measured, all acting by post."""
    demo = demo_city()
    known = {unit.code: unit for unit in demo.units}
    units = tuple(
        _by_post(known.get(unit))
        or DemoUnit(code=unit, name=f"单位{unit}", tier=member.service.tier, parent=CAPITAL, code_source="GB/T 2260")
        for member in PLAN.members
        for unit in member.units
    )
    return replace(demo, units=units)


def _by_post(unit: DemoUnit | None) -> DemoUnit | None:
    return None if unit is None else replace(unit, letters=LetterRule.WHERE_GRANTED)


def _throw_away(made: Stand) -> None:
    for name, process in reversed(made.processes.items()):
        process.send_signal(made.postgres.command.dies_by if name == made.postgres.command.name else 9)
    for process in made.processes.values():
        process.wait(30)
