"""A demo city with all four services that many tests of one module look at, none of them changing what others see."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from liandong.cli.stack.broker import Broker
from liandong.cli.stack.databases import Database
from tests.city import City, running_city
from tests.conftest import wiped_bus
from tests.journeys.conftest import publish

ALL = ("city", "district", "hall", "supervision")


@asynccontextmanager
async def whole_city(nats_server: Broker, new_database: Callable[[str], Database], folder: Path) -> AsyncIterator[City]:
    """Published and at rest."""
    async with wiped_bus(nats_server) as bus, running_city(bus, new_database, folder, ALL) as city:
        await publish(city)
        yield city
