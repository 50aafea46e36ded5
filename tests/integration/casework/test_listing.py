"""Lists of cases: paged, filtered, of one unit, and naming nobody."""

from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, act, good, receive

UNIT, OTHER = "610113", "610112"
PERSON = {
    "kind": "person",
    "name": "张小三",
    "id_number": "110101199003070134",
    "phone": "13800001234",
    "address": "电子城街道1号",
}


async def page(city: City, unit: str = UNIT, **params: Any) -> Any:
    return good(await city.request("GET", f"/v1/units/{unit}/cases", by=Role.CLERK, unit=unit, params=params))


async def test_pages_follow_each_other_newest_first_without_gap_or_repetition(city: City) -> None:
    made = [(await receive(city, UNIT, "CG-004"))["id"] for _ in range(5)]
    await receive(city, OTHER, "CG-004")
    first = await page(city, limit=2)
    second = await page(city, limit=2, cursor=first["next"])
    third = await page(city, limit=2, cursor=second["next"])
    seen = [case["id"] for each in (first, second, third) for case in each["items"]]
    assert seen == sorted(made, reverse=True)
    assert third["next"] is None


async def test_filters_narrow_the_list_and_unknown_ones_are_refused(city: City) -> None:
    accepted = await act(city, await receive(city, UNIT, "CG-004"), "accept", Role.CLERK)
    received = await receive(city, UNIT, "CG-004", applicant=PERSON)
    for params, expected in (
        ({"status": "accepted"}, [accepted["id"]]),
        ({"status": "received", "item": "CG-004"}, [received["id"]]),
        ({"applicant": received["applicant"]["pseudonym"]}, [received["id"]]),
        ({"department": accepted["department"]}, [received["id"], accepted["id"]]),
        ({"asked_by": "610100"}, []),
        ({"case_kind": "escalated"}, []),
    ):
        assert [case["id"] for case in (await page(city, **params))["items"]] == expected, params
    answer = await city.request("GET", f"/v1/units/{UNIT}/cases", by=Role.CLERK, unit=UNIT, params={"colour": "red"})
    assert answer.status_code == 422


async def test_a_person_is_masked_in_answers_and_sealed_in_the_tables(city: City) -> None:
    received = await receive(city, UNIT, "CG-004", applicant=PERSON)
    shown = {key: received["applicant"][key] for key in ("name", "id_number", "phone")}
    assert shown == {"name": "张**", "id_number": "110101********0134", "phone": "138****1234"}
    assert (await page(city))["items"][0]["applicant"] == received["applicant"]
    organisation = await receive(city, UNIT, "CG-004")
    assert organisation["applicant"]["name"] != APPLICANT["name"]
    pool = city.serving(UNIT).desk.pool
    for table in ("case_file", "journal", "idempotency", "inbox_log"):
        rows = await pool.fetch(f"select t::text as told from {table} t")
        told = "".join(row["told"] for row in rows)
        for secret in (PERSON["name"], PERSON["id_number"], PERSON["phone"], PERSON["address"]):
            assert secret not in told, (table, secret)
            assert secret.encode().hex() not in told, (table, secret)


async def test_the_same_applicant_has_one_pseudonym_in_every_unit(city: City) -> None:
    here = await receive(city, UNIT, "CG-004", applicant=PERSON)
    there = await receive(city, "610113004", "CG-004", applicant=PERSON | {"name": "张三"})
    other = await receive(city, UNIT, "CG-004")
    assert here["applicant"]["pseudonym"] == there["applicant"]["pseudonym"]
    assert here["applicant"]["pseudonym"] != other["applicant"]["pseudonym"]


async def test_a_village_point_outside_the_registry_is_refused_and_nothing_is_left_behind(city: City) -> None:
    body = {"item": "CG-004", "applicant": PERSON, "channel": "village", "point": "610113004P99"}
    answer = await city.request("POST", f"/v1/units/{UNIT}/cases", by=Role.CLERK, unit=UNIT, body=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "case.point-unknown")
    assert answer.json()["errors"][0]["pointer"] == "/point"
    assert (await page(city))["items"] == []
