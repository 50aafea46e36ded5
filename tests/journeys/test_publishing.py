"""The city publishes its registry, calendar and catalogue, and every unit comes to hold them."""

from collections.abc import Callable
from pathlib import Path

from liandong.application.calendar_seed import seed_years
from liandong.cli.stack.databases import Database
from liandong.terms.roles import Role
from tests.city import City, running_city
from tests.conftest import Bus

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
    bus: Bus, new_database: Callable[[str], Database], tmp_path: Path
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
        }
