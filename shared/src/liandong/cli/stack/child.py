"""Keeps one process of the stack alive: started, gated, watched, restarted with growing pauses, stopped in order."""

import asyncio
import contextlib
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from liandong.cli.stack.command import Command
from liandong.cli.stack.output import Output

Probe = Callable[[], Awaitable[bool]]
Doing = Callable[[], Awaitable[str | None]]

GATE_EVERY, GATE_CALMLY = 0.05, 0.5
"""Seconds between looks at a process that is not through its gate, and at one that says what it is busy with."""
TOLD_AFTER = 3.0
"""Seconds until it is told what a process is busy with: most are through before."""
WATCH_EVERY, WATCH_CALMLY = 0.5, 2.0
"""Seconds between looks at a process that is not ready, and at one that is."""
GATE_PATIENCE = 60.0
"""Seconds without a sign of life until a process that is not through its gate is given up."""
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


async def nothing_to_do() -> None:
    """The usual preparation."""


async def nothing_said() -> None:
    """Of most processes nothing is known until they are through their gates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A process to keep alive: `alive` is its gate, `ready` what it is good for, seconds without life make it hung.

    `doing` is what it is busy with before it is through its gate, if it says so itself: a sign of life, which is waited
    for however long it takes.
    """

    name: str
    command: Command
    alive: Probe
    doing: Doing = nothing_said
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
        self.doing: str | None = None
        self.heard_of = time.monotonic()
        """When it was begun, or last said what it is busy with."""
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
        if self._process is not None and self._process.returncode is None:
            await self._end_in_order(self._process)
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
            self._note(f"ended ({why}); started again in {pause:.1f} s")
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
            self._busy_with(None)
            await _end(reading, after=0.5)
            return code

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        if not await self._through_its_gate():
            self._note(f"not through its gate, and no sign of life for {GATE_PATIENCE:.0f} s: stopped")
            await self._end_in_order(process)
            return
        seen = time.monotonic()
        while True:
            if await self.watched.alive():
                seen = time.monotonic()
                ready = self.watched.ready is None or await self.watched.ready()
                self._set(State.READY if ready else State.RUNNING)
                self.through.set()
            elif self.watched.hung_after is not None and time.monotonic() - seen > self.watched.hung_after:
                self._note(f"no sign of life for {self.watched.hung_after:.0f} s: stopped")
                await self._end_in_order(process)
                return
            else:
                self._set(State.RUNNING)
            await asyncio.sleep(WATCH_CALMLY if self.state is State.READY else WATCH_EVERY)

    async def _through_its_gate(self) -> bool:
        began, pause = time.monotonic(), GATE_EVERY
        while not await self.watched.alive():
            if said := await self.watched.doing():
                self.heard_of, pause = time.monotonic(), min(1.5 * pause, GATE_CALMLY)
            if time.monotonic() - began > TOLD_AFTER:
                self._busy_with(said)
            if time.monotonic() - max(began, self.heard_of) > GATE_PATIENCE:
                return False
            await asyncio.sleep(pause)
        self._busy_with(None)
        return True

    async def _end_in_order(self, process: asyncio.subprocess.Process) -> None:
        """Asks first: a server that is killed has all the more to make good at its next start."""
        for sign in (self.watched.command.stops_on, self.watched.command.dies_by, signal.SIGKILL):
            _signal(process, sign)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.watched.stop_within):
                    await process.wait()
                return

    def _busy_with(self, said: str | None) -> None:
        if said != self.doing:
            self.doing = said
            if said is not None:
                self._output.note(self.watched.name, f"waiting: {said}", even_if_quiet=True)
            self._changed()

    def _note(self, text: str) -> None:
        self._output.note(self.watched.name, text)

    def _set(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self._changed()


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
