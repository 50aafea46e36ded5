"""联办件: the lead sees every share as a lane over working days, and dispatches when all are decided."""

import base64
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.browser.city import City
from tests.browser.looking import DESK, Looker, looks

CITY, CLERK = "city_center", "610100-01"
STAGE = "JD-03"
APPLICANT = {
    "kind": "organisation",
    "name": "西安雁南虚构置业有限公司",
    "id_number": "91610113MAX00001XH",
    "phone": "16100000001",
}
SHARES = (("ZJ-002", "610100"), ("ZJ-001", "610113"), ("CG-001", "610171"), ("CG-004", "610113004"))
SHOWN = [(language, dark) for language, dark, _ in looks(DESK)]


def lead_of(city: City) -> str:
    """Whoever leads joint approvals at the city, among the demo's accounts."""
    return next(
        account for account in (f"610100-{number:02d}" for number in range(1, 20)) if "lead" in roles_of(city, account)
    )


def roles_of(city: City, account: str) -> list[str]:
    try:
        payload = city.token(CITY, account).split(".")[1]
    except httpx.HTTPStatusError:
        return []
    claims: dict[str, list[str]] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return claims["roles"]


@pytest.fixture(scope="module")
def accepted(city: City) -> Any:
    """A joint approval accepted for all on one day; its shares lie with city, district, zone and hall."""
    with city.api(CITY, CLERK) as client:
        items = client.get("/v1/units/610100/catalogue/items").raise_for_status().json()["items"]
    stage = next(each["entry"] for each in items if each["entry"]["item"] == STAGE)
    materials = [{"code": each["code"]} for each in stage["materials"] if each["need"] != "conditional"]
    body = {
        "stage": STAGE,
        "project_name": "雁南示范项目一期",
        "project_code": "2611-610113-04-01-100001",
        "applicant": APPLICANT,
        "materials": materials,
        "shares": [{"item": item, "unit": unit} for item, unit in SHARES],
    }
    joint = city.does(CITY, CLERK, "/v1/units/610100/joints", body)
    path = f"/v1/units/610100/joints/{joint['id']}/accept"
    return city.does(CITY, lead_of(city), path, {}, **{"If-Match": f'"{joint["version"]}"'})


@pytest.mark.parametrize(("language", "dark"), SHOWN)
def test_each_share_is_a_lane_over_working_days(
    accepted: Any, city: City, looker: Callable[..., Looker], language: str, dark: bool
) -> None:
    lead = looker(CITY, lead_of(city), language=language, dark=dark)
    lead.page.goto(f"/joints/{accepted['id']}")

    assert lead.page.locator(".ld-lane-name").count() == len(SHARES)
    assert lead.page.locator(".ld-today").count() == 1
    assert accepted["promised_due"] in lead.page.inner_text("main")
    assert APPLICANT["phone"] not in lead.page.content()
    lead.is_accessible()
    lead.fits()
    lead.shoots(f"joint-{language}-{'dark' if dark else 'light'}")
    lead.page.goto("/joints")
    lead.is_accessible()
    lead.fits()
    lead.shoots(f"joints-{language}-{'dark' if dark else 'light'}")


def test_the_lead_finds_it_among_what_is_open_and_extends_it_only_with_the_power(
    accepted: Any, city: City, looker: Callable[..., Looker]
) -> None:
    lead = looker(CITY, lead_of(city))
    lead.page.goto("/joints")
    lead.goes_by(f"text={accepted['id']}")
    assert "延期" not in lead.page.inner_text(".ld-acts")

    lead.goes_by("text=作废分件 >> nth=0")
    lead.page.fill("#text", "该事项已不需要办理")
    lead.page.click("main button[type=submit]")

    lead.page.wait_for_selector("text=已办：作废分件")
    assert "不再办理" in lead.page.inner_text("main")
