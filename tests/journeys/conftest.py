"""A demo city in one process, published and ready."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from liandong.application.calendar_seed import seed_years
from liandong.application.holiday_names import seed_holidays
from liandong.cli.calendar_command import names_as_sent
from liandong.cli.demo.load import demo_catalogue, demo_city
from liandong.cli.demo.publish import ENTRY
from liandong.events.reference import CatalogueEntry
from liandong.terms.roles import Role
from tests.city import City, running_city
from tests.conftest import Bus
from tests.databases import Databases

TIERS = {"city": "city", "district": "district", "hall": "township", "supervision": "supervision"}
CAPITAL = "610100"
KNOWN = {unit.code: unit for unit in demo_city().units}
CATALOGUE = demo_catalogue()
STAGE = next(entry for entry in CATALOGUE.entries if entry.item == "JD-03")
PLAYED = {STAGE.item, *(share.item for share in STAGE.shares), "CG-005", "MZ-005", "ZJ-021", "SW-013", "RS-004"}
"""What the stories need of the demo catalogue; the rest would only cost time."""
ITEMS = [item for item in CATALOGUE.items if item.entry.item in PLAYED]
YEARS = [
    {
        "year": year.year,
        "status": year.status,
        "source": year.source,
        "off": [str(day) for day in year.off],
        "work": [str(day) for day in year.work],
    }
    for year in seed_years()
]


async def publish(city: City) -> None:
    """Registry, calendar and the demo catalogue, through the city's REST API."""
    known = KNOWN
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
                    "letters": "where_granted",
                },
            )
    await said(city, Role.CATALOGUE_MANAGER, "calendars", {"years": YEARS, "holidays": names_as_sent(seed_holidays())})
    for item in ITEMS:
        await publish_item(city, item.edition, item.entry)
    await said(
        city,
        Role.CATALOGUE_MANAGER,
        "catalogue/editions",
        {
            "edition": CATALOGUE.edition,
            "effective_on": str(CATALOGUE.effective_on),
            "entries": [{"item": item.entry.item, "hash": item.hash} for item in ITEMS],
        },
    )
    await city.settle()


async def publish_item(city: City, edition: str, entry: CatalogueEntry) -> None:
    """One version of an item: drafted, reviewed by somebody else, published."""
    body = {"edition": edition, "entry": ENTRY.dump_python(entry, mode="json")}
    home = f"/v1/units/{CAPITAL}/catalogue"
    draft = await city.request("POST", f"{home}/drafts", by=Role.CATALOGUE_MANAGER, unit=CAPITAL, body=body)
    assert draft.status_code == 201, draft.text
    approve, seen = f"{home}/drafts/{entry.item}/approve", draft.headers["etag"]
    approved = await city.request("POST", approve, by=Role.LEGAL_REVIEWER, unit=CAPITAL, etag=seen)
    assert approved.status_code == 200, approved.text
    await said(city, Role.CATALOGUE_MANAGER, "catalogue/items", body)


async def said(city: City, role: Role, path: str, body: object) -> None:
    answer = await city.request("POST", f"/v1/units/{CAPITAL}/{path}", by=role, unit=CAPITAL, body=body)
    assert answer.status_code == 201, answer.text


@asynccontextmanager
async def published_city(
    bus: Bus, new_database: Databases, folder: Path, instances: tuple[str, ...]
) -> AsyncIterator[City]:
    """A running city as `publish` leaves it. It is published once; the next ones begin with copies of its data."""
    name = "published by " + " ".join(instances)
    kept = new_database.server.folder.parent / name.replace(" ", "-")
    if not kept.exists():
        async with running_city(bus, new_database, folder, instances, keep=name) as city:
            await publish(city)
        shutil.copytree(folder, kept)
        await bus.wipe()
    else:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
    async with running_city(bus, new_database, folder, instances, like=name) as city:
        await city.settle()
        yield city


@pytest.fixture
async def city(bus: Bus, new_database: Databases, tmp_path: Path) -> AsyncIterator[City]:
    async with published_city(bus, new_database, tmp_path, ("city", "district", "hall")) as running:
        yield running
