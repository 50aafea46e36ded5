"""A district's overlay shortens its own cases, and supervision judges them by it."""

from typing import Any

import httpx

from liandong.domain.worktime.clock import due
from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import act, entry_of, good, receive
from tests.journeys.supervision.conftest import Look

YANTA, LIANHU, HALL, ITEM = "610113", "610112", "610113004", "CG-004"
MANAGER = Role.CATALOGUE_MANAGER


async def items_at(city: City, unit: str) -> dict[str, Any]:
    answer = await city.request("GET", f"/v1/units/{unit}/catalogue/items", by=Role.CLERK, unit=unit)
    return {one["entry"]["item"]: one for one in good(answer)["items"]}


async def overlay(city: City, by: Role = MANAGER, **changed: Any) -> httpx.Response:
    """The promise of three days becomes one of two, without the survey's day and the undertaking."""
    reference = city.services["district"].desk.references.entry(ITEM, city.today)[1]
    body = {
        "item": ITEM,
        "base": reference.hash,
        "effective_on": str(city.today),
        "promised_limit": 2,
        "steps": [{"code": "survey", "limit": 0}],
        "dropped": ["M3"],
    }
    path = f"/v1/units/{YANTA}/catalogue/overlays"
    return await city.request("POST", path, by=by, unit=YANTA, body=body | changed)


async def test_cases_of_the_district_are_frozen_and_judged_by_its_overlay(watched: City, look: Look) -> None:
    before = await receive(watched, YANTA, ITEM)
    said = good(await overlay(watched), 201)
    await watched.settle()
    shown = (await items_at(watched, YANTA))[ITEM]
    assert (shown["entry"]["promised_limit"], shown["overlay"], shown["hash"]) == (2, said["overlay"], said["hash"])
    assert [material["code"] for material in shown["entry"]["materials"]] == ["M1", "M2"]
    assert (await items_at(watched, LIANHU))[ITEM]["entry"]["promised_limit"] == 3

    here = await receive(watched, YANTA, ITEM, materials=[{"code": "M1"}, {"code": "M2"}])
    here = await act(watched, here, "accept", Role.CLERK)
    there = await act(watched, await receive(watched, LIANHU, ITEM), "accept", Role.CLERK)
    before = await act(watched, before, "accept", Role.CLERK)
    calendar = watched.services["supervision"].desk.references.calendar()
    for case, limit in ((here, 2), (there, 3), (before, 3)):
        seen = await look(f"cases/{case['id']}")
        promised = next(clock for clock in seen["light"]["clocks"] if clock["clock"] == "promised")
        assert (promised["limit"], promised["due"]) == (limit, str(due(calendar, watched.today, limit).day))
        assert case["promised_due"] == promised["due"]
        assert seen["light"]["item_name"] == entry_of(watched, ITEM).name
    accepted = [entry for entry in (await look(f"cases/{here['id']}"))["history"] if entry["kind"] == "case.accepted"]
    assert accepted[0]["facts"]["entry"]["overlay"] == said["overlay"]


async def test_the_halls_of_a_district_handle_by_its_overlay_and_are_judged_by_it(watched: City, look: Look) -> None:
    said = good(await overlay(watched), 201)
    await watched.settle()
    shown = (await items_at(watched, HALL))[ITEM]
    assert (shown["entry"]["promised_limit"], shown["overlay"], shown["hash"]) == (2, said["overlay"], said["hash"])
    case = await receive(watched, HALL, ITEM, materials=[{"code": "M1"}, {"code": "M2"}])
    case = await act(watched, case, "accept", Role.CLERK)
    calendar = watched.services["supervision"].desk.references.calendar()
    assert case["promised_due"] == str(due(calendar, watched.today, 2).day)
    seen = await look(f"cases/{case['id']}")
    promised = next(clock for clock in seen["light"]["clocks"] if clock["clock"] == "promised")
    assert (promised["limit"], promised["due"]) == (2, case["promised_due"])
    accepted = [entry for entry in seen["history"] if entry["kind"] == "case.accepted"]
    assert accepted[0]["facts"]["entry"]["overlay"] == said["overlay"]

    ended = good(await overlay(watched, promised_limit=None, steps=[], dropped=[]), 201)
    await watched.settle()
    assert (await items_at(watched, HALL))[ITEM]["overlay"] is None
    assert ended["overlay"] != said["overlay"]


async def test_a_district_lengthens_and_adds_nothing(watched: City) -> None:
    async def told(**changed: Any) -> tuple[int, str]:
        answer = await overlay(watched, **changed)
        return answer.status_code, answer.json()["code"]

    assert await told(promised_limit=4) == (422, "catalogue.overlay-not-allowed")
    assert await told(steps=[{"code": "meeting", "limit": 0}]) == (422, "catalogue.overlay-not-allowed")
    assert await told(dropped=["M9"]) == (422, "catalogue.overlay-not-allowed")
    assert await told(effective_on="2026-01-05") == (422, "catalogue.overlay-backdated")
    assert await told(base="0" * 64) == (409, "catalogue.overlay-of-another-version")
    assert await told(item="CG-005", dropped=[], steps=[], base="0" * 64) == (
        409,
        "catalogue.overlay-of-another-version",
    )
    assert await told(by=Role.CHIEF) == (403, "powers.denied")
    listed = await watched.request("GET", f"/v1/units/{YANTA}/catalogue/overlays", by=MANAGER, unit=YANTA)
    assert good(listed)["items"] == []


async def test_an_overlay_ends_by_an_empty_one_and_with_the_entry_it_was_made_of(watched: City) -> None:
    assert (await overlay(watched)).status_code == 201
    assert (await overlay(watched)).status_code == 201
    await watched.settle()
    assert (await items_at(watched, YANTA))[ITEM]["entry"]["promised_limit"] == 2
    assert (await overlay(watched, promised_limit=None, steps=[], dropped=[])).status_code == 201
    await watched.settle()
    assert (await items_at(watched, YANTA))[ITEM]["overlay"] is None
    again = await overlay(watched, promised_limit=None, steps=[], dropped=[])
    assert again.status_code == 201, "the same again changes nothing"
    listed = await watched.request("GET", f"/v1/units/{YANTA}/catalogue/overlays", by=MANAGER, unit=YANTA)
    assert [(one["item"], one["promised_limit"]) for one in good(listed)["items"]] == [(ITEM, None)]


async def test_an_overlay_outlives_a_restart_of_the_replica(watched: City) -> None:
    assert (await overlay(watched)).status_code == 201
    await watched.settle()
    supervision = watched.services["supervision"].desk
    fresh = type(supervision.references)(supervision.pool, supervision.settings.city_unit, "")  # type: ignore[arg-type]
    await fresh.refresh()
    assert fresh.entry(ITEM, watched.today, YANTA)[0].promised_limit == 2  # type: ignore[arg-type]
    assert fresh.entry(ITEM, watched.today, LIANHU)[0].promised_limit == 3  # type: ignore[arg-type]
