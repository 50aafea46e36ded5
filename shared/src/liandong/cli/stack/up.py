"""Bringing the stack up: servers, databases, migrations, bus, services, demo data; and keeping it up."""

import asyncio
import json
import os
import secrets
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import httpx

from liandong.cli.api import Api
from liandong.cli.demo.accounts import ensure_accounts
from liandong.cli.demo.load import CITY_FILE, demo_catalogue, demo_city
from liandong.cli.demo.publish import publish_demo
from liandong.cli.stack.broker import Broker
from liandong.cli.stack.command import Command
from liandong.cli.stack.databases import Database, provide_databases
from liandong.cli.stack.environment import Surroundings
from liandong.cli.stack.migrations import migrate
from liandong.cli.stack.output import Output, terminal
from liandong.cli.stack.plan import ADMIN, Member, read_city
from liandong.cli.stack.ports import free_port
from liandong.cli.stack.postgres import Postgres
from liandong.cli.stack.probe import answers_ok
from liandong.cli.stack.runner import Runner, StartFailed, Watched
from liandong.cli.stack.secret import write_secret
from liandong.cli.stack.state import Part, State, write_state
from liandong.infrastructure.keys import PublicKeys
from liandong.terms.codes import UnitCode

POSTGRES_PORT, NATS_PORT, MONITOR_PORT = 8615, 8616, 8617
READY_WITHIN_SECONDS = 60


