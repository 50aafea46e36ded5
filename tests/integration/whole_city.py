"""A demo city with all four services that many tests of one module look at, none of them changing what others see."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from liandong.cli.stack.broker import Broker
from tests.city import City
from tests.conftest import wiped_bus
from tests.databases import Databases
from tests.journeys.conftest import published_city

ALL = ("city", "district", "hall", "supervision")


@asynccontextmanager
async def whole_city(nats_server: Broker, new_database: Databases, folder: Path) -> AsyncIterator[City]:
    """Published and at rest."""
    async with wiped_bus(nats_server) as bus, published_city(bus, new_database, folder, ALL) as city:
        yield city
