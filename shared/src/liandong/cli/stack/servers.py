"""The stack's PostgreSQL and NATS: embedded ones on free ports, or those named in the surroundings."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path

from liandong.cli.stack.broker import Broker
from liandong.cli.stack.child import Watched
from liandong.cli.stack.plan import Plan
from liandong.cli.stack.ports import free_port
from liandong.cli.stack.postgres import Postgres
from liandong.cli.stack.runner import Runner, StartFailed
from liandong.cli.stack.state import Part, State

POSTGRES_PORT, NATS_PORT, MONITOR_PORT = 8615, 8616, 8617


class PortTaken(StartFailed):
    """A server's port was taken by another program."""


class Servers:
    """Starts them under the runner and writes them into the state."""

    def __init__(self, var: Path, runner: Runner, state: State) -> None:
        self._var = var
        self._runner = runner
        self._state = state

    async def postgres(self) -> str:
        """The URL of its administrator: that in LIANDONG_DATABASE_SERVER, else of the embedded server, now running."""
        given = os.environ.get("LIANDONG_DATABASE_SERVER")
        if given:
            self._state.servers.append(Part(name="postgres", url=address(given), state="external"))
            return given
        server = await asyncio.to_thread(Postgres.at, self._var / "postgres", free_port(POSTGRES_PORT))

        async def clear_orphans() -> None:
            await asyncio.to_thread(server.clear_orphans)

        async def start() -> None:
            url = f"postgresql://127.0.0.1:{server.port}"
            await self._server(
                Part(name="postgres", url=url),
                Watched(
                    name="postgres",
                    command=server.command,
                    alive=server.ready,
                    doing=server.doing,
                    prepare=clear_orphans,
                    stop_within=30,
                ),
            )

        try:
            await start()
        except PortTaken:
            server = replace(server, port=free_port())
            await start()
        return server.url()

    async def nats(self, plan: Plan) -> tuple[str, Path | None]:
        """The URL and the folder of the users' seeds (admin.nk, city.nk, …): those in LIANDONG_NATS_SERVER and
        LIANDONG_NATS_SEEDS, else of the embedded server, now running."""
        given = os.environ.get("LIANDONG_NATS_SERVER")
        if given:
            folder = os.environ.get("LIANDONG_NATS_SEEDS")
            self._state.servers.append(Part(name="nats", url=address(given), state="external"))
            return given, Path(folder).resolve() if folder else None

        async def start(port: int, monitor: int) -> str:
            server = await asyncio.to_thread(Broker.at, self._var / "nats", port, monitor, plan)
            watched = Watched(
                name="nats", command=server.command, alive=server.ready, doing=server.doing, hung_after=15
            )
            await self._server(Part(name="nats", url=server.url), watched)
            return server.url

        try:
            url = await start(free_port(NATS_PORT), free_port(MONITOR_PORT))
        except PortTaken:
            url = await start(free_port(), free_port())
        return url, self._var / "nats" / "seeds"

    async def _server(self, part: Part, watched: Watched) -> None:
        """Raises PortTaken if somebody took its port between the look and the start; StartFailed."""
        self._state.servers.append(part)
        child = self._runner.start(watched)
        try:
            await self._runner.gate([child])
        except StartFailed as failure:
            if "in use" not in str(failure):
                raise
            await child.stop()
            self._state.servers.remove(part)
            raise PortTaken(str(failure)) from failure


def address(url: str) -> str:
    """A server's URL without who logs in there and with what."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('/')[0]}"
