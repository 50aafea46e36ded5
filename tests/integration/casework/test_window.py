"""首问负责 and 来几次 over REST: handed over with a reason, counted for everybody who may know."""

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import act, good, materials_for, receive, see

DISTRICT = "610113"


async def test_a_case_is_handed_over_by_its_handler_and_by_nobody_else(city: City) -> None:
    case = await receive(city, DISTRICT, "CG-004")
    first = f"{DISTRICT}-clerk"
    assert (case["first_handler"], case["handler"], case["visits"]) == (first, first, 1)
    path = f"/v1/units/{DISTRICT}/cases/{case['id']}/handover"
    body = {"to": "C002", "ground": "absent", "text": "请假三天"}
    other = await city.request("POST", path, by=Role.CLERK, unit=DISTRICT, body=body, etag='"1"', staff="C003")
    assert (other.status_code, other.json()["code"]) == (403, "case.not-its-handler")
    case = await act(city, case, "handover", Role.CLERK, body)
    assert (case["first_handler"], case["handler"], case["version"]) == (first, "C002", 2)
    again = await city.request("POST", path, by=Role.HEAD, unit=DISTRICT, body=body, etag='"2"')
    assert (again.status_code, again.json()["code"]) == (409, "case.handler-already")
    denied = await city.request("POST", path, by=Role.MANAGER, unit=DISTRICT, body=body, etag='"2"')
    assert (denied.status_code, denied.json()["code"]) == (403, "powers.denied")


async def test_the_count_of_visits_is_told_to_the_applicant(city: City) -> None:
    case = await receive(city, DISTRICT, "CG-004", channel="online", materials=materials_for(city, "CG-004")[:1])
    secret = case["tracking_secret"]
    assert case["visits"] == 0
    case = await act(city, case, "contacts", Role.CLERK, {"channel": "phone", "matter": "enquire"})
    case = await act(city, case, "notice", Role.CLERK, {"lines": ["M2", "M3"]})
    case = await act(city, case, "supplement", Role.CLERK, {"materials": [{"code": "M2"}, {"code": "M3"}]})
    assert [(each["channel"], each["matter"]) for each in case["contacts"]] == [
        ("online", "apply"),
        ("phone", "enquire"),
        ("window", "supplement"),
    ]
    assert case["visits"] == 1
    assert (await see(city, DISTRICT, "cases", case["id"]))["visits"] == 1
    client = city.serving(DISTRICT).client
    told = good(await client.post("/v1/tracking", json={"number": case["id"], "secret": secret}))
    assert told["visits"] == 1
    assert "已收到" in told["happened"][0]["what"]
