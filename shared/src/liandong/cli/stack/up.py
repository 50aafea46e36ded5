"""Bringing the stack up: servers, databases, migrations, bus, services, demo data; and keeping it up."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from liandong.cli.demo.load import CITY_FILE
from liandong.cli.demo.loading import load_accounts, load_demo
from liandong.cli.stack.broker import Broker
from liandong.cli.stack.command import Command
from liandong.cli.stack.databases import provide_databases
from liandong.cli.stack.environment import Surroundings
from liandong.cli.stack.migrations import migrate
from liandong.cli.stack.output import Output, terminal
from liandong.cli.stack.plan import ADMIN, Member, read_city
from liandong.cli.stack.ports import free_port
from liandong.cli.stack.postgres import Postgres
from liandong.cli.stack.probe import answers_ok
from liandong.cli.stack.runner import Runner, Watched
from liandong.cli.stack.state import Part, State, write_state

POSTGRES_PORT, NATS_PORT, MONITOR_PORT = 8615, 8616, 8617


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
        """Everything started, published and ready.

        Raises StartFailed, CommandFailed, DemoNotLoaded, and what the servers raise.
        """
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
        demo = self.var / "run" / "demo.json"
        self.state.password = await load_accounts(
            demo, [(databases[member.service.module].service_url, member.units) for member in plan.members]
        )
        if seeds is not None:
            await self._provision(nats_url, seeds / f"{ADMIN}.nk")
        await asyncio.gather(*(self._service(member, ports[member.service.module]) for member in plan.members))
        await load_demo(demo, self.state, keys)
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
            self.state.servers.append(Part(name="postgres", url=address(given), state="external"))
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
            self.state.servers.append(Part(name="nats", url=address(given), state="external"))
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

    def _note(self) -> None:
        for part in (*self.state.services, *self.state.servers):
            child = self.runner.children.get(part.name)
            if child is not None:
                part.pid, part.state = child.pid, child.state.value
        write_state(self.var, self.state)


def address(url: str) -> str:
    """A server's URL without who logs in there and with what."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('/')[0]}"


async def run_until_told(var: Path, announce: Callable[[State], None]) -> None:
    """Up, then stays until SIGINT or SIGTERM, then down."""
    stack = Stack(var)
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
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
