"""The demo city with its three tiers; and one whose hall is in the registry but whose machine is silent."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from liandong.infrastructure.keys import load_unit_keys
from liandong.terms.roles import Role
from tests.city import City
from tests.conftest import Bus
from tests.databases import Databases
from tests.journeys.conftest import published_city, said

HALL = "610113004"


@pytest.fixture
async def city(bus: Bus, new_database: Databases, tmp_path: Path) -> AsyncIterator[City]:
    async with published_city(bus, new_database, tmp_path, ("city", "district", "hall")) as running:
        yield running


@pytest.fixture
async def city_without_hall(bus: Bus, new_database: Databases, tmp_path: Path) -> AsyncIterator[City]:
    async with published_city(bus, new_database, tmp_path, ("city", "district")) as running:
        public = load_unit_keys(tmp_path / "hall", HALL).public
        hall = {
            "code": HALL,
            "name": "电子城街道便民服务中心",
            "tier": "township",
            "parent": "610113",
            "letters": "where_granted",
        }
        await said(running, Role.OPERATOR, "registry", hall | {"sign_key": public.sign, "seal_key": public.seal})
        await running.settle()
        yield running
