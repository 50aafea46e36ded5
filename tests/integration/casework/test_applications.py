"""Several cases from one application: all of them under one number, or none; once, however often it is sent."""

import asyncio
from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.integration.files.uploading import uploaded
from tests.journeys.people import APPLICANT, another_project, cases_of, good, materials_for, receive
from tests.made_files import pdf

DISTRICT = "610113"
PATH = f"/v1/units/{DISTRICT}/applications"
ITEMS = ("CG-004", "CG-005")


def application(city: City, **more: Any) -> dict[str, Any]:
    project = another_project()
    return {
        "applicant": APPLICANT,
        "items": [{"item": item, "project_code": project} for item in ITEMS],
        "materials": [
            {"serves": [{"item": item, "code": each["code"]}]} for item in ITEMS for each in materials_for(city, item)
        ],
        **more,
    }


async def send(city: City, body: Any, **more: Any) -> Any:
    return await city.request("POST", PATH, by=Role.CLERK, unit=DISTRICT, body=body, **more)


async def test_each_item_gets_a_case_with_a_clock_and_a_secret_of_its_own(city: City) -> None:
    digest = await uploaded(city, pdf("一份材料"))
    body = application(city)
    shared = {"digest": digest, "serves": [{"item": item, "code": "M1"} for item in ITEMS]}
    others = [each for each in body["materials"] if each["serves"][0]["code"] != "M1"]
    made = good(await send(city, body | {"materials": [shared, *others]}), 201)
    assert [case["item"] for case in made["cases"]] == list(ITEMS)
    assert {case["application"] for case in made["cases"]} == {made["application"]}
    assert made["application"].startswith("610113-A")
    assert [case["materials"][0] for case in made["cases"]] == [{"code": "M1", "digest": digest}] * 2
    assert len({case["tracking_secret"] for case in made["cases"]}) == 2
    client = city.serving(DISTRICT).client
    for case in made["cases"]:
        key = {"number": case["id"], "secret": case["tracking_secret"]}
        assert good(await client.post("/v1/tracking", json=key))["status_name"] == "已收件"
    one, other = made["cases"]
    accepted = await city.request(
        "POST", f"/v1/units/{DISTRICT}/cases/{one['id']}/accept", by=Role.CLERK, unit=DISTRICT, etag='"1"'
    )
    assert good(accepted)["status"] == "accepted"
    found = await cases_of(city, DISTRICT, application=made["application"])
    assert {case["id"]: case["status"] for case in found} == {one["id"]: "accepted", other["id"]: "received"}


async def test_if_one_item_is_refused_none_is_received(city: City) -> None:
    earlier = await receive(city, DISTRICT, ITEMS[1])
    project = {"project_code": another_project()}
    fine, same = {"item": ITEMS[0], **project}, {"item": ITEMS[1], "project_code": earlier["project_code"]}
    nothing: dict[str, Any] = {"materials": []}
    stray = [{"serves": [{"item": "XX-999", "code": "M1"}]}]
    for change, code in (
        ({"items": [fine, same]}, "case.duplicate"),
        ({"items": [fine, {"item": "XX-999", **project}], **nothing}, "catalogue.unknown-item"),
        ({"materials": [{"serves": [{"item": ITEMS[1], "code": "M99"}]}]}, "case.unknown-material"),
        ({"items": [fine, fine], **nothing}, "application.item-twice"),
        ({"items": [fine, {"item": ITEMS[1]}], **nothing}, "case.project-code-missing"),
        ({"materials": stray}, "application.material-for-no-item"),
    ):
        answer = await send(city, application(city) | change)
        assert answer.json()["code"] == code, answer.text
        assert answer.status_code in (409, 422)
    assert [case["id"] for case in await cases_of(city, DISTRICT)] == [earlier["id"]]
    journal = await city.serving(DISTRICT).desk.pool.fetchval(
        "select count(*) from journal where unit = $1 and kind = 'case.received'", DISTRICT
    )
    assert journal == 1


async def test_sent_again_and_at_once_it_is_received_once(city: City) -> None:
    body = application(city)
    answers = await asyncio.gather(*(send(city, body, key="the-same-application") for _ in range(4)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    again = await send(city, body, key="the-same-application")
    assert again.headers["idempotency-replayed"] == "true"
    numbers = {answer.json()["application"] for answer in (*answers, again) if answer.status_code == 201}
    assert len(numbers) == 1
    assert [case["tracking_secret"] for case in again.json()["cases"]] == [None, None]
    assert len(await cases_of(city, DISTRICT)) == 2