@dataclass(slots=True)
class Stack:
    """One data folder's stack while it runs. Servers named in the surroundings are used instead of embedded ones."""

    var: Path
    quiet: bool = False
    runner: Runner = field(init=False)
    state: State = field(init=False)
    _began: float = field(default_factory=monotonic)

    def __post_init__(self) -> None:
        self.state = State(runner=os.getpid())
        self.runner = Runner(Output(self.var / "logs", None if self.quiet else terminal()), self._note)

    async def up(self) -> State:
        """Everything started, published and ready. Raises StartFailed, CommandFailed, and what the servers raise."""
        plan = read_city(Path(str(CITY_FILE)))
        postgres_url, (nats_url, seeds) = await asyncio.gather(self._postgres(), self._nats())
        databases = await provide_databases(
            postgres_url, [member.service.module for member in plan.members], self.var / "run" / "databases.json"
        )
        surroundings = Surroundings(var=self.var, plan=plan, nats_url=nats_url, seeds=seeds)
        keys = surroundings.make_keys()
        ports = {member.service.module: free_port(member.service.port) for member in plan.members}
        self.state.environments = {
            member.service.module: dict(
                surroundings.environment(member, databases[member.service.module], ports[member.service.module])
            )
            for member in plan.members
        }
        await migrate(plan, databases, self.state.environments, self.var / "run" / "migrated")
        self.state.password = await self._accounts(databases, plan.members)
        if seeds is not None:
            await self._provision(nats_url, seeds / f"{ADMIN}.nk")
        await asyncio.gather(*(self._service(member, ports[member.service.module]) for member in plan.members))
        city = self.state.service("city_center")
        async with httpx.AsyncClient(base_url=city.url, timeout=30, trust_env=False) as client:
            await self._publish(Api(client, self.state.password), keys)
        await self._all_ready()
        self.state.ready, self.state.seconds = True, round(monotonic() - self._began, 1)
        self._note()
        return self.state

    async def down(self) -> None:
        """Stops everything, the last started first."""
        self.state.ready = False
        await self.runner.stop()

    async def _postgres(self) -> str:
        given = os.environ.get("LIANDONG_DATABASE_SERVER")
        if given:
            return given
        port = free_port(POSTGRES_PORT)
        server = await asyncio.to_thread(Postgres.at, self.var / "postgres", port)
        self.state.servers.append(Part(name="postgres", url=f"postgresql://127.0.0.1:{port}"))

        async def clear_orphans() -> None:
            await asyncio.to_thread(server.clear_orphans)

        watched = Watched(
            name="postgres", command=server.command, alive=server.ready, prepare=clear_orphans, stop_within=30
        )
        await self._start(watched)
        return server.url()

    async def _nats(self) -> tuple[str, Path | None]:
        given = os.environ.get("LIANDONG_NATS_SERVER")
        if given:
            folder = os.environ.get("LIANDONG_NATS_SEEDS")
            return given, None if folder is None else Path(folder)
        port, monitor = free_port(NATS_PORT), free_port(MONITOR_PORT)
        plan = read_city(Path(str(CITY_FILE)))
        server = await asyncio.to_thread(Broker.at, self.var / "nats", port, monitor, plan)
        self.state.servers.append(Part(name="nats", url=server.url))
        await self._start(Watched(name="nats", command=server.command, alive=server.ready, hung_after=15))
        return server.url, self.var / "nats" / "seeds"

    async def _provision(self, nats_url: str, seed: Path) -> None:
        argv = (sys.executable, "-m", "liandong.cli.stack.provisioner", nats_url, str(seed), str(CITY_FILE))

        provisioned = self.var / "run" / "provisioned"
        provisioned.unlink(missing_ok=True)

        async def once() -> bool:
            return provisioned.exists()

        command = Command(name="provisioner", argv=(*argv, str(provisioned)), wave=2)
        await self._start(Watched(name="provisioner", command=command, alive=once))

    async def _service(self, member: Member, port: int) -> None:
        url = f"http://127.0.0.1:{port}"
        self.state.services.append(Part(name=member.service.name, url=url, units=list(member.units)))
        command = Command(
            name=member.service.name,
            argv=(sys.executable, "-m", member.service.module),
            env=self.state.environments[member.service.module],
            wave=3,
        )

        async def answers() -> bool:
            return await answers_ok(port, "/healthz")

        async def ready() -> bool:
            return await answers_ok(port, "/readyz")

        watched = Watched(name=member.service.name, command=command, alive=answers, ready=ready, hung_after=20)
        await self._start(watched)

    async def _start(self, watched: Watched) -> None:
        await self.runner.gate([self.runner.start(watched)])

    async def _accounts(self, databases: Mapping[str, Database], members: tuple[Member, ...]) -> str:
        """Demo accounts, before the services look whether there are any; one password, generated once."""
        file = self.var / "run" / "demo.json"
        if file.exists():
            password: str = json.loads(file.read_text(encoding="utf-8"))["password"]
            return password
        password = f"demo-{secrets.token_urlsafe(12)}"
        accounts = demo_city().accounts
        for member in members:
            here = [account for account in accounts if account.principal.unit in member.units]
            await ensure_accounts(databases[member.service.module].service_url, here, password)
        write_secret(file, json.dumps({"password": password}))
        return password

    async def _publish(self, api: Api, keys: Mapping[UnitCode, PublicKeys]) -> None:
        """The demo city is published unless every service says that it is ready already."""
        if await self._unready():
            city = demo_city()
            capital = next(unit.code for unit in city.units if unit.parent is None)
            await publish_demo(api, city, demo_catalogue(), keys, capital)

    async def _all_ready(self) -> None:
        deadline = monotonic() + READY_WITHIN_SECONDS
        while missing := await self._unready():
            if monotonic() > deadline:
                raise StartFailed(f"not ready within {READY_WITHIN_SECONDS} s: {missing}")
            await asyncio.sleep(0.1)

    async def _unready(self) -> dict[str, object]:
        """What each service that is not ready still misses."""
        async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
            answers = {part.name: await client.get(f"{part.url}/readyz") for part in self.state.services}
        return {name: answer.json().get("probes") for name, answer in answers.items() if answer.status_code != 200}

    def _note(self) -> None:
        for part in (*self.state.services, *self.state.servers):
            child = self.runner.children.get(part.name)
            if child is not None:
                part.pid, part.state = child.pid, child.state.value
        write_state(self.var, self.state)


async def run_until_told(var: Path, announce: Callable[[State], None]) -> None:
    """Up, then stays until SIGINT or SIGTERM, then down."""
    stack = Stack(var)
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    rising = asyncio.create_task(stack.up())
    waiting = asyncio.create_task(told.wait())
    try:
        await asyncio.wait({rising, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if rising.done():
            state = rising.result()
            announce(state)
            await waiting
        else:
            rising.cancel()
    finally:
        await stack.down()
