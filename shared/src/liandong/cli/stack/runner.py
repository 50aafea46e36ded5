"""Keeps the processes of the stack alive: started, gated, watched, restarted with growing pauses, stopped in order."""

import asyncio
import contextlib
import signal
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from liandong.cli.stack.command import Command
from liandong.cli.stack.output import Output, Sink

Probe = Callable[[], Awaitable[bool]]

GATE_EVERY = 0.05
WATCH_EVERY, WATCH_CALMLY = 0.5, 2.0
"""Seconds between looks at a process that is not ready, and at one that is."""
GATE_PATIENCE = 60.0
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
STEADY_AFTER = 30.0
"""Seconds; a process that lived this long is started again without a pause that has grown."""
ATTEMPTS = 4
"""How often a process may end before it has ever been through its gate, until the start as a whole has failed."""


class State(StrEnum):
    """What is known of a process."""

    STARTING = "starting"
    RUNNING = "running"
    READY = "ready"
    WAITING = "waiting"  # ended by itself, to be started again after a pause
    STOPPED = "stopped"


class StartFailed(Exception):
    """A process did not come through its gate; says which, and the last it said."""


async def nothing_to_do() -> None:
    """The usual preparation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A process to keep alive: `alive` is its gate, `ready` what it is good for, seconds without life make it hung."""

    name: str
    command: Command
    alive: Probe
    ready: Probe | None = None
    prepare: Callable[[], Awaitable[None]] = nothing_to_do
    hung_after: float | None = None
    stop_within: float = 10.0


class Child:
    """One watched process through all its lives."""

    def __init__(self, watched: Watched, output: Output, changed: Callable[[], None]) -> None:
        self.watched = watched
        self.state = State.STOPPED
        self.pid: int | None = None
        self.through = asyncio.Event()
        self._output = output
        self._changed = changed
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = asyncio.Event()
        self._ended_early = 0
        self._task = asyncio.create_task(self._live(), name=watched.name)

    @property
    def has_failed(self) -> bool:
        """It never came through its gate in all its attempts."""
        return (not self.through.is_set() and self._ended_early >= ATTEMPTS) or self._task.done()

    async def stop(self) -> None:
        """Ask it to finish, insist after its time, and return when it is gone. Raises what went wrong in watching."""
        self._stopping.set()
        process = self._process
        if process is not None and process.returncode is None:
            for sign in (self.watched.command.stops_on, self.watched.command.dies_by, signal.SIGKILL):
                _signal(process, sign)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self.watched.stop_within):
                        await process.wait()
                    break
        await self._task
        self._set(State.STOPPED)

    async def _live(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                await self.watched.prepare()
                why = _why(await self._one_life())
            except OSError as fault:  # no process or no file to be had now; later perhaps
                why = str(fault) or type(fault).__name__
            if self._stopping.is_set():
                return
            if not self.through.is_set():
                self._ended_early += 1
            if time.monotonic() - began > STEADY_AFTER:
                pause = FIRST_PAUSE
            self._output.note(self.watched.name, f"ended ({why}); started again in {pause:.1f} s")
            self._set(State.WAITING)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._stopping.wait()
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _one_life(self) -> int:
        with self._output.sink(self.watched.name) as sink:
            command = self.watched.command
            process = await asyncio.create_subprocess_exec(
                *command.argv, stdout=sink.writing_end, stderr=asyncio.subprocess.STDOUT, **command.arguments()
            )
            self._process, self.pid = process, process.pid
            self._set(State.STARTING)
            if self._stopping.is_set():  # asked to stop while the process was being made
                _signal(process, command.stops_on)
            reading = asyncio.create_task(sink.read())
            watching = asyncio.create_task(self._watch(process))
            code = await process.wait()
            self.pid = None
            await _end(watching)
            await _end(reading, after=0.5)
            return code

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        if not await self._alive_within(GATE_PATIENCE):
            self._output.note(self.watched.name, f"not through its gate after {GATE_PATIENCE:.0f} s: killed")
            _signal(process, signal.SIGKILL)
            return
        seen = time.monotonic()
        while True:
            if await self.watched.alive():
                seen = time.monotonic()
                ready = self.watched.ready is None or await self.watched.ready()
                self._set(State.READY if ready else State.RUNNING)
                self.through.set()
            elif self.watched.hung_after is not None and time.monotonic() - seen > self.watched.hung_after:
                self._output.note(self.watched.name, f"no sign of life for {self.watched.hung_after:.0f} s: killed")
                _signal(process, signal.SIGKILL)
                return
            else:
                self._set(State.RUNNING)
            await asyncio.sleep(WATCH_CALMLY if self.state is State.READY else WATCH_EVERY)

    async def _alive_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not await self.watched.alive():
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(GATE_EVERY)
        return True

    def _set(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self._changed()


class Runner:
    """All children of one stack, in the order they were started."""

    def __init__(self, output: Output, changed: Callable[[], None]) -> None:
        self.children: dict[str, Child] = {}
        self._output = output
        self._changed = changed

    def start(self, watched: Watched) -> Child:
        """Begin to keep it alive."""
        child = self.children[watched.name] = Child(watched, self._output, self._changed)
        return child

    async def gate(self, children: Iterable[Child], within: float = GATE_PATIENCE) -> None:
        """Return when all have been through their gates. Raises StartFailed."""
        deadline = time.monotonic() + within
        for child in children:
            while not child.through.is_set():
                if child.has_failed or time.monotonic() > deadline:
                    raise StartFailed(f"{child.watched.name} did not start:\n{self._output.tail(child.watched.name)}")
                await asyncio.sleep(GATE_EVERY)

    async def stop(self) -> None:
        """Stop what was started last first; the services, which do not need each other, all at once."""
        waves: dict[int, list[Child]] = {}
        for child in self.children.values():
            waves.setdefault(child.watched.command.wave, []).append(child)
        for wave in sorted(waves, reverse=True):
            await asyncio.gather(*(child.stop() for child in waves[wave]), return_exceptions=True)


async def _end(task: "asyncio.Task[None]", after: float = 0.0) -> None:
    if after:
        await asyncio.wait([task], timeout=after)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _signal(process: asyncio.subprocess.Process, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(sign)


def _why(code: int) -> str:
    return f"status {code}" if code >= 0 else signal.Signals(-code).name


__all__ = ["Child", "Runner", "Sink", "StartFailed", "State", "Watched"]
