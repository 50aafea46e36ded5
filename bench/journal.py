"""The journal statement alone, through the handler and its repository, next to the barest step."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bench.floors.rounds import stepping, transactions
from bench.measure import Measure
from bench.processes import metered
from bench.rounds import Round, Take, in_turn
from bench.scale import Scale
from bench.stand import DISTRICTS, Stand
from bench.stock import Stock
from bench.worker import Worker
from liandong.cli.stack.databases import provide_databases
from liandong.infrastructure.migrate import upgrade

ITEM = "CG-001"
FIRST_GUESS = 600.0
"""Commands a second."""
DATABASE = "handler_alone"
SCHEMA = ("liandong.infrastructure", "liandong.casework")
PLACES = {"all at one unit": DISTRICTS[:1], "over eight units": DISTRICTS}


async def measure(stand: Stand, scale: Scale) -> list[Measure]:
    """Step commands a second by the handler against three-statement transactions a second, 16 clients each."""
    async with deciding(stand) as office, transactions(stand, "floor_of_journal") as floor:
        subjects = {name: _acting(stand, office, units, scale.seconds) for name, units in PLACES.items()}
        series = await in_turn(scale.times, stepping(stand, floor, scale.seconds), subjects)
        return [
            series[name].measure(f"handler alone, {name}", "/s", "F1 three statements, 16 clients") for name in PLACES
        ]


@asynccontextmanager
async def deciding(stand: Stand) -> AsyncIterator[Worker]:
    """The handler in a process and a database of its own."""
    made = await provide_databases(stand.postgres.url(), [DATABASE], stand.folder / "run" / "databases.json")
    await upgrade(made[DATABASE].owner_url, f"{DATABASE}_service", SCHEMA)
    given = {
        "url": made[DATABASE].service_url,
        "units": DISTRICTS,
        "keys": str(stand.folder / "keys" / DATABASE),
        "item": ITEM,
    }
    office = await Worker.start("bench.deciding", given)
    try:
        yield office
    finally:
        await office.close()


def _acting(stand: Stand, office: Worker, units: Sequence[str], seconds: float) -> Take:
    stock = Stock(FIRST_GUESS)

    async def take() -> Round:
        await office.ask(units=units, prepare=stock.wanted(seconds, len(units)))
        with metered({"Python": office.pid, "PostgreSQL": stand.pids["postgres"]}) as cpu:
            done = await office.ask(units=units, seconds=seconds)
        stock.used(done["done"], done["seconds"])
        return Round(done=done["done"], seconds=done["seconds"], cpu=cpu)

    return take
