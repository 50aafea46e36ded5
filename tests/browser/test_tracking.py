"""查询办理进度: on a telephone, without script, by number and secret."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.city import City
from tests.browser.looking import PHONE, Looker, looks

DISTRICT, CLERK = "district_center", "610113-01"
APPLICANT = {"kind": "person", "name": "孙丽华", "id_number": "610113199003078527", "phone": "13800000000"}


@pytest.fixture(scope="module")
def received(city: City) -> Any:
    """A case with its secret, as the window hands it over."""
    with city.api(DISTRICT, CLERK) as client:
        items = client.get("/v1/units/610113/catalogue/items").raise_for_status().json()["items"]
    entries = [each["entry"] for each in items]
    item = next(each for each in entries if each["case_kind"] == "promised" and not each["needs_project_code"])
    materials = [{"code": each["code"]} for each in item["materials"] if each["need"] == "required"]
    body = {"item": item["item"], "applicant": APPLICANT, "materials": materials}
    case = city.does(DISTRICT, CLERK, "/v1/units/610113/cases", body)
    match = {"If-Match": f'"{case["version"]}"'}
    city.does(DISTRICT, CLERK, f"/v1/units/610113/cases/{case['id']}/accept", {}, **match)
    return case


@pytest.mark.parametrize(("language", "dark"), [(language, dark) for language, dark, _ in looks(PHONE)])
def test_an_applicant_sees_where_his_matter_stands(
    received: Any, looker: Callable[..., Looker], language: str, dark: bool
) -> None:
    applicant = looker(DISTRICT, language=language, dark=dark, size=PHONE, script=False)
    asked: list[int] = []
    applicant.page.on("response", lambda answer: asked.append(len(answer.body())))

    applicant.page.goto("/track")
    applicant.fits()
    applicant.shoots(f"track-form-{language}-{'dark' if dark else 'light'}")
    asked.clear()
    applicant.page.fill("#number", received["id"])
    applicant.page.fill("#secret", received["tracking_secret"].lower())
    applicant.goes_by("button")

    told = applicant.page.inner_text("main")
    assert received["item_name"] in told
    assert "孙" not in told
    assert sum(asked) < 10_000, asked
    applicant.fits()
    applicant.shoots(f"track-{language}-{'dark' if dark else 'light'}")


def test_the_code_on_the_receipt_opens_the_page_at_once(received: Any, looker: Callable[..., Looker]) -> None:
    applicant = looker(DISTRICT, size=PHONE)

    answer = applicant.page.goto(f"/track?number={received['id']}&secret={received['tracking_secret']}")

    assert answer is not None
    assert received["item_name"] in applicant.page.inner_text("main")
    headers = answer.headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "ratelimit" in headers
    applicant.is_accessible()


def test_a_wrong_secret_tells_nothing(received: Any, looker: Callable[..., Looker]) -> None:
    applicant = looker(DISTRICT, size=PHONE)
    applicant.expected.add("404")

    applicant.page.goto(f"/track?number={received['id']}&secret=0000-0000-0000")

    assert "编号或查询码不对" in applicant.page.inner_text("[role=alert]")
    assert received["item_name"] not in applicant.page.content()
    applicant.is_accessible()
