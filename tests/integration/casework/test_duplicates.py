"""The same application twice at a window: refused with the number there is, unless it is said to be another matter."""

from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, PROJECT, act, approve, good, materials_for, receive, work_through

UNIT, OTHER = "610113", "610112"


async def hand_in(city: City, unit: str = UNIT, **more: Any) -> Any:
    body = {"item": "CG-004", "applicant": APPLICANT, "project_code": PROJECT}
    body |= {"materials": materials_for(city, "CG-004"), **more}
    return await city.request("POST", f"/v1/units/{unit}/cases", by=Role.CLERK, unit=unit, body=body)


async def test_the_second_is_refused_with_the_number_of_the_first_and_leaves_nothing_behind(city: City) -> None:
    first = good(await hand_in(city), 201)
    refused = await hand_in(city)
    assert (refused.status_code, refused.json()["code"]) == (409, "case.duplicate")
    assert first["id"] in refused.json()["detail"]
    assert refused.json()["errors"][0]["pointer"] == "/not_duplicate_of"
    pool = city.serving(UNIT).desk.pool
    assert await pool.fetchval("select count(*) from case_file") == 1
    assert await pool.fetchval("select count(*) from tracking_secret") == 1


async def test_said_to_be_another_matter_it_is_taken_and_the_word_is_in_its_history(city: City) -> None:
    first = good(await hand_in(city), 201)
    second = good(await hand_in(city, not_duplicate_of=[first["id"]]), 201)
    path = f"/v1/units/{UNIT}/cases/{second['id']}/history"
    history = good(await city.request("GET", path, by=Role.CLERK, unit=UNIT))
    assert [entry["kind"] for entry in history["entries"]] == ["case.received", "case.told_apart"]
    refused = await hand_in(city, not_duplicate_of=[first["id"]])
    assert refused.status_code == 409
    assert second["id"] in refused.json()["detail"]
    assert first["id"] not in refused.json()["detail"]


async def test_a_decided_case_another_item_another_unit_and_another_applicant_are_no_duplicates(city: City) -> None:
    first = good(await hand_in(city), 201)
    await receive(city, UNIT, "CG-005")
    good(await hand_in(city, OTHER), 201)
    other = APPLICANT | {"kind": "person", "name": "张小三", "id_number": "110101199003070134"}
    good(await hand_in(city, applicant=other), 201)
    case = await work_through(city, await act(city, first, "accept", Role.CLERK))
    await approve(city, case)
    good(await hand_in(city), 201)
