"""A licence to be renewed is named wherever an application comes in: at the window, with others, prepared online."""

from datetime import timedelta
from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.integration.casework.test_preapplications import opened, own
from tests.journeys.people import APPLICANT, good, materials_for, see

UNIT = "610113"


def licence(city: City, days: int = 60) -> dict[str, str]:
    return {"number": "雁水排字第2021007号", "expires_on": str(city.today + timedelta(days=days))}


async def test_of_one_application_each_item_has_the_licence_that_it_renews(city: City) -> None:
    codes = {item: [each["code"] for each in materials_for(city, item)] for item in ("SW-013", "RS-004")}
    body: dict[str, Any] = {
        "applicant": APPLICANT,
        "items": [{"item": "SW-013", "licence": licence(city)}, {"item": "RS-004"}],
        "materials": [{"serves": [{"item": item, "code": code}]} for item in codes for code in codes[item]],
    }
    path = f"/v1/units/{UNIT}/applications"
    received = good(await city.request("POST", path, by=Role.CLERK, unit=UNIT, body=body), 201)
    assert [case["renewal_due"] for case in received["cases"]] == [licence(city)["expires_on"], None]
    body["items"][0]["licence"] = None
    refused = await city.request("POST", path, by=Role.CLERK, unit=UNIT, body=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "case.licence-missing")


async def test_what_is_prepared_online_carries_the_licence_into_the_case(city: City) -> None:
    who = {name: APPLICANT[name] for name in ("name", "id_number", "phone")}
    form = {"applicant_kind": APPLICANT["kind"], **who, "licence": licence(city, 29)}
    pre = good(await own(city, "", {"unit": UNIT, "item": "SW-013", "form": form}), 201)
    assert pre["form"]["licence"] == licence(city, 29)
    shown = await city.request("GET", f"/v1/units/{UNIT}/pre-applications/{pre['id']}", by=Role.CLERK, unit=UNIT)
    assert shown.json()["form"]["licence"]["number"] == "雁水排字*****007号"
    case = good(await own(city, "/submit", opened(pre), pre["version"]), 201)
    assert (case["licence"]["asked_late"], case["renewal_due"]) == (True, licence(city, 29)["expires_on"])
    assert (await see(city, UNIT, "cases", case["id"]))["licence"]["number"] == "雁水排字*****007号"
