"""What a unit wrote down in a period as exchange records: page by page, of this unit alone, naming nobody."""

import json
from datetime import timedelta
from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.integration.casework.test_links import on_joint, receive_joint
from tests.journeys.people import APPLICANT, act, approve, good, receive, work_through

CAPITAL, DISTRICT, OTHER, HALL = "610100", "610113", "610112", "610113004"


async def exchanged(city: City, unit: str, by: Role = Role.MANAGER, **params: Any) -> Any:
    asked = {"from": str(city.today), "to": str(city.today), **params}
    return await city.request("GET", f"/v1/units/{unit}/exchange", by=by, unit=unit, params=asked)


async def everything(city: City, unit: str, limit: int = 200, **params: Any) -> list[Any]:
    found, cursor = [], None
    while True:
        page = good(await exchanged(city, unit, limit=limit, **params | ({"cursor": cursor} if cursor else {})))
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            return found


async def closed_case(city: City) -> Any:
    case = await act(city, await receive(city, DISTRICT, "CG-004"), "accept", Role.CLERK)
    case = await approve(city, await work_through(city, case))
    case = await act(city, case, "deliver", Role.CLERK, {"method": "counter", "recipient": "李某某"})
    return await act(city, case, "close", Role.CLERK)


async def test_a_case_from_receipt_to_closing_makes_its_records_and_they_name_nobody(city: City) -> None:
    case = await closed_case(city)
    records = await everything(city, DISTRICT)
    steps = ["EX_SPCL"] * 2 * len(case["steps"])
    assert [record["ex"] for record in records] == ["EX_SB", "EX_SL", *steps, None, "EX_LQDJ", "EX_BJ"]
    assert [record["xk"] for record in records][:2] == ["XK_SQXX", "XK_SLXX"]
    assert {record["cells"]["number"] for record in records} == {case["id"]}
    closing = records[-1]["cells"]
    assert (closing["outcome"], closing["net_working_days"], closing["gross_days"]) == ("approved", 0, 0)
    told = json.dumps(records, ensure_ascii=False)
    for private in (APPLICANT["name"], APPLICANT["id_number"], APPLICANT["phone"], "李某某", "符合条件"):
        assert private not in told, private


async def test_pages_of_any_size_give_the_same_records(city: City) -> None:
    await closed_case(city)
    await receive(city, DISTRICT, "CG-005")
    whole = await everything(city, DISTRICT)
    assert len(whole) > 10
    assert await everything(city, DISTRICT, limit=1) == whole
    assert await everything(city, DISTRICT, limit=3) == whole


async def test_a_period_holds_what_was_written_down_on_its_days_for_ever(city: City) -> None:
    first, case = city.today, await receive(city, DISTRICT, "CG-004")
    before = await everything(city, DISTRICT)
    await city.advance(1)
    await act(city, case, "accept", Role.CLERK)
    period = {"from": str(first), "to": str(first)}
    assert await everything(city, DISTRICT, **period) == before
    assert [record["ex"] for record in before] == ["EX_SB"]
    assert [record["ex"] for record in await everything(city, DISTRICT)] == ["EX_SL"]
    both = await everything(city, DISTRICT, **{"from": str(first), "to": str(city.today)})
    assert [record["ex"] for record in both] == ["EX_SB", "EX_SL"]
    later = str(city.today + timedelta(days=1))
    assert await everything(city, DISTRICT, **{"from": later, "to": later}) == []


async def test_only_those_who_may_and_only_of_their_unit(city: City) -> None:
    await receive(city, DISTRICT, "CG-004")
    assert (await exchanged(city, DISTRICT, by=Role.OPERATOR)).status_code == 200
    refused = await exchanged(city, DISTRICT, by=Role.CLERK)
    assert (refused.status_code, refused.json()["code"]) == (403, "powers.denied")
    assert await everything(city, OTHER) == []
    foreign = await city.request(
        "GET",
        f"/v1/units/{DISTRICT}/exchange",
        by=Role.MANAGER,
        unit=OTHER,
        params={"from": "2026-01-01", "to": "2026-01-02"},
    )
    assert foreign.status_code == 404


async def test_a_period_that_runs_backwards_or_is_none_is_refused(city: City) -> None:
    backwards = await exchanged(city, DISTRICT, **{"from": "2026-11-02", "to": "2026-11-01"})
    assert (backwards.status_code, backwards.json()["code"]) == (422, "exchange.period-backwards")
    for params in ({"from": "yesterday"}, {"to": "2026-13-01"}, {"colour": "red"}):
        assert (await exchanged(city, DISTRICT, **params)).status_code == 422, params


async def test_a_joint_approval_is_told_at_the_lead_and_at_the_asked_unit(city: City) -> None:
    joint = await receive_joint(city, ("ZJ-001", DISTRICT))
    await on_joint(city, joint, "accept")
    await city.settle()
    lead = await everything(city, CAPITAL)
    assert [record["title"] for record in lead] == ["申办", "受理", "联办", "联办"]
    assert {record["cells"]["number"] for record in lead} == {joint["id"]}
    asked = await everything(city, DISTRICT)
    assert sorted(record["title"] for record in asked) == ["受理", "申办", "联办"]
    application = next(record for record in asked if record["title"] == "申办")
    assert application["cells"]["master"] == joint["id"]
    assert {record["cells"]["number"] for record in asked} == {application["cells"]["number"]}
