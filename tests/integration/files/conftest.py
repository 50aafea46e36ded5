"""The demo city with its three tiers, and uploading as a window clerk does it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from liandong.cli.stack.broker import Broker
from tests.city import City
from tests.databases import Databases
from tests.integration.whole_city import whole_city


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def city(
    nats_server: Broker, new_database: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[City]:
    async with whole_city(nats_server, new_database, tmp_path_factory.mktemp("city")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="package")
async def files_folder(city: City) -> Path:
    """Where the district keeps its files."""
    return city.serving("610113").settings.files_dir / "610113"
