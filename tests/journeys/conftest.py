"""A demo city in one process, published and ready."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from liandong.application.calendar_seed import seed_years
from liandong.cli.demo.load import demo_catalogue, demo_city
from liandong.cli.demo.publish import ENTRY
from liandong.cli.stack.databases import Database
from liandong.terms.roles import Role
from tests.city import City, running_city
from tests.conftest import Bus

TIERS = {"city": "city", "district": "district", "hall": "township", "supervision": "supervision"}
CAPITAL = "610100"


async def publish(city: City) -> None:
    """Registry, calendar and the demo catalogue, through the city's REST API."""
    known = {unit.code: unit for unit in demo_city().units}
    for member in city.services.values():
        for unit in member.desk.keys:
            keys = member.desk.keys[unit].public
            parent = known[unit].parent if unit in known else (unit[:6] if len(unit) > 6 else CAPITAL)
            await said(
                city,
                Role.OPERATOR,
                "registry",
                {
                    "code": unit,
                    "name": known[unit].name if unit in known else f"单位{unit}",
                    "tier": TIERS[member.settings.instance],
                    "parent": None if unit == CAPITAL else parent,
                    "sign_key": keys.sign,
                    "seal_key": keys.seal,
                },
            )
    years = [
        {
            "year": year.year,
            "status": year.status,
            "source": year.source,
            "off": [str(day) for day in year.off],
            "work": [str(day) for day in year.work],
        }
        for year in seed_years()
    ]
    await said(city, Role.CATALOGUE_MANAGER, "calendars", {"years": years})
    catalogue = demo_catalogue()
    for item in catalogue.items:
        body = {"edition": item.edition, "entry": ENTRY.dump_python(item.entry, mode="json")}
        await said(city, Role.CATALOGUE_MANAGER, "catalogue/items", body)
    manifest = catalogue.manifest
    await said(
        city,
        Role.CATALOGUE_MANAGER,
        "catalogue/editions",
        {
            "edition": manifest.edition,
            "effective_on": str(manifest.effective_on),
            "entries": [{"item": entry.item, "hash": entry.hash} for entry in manifest.entries],
        },
    )
    await city.settle()


async def said(city: City, role: Role, path: str, body: object) -> None:
    answer = await city.request("POST", f"/v1/units/{CAPITAL}/{path}", by=role, unit=CAPITAL, body=body)
    assert answer.status_code == 201, answer.text


@pytest.fixture
async def city(bus: Bus, new_database: Callable[[str], Database], tmp_path: Path) -> AsyncIterator[City]:
    async with running_city(bus, new_database, tmp_path, ("city", "district", "hall")) as running:
        await publish(running)
        yield running
