"""窗口受理: from the applicant to the paper, by keyboard, without script, through a restart, and never twice."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.city import City
from tests.browser.looking import DESK, PHONE, Looker, looks
from tests.browser.test_cases import id_number
from tests.made_files import pdf

DISTRICT, CLERK = "district_center", "610113-01"
HALL, HALL_CLERK, POINT = "township_hall", "610113004-01", "610113004P01"
FOOD, AGED = "SC-003", "MZ-004"
"""食品经营许可 at the district, 高龄津贴认定 at the hall."""
SHOWN = looks(DESK, PHONE)
FAILED = "Failed to load resource"


def fill(page: Page, serial: int, item: str = FOOD) -> None:
    page.goto(f"/window?item={item}")
    page.fill("[name='applicant.id_number']", id_number(serial))
    page.fill("[name='applicant.name']", "孙丽华")
    page.fill("[name='applicant.phone']", "13800000000")


def tick_all(page: Page) -> None:
    for tick in page.locator("input[name=materials]").all():
        tick.check()


def press(page: Page, do: str) -> None:
    page.click(f"button[name=_do][value={do}]")


def received(page: Page) -> str:
    page.wait_for_url(re.compile("/window/received/"))
    return page.url.rpartition("/")[2]


def seen(city: City, number: str, service: str = DISTRICT, account: str = CLERK) -> Any:
    with city.api(service, account) as client:
        return client.get(f"/v1/units/{account[:-3]}/cases/{number}").raise_for_status().json()


def count(city: City) -> int:
    with city.api(DISTRICT, CLERK) as client:
        page = client.get("/v1/units/610113/cases", params={"item": FOOD, "limit": 200}).raise_for_status().json()
    return len(page["items"])


@pytest.mark.parametrize(("language", "dark", "size"), SHOWN)
def test_the_page_from_empty_to_accepted(
    city: City, looker: Callable[..., Looker], language: str, dark: bool, size: tuple[int, int]
) -> None:
    name = f"{language}-{'dark' if dark else 'light'}-{size[0]}"
    clerk = looker(DISTRICT, CLERK, language=language, dark=dark, size=size)
    clerk.expected.add(FAILED)

    def looks(step: str) -> None:
        clerk.is_accessible()
        clerk.fits()
        clerk.shoots(f"window-{step}-{name}")

    clerk.page.goto("/window")
    looks("empty")
    fill(clerk.page, 1000 + SHOWN.index((language, dark, size)))
    clerk.page.fill("[name='applicant.phone']", "x")
    press(clerk.page, "accept")
    clerk.page.wait_for_selector(".ld-errors")
    looks("errors")
    clerk.page.fill("[name='applicant.phone']", "13800000000")
    press(clerk.page, "receive")
    received(clerk.page)
    looks("received")
    clerk.page.click("form[action$='/notice'] button")
    clerk.page.wait_for_selector(".ld-received-correction_requested")
    looks("noticed")


def test_by_keyboard_alone_from_the_number_to_acceptance(city: City, looker: Callable[..., Looker]) -> None:
    clerk = looker(DISTRICT, CLERK)
    page = clerk.page
    page.goto("/window")
    page.focus("[name='applicant.id_number']")
    page.keyboard.type(id_number(1100))
    with page.expect_navigation():
        page.keyboard.press("Enter")  # as a reader of cards ends the number: nothing is received
    assert page.input_value("[name='applicant.id_number']") == id_number(1100)
    page.focus("[name='applicant.name']")
    for text in ("孙丽华", "13800000000", "小寨东路1号"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.type("食品经营")
    expect(page.locator("#found li")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#materials")
    assert page.evaluate("document.activeElement.id") == "item"
    for _ in range(60):
        page.keyboard.press("Tab")
        kind = page.evaluate("document.activeElement.name + '=' + document.activeElement.value")
        if kind.startswith("materials="):
            page.keyboard.press("Space")
        if kind == "_do=accept":
            break
    page.keyboard.press("Enter")

    case = seen(city, received(page))
    assert (case["status"], len(case["materials"])) == ("accepted", 4)


def test_without_script_with_files_and_errors_and_a_paper(city: City, looker: Callable[..., Looker]) -> None:
    clerk = looker(DISTRICT, CLERK, script=False)
    page = clerk.page
    clerk.expected.add(FAILED)
    page.goto("/window?q=食品经营")
    page.click("#found button")
    assert page.input_value("input[name=item][type=hidden]") == FOOD
    page.fill("[name='applicant.id_number']", id_number(1200))
    page.fill("[name='applicant.name']", "<script>document.title='x'</script>")
    page.set_input_files("[name='file.M1']", {"name": "申请表.pdf", "mimeType": "application/pdf", "buffer": pdf("1")})
    press(page, "receive")
    assert page.inner_text(".ld-errors li") == "联系电话：此项必填"
    assert "申请表.pdf" in page.inner_text("#materials")
    page.fill("[name='applicant.phone']", "13800000000")
    press(page, "receive")

    number = received(page)
    secret = page.inner_text(".ld-secret")
    assert [each["code"] for each in seen(city, number)["materials"]] == ["M1"]
    assert page.locator("input[name='notice.lines']:checked").count() == 2
    with clerk.context.expect_page() as opened:
        page.click("form[action$='/papers/receipt'] button")
    opened.value.close()
    page.reload()
    paper = page.get_attribute(".ld-papers a", "href")
    answer = clerk.context.request.get(f"{clerk.base}{paper}")
    assert (answer.headers["content-type"], answer.body()[:5]) == ("application/pdf", b"%PDF-")
    track = page.get_attribute(".ld-tracking a", "href")
    assert track == f"{clerk.base}/track?number={number}&secret={secret}"
    page.goto(track)
    assert number in page.inner_text("main")


def test_a_wrong_number_and_a_file_are_told_while_the_form_is_filled_in(
    city: City, looker: Callable[..., Looker]
) -> None:
    clerk = looker(DISTRICT, CLERK)
    fill(clerk.page, 1300)
    clerk.page.fill("[name='applicant.id_number']", "610113199003078522")
    clerk.page.press("[name='applicant.id_number']", "Tab")
    clerk.page.wait_for_selector("#number-check .ld-error")
    file: FilePayload = {"name": "申请表.pdf", "mimeType": "application/pdf", "buffer": pdf("2")}
    clerk.page.set_input_files("[name='file.M1']", file)
    clerk.page.wait_for_selector(".ld-file .ld-error")
    clerk.is_accessible()
    clerk.page.fill("[name='applicant.id_number']", id_number(1300))
    clerk.page.set_input_files("[name='file.M1']", file)
    clerk.page.wait_for_selector("[name='digest.M1']", state="attached")
    clerk.is_accessible()
    clerk.shoots("window-file")
    press(clerk.page, "receive")

    assert seen(city, received(clerk.page))["materials"][0]["digest"] is not None


def test_killed_between_typing_and_sending_the_service_comes_back_and_gets_all(
    city: City, looker: Callable[..., Looker]
) -> None:
    clerk = looker(DISTRICT, CLERK)
    clerk.expected |= {FAILED}
    fill(clerk.page, 1400)
    tick_all(clerk.page)

    pid = city.ends(DISTRICT)
    press(clerk.page, "accept")
    number = received(clerk.page)
    city.waits_for(DISTRICT, pid)

    assert seen(city, number)["status"] == "accepted"


def test_the_session_ends_while_somebody_types_and_the_form_goes_on_after_signing_in(
    city: City, looker: Callable[..., Looker]
) -> None:
    clerk = looker(DISTRICT, CLERK)
    clerk.expected.add(FAILED)
    fill(clerk.page, 1500)
    tick_all(clerk.page)

    clerk.context.clear_cookies()
    press(clerk.page, "accept")
    clerk.page.wait_for_selector("#password")
    clerk.page.fill("#username", CLERK)
    clerk.page.fill("#password", city.password)
    clerk.page.click("main button[type=submit]")
    clerk.page.wait_for_selector("text=继续提交")
    clerk.page.click("text=继续提交")

    assert seen(city, received(clerk.page))["status"] == "accepted"


def test_pressed_twice_one_case_is_received(city: City, looker: Callable[..., Looker]) -> None:
    clerk = looker(DISTRICT, CLERK)
    before = count(city)
    fill(clerk.page, 1600)

    clerk.page.dblclick("button[name=_do][value=receive]")

    received(clerk.page)
    assert count(city) == before + 1


def test_what_looks_the_same_goes_on_with_a_tick(city: City, looker: Callable[..., Looker]) -> None:
    clerk = looker(DISTRICT, CLERK)
    clerk.expected.add(FAILED)
    fill(clerk.page, 1700)
    press(clerk.page, "receive")
    first = received(clerk.page)
    fill(clerk.page, 1700)
    press(clerk.page, "receive")
    clerk.page.wait_for_selector("[name=not_duplicate_of]")
    clerk.is_accessible()
    clerk.shoots("window-alike")
    assert first in clerk.page.inner_text("#not_duplicate_of")
    clerk.page.check("[name=not_duplicate_of]")
    press(clerk.page, "receive")

    assert received(clerk.page) != first


def test_a_village_point_hands_in_for_its_hall(city: City, looker: Callable[..., Looker]) -> None:
    clerk = looker(HALL, HALL_CLERK, size=PHONE)
    fill(clerk.page, 1800, AGED)
    clerk.page.select_option("#point", POINT)
    tick_all(clerk.page)
    press(clerk.page, "accept")

    case = seen(city, received(clerk.page), HALL, HALL_CLERK)
    assert (case["channel"], case["point"], case["status"]) == ("village", POINT, "accepted")
