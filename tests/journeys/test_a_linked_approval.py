"""A joint approval over three tiers, and a case handed up two tiers and answered down."""

import asyncio

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, PROJECT, act, approve, cases_of, good, receive, see, work_through


async def test_a_linked_approval_runs_from_acceptance_to_unified_dispatch(city: City) -> None:
    body = {
        "stage": "JD-03",
        "applicant": APPLICANT,
        "project_name": "雁南示范项目",
        "project_code": PROJECT,
        "materials": [{"code": "M1"}, {"code": "M2"}, {"code": "M3"}],
        "shares": [
            {"item": "ZJ-002", "unit": "610100"},
            {"item": "ZJ-001", "unit": "610113"},
            {"item": "CG-001", "unit": "610112"},
            {"item": "CG-004", "unit": "610113004"},
        ],
    }
    joint = good(await city.request("POST", "/v1/units/610100/joints", by=Role.LEAD, unit="610100", body=body), 201)
    joint = good(
        await city.request(
            "POST", f"/v1/units/610100/joints/{joint['id']}/accept", by=Role.LEAD, unit="610100", etag='"1"'
        )
    )
    await city.settle()
    joint = await see(city, "610100", "joints", joint["id"])
    assert [share["acknowledged"] for share in joint["shares"]] == [True] * 4
    for share in joint["shares"]:
        case = await see(city, share["unit"], "cases", share["case"])
        assert case["status"] == "accepted"
        assert case["accepted_on"] == joint["accepted_on"]
        assert case["asked_by"]["master"] == joint["id"]
        await approve(city, await work_through(city, case), f"{share['unit']}批〔2026〕1号")
        await city.settle()
    joint = await see(city, "610100", "joints", joint["id"])
    assert (joint["status"], joint["outcome"]) == ("joined", "approved")
    assert joint["shares"][3]["document"] == "610113004批〔2026〕1号"
    joint = good(
        await city.request(
            "POST",
            f"/v1/units/610100/joints/{joint['id']}/dispatch",
            by=Role.LEAD,
            unit="610100",
            body={"method": "counter", "recipient": "李四"},
            etag=f'"{joint["version"]}"',
        )
    )
    assert joint["status"] == "dispatched"
    await city.settle()
    for share in joint["shares"]:
        case = await see(city, share["unit"], "cases", share["case"])
        assert (case["status"], case["delivered_by"]) == ("closed", "unified")
    await nothing_is_parked(city)


async def test_a_case_is_handed_up_two_tiers_and_answered_down(city: City) -> None:
    case = await receive(city, "610113004", "ZJ-021")
    case = await work_through(city, await act(city, case, "accept", Role.CLERK))
    case = await act(city, case, "forward", Role.CHIEF, {"opinion": "初审同意，报上级审批"})
    assert case["status"] == "escalated"
    await city.settle()
    (at_district,) = await cases_of(city, "610113")
    at_district = await work_through(city, at_district)
    at_district = await act(city, at_district, "forward", Role.CHIEF, {"opinion": "复审同意"})
    await city.settle()
    (at_city,) = await cases_of(city, "610100")
    await approve(city, await work_through(city, at_city), "市住建〔2026〕9号")
    await city.settle()
    case = await see(city, "610113004", "cases", case["id"])
    assert (case["status"], case["document"]) == ("approved", "市住建〔2026〕9号")
    await act(city, case, "deliver", Role.CLERK, {"method": "counter", "recipient": "李四"})
    await city.settle()
    for unit, number in (("610113", at_district["id"]), ("610100", at_city["id"])):
        assert (await see(city, unit, "cases", number))["status"] == "closed"
    await nothing_is_parked(city)


async def test_a_request_waits_for_the_edition_it_needs_and_is_acknowledged_meanwhile(city: City) -> None:
    hall = city.services["hall"].desk.references
    hall._editions.clear()  # the hall's replica is behind: no edition, so the request must wait, not be rejected
    body = {
        "stage": "JD-03",
        "applicant": APPLICANT,
        "project_code": PROJECT,
        "materials": [{"code": "M1"}, {"code": "M2"}, {"code": "M3"}],
        "shares": [{"item": "CG-004", "unit": "610113004"}],
    }
    joint = good(await city.request("POST", "/v1/units/610100/joints", by=Role.LEAD, unit="610100", body=body), 201)
    await city.request("POST", f"/v1/units/610100/joints/{joint['id']}/accept", by=Role.LEAD, unit="610100", etag='"1"')
    for _ in range(100):
        joint = await see(city, "610100", "joints", joint["id"])
        if joint["shares"][0]["acknowledged"]:
            break
        await asyncio.sleep(0.05)
    assert joint["shares"][0]["acknowledged"]
    assert joint["shares"][0]["rejected"] is None
    assert await cases_of(city, "610113004") == []
    hall._read_up_to = 0
    await city.settle()
    assert len(await cases_of(city, "610113004")) == 1


async def nothing_is_parked(city: City) -> None:
    for service in city.services.values():
        rows = await service.desk.pool.fetch("select kind, fault from inbox_log where status = 'stuck'")
        assert [dict(row) for row in rows] == []
