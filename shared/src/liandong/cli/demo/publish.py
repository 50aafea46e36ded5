"""Publishes the demo city through the city's REST API, as its operator, catalogue manager and legal reviewer would."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from liandong.application.calendar_seed import seed_years
from liandong.application.holiday_names import seed_holidays
from liandong.cli.api import Api, ProblemAnswered
from liandong.cli.demo.load import Catalogue, City, DemoUnit
from liandong.events.reference import CatalogueEntry, ItemPublished, NamedYear
from liandong.infrastructure.keys import PublicKeys
from liandong.terms.codes import UnitCode
from liandong.terms.roles import Role

ITEMS_AT_ONCE = 8
NAMED: TypeAdapter[tuple[NamedYear, ...]] = TypeAdapter(tuple[NamedYear, ...])
ENTRY: TypeAdapter[CatalogueEntry] = TypeAdapter(CatalogueEntry)


async def publish_demo(
    api: Api, city: City, catalogue: Catalogue, keys: Mapping[UnitCode, PublicKeys], capital: UnitCode
) -> None:
    """Registry, calendar, items, edition; what stands published already is left as it is. Raises ProblemAnswered."""
    operator = username_of(city, capital, Role.OPERATOR)
    manager = username_of(city, capital, Role.CATALOGUE_MANAGER)
    reviewer = username_of(city, capital, Role.LEGAL_REVIEWER)
    home = f"/v1/units/{capital}"
    for unit in city.units:
        await api.post(f"{home}/registry", operator, _unit(unit, keys[unit.code]))
    await _publish_calendar(api, home, manager)
    await api.token(reviewer)
    at_once = asyncio.Semaphore(ITEMS_AT_ONCE)

    async def publish(item: ItemPublished) -> None:
        async with at_once:
            await _publish_item(api, f"{home}/catalogue", item, manager, reviewer)

    await asyncio.gather(*(publish(item) for item in catalogue.items))
    manifest = catalogue.manifest
    await api.post(
        f"{home}/catalogue/editions",
        manager,
        {
            "edition": manifest.edition,
            "effective_on": str(manifest.effective_on),
            "entries": [asdict(entry) for entry in manifest.entries],
        },
    )


async def _publish_calendar(api: Api, home: str, manager: str) -> None:
    """The seed; where a notice has been published since that the seed does not know, that calendar stands."""
    years = [
        {**asdict(year), "off": [str(day) for day in year.off], "work": [str(day) for day in year.work]}
        for year in seed_years()
    ]
    try:
        holidays = NAMED.dump_python(seed_holidays(), mode="json")
        await api.post(f"{home}/calendars", manager, {"years": years, "holidays": holidays})
    except ProblemAnswered as problem:
        if problem.code != "calendar.official-year-lost":
            raise


async def _publish_item(api: Api, office: str, item: ItemPublished, manager: str, reviewer: str) -> None:
    """Drafted, reviewed by somebody else, published; as far as that has not been done before."""
    body = {"edition": item.edition, "entry": ENTRY.dump_python(item.entry, mode="json")}
    draft = await api.post(f"{office}/drafts", manager, body)
    if draft.body["standing"] == "proposed":
        draft = await api.post(f"{office}/drafts/{item.entry.item}/approve", reviewer, etag=draft.etag)
    if draft.body["standing"] == "approved":
        await api.post(f"{office}/items", manager, body)


def username_of(city: City, unit: str, role: Role) -> str:
    """The first account with this role at this unit. Raises LookupError with a sentence."""
    for account in city.accounts:
        if account.principal.unit == unit and role in account.principal.roles:
            return account.principal.id
    raise LookupError(f"the demo has no {role} at unit {unit}")


def _unit(unit: DemoUnit, keys: PublicKeys) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "tier": unit.tier,
        "parent": unit.parent,
        "sign_key": keys.sign,
        "seal_key": keys.seal,
        "points": [point.code for point in unit.points],
        "code_source": unit.code_source,
        "letters": unit.letters,
    }
