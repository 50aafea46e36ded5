"""The city publishes its registry, calendar and catalogue, and every unit comes to hold them."""

from dataclasses import replace
from pathlib import Path

import pytest

from liandong.application.calendar_seed import provisional_year, seed_years
from liandong.cli.api import Api, ProblemAnswered
from liandong.cli.calendar_command import YEARS, as_sent, publish_notice
from liandong.cli.demo.load import demo_city
from liandong.cli.demo.publish import username_of
from liandong.cli.notice_file import read_notice
from liandong.events.reference import YearStatus
from liandong.terms.codes import UnitCode
from liandong.terms.refusal import Refused
from liandong.terms.roles import Role
from tests.city import City, running_city
from tests.conftest import Bus
from tests.databases import Databases

TIERS = {"city": "city", "district": "district", "hall": "township", "supervision": "supervision"}


async def publish_units(city: City) -> None:
    for member in city.services.values():
        for unit in member.settings.units:
            keys = member.desk.keys[unit].public  # type: ignore[index]
            body = {
                "code": unit,
                "name": f"单位{unit}",
                "tier": TIERS[member.settings.instance],
                "sign_key": keys.sign,
                "seal_key": keys.seal,
            }
            answer = await city.request("POST", "/v1/units/610100/registry", by=Role.OPERATOR, unit="610100", body=body)
            assert answer.status_code == 201, answer.text


async def test_what_the_city_publishes_every_unit_comes_to_hold(
    bus: Bus, new_database: Databases, tmp_path: Path
) -> None:
    async with running_city(bus, new_database, tmp_path, ("city", "district")) as city:
        await publish_units(city)
        years = [
            {
                "year": year.year,
                "status": year.status,
                "source": year.source,
                "off": [str(day) for day in year.off],
                "work": [str(day) for day in year.work],
            }
            for year in seed_years()
        ]
        answer = await city.request(
            "POST", "/v1/units/610100/calendars", by=Role.CATALOGUE_MANAGER, unit="610100", body={"years": years}
        )
        assert answer.status_code == 201, answer.text
        await city.settle()
        district = city.services["district"].desk
        assert set(district.references.units) >= {"610100", "610113"}
        assert district.references.calendar().hash == answer.json()["hash"]
        city_key = await city.services["city"].desk.pseudonyms.key_for("610100")  # type: ignore[arg-type]
        assert await district.pseudonyms.key_for("610113") == city_key  # type: ignore[arg-type]
        ready = await city.services["district"].client.get("/readyz")
        assert ready.json()["probes"] == {
            "database": "ok",
            "schema": "ok",
            "bus": "ok",
            "calendar": "ok",
            "catalogue": "尚未收到生效的事项目录",
            "clocks": "ok",
        }


async def test_a_notice_makes_a_provisional_year_official_for_every_unit(
    bus: Bus, new_database: Databases, tmp_path: Path
) -> None:
    capital, path = UnitCode("610100"), "/v1/units/610100/calendars"
    notice = read_notice(Path(__file__).parents[1] / "unit" / "worktime" / "notices" / "made-up-2027.toml")
    async with running_city(bus, new_database, tmp_path, ("city", "district")) as city:
        await publish_units(city)
        manager = username_of(demo_city(), capital, Role.CATALOGUE_MANAGER)
        api = Api(
            city.services["city"].client, "no password", {manager: city.token(Role.CATALOGUE_MANAGER, capital, manager)}
        )
        with pytest.raises(ProblemAnswered) as nothing_yet:
            await publish_notice(api, notice, capital)
        assert nothing_yet.value.code == "calendar.none"

        seeded = await api.post(path, manager, {"years": as_sent(seed_years())})
        await city.settle()
        assert "已发布" in await publish_notice(api, notice, capital)
        await city.settle()

        district = city.services["district"].desk.references
        in_force = {year.year: year for year in district.calendar().years}
        assert (in_force[2027].status, in_force[2027].source) == (YearStatus.OFFICIAL, notice.source)
        assert (in_force[2026].status, in_force[2028].status) == (YearStatus.OFFICIAL, YearStatus.PROVISIONAL)
        assert district.calendar_by_hash(seeded.body["hash"]) is not None  # cases keep the version they were judged by
        shown = (await api.get(f"/v1/units/{capital}/calendar", manager)).body
        assert YEARS.validate_python(shown["years"]) == district.calendar().years

        assert "没有变化" in await publish_notice(api, notice, capital)
        with pytest.raises(Refused, match=r"notice\.year-official"):
            await publish_notice(api, replace(notice, document="虚构〔2026〕1号"), capital)
        back = [provisional_year(2027) if year.year == 2027 else year for year in district.calendar().years]
        with pytest.raises(ProblemAnswered) as taken_back:
            await api.post(path, manager, {"years": as_sent(back)})
        assert (taken_back.value.status, taken_back.value.code) == (409, "calendar.official-year-lost")
