"""The processes of one stack: each kept alive by itself, waited for, and stopped in the order they need each other."""

import asyncio
import time
from collections.abc import Callable, Iterable

from liandong.cli.stack.child import GATE_EVERY, GATE_PATIENCE, Child, Watched
from liandong.cli.stack.output import Output


class StartFailed(Exception):
    """A process did not come through its gate; says which, and the last it said."""


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
        """Return when all have been through their gates. Raises StartFailed after so many seconds without a sign of
        life of one."""
        began = time.monotonic()
        for child in children:
            while not child.through.is_set():
                if child.has_failed or time.monotonic() - max(began, child.heard_of) > within:
                    raise StartFailed(f"{child.watched.name} did not start:\n{self._output.tail(child.watched.name)}")
                await asyncio.sleep(GATE_EVERY)

    async def stop(self) -> None:
        """Stop what was started last first; the services, which do not need each other, all at once."""
        waves: dict[int, list[Child]] = {}
        for child in self.children.values():
            waves.setdefault(child.watched.command.wave, []).append(child)
        for wave in sorted(waves, reverse=True):
            await asyncio.gather(*(child.stop() for child in waves[wave]), return_exceptions=True)
