"""Requests between units when something goes wrong on the way."""

import asyncio
from typing import Any

from liandong.casework.alarms import raise_due
from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.conftest import ITEMS, said
from tests.journeys.people import APPLICANT, PROJECT, act, approve, cases_of, good, receive, see, work_through

CAPITAL, DISTRICT, HALL = "610100", "610113", "610113004"


async def receive_joint(city: City, *shares: tuple[str, str]) -> Any:
    body = {
        "stage": "JD-03",
        "applicant": APPLICANT,
        "project_code": PROJECT,
        "materials": [{"code": "M1"}, {"code": "M2"}, {"code": "M3"}],
        "shares": [{"item": item, "unit": unit} for item, unit in shares],
    }
    return good(await city.request("POST", f"/v1/units/{CAPITAL}/joints", by=Role.LEAD, unit=CAPITAL, body=body), 201)


async def on_joint(city: City, joint: Any, verb: str, body: Any = None) -> Any:
    path, etag = f"/v1/units/{CAPITAL}/joints/{joint['id']}/{verb}", f'"{joint["version"]}"'
    return good(await city.request("POST", path, by=Role.LEAD, unit=CAPITAL, body=body, etag=etag))


async def entries(city: City) -> dict[str, int]:
    """How many entries each unit's journal has."""
    counted: dict[str, int] = {}
    for service in city.services.values():
        rows = await service.desk.pool.fetch("select unit, count(*) as entries from journal group by unit")
        counted |= {row["unit"]: row["entries"] for row in rows}
    return counted


async def test_what_was_heard_is_heard_again_and_nothing_happens_twice(city: City) -> None:
    joint = await receive_joint(city, ("ZJ-002", CAPITAL), ("ZJ-001", DISTRICT), ("CG-004", HALL))
    joint = await on_joint(city, joint, "accept")
    await city.settle()
    joint = await see(city, CAPITAL, "joints", joint["id"])
    for share in joint["shares"]:
        await approve(city, await work_through(city, await see(city, share["unit"], "cases", share["case"])))
    await city.settle()
    joint = await see(city, CAPITAL, "joints", joint["id"])
    joint = await on_joint(city, joint, "dispatch", {"method": "mail"})
    await city.settle()
    before = await entries(city)
    for service in city.services.values():
        again = await service.desk.pool.fetch(
            "update inbox_log set status = 'pending' where channel = 'to' returning id"
        )
        assert again
        service.app.state.wakes.apply.set()
    await city.settle()
    assert await entries(city) == before
    for service in city.services.values():
        assert await service.desk.pool.fetchval("select count(*) from inbox_log where status = 'stuck'") == 0
    assert len(await cases_of(city, HALL)) == 1


async def test_a_silent_machine_raises_one_alarm_after_a_working_day(city_without_hall: City) -> None:
    city = city_without_hall
    joint = await receive_joint(city, ("ZJ-001", DISTRICT), ("CG-004", HALL))
    joint = await on_joint(city, joint, "accept")
    await city.settle()
    assert await alarms(city) == []
    desk = city.services["city"].desk
    await city.advance(7)
    await asyncio.gather(*(raise_due(desk) for _ in range(4)))
    (alarm,) = await alarms(city)
    assert (alarm["master"], alarm["to"], alarm["arrived"]) == (joint["id"], HALL, False)
    assert alarm["link"] == joint["shares"][1]["link"]
    joint = await see(city, CAPITAL, "joints", joint["id"])
    assert [share["alarmed"] for share in joint["shares"]] == [False, True]


async def alarms(city: City) -> list[Any]:
    answer = await city.request("GET", f"/v1/units/{CAPITAL}/alarms", by=Role.MANAGER, unit=CAPITAL)
    return list(good(answer)["items"])


async def put_in_force(city: City, edition: str, *, without: frozenset[str] = frozenset()) -> None:
    """Publishes an edition of the items of the stories, less some, in force from today."""
    body = {
        "edition": edition,
        "effective_on": str(city.today),
        "entries": [{"item": item.entry.item, "hash": item.hash} for item in ITEMS if item.entry.item not in without],
    }
    await said(city, Role.CATALOGUE_MANAGER, "catalogue/editions", body)
    await city.settle()


async def test_a_share_of_an_item_withdrawn_meanwhile_comes_back_and_is_asked_again(city: City) -> None:
    joint = await receive_joint(city, ("ZJ-001", DISTRICT), ("CG-004", HALL))
    stages = frozenset(entry.item for entry in (item.entry for item in ITEMS) if entry.shares)
    await put_in_force(city, "less", without=stages | {"CG-004"})
    joint = await on_joint(city, joint, "accept")
    await city.settle()
    joint = await see(city, CAPITAL, "joints", joint["id"])
    assert [share["rejected"] for share in joint["shares"]] == [None, "catalogue.withdrawn-item"]
    assert await cases_of(city, HALL) == []

    await put_in_force(city, "again")
    rejected = joint["shares"][1]["link"]
    joint = await on_joint(city, joint, f"shares/{rejected}/ask", {"unit": "610113005"})
    await city.settle()
    joint = await see(city, CAPITAL, "joints", joint["id"])
    share = joint["shares"][1]
    assert (share["unit"], share["acknowledged"], share["rejected"]) == ("610113005", True, None)
    assert share["link"] != rejected
    for share in joint["shares"]:
        await approve(city, await work_through(city, await see(city, share["unit"], "cases", share["case"])))
    await city.settle()
    assert (await see(city, CAPITAL, "joints", joint["id"]))["status"] == "joined"


async def test_a_case_handed_up_for_an_item_withdrawn_meanwhile_comes_back(city: City) -> None:
    case = await receive(city, HALL, "ZJ-021")
    case = await work_through(city, await act(city, case, "accept", Role.CLERK))
    stages = frozenset(entry.item for entry in (item.entry for item in ITEMS) if entry.shares)
    await put_in_force(city, "less", without=stages | {"ZJ-021"})
    case = await act(city, case, "forward", Role.CHIEF, {"opinion": "初审同意"})
    await city.settle()
    back = await see(city, HALL, "cases", case["id"])
    assert (back["status"], back["handover"]) == ("awaiting_decision", None)
    assert "forward" in back["next"]
    await put_in_force(city, "again")
    case = await act(city, back, "forward", Role.CHIEF, {"opinion": "初审同意"})
    await city.settle()
    case = await see(city, HALL, "cases", case["id"])
    assert case["handover"]["acknowledged"]
    assert case["handover"]["link"].endswith("-2")
    (at_district,) = await cases_of(city, DISTRICT)
    assert at_district["asked_by"]["master"] == case["id"]
