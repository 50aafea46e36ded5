"""An item decided at once in hours, and one whose pauses begin its limit anew: unit and supervision count alike."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from liandong.events.case_kind import CaseKind
from liandong.events.reference import CatalogueEntry, LimitUnit
from liandong.terms.roles import Role
from liandong.wire.reference_hashes import entry_hash
from tests.city import City
from tests.journeys.conftest import ITEMS, publish_item, said
from tests.journeys.people import act, good, receive
from tests.journeys.supervision.conftest import Look

CG = next(item for item in ITEMS if item.entry.item == "CG-004")
RULE = ("西安市政务服务承诺办法 7",)
IN_HOURS = replace(
    CG.entry,
    case_kind=CaseKind.INSTANT,
    limit_unit=LimitUnit.WORKING_HOUR,
    limit_basis=RULE,
    statutory_limit=140,
    promised_limit=4,
    steps=(),
    materials=CG.entry.materials[:1],
)
ANEW = replace(CG.entry, interrupts=True, limit_basis=RULE)
TESTING = {"ground": "testing", "days": 5, "notice": "区城管特告〔2026〕3号"}

Violations = Callable[[], Awaitable[list[tuple[str, str, str]]]]


async def change(city: City, entry: CatalogueEntry) -> None:
    """The entry in a new edition, in force today."""
    await publish_item(city, "2026-9", entry)
    digests = {item.entry.item: item.hash for item in ITEMS}
    digests[entry.item] = entry_hash(entry)
    entries = [{"item": item, "hash": digest} for item, digest in digests.items()]
    body = {"edition": "2026-9", "effective_on": str(city.today), "entries": entries}
    await said(city, Role.CATALOGUE_MANAGER, "catalogue/editions", body)
    await city.settle()


def clocks(seen: Any) -> dict[str, Any]:
    return {clock["clock"]: clock for clock in seen["light"]["clocks"]}


async def test_hours_run_from_the_minute_of_acceptance_to_red(
    watched: City, look: Look, violations: Violations
) -> None:
    await change(watched, IN_HOURS)
    case = await receive(watched, "610113", "CG-004", materials=[{"code": IN_HOURS.materials[0].code}])
    case = await act(watched, case, "accept", Role.CLERK)
    assert (case["limit_unit"], case["promised_limit"], case["statutory_limit"]) == ("working_hour", 4, 140)
    seen = clocks(await look(f"cases/{case['id']}"))
    assert seen["promised"]["unit"] == "working_hour"
    assert seen["promised"]["ends"] == case["promised_ends"]
    assert seen["statutory"]["ends"] == case["statutory_ends"]

    path = f"/v1/units/610113/cases/{case['id']}/deadline?which=promised"
    told = good(await watched.request("GET", path, by=Role.CLERK, unit="610113"))
    assert (told["unit"], told["ends"], told["due"]) == ("working_hour", case["promised_ends"], case["promised_due"])
    assert sum(day["amount"] for day in told["days"]) == 240
    assert await violations() == []

    while str(watched.today) <= case["promised_due"]:
        await watched.advance(1)
    late = await look(f"cases/{case['id']}")
    assert (clocks(late)["promised"]["light"], clocks(late)["statutory"]["light"]) == ("red", "green")
    assert "V-PROMISE" in [finding["rule"] for finding in late["findings"]]
    assert await violations() == []


async def test_a_pause_that_begins_the_limit_anew_is_counted_alike(
    watched: City, look: Look, violations: Violations
) -> None:
    await change(watched, ANEW)
    case = await act(watched, await receive(watched, "610113", "CG-004"), "accept", Role.CLERK)
    await watched.advance(1)
    case = await act(watched, case, "pause", Role.CHIEF, TESTING)
    await watched.advance(7)
    case = await act(watched, case, "resume", Role.CHIEF, {"text": "检测合格"})
    calendar = watched.services["city"].desk.references.calendar()
    assert case["promised_due"] == str(calendar.working_day(calendar.count(watched.today) + ANEW.promised_limit))

    seen = clocks(await look(f"cases/{case['id']}"))
    assert seen["promised"]["due"] == case["promised_due"]
    assert seen["statutory"]["due"] == case["statutory_due"]
    path = f"/v1/units/610113/cases/{case['id']}/deadline"
    told = good(await watched.request("GET", path, by=Role.CLERK, unit="610113"))
    assert told["due"] == case["statutory_due"]
    assert await violations() == []
