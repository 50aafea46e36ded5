"""放假通知公布之后: a notice published while matters run moves their due days for everybody who looks, and says why."""

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

from liandong.cli.api import Api
from liandong.cli.calendar_command import publish_notice
from liandong.cli.demo.load import demo_city
from liandong.cli.demo.publish import username_of
from liandong.cli.notice_file import read_notice
from liandong.terms.codes import UnitCode
from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, act, approve, good, receive, see, work_through
from tests.journeys.supervision.conftest import Look

CAPITAL, DISTRICT, HALL = UnitCode("610100"), "610113", "610113004"
NOTICES = Path(__file__).parents[2] / "unit" / "worktime" / "notices"
TITLE = "国务院办公厅关于2027年部分节假日安排的通知"
FIRST, SECOND = f"{TITLE}（虚构〔2026〕0号）", f"{TITLE}（虚构〔2026〕0号；虚构〔2027〕1号）"

Days = tuple[str, str, bool]


async def on(city: City, day: str) -> None:
    """It becomes this legal day."""
    await city.advance((date.fromisoformat(day) - city.today).days)


async def publish(city: City, notice: str) -> None:
    """By the road of `liandong calendar publish`."""
    manager = username_of(demo_city(), CAPITAL, Role.CATALOGUE_MANAGER)
    token = city.token(Role.CATALOGUE_MANAGER, CAPITAL, manager)
    api = Api.holding(city.services["city"].client, manager, token)
    assert "已发布" in await publish_notice(api, read_notice(NOTICES / f"{notice}.toml"), CAPITAL)
    await city.settle()


async def tracked(city: City, matter: Any) -> Any:
    body = {"number": matter["id"], "secret": matter["tracking_secret"]}
    return good(await city.serving(matter["unit"]).client.post("/v1/tracking", json=body))


def due(shown: Any) -> Days:
    return shown["promised_due"], shown["statutory_due"], shown["provisional"]


def supervised(seen: Any) -> Days:
    clocks = {clock["clock"]: clock for clock in seen["light"]["clocks"]}
    promised, statutory = clocks["promised"], clocks["statutory"]
    return promised["due"], statutory["due"], promised["provisional"] or statutory["provisional"]


def moved(on_day: str, old: tuple[str, str], new: tuple[str, str], why: str) -> dict[str, object]:
    return {
        "on": on_day,
        "old_promised_due": old[0],
        "old_statutory_due": old[1],
        "promised_due": new[0],
        "statutory_due": new[1],
        "why": [why],
    }


async def accept_joint(city: City) -> Any:
    """Two shares: one at the district, one at its township hall."""
    body = {
        "stage": "JD-03",
        "applicant": APPLICANT,
        "project_code": "2611-610113-04-01-300001",
        "materials": [{"code": "M1"}, {"code": "M2"}, {"code": "M3"}],
        "shares": [{"item": "ZJ-001", "unit": DISTRICT}, {"item": "CG-004", "unit": HALL}],
    }
    path = f"/v1/units/{CAPITAL}/joints"
    joint = good(await city.request("POST", path, by=Role.LEAD, unit=CAPITAL, body=body), 201)
    good(await city.request("POST", f"{path}/{joint['id']}/accept", by=Role.LEAD, unit=CAPITAL, etag='"1"'))
    await city.settle()
    return joint


async def test_a_notice_recounts_a_case_a_joint_approval_and_its_shares_for_all_who_look(
    watched: City, look: Look
) -> None:
    await on(watched, "2026-12-15")
    received = await receive(watched, DISTRICT, "ZJ-021")
    case = await act(watched, received, "accept", Role.CLERK)
    joint = await accept_joint(watched)
    assert due(case) == ("2027-01-06", "2027-01-27", True)
    assert due(await tracked(watched, received)) == ("2027-01-06", "2027-01-27", True)
    assert due(await see(watched, CAPITAL, "joints", joint["id"])) == ("2026-12-31", "2027-02-19", True)

    await on(watched, "2026-12-16")
    await publish(watched, "made-up-2027")
    firm = moved("2026-12-16", ("2027-01-06", "2027-01-27"), ("2027-01-06", "2027-01-27"), FIRST)
    of_joint = moved("2026-12-16", ("2026-12-31", "2027-02-19"), ("2026-12-31", "2027-02-23"), FIRST)
    case = await see(watched, DISTRICT, "cases", case["id"])
    assert (due(case), case["moved"]) == (("2027-01-06", "2027-01-27", False), firm)
    master = await see(watched, CAPITAL, "joints", joint["id"])
    assert (due(master), master["moved"]) == (("2026-12-31", "2027-02-23", False), of_joint)
    shares = [await see(watched, each["unit"], "cases", each["case"]) for each in master["shares"]]
    assert [(share["statutory_due"], share["provisional"]) for share in shares] == [
        ("2027-01-06", False),
        ("2027-01-13", False),
    ]
    assert [share["moved"]["why"] for share in shares] == [[FIRST], [FIRST]]

    told = await tracked(watched, joint)
    assert (due(told), told["moved"]) == (("2026-12-31", "2027-02-23", False), of_joint)
    assert told["happened"][-1] == {"on": "2026-12-16", "what": "放假安排有变，办理期限已重新计算"}
    told = await tracked(watched, received)
    assert told["moved"] == firm
    assert told["not_counted"] == [
        {"first": "2027-01-01", "last": "2027-01-03", "what": "元旦放假", "basis": FIRST},
    ]
    for number, days, because in (
        (case["id"], ("2027-01-06", "2027-01-27", False), firm),
        (joint["id"], ("2026-12-31", "2027-02-23", False), of_joint),
    ):
        seen = await look(f"cases/{number}")
        assert (supervised(seen), seen["moved"]) == (days, [because])


