"""One city for everything that is tried from the documents alone."""

from collections.abc import AsyncIterator

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
