"""A process of its own for whatever makes load: asked by a line of JSON on its input, answering by one."""

import asyncio
import importlib
import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import uvloop

from liandong.cli.stack.command import Command

Do = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]
Work = Callable[[dict[str, Any]], AbstractAsyncContextManager[Do]]
"""What a worker's module has under the name `work`: opens with what it is given, does what it is asked."""
ROOT = Path(__file__).parents[1]
LINE_AT_MOST = 64 * 1024 * 1024


class WorkerFailed(Exception):
    """The worker ended instead of answering; what it printed went to the bench's own error output."""


class Worker:
    """The asking side. The worker dies with the process that started it."""

    def __init__(self, module: str, process: asyncio.subprocess.Process) -> None:
        self._module = module
        self._process = process

    @classmethod
    async def start(cls, module: str, given: dict[str, Any]) -> "Worker":
        argv = (sys.executable, "-m", "bench.worker", module)
        how = Command(name=module, argv=argv, env={"PYTHONPATH": str(ROOT)}).arguments()
        how |= {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE, "limit": LINE_AT_MOST}
        process = await asyncio.create_subprocess_exec(*argv, **how)
        worker = cls(module, process)
        await worker.ask(**given)
        return worker

    @property
    def pid(self) -> int:
        return self._process.pid

    async def ask(self, **what: Any) -> dict[str, Any]:
        """Raises WorkerFailed."""
        assert self._process.stdin is not None, "a pipe"
        assert self._process.stdout is not None, "a pipe"
        self._process.stdin.write(json.dumps(what).encode() + b"\n")
        await self._process.stdin.drain()
        line = await self._process.stdout.readline()
        if not line:
            raise WorkerFailed(f"{self._module} ended with status {await self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()


async def _serve(module: str) -> None:
    work: Work = importlib.import_module(module).work
    async with work(json.loads(await _line())) as do:
        _say({"pid_is_ready": True})
        while line := await _line():
            _say(await do(json.loads(line)))


async def _line() -> str:
    return await asyncio.to_thread(sys.stdin.readline)


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(sys.argv[1]))
