"""The stack as `liandong up` runs it, and every kind of bad luck that can befall one of its processes."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import asyncpg
import httpx

from liandong.cli.stack.command import Command, inherited
from liandong.cli.stack.state import NotRunning, State, read_state
from liandong.cli.stack.wipe import wipe_data

UP_WITHIN_SECONDS = 180
A_SESSION = "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1"
SERVICES = ("city_center", "district_center", "township_hall", "e_supervision")
COMMAND = (sys.executable, "-m", "liandong.cli.main")


@dataclass(slots=True)
class RunningStack:
    """A stack of real processes in a folder of its own; the runner of `liandong up` is the only one to restart them."""

    var: Path
    _up: "subprocess.Popen[bytes] | None" = field(default=None)

    def start(self) -> None:
        """Begins `liandong up`."""
        with (self.var.parent / "up.log").open("ab") as log:
            command = Command(name="up", argv=(*COMMAND, "up", "--var", str(self.var)), dies_by=signal.SIGTERM)
            self._up = command.start(log)

    def wait_until_ready(self) -> None:
        """Returns when everything is ready and the demo city is published."""
        assert self._up is not None
        deadline = monotonic() + UP_WITHIN_SECONDS
        while not self._is_ready():
            assert self._up.poll() is None, f"`liandong up` ended:\n{self.said()}"
            assert monotonic() < deadline, f"not ready within {UP_WITHIN_SECONDS} s:\n{self.said()}"
            sleep(0.2)

    def stop(self) -> None:
        assert self._up is not None
        self._up.terminate()
        self._up.wait(60)
        wipe_data(self.var)

    def said(self) -> str:
        """What the runner printed last."""
        return (self.var.parent / "up.log").read_text(errors="replace")[-4000:]

    def _is_ready(self) -> bool:
        try:
            return self.state.ready
        except NotRunning:
            return False

    @property
    def state(self) -> State:
        return read_state(self.var)

    def pid(self, name: str) -> int | None:
        """The process now running under this name: city-center, nats, postgres …"""
        state = self.state
        return next(part.pid for part in (*state.services, *state.servers) if part.name == name)

    def url(self, unit: str) -> str:
        return next(part.url for part in self.state.services if unit in (part.units or ()))

    def environment(self, module: str) -> Mapping[str, str]:
        return {**inherited(), **self.state.environments[module]}

    async def connect(self, module: str) -> "asyncpg.Connection[asyncpg.Record]":
        """A look into a service's database, with its own rights."""
        return await asyncpg.connect(self.state.environments[module]["LIANDONG_DATABASE_URL"], timeout=10)

    async def command(self, *arguments: str) -> tuple[int, str]:
        """A `liandong` command on this stack: exit status and what it printed."""
        process = await asyncio.create_subprocess_exec(
            *COMMAND,
            *arguments,
            env={**inherited(), "LIANDONG_VAR": str(self.var)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        return int(process.returncode or 0), said.decode(errors="replace")

    def signal(self, name: str, sign: signal.Signals) -> int:
        """Sends a signal to the process of this name; returns its number."""
        pid = self.pid(name)
        assert pid is not None, f"{name} is not running"
        os.kill(pid, sign)
        return pid

    async def kill(self, name: str) -> int:
        """kill -9."""
        return self.signal(name, signal.SIGKILL)

    async def kill_backend(self) -> int:
        """kill -9 of one of PostgreSQL's sessions: it ends all others and recovers from its log."""
        connection = await self.connect("city_center")
        try:
            while (backend := await connection.fetchval(A_SESSION)) is None:  # after a restart there may be none yet
                await asyncio.sleep(0.05)
        finally:
            await connection.close()
        os.kill(backend, signal.SIGKILL)
        return backend

    async def restart_postgres(self) -> int:
        """Its own fast shutdown, as an administrator would do it."""
        return self.signal("postgres", signal.SIGINT)

    async def freeze(self, name: str, seconds: float) -> None:
        """It does not move for a while; its connections stay open."""
        pid = self.signal(name, signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            _quietly(pid, signal.SIGCONT)

    async def wipe_nats(self) -> int:
        """The broker's storage is gone when it comes back: streams, consumers and all they held."""
        pid = self.signal("nats", signal.SIGSTOP)
        shutil.rmtree(self.var / "nats" / "store")
        os.kill(pid, signal.SIGKILL)
        return pid

    async def recovered(self, name: str | None = None, gone: int | None = None, within: float = 60) -> float:
        """Seconds until another process runs under the name and every service says that it is ready."""
        began = monotonic()
        async with httpx.AsyncClient(timeout=2, trust_env=False) as client:
            while monotonic() - began < within:
                is_back = name is None or self.pid(name) not in (None, gone)
                if is_back and await self._all_ready(client):
                    return monotonic() - began
                await asyncio.sleep(0.05)
        raise AssertionError(f"no recovery from the fault at {name} within {within} s: {self.state.shown()}")

    async def _all_ready(self, client: httpx.AsyncClient) -> bool:
        for part in self.state.services:
            try:
                answer = await client.get(f"{part.url}/readyz")
            except httpx.TransportError:
                return False
            if answer.status_code != 200:
                return False
        return True

    def unexpected(self) -> list[str]:
        """Lines of the services' logs about errors that nobody foresaw."""
        found: list[str] = []
        for module in SERVICES:
            log = self.var / "logs" / f"{module.replace('_', '-')}.log"
            lines = log.read_text(errors="replace").splitlines()
            found += [line for line in lines if '"unexpected"' in line or '"background.failed"' in line]
        return found


def _quietly(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return
