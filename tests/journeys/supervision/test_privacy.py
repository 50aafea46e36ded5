"""Nobody's name, number or phone reaches supervision, the bus in clear, or a log."""

import pytest

from liandong.casework.repositories import CASES
from liandong.terms.roles import Role
from tests.city import City
from tests.conftest import Bus
from tests.journeys.people import APPLICANT, PROJECT, act, approve, cases_of, good, receive, see, work_through
from tests.searching import every_message, every_row, found_in

SAID_IN_TEXT = "申请人王小明来电说明"
SECRETS = [str(APPLICANT[name]) for name in ("name", "id_number", "phone")] + [SAID_IN_TEXT, "王小明"]


async def the_story(city: City) -> None:
    """A linked approval and a case of one's own, with personal data in every private field."""
    body = {
        "stage": "JD-03",
        "applicant": APPLICANT,
        "project_name": SAID_IN_TEXT,
        "project_code": PROJECT,
        "materials": [{"code": "M1"}, {"code": "M2"}, {"code": "M3"}],
        "shares": [{"item": "ZJ-001", "unit": "610113"}],
    }
    joint = good(await city.request("POST", "/v1/units/610100/joints", by=Role.LEAD, unit="610100", body=body), 201)
    path = f"/v1/units/610100/joints/{joint['id']}"
    good(await city.request("POST", f"{path}/accept", by=Role.LEAD, unit="610100", etag='"1"'))
    case = await receive(city, "610113", "CG-004", materials=[{"code": "M1"}])
    await act(city, case, "notice", Role.CLERK, {"lines": ["M2", "M3"], "text": SAID_IN_TEXT})
    await hand_over_the_notice(city, f"/v1/units/610113/cases/{case['id']}/documents")
    await city.settle()
    share = next(each for each in await cases_of(city, "610113") if each["joint"] == joint["id"])
    await approve(city, await work_through(city, share))
    await city.settle()
    joint = await see(city, "610100", "joints", joint["id"])
    dispatch = {"method": "counter", "recipient": "王小明"}
    etag = f'"{joint["version"]}"'
    good(await city.request("POST", f"{path}/dispatch", by=Role.LEAD, unit="610100", body=dispatch, etag=etag))
    await he_asks_and_books(city)
    await city.settle()


async def he_asks_and_books(city: City) -> None:
    """A question with his name and number, and an appointment that is called off with a reason about him."""
    who = {"item": "CG-004", "name": APPLICANT["name"], "phone": APPLICANT["phone"]}
    home = "/v1/units/610113"
    question = {**who, "text": SAID_IN_TEXT, "answer": {"text": SAID_IN_TEXT}}
    good(await city.request("POST", f"{home}/consultations", by=Role.CLERK, unit="610113", body=question), 201)
    offer = {"minutes": 30, "capacity": 1, "days_ahead": 2}
    good(await city.request("POST", f"{home}/appointment-offers", by=Role.MANAGER, unit="610113", body=offer), 201)
    days = await city.serving("610113").client.get(
        "/v1/appointments/slots", params={"unit": "610113", "item": "CG-004"}
    )
    slot = {"day": good(days)["days"][-1]["day"], "starts": "09:00"}
    path = f"{home}/appointments"
    booked = good(await city.request("POST", path, by=Role.CLERK, unit="610113", body=who | slot), 201)
    why = {"ground": "other", "text": SAID_IN_TEXT}
    path = f"{path}/{booked['id']}/cancel"
    good(await city.request("POST", path, by=Role.CLERK, unit="610113", body=why, etag='"1"'))


async def hand_over_the_notice(city: City, path: str) -> None:
    """The paper names the applicant and says what was written to him; somebody signs for it."""
    body: dict[str, str] = {}
    paper = good(await city.request("POST", f"{path}/correction_notice", by=Role.CLERK, unit="610113", body=body))
    body = {"method": "counter", "recipient": "王小明"}
    where = f"{path}/{paper['number']}/delivery"
    good(await city.request("POST", where, by=Role.CLERK, unit="610113", body=body, etag='"1"'))
    verified = await city.serving("610113").client.get(f"/v1/documents/{paper['number']}/verify")
    assert verified.json()["genuine"]
    assert found_in(verified.content, SECRETS) == []


async def test_no_personal_data_leaves_the_units(watched: City, bus: Bus, capfd: pytest.CaptureFixture[str]) -> None:
    await the_story(watched)
    admin = await bus.connect()
    spoken = await every_message(admin)
    await admin.close()
    rows = await every_row(watched.services["supervision"].owner_url)
    assert len(spoken) > 30
    assert len(rows) > 30
    said = [(subject, found_in(subject.encode() + payload, SECRETS)) for subject, payload in spoken]
    assert [(subject, found) for subject, found in said if found] == []
    assert sum("document." in subject for subject, _ in spoken) == 2
    assert [(table, found) for table, row in rows if (found := found_in(row, SECRETS))] == []
    for instance in ("city", "district", "hall"):
        at_rest = await every_row(watched.services[instance].owner_url)
        assert [(table, found) for table, row in at_rest if (found := found_in(row, SECRETS))] == []
    printed = capfd.readouterr()
    assert found_in((printed.out + printed.err).encode(), SECRETS) == []


async def test_the_search_would_find_it(watched: City) -> None:
    case = await receive(watched, "610113", "CG-004")
    district = watched.services["district"].desk
    async with district.pool.acquire() as connection:
        loaded = await CASES.load(connection, "610113", case["id"], district.keys["610113"])  # type: ignore[arg-type,index]
    assert loaded.state is not None
    opened = repr(loaded.state).encode()
    assert found_in(opened, SECRETS) == [str(APPLICANT[name]) for name in ("name", "id_number", "phone")]
    assert found_in(b'{"phone": "16100000001"}', SECRETS) == ["16100000001"]
