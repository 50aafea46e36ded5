"""The process runner: children start behind readiness gates, restart with growing pauses, and stop in order."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TextIO

from liandong.cli.stack.command import Command

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
STEADY_SECONDS = 30.0
"""A child that ran this long is restarted at once when it dies."""
STOP_SECONDS = 15.0
COLOURS = (36, 32, 33, 35, 34, 96, 92, 93)


class DidNotStart(Exception):
    """A child did not become ready in time."""


@dataclass(slots=True)
class Child:
    """A program of the stack. `prepare` runs before every start, `ready` is asked until it says yes."""

    command: Command
    ready: Callable[[], Awaitable[bool]]
    prepare: Callable[[], None] | None = None
    state: str = "starting"
    process: asyncio.subprocess.Process | None = None
    is_ready: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def pid(self) -> int | None:
        return None if self.process is None or self.process.returncode is not None else self.process.pid


class Runner:
    """Runs children until it is stopped. `changed` is called whenever a child's pid or state is another."""

    def __init__(self, logs: Path, changed: Callable[[], None], *, console: TextIO | None = sys.stdout) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self._logs = logs
        self._changed = changed
        self._console = console
        self._children: list[Child] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, child: Child, within: float = 60) -> None:
        """Starts a child and waits until it is ready. Raises DidNotStart with the end of its log."""
        self._children.append(child)
        self._tasks.append(asyncio.create_task(self._keep(child)))
        try:
            await asyncio.wait_for(child.is_ready.wait(), within)
        except TimeoutError as late:
            raise DidNotStart(f"{child.command.name} was not ready within {within:g} s:\n{self._tail(child)}") from late

    async def stop(self) -> None:
        """Stops all children, the last started first."""
        for task, child in zip(reversed(self._tasks), reversed(self._children), strict=True):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await self._end(child)
            child.state = "stopped"
            self._changed()

    async def _keep(self, child: Child) -> None:
        pause = FIRST_PAUSE_SECONDS
        while True:
            began = monotonic()
            if child.prepare is not None:
                await asyncio.to_thread(child.prepare)
            child.process = await asyncio.create_subprocess_exec(
                *child.command.argv,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                limit=1 << 20,
                **child.command.arguments(),
            )
            self._changed()
            gate = asyncio.create_task(self._gate(child))
            try:
                await self._follow(child)
            finally:
                gate.cancel()
            child.is_ready.clear()
            child.state = "restarting"
            self._changed()
            self._say(child, f"ended with {child.process.returncode}")
            if monotonic() - began > STEADY_SECONDS:
                pause = FIRST_PAUSE_SECONDS
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _gate(self, child: Child) -> None:
        while not await child.ready():
            await asyncio.sleep(0.05)
        child.state = "ready"
        child.is_ready.set()
        self._changed()

    async def _follow(self, child: Child) -> None:
        """Passes on what the child prints until it has ended."""
        assert child.process is not None
        assert child.process.stdout is not None
        with self._log_file(child).open("ab") as kept:
            while line := await _line(child.process.stdout):
                kept.write(line)
                kept.flush()
                self._say(child, line.decode(errors="replace").rstrip())
        await child.process.wait()

    async def _end(self, child: Child) -> None:
        process = child.process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(child.command.stops_on)
        drained = asyncio.create_task(_drain(process))
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.send_signal(signal.SIGKILL)
            await process.wait()
        finally:
            drained.cancel()

    def _say(self, child: Child, text: str) -> None:
        if self._console is None:
            return
        name = child.command.name
        colour = COLOURS[sum(name.encode()) % len(COLOURS)]
        prefix = f"\x1b[{colour}m{name:>16} |\x1b[0m " if self._console.isatty() else f"{name:>16} | "
        print(prefix + text, file=self._console, flush=True)

    def _log_file(self, child: Child) -> Path:
        return self._logs / f"{child.command.name}.log"

    def _tail(self, child: Child) -> str:
        file = self._log_file(child)
        return file.read_text(errors="replace")[-3000:] if file.exists() else "(it printed nothing)"


async def _line(stream: asyncio.StreamReader) -> bytes:
    try:
        return await stream.readline()
    except ValueError:  # a line longer than the limit: passed over, not fatal
        return b"(a line too long to show)\n"


async def _drain(process: asyncio.subprocess.Process) -> None:
    if process.stdout is not None:
        while await process.stdout.read(65536):
            pass
