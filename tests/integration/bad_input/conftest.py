"""One city for all bad requests: none of them may leave a trace."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from liandong.cli.stack.broker import Broker
from tests.city import City
from tests.databases import Databases
from tests.integration.bad_input.sending import entries
from tests.integration.whole_city import whole_city


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def city(
    nats_server: Broker, new_database: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[City]:
    async with whole_city(nats_server, new_database, tmp_path_factory.mktemp("city")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="package")
async def untouched(city: City) -> AsyncIterator[City]:
    """The city, whose journals must be after the test what they were before it."""
    before = await entries(city)
    yield city
    assert await entries(city) == before
