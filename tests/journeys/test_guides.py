"""Everybody may read the guide of an item, at every tier, as the unit there handles it."""

from typing import Any

import httpx

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.conftest import CAPITAL, CATALOGUE, ITEMS, said
from tests.journeys.people import good

YANTA, HALL, ELSEWHERE, ITEM = "610113", "610113004", "610112", "CG-004"


async def show(city: City, instance: str, path: str) -> httpx.Response:
    """As anybody, without a token."""
    return await city.services[instance].client.get(f"/v1/catalogue{path}")


async def test_the_guide_is_open_to_all_at_every_tier(city: City) -> None:
    for instance in ("city", "district", "hall"):
        guide = good(await show(city, instance, f"/{ITEM}/guide"))
        assert (guide["name"], guide["promised_limit"], guide["place"]) == (
            "临街临时堆放物料、搭建临时设施审批",
            "3个工作日",
            None,
        )
        assert guide["handled_at"] == ["镇（街道）级", "区（县、开发区）级"]
        assert [material["name"] for material in guide["materials"]] == ["申请表", "占地位置图", "到期清理承诺书"]
        listed = good(await show(city, instance, ""))["items"]
        assert [each["item"] for each in listed] == sorted(item.entry.item for item in ITEMS)


async def test_the_guide_of_a_unit_shows_its_own_shorter_limits(city: City) -> None:
    reference = city.services["district"].desk.references.entry(ITEM, city.today)[1]
    body = {
        "item": ITEM, "base": reference.hash, "effective_on": str(city.today), "promised_limit": 2,
        "steps": [{"code": "survey", "limit": 0}], "dropped": ["M3"],
    }  # fmt: skip
    path = f"/v1/units/{YANTA}/catalogue/overlays"
    good(await city.request("POST", path, by=Role.CATALOGUE_MANAGER, unit=YANTA, body=body), 201)
    await city.settle()
    here = good(await show(city, "city", f"/{ITEM}/guide/{YANTA}"))
    assert (here["promised_limit"], here["place"], len(here["materials"])) == ("2个工作日", "雁塔区政务服务中心", 2)
    assert here["steps"][1] == {"name": "现场核查", "post": "核查岗", "limit": "当场办结"}
    there = good(await show(city, "city", f"/{ITEM}/guide/{ELSEWHERE}"))
    assert (there["promised_limit"], len(there["materials"])) == ("3个工作日", 3)
    sheet = await show(city, "district", f"/{ITEM}/guide/{YANTA}/notice")
    assert sheet.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "到期清理承诺书" not in sheet.text
    assert "**承诺时限** 2个工作日（法定时限 20个工作日）" in sheet.text
    text = await show(city, "district", f"/{ITEM}/guide/{ELSEWHERE}/text")
    assert "| 3 | 到期清理承诺书 | 必需 |  |" in text.text
    text = await show(city, "hall", f"/{ITEM}/guide/{HALL}/text")
    assert "到期清理承诺书" not in text.text, "a hall handles by what its district publishes"


async def test_what_is_not_there_is_told(city: City) -> None:
    async def told(path: str) -> tuple[int, str]:
        answer = await show(city, "city", path)
        return answer.status_code, answer.json()["code"]

    assert await told("/XX-999/guide") == (422, "catalogue.unknown-item")
    assert await told(f"/{ITEM}/guide/999999") == (404, "registry.unknown-unit")
    assert await told(f"/{ITEM}/guide/{CAPITAL}") == (404, "catalogue.not-handled-there")


async def test_a_power_handed_down_shows_from_its_day(city: City) -> None:
    def edition(name: str, competence: list[dict[str, Any]]) -> dict[str, Any]:
        entries = [{"item": item.entry.item, "hash": item.hash} for item in ITEMS]
        return {"edition": name, "effective_on": str(city.today), "entries": entries, "competence": competence}

    since = {"item": ITEM, "since": "2026-01-01"}
    gap = edition("gap", [since | {"tier": "district", "until": "2026-12-31"}])
    path = f"/v1/units/{CAPITAL}/catalogue/editions"
    refused = await city.request("POST", path, by=Role.CATALOGUE_MANAGER, unit=CAPITAL, body=gap)
    assert (refused.status_code, refused.json()["code"]) == (422, "catalogue.edition-faulty")
    [error] = refused.json()["errors"]
    assert (error["pointer"], error["detail"]) == ("/competence", "CG-004自2027-01-01起没有任何层级有权办理")
    rows = [since | {"tier": "district"}, since | {"unit": HALL}]
    await said(city, Role.CATALOGUE_MANAGER, "catalogue/editions", edition("moved", rows))
    await city.settle()
    guide = good(await show(city, "hall", f"/{ITEM}/guide"))
    assert guide["edition"] == "moved" != CATALOGUE.edition
    assert guide["handled_at"] == ["区（县、开发区）级", city.services["hall"].desk.references.units[HALL].name]  # type: ignore[index]
    competence = f"/v1/units/{HALL}/catalogue/competence"
    shown = good(await city.request("GET", competence, by=Role.CLERK, unit=HALL))["rows"]
    assert [(row["tier"], row["unit"]) for row in shown] == [("district", None), (None, HALL)]


async def test_a_district_compares_its_own_list_with_the_catalogue(city: City) -> None:
    local = [
        {
            "code": "YT-1",
            "name": "临时堆放审批",
            "item": ITEM,
            "promised_limit": 5,
            "materials": ["申请表", "社区证明"],
        },
        {"code": "YT-2", "name": "犬类登记"},
    ]
    path = f"/v1/units/{YANTA}/catalogue/mapping"
    answer = good(await city.request("POST", path, by=Role.CATALOGUE_MANAGER, unit=YANTA, body={"items": local}))
    assert answer["variants"] == [{"code": "YT-1", "item": ITEM, "longer_by": 2, "added_materials": ["社区证明"]}]
    assert answer["unmapped"] == [{"code": "YT-2", "name": "犬类登记", "named": None, "proposed": None}]
    handled = [each.entry.item for each in ITEMS if "district" in each.entry.tiers and not each.entry.shares]
    assert answer["missing"] == sorted(item for item in handled if item != ITEM)
    assert (answer["coverage"], answer["agreement"]) == (1000 // len(handled), 0)
