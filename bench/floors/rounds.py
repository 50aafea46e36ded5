"""Rounds of the barest durable step, for whatever is measured against it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bench.processes import metered
from bench.rounds import Round, Take
from bench.stand import Stand
from bench.worker import Worker


@asynccontextmanager
async def transactions(stand: Stand, database: str) -> AsyncIterator[Worker]:
    """The floor's process, with a database of its own on the same server."""
    floor = await Worker.start("bench.floors.transaction", {"url": await stand.fresh_database(database)})
    try:
        yield floor
    finally:
        await floor.close()


def stepping(stand: Stand, floor: Worker, seconds: float, steps: int = 1) -> Take:
    """A round of `steps` durable steps for each thing done."""

    async def take() -> Round:
        with metered({"floor": floor.pid, "PostgreSQL": stand.pids["postgres"]}) as cpu:
            done = await floor.ask(seconds=seconds, steps=steps)
        return Round(done=done["done"], seconds=done["seconds"], cpu=cpu)

    return take
