"""Bringing the stack up: servers, databases, migrations, bus, services, demo data; and keeping it up."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from time import monotonic

from liandong.cli.demo.load import CITY_FILE
from liandong.cli.demo.loading import load_accounts, load_demo
from liandong.cli.stack.child import Watched
from liandong.cli.stack.command import Command
from liandong.cli.stack.console import Console
from liandong.cli.stack.databases import provide_databases
from liandong.cli.stack.environment import Surroundings
from liandong.cli.stack.migrations import migrate
from liandong.cli.stack.output import Output
from liandong.cli.stack.plan import ADMIN, Member, read_city
from liandong.cli.stack.ports import listener
from liandong.cli.stack.probe import answers_ok
from liandong.cli.stack.runner import Runner
from liandong.cli.stack.servers import Servers
from liandong.cli.stack.state import Part, State
from liandong.cli.stack.telling import Telling


@dataclass(slots=True)
class Stack:
    """One data folder's stack while it runs. Servers named in the surroundings are used instead of embedded ones."""

    var: Path
    quiet: bool = False
    """Whether the console is spared what the processes say."""
    runner: Runner = field(init=False)
    state: State = field(init=False)
    output: Output = field(init=False)
    _telling: Telling = field(init=False)
    _kept: asyncio.Task[None] | None = None
    _listeners: list[socket] = field(default_factory=list)
    """Kept over the restarts of the services, so that nobody else gets their ports and no request is turned away."""
    _began: float = field(default_factory=monotonic)

    def __post_init__(self) -> None:
        self.state = State(runner=os.getpid())
        self.output = Output(self.var / "logs", None if sys.stdout is None else Console(sys.stdout), quiet=self.quiet)
        self.runner = Runner(self.output, self._note)
        self._telling = Telling(self.var, self.state)

    async def up(self) -> State:
        """Everything started, published and ready.

        Raises StartFailed, MigrationFailed, DemoNotLoaded, and what the servers raise.
        """
        self._kept = asyncio.create_task(self._telling.keep())
        plan = read_city(Path(str(CITY_FILE)))
        servers = Servers(self.var, self.runner, self.state)
        postgres_url, (nats_url, seeds) = await asyncio.gather(servers.postgres(), servers.nats(plan))
        databases = await provide_databases(
            postgres_url, [member.service.module for member in plan.members], self.var / "run" / "databases.json"
        )
        surroundings = Surroundings(var=self.var, plan=plan, nats_url=nats_url, seeds=seeds)
        keys = surroundings.make_keys()
        listeners = {member.service.module: listener(member.service.port) for member in plan.members}
        self._listeners.extend(listeners.values())
        peers = ",".join(
            f"{unit}=http://127.0.0.1:{listeners[member.service.module].getsockname()[1]}"
            for member in plan.members
            for unit in member.units
        )
        self.state.environments = {
            module: {
                **surroundings.environment(member, databases[module], listeners[module].getsockname()[1]),
                "LIANDONG_PEERS": peers,
            }
            for module, member in ((member.service.module, member) for member in plan.members)
        }
        await migrate(plan, databases)
        demo = self.var / "run" / "demo.json"
        self.state.password = await load_accounts(
            demo, [(databases[member.service.module].service_url, member.units) for member in plan.members]
        )
        starting = [self._service(member, listeners[member.service.module]) for member in plan.members]
        if seeds is not None:
            starting.insert(0, self._provision(nats_url, seeds / f"{ADMIN}.nk"))
        await asyncio.gather(*starting)
        await load_demo(demo, self.state, keys)
        self.state.ready, self.state.seconds = True, round(monotonic() - self._began, 1)
        self._note()
        return self.state

    async def down(self) -> None:
        """Stops everything, the last started first."""
        self.state.ready = False
        await self.runner.stop()
        for listening in self._listeners:
            listening.close()
        if self._kept is not None:
            self._kept.cancel()
        self.output.close()

    async def _provision(self, nats_url: str, seed: Path) -> None:
        argv = (sys.executable, "-m", "liandong.cli.stack.provisioner", nats_url, str(seed), str(CITY_FILE))

        provisioned = self.var / "run" / "provisioned"
        provisioned.unlink(missing_ok=True)

        async def once() -> bool:
            return provisioned.exists()

        command = Command(name="provisioner", argv=(*argv, str(provisioned)), folder=self.var / "run", wave=2)
        await self._start(Watched(name="provisioner", command=command, alive=once))

    async def _service(self, member: Member, listening: socket) -> None:
        port = listening.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        self.state.services.append(Part(name=member.service.name, url=url, units=list(member.units)))
        command = Command(
            name=member.service.name,
            argv=(sys.executable, "-m", member.service.module),
            env={
                **self.state.environments[member.service.module],
                "LIANDONG_LISTEN_FD": str(listening.fileno()),
            },
            folder=self.var / "run",
            wave=3,
            sockets=(listening.fileno(),),
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
                part.pid, part.state, part.doing = child.pid, child.state.value, child.doing
        self._telling.changed()


async def run_until_told(var: Path, announced: Callable[[State], str], *, quiet: bool) -> None:
    """Up, then stays until SIGINT or SIGTERM, then down. `announced` is what is said once everything is ready."""
    stack = Stack(var, quiet)
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, told.set)
    rising = asyncio.create_task(stack.up())
    waiting = asyncio.create_task(told.wait())
    try:
        await asyncio.wait({rising, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if rising.done():
            stack.output.say(announced(rising.result()))
            await waiting
        else:
            rising.cancel()
    finally:
        await stack.down()
