"""The demo city with supervision listening, and the ways a supervisor looks."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from e_supervision.verify.whole import verify
from liandong.terms.roles import Role
from tests.city import City
from tests.conftest import Bus
from tests.databases import Databases
from tests.journeys.conftest import published_city
from tests.journeys.people import good

WATCH = "610100900"

Look = Callable[..., Awaitable[Any]]


@pytest.fixture
async def watched(bus: Bus, new_database: Databases, tmp_path: Path) -> AsyncIterator[City]:
    """All three tiers and supervision."""
    async with published_city(bus, new_database, tmp_path, ("city", "district", "hall", "supervision")) as running:
        yield running


@pytest.fixture
def look(watched: City) -> Look:
    """What a supervisor sees at a path: `await look("lights", unit="610113")`."""

    async def see(path: str, **params: Any) -> Any:
        await watched.settle()
        return good(await watched.request("GET", f"/v1/{path}", by=Role.SUPERVISOR, unit=WATCH, params=params))

    return see


@pytest.fixture
def violations(watched: City) -> Callable[[], Awaitable[list[tuple[str, str, str]]]]:
    """What the check of supervision's database finds."""

    async def found() -> list[tuple[str, str, str]]:
        await watched.settle()
        report = await verify(watched.services["supervision"].settings)
        assert json.dumps(report)
        return [(each["invariant"], each["subject"], each["detail"]) for each in report["violations"]]

    return found