async def test_a_late_notice_withdraws_what_it_forgives_and_a_closed_case_keeps_its_version(
    watched: City, look: Look, violations: Callable[[], Awaitable[list[tuple[str, str, str]]]]
) -> None:
    await on(watched, "2026-12-15")
    received = await receive(watched, DISTRICT, "ZJ-021")
    case = await act(watched, received, "accept", Role.CLERK)
    await publish(watched, "made-up-2027")
    await on(watched, "2026-12-29")
    closed = await act(watched, await receive(watched, DISTRICT, "CG-004"), "accept", Role.CLERK)
    assert closed["promised_due"] == "2027-01-04"
    await on(watched, "2027-01-05")
    closed = await approve(watched, await work_through(watched, closed))
    closed = await act(watched, closed, "deliver", Role.CLERK, {"method": "counter", "recipient": "李四"})
    judged_by = (await deadline(watched, closed))["calendar"]
    await on(watched, "2027-01-07")
    for number, light in ((case["id"], "red"), (closed["id"], "finished_late")):
        seen = await look(f"cases/{number}")
        assert (seen["light"]["light"], [each["rule"] for each in seen["findings"]]) == (light, ["V-PROMISE"])

    await publish(watched, "made-up-2027-amended")
    case = await see(watched, DISTRICT, "cases", case["id"])
    later = moved("2027-01-07", ("2027-01-06", "2027-01-27"), ("2027-01-08", "2027-01-29"), SECOND)
    assert (due(case), case["moved"]) == (("2027-01-08", "2027-01-29", False), later)
    told = await tracked(watched, received)
    assert (told["moved"], told["next"]["by"]) == (later, "2027-01-08")
    assert told["not_counted"] == [{"first": "2027-01-01", "last": "2027-01-05", "what": "元旦放假", "basis": SECOND}]
    seen = await look(f"cases/{case['id']}")
    assert (seen["light"]["light"], seen["findings"]) == ("yellow", [])
    assert [(each["rule"], each["due"], each["due_now"]) for each in seen["withdrawn"]] == [
        ("V-PROMISE", "2027-01-06", "2027-01-08")
    ]
    assert [each["on"] for each in seen["moved"]] == ["2026-12-15", "2027-01-07"]

    kept = await see(watched, DISTRICT, "cases", closed["id"])
    assert (kept["promised_due"], kept["moved"]) == ("2027-01-04", None)
    assert (await deadline(watched, closed))["calendar"] == judged_by
    seen = await look(f"cases/{closed['id']}")
    promised = next(clock for clock in seen["light"]["clocks"] if clock["clock"] == "promised")
    assert (promised["due"], promised["forgiven"], promised["light"]) == ("2027-01-04", "2027-01-06", "finished")
    assert (seen["light"]["light"], seen["findings"]) == ("finished", [])
    assert [(each["rule"], each["due"], each["due_now"]) for each in seen["withdrawn"]] == [
        ("V-PROMISE", "2027-01-04", "2027-01-06")
    ]
    assert await violations() == []


async def test_every_due_day_is_explained_by_what_it_was_stored_with(watched: City) -> None:
    await on(watched, "2026-12-15")
    case = await act(watched, await receive(watched, DISTRICT, "ZJ-021"), "accept", Role.CLERK)
    at_first = await deadline(watched, case)
    await on(watched, "2026-12-16")
    await publish(watched, "made-up-2027")
    told = await deadline(watched, case)

    assert told["due"] == "2027-01-27"
    assert told["counted"] == {
        "start": "2026-12-15",
        "promised_limit": 15,
        "statutory_limit": 30,
        "pauses": [],
        "policy": "cn-workdays-1",
        "calendar": told["calendar"],
        "published_on": "2026-12-16",
    }
    assert at_first["counted"]["calendar"] == at_first["calendar"] != told["calendar"]
    assert [(each["kind"], each["on"]) for each in told["events"]] == [
        ("case.accepted", "2026-12-15"),
        ("deadline.recomputed", "2026-12-16"),
    ]
    new_year = next(day for day in told["days"] if day["date"] == "2027-01-01")
    assert (new_year["sentence"], new_year["basis"]) == ("元旦放假", FIRST)


async def deadline(city: City, case: Any) -> Any:
    path = f"/v1/units/{case['unit']}/cases/{case['id']}/deadline"
    return good(await city.request("GET", path, by=Role.CLERK, unit=case["unit"]))
