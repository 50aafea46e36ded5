"""我的待办 and the page of a case: what is due, why on that day, and what may be done, from acceptance to the end."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.city import City
from tests.browser.looking import DESK, PHONE, Looker, looks

DISTRICT, CLERK, CHIEF = "district_center", "610113-01", "610113-04"
SHOWN = [(language, dark) for language, dark, _ in looks(DESK)]


def receive(city: City, id_number: str, *, accept: bool = True) -> Any:
    with city.api(DISTRICT, CLERK) as client:
        items = client.get("/v1/units/610113/catalogue/items").raise_for_status().json()["items"]
    entries = [each["entry"] for each in items]
    item = next(each for each in entries if each["name"] == "食品经营许可")
    materials = [{"code": each["code"]} for each in item["materials"] if each["need"] != "conditional"]
    applicant = {"kind": "person", "name": "孙丽华", "id_number": id_number, "phone": "13800000000"}
    body = {"item": item["item"], "applicant": applicant, "materials": materials}
    case = city.does(DISTRICT, CLERK, "/v1/units/610113/cases", body)
    if accept:
        match = {"If-Match": f'"{case["version"]}"'}
        case = city.does(DISTRICT, CLERK, f"/v1/units/610113/cases/{case['id']}/accept", {}, **match)
    return case


def id_number(serial: int) -> str:
    first = f"610113199003{serial % 28 + 1:02d}{serial:03d}"[:17]
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True)) % 11]


@pytest.mark.parametrize(("language", "dark"), SHOWN)
def test_the_inbox_lists_what_waits_with_the_time_left(
    city: City, looker: Callable[..., Looker], language: str, dark: bool
) -> None:
    case = receive(city, id_number(100 + SHOWN.index((language, dark))), accept=False)

    clerk = looker(DISTRICT, CLERK, language=language, dark=dark)
    clerk.page.goto("/inbox")

    row = clerk.page.locator("tr", has_text=case["id"])
    assert re.search("剩 5 个工作日|5 working days left", row.inner_text())
    assert "孙**" in row.inner_text()
    clerk.is_accessible()
    clerk.fits()
    clerk.shoots(f"inbox-{language}-{'dark' if dark else 'light'}")


def test_the_inbox_renews_itself_and_tells_when_it_cannot(city: City, looker: Callable[..., Looker]) -> None:
    clerk = looker(DISTRICT, CLERK)
    clerk.page.goto("/inbox")
    case = receive(city, id_number(200), accept=False)

    clerk.page.wait_for_selector(f"text={case['id']}", timeout=25_000)

    clerk.expected.update(("Failed to load", "Failed to fetch", "ERR_"))
    clerk.context.set_offline(True)
    clerk.page.wait_for_selector(".ld-away:not([hidden])", timeout=25_000)
    clerk.shoots("inbox-away-zh-light")
    clerk.context.set_offline(False)
    clerk.page.wait_for_selector(".ld-away[hidden]", state="attached", timeout=25_000)


@pytest.mark.parametrize(("language", "dark"), SHOWN)
def test_the_page_of_a_case_explains_its_last_day(
    city: City, looker: Callable[..., Looker], language: str, dark: bool
) -> None:
    case = receive(city, id_number(300 + SHOWN.index((language, dark))))
    clerk = looker(DISTRICT, CLERK, language=language, dark=dark)

    clerk.page.goto(f"/cases/{case['id']}")
    clerk.page.click("#why summary")

    told = clerk.page.inner_text("main")
    assert case["promised_due"] in told
    counted = clerk.page.locator("#why tbody tr:not(.ld-not-counted)").count()
    assert counted == case["promised_limit"]
    assert "13800000000" not in told
    clerk.is_accessible()
    clerk.fits()
    clerk.shoots(f"case-{language}-{'dark' if dark else 'light'}")
    chief = looker(DISTRICT, CHIEF, language=language, dark=dark)
    chief.page.goto(f"/cases/{case['id']}/acts/pause")
    chief.is_accessible()
    chief.fits()
    chief.shoots(f"act-{language}-{'dark' if dark else 'light'}")


def test_a_case_goes_from_step_to_decision_by_its_page_alone(city: City, looker: Callable[..., Looker]) -> None:
    case = receive(city, id_number(400))
    steps = len(case["steps"])
    chief = looker(DISTRICT, CHIEF)
    chief.page.goto(f"/cases/{case['id']}")

    for _ in range(steps):
        chief.goes_by("text=开始环节")
        chief.page.click("main button[type=submit]")
        chief.page.wait_for_selector("text=已办：开始环节")
        chief.goes_by("text=完成环节")
        chief.page.check("input[value=no_objection]")
        chief.page.click("main button[type=submit]")
        chief.page.wait_for_selector("text=已办：完成环节")
    chief.goes_by(".ld-acts >> text=决定")
    chief.expected.add("422")
    chief.page.check("input[name=outcome][value=rejected]")
    chief.page.click("main button[type=submit]")

    alert = chief.page.locator("[role=alert]")
    assert "文号：" in alert.inner_text()
    assert chief.page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert chief.page.is_checked("input[name=outcome][value=rejected]")
    chief.is_accessible()
    chief.shoots("act-refused-zh-light")

    chief.page.check("input[name=outcome][value=approved]")
    chief.page.fill("#document", "雁市监许可〔2026〕1号")
    chief.page.click("main button[type=submit]")
    chief.page.wait_for_selector("text=已办：决定")
    assert "雁市监许可〔2026〕1号" in chief.page.inner_text("main")


def test_what_somebody_else_did_meanwhile_is_told_and_nothing_is_lost(
    city: City, looker: Callable[..., Looker]
) -> None:
    case = receive(city, id_number(500))
    chief = looker(DISTRICT, CHIEF)
    chief.page.goto(f"/cases/{case['id']}/acts/hand_over")
    chief.page.fill("#to", "610113-03")
    chief.page.select_option("#ground", "absent")
    chief.page.fill("#text", "外出培训一周")
    body = {"channel": "phone", "matter": "enquire"}
    path = f"/v1/units/610113/cases/{case['id']}/contacts"
    city.does(DISTRICT, CLERK, path, body, **{"If-Match": f'"{case["version"]}"'})

    chief.expected.add("412")
    chief.page.click("main button[type=submit]")

    assert "已被他人处理" in chief.page.inner_text("[role=alert]")
    assert chief.page.input_value("#text") == "外出培训一周"
    assert chief.page.input_value("#ground") == "absent"


def test_an_act_that_is_not_his_is_neither_offered_nor_taken(city: City, looker: Callable[..., Looker]) -> None:
    case = receive(city, id_number(600))
    clerk = looker(DISTRICT, CLERK)
    clerk.page.goto(f"/cases/{case['id']}")
    assert "延期" not in clerk.page.inner_text(".ld-acts")

    clerk.expected.add("403")
    clerk.page.goto(f"/cases/{case['id']}/acts/extend")

    assert "没有“批准延期”的权限" in clerk.page.inner_text("main")
    clerk.expected.add("404")
    clerk.page.goto("/cases/610112-261201-00001X")
    assert "没有" in clerk.page.inner_text("main")


def test_a_case_on_a_telephone(city: City, looker: Callable[..., Looker]) -> None:
    case = receive(city, id_number(700))
    chief = looker(DISTRICT, CHIEF, size=PHONE)

    chief.page.goto(f"/cases/{case['id']}")
    chief.fits()
    chief.shoots("case-phone-zh-light")
    chief.page.goto(f"/cases/{case['id']}/acts/pause")
    chief.fits()
    chief.shoots("act-phone-zh-light")
    chief.page.goto("/inbox")
    chief.fits()
