"""地方放假: days off of one district are published, counted by its units alone, and explained by name and rule."""

from datetime import date
from pathlib import Path

import pytest

from liandong.cli.api import Api
from liandong.cli.calendar_command import publish_local
from liandong.cli.demo.load import demo_city
from liandong.cli.demo.publish import username_of
from liandong.cli.marked_yaml import BadFile
from liandong.terms.codes import UnitCode
from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import act, good, receive, see
from tests.journeys.supervision.conftest import Look

CAPITAL, YANTA, LIANHU, HALL = UnitCode("610100"), "610113", "610112", "610113004"
RULE = "雁塔区少数民族习惯节日放假办法（虚构）"
FILE = f"""
[[local]]
division = "610113"
name = "古尔邦节"
source = "{RULE}"
off = [2026-12-17]
work = [2026-12-27]
"""


def manager_of(city: City) -> Api:
    manager = username_of(demo_city(), CAPITAL, Role.CATALOGUE_MANAGER)
    token = city.token(Role.CATALOGUE_MANAGER, CAPITAL, manager)
    return Api.holding(city.services["city"].client, manager, token)


async def test_days_off_of_a_district_count_for_it_and_its_halls_and_for_nobody_else(
    watched: City, look: Look, tmp_path: Path
) -> None:
    await watched.advance((date(2026, 12, 15) - watched.today).days)
    received = {unit: await receive(watched, unit, "CG-004") for unit in (YANTA, LIANHU, HALL)}
    cases = {unit: await act(watched, case, "accept", Role.CLERK) for unit, case in received.items()}
    assert {case["promised_due"] for case in cases.values()} == {"2026-12-18"}

    file = tmp_path / "local.toml"
    file.write_text(FILE, encoding="utf-8")
    assert "已发布1项地方放假安排" in await publish_local(manager_of(watched), file, CAPITAL)
    await watched.settle()
    assert "没有变化" in await publish_local(manager_of(watched), file, CAPITAL)

    for unit, due in ((YANTA, "2026-12-21"), (HALL, "2026-12-21"), (LIANHU, "2026-12-18")):
        case = await see(watched, unit, "cases", cases[unit]["id"])
        seen = await look(f"cases/{case['id']}")
        promised = next(clock for clock in seen["light"]["clocks"] if clock["clock"] == "promised")
        assert (case["promised_due"], promised["due"]) == (due, due), unit
        assert (None if case["moved"] is None else case["moved"]["why"]) == (None if unit == LIANHU else [RULE])
        assert [each["why"] for each in seen["moved"]] == ([] if unit == LIANHU else [[RULE]])

    path = f"/v1/units/{YANTA}/cases/{cases[YANTA]['id']}/deadline"
    told = good(await watched.request("GET", path, by=Role.CLERK, unit=YANTA, params={"which": "promised"}))
    (day,) = [day for day in told["days"] if day["reason"] == "local_holiday"]
    assert (day["date"], day["sentence"], day["basis"]) == ("2026-12-17", "古尔邦节，地方放假", RULE)
    body = {"number": cases[YANTA]["id"], "secret": received[YANTA]["tracking_secret"]}
    tracked = good(await watched.serving(YANTA).client.post("/v1/tracking", json=body))
    assert tracked["not_counted"] == [
        {"first": "2026-12-17", "last": "2026-12-17", "what": "古尔邦节，地方放假", "basis": RULE}
    ]
    held = good(await watched.request("GET", f"/v1/units/{HALL}/calendar", by=Role.CLERK, unit=HALL))
    assert [(one["name"], one["off"]) for one in held["local"]] == [("古尔邦节", ["2026-12-17"])]
    held = good(await watched.request("GET", f"/v1/units/{LIANHU}/calendar", by=Role.CLERK, unit=LIANHU))
    assert (held["local"], len(held["all_local"])) == ([], 1)
    assert {"name": "元旦", "first": "2026-01-01", "last": "2026-01-03"}.items() <= next(
        one for one in held["holidays"] if one["last"].startswith("2026-01")
    ).items()


async def test_days_off_that_contradict_the_calendar_are_told_by_line_and_not_published(
    watched: City, tmp_path: Path
) -> None:
    file = tmp_path / "local.toml"
    file.write_text(FILE.replace("2026-12-17", "2026-12-19"), encoding="utf-8")
    with pytest.raises(BadFile, match=r"local\.toml:3.*calendar\.local-contradicts"):
        await publish_local(manager_of(watched), file, CAPITAL)
    assert watched.services["district"].desk.references.local_days_off() == ()
