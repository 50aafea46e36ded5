"""The scripts of pages alone, in made-up pages whose service answers as it is told: no city is needed for them."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from liandong.application.pages.assets import assets
from liandong.casework import pages

HOME = "http://trial.example"
TEMPLATES = Path(pages.__file__).parent / "templates"
Answers = dict[str, Callable[[Route], None]]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url=HOME)
    yield context.new_page()
    context.close()


def serves(page: Page, body: str, scripts: tuple[str, ...], answers: Answers) -> None:
    """Opens a page with these scripts; what it asks for is answered by the part of its address."""
    links = "".join(f'<script src="/static/{name}" defer></script>' for name in scripts)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        if path == "/":
            route.fulfill(content_type="text/html; charset=utf-8", body=f"<!doctype html>{links}{body}")
        elif path.startswith("/static/"):
            route.fulfill(content_type="text/javascript", body=assets()[path.removeprefix("/static/")].content)
        else:
            answers[path](route)

    page.route("**/*", answer)
    page.goto("/")


def test_rows_that_could_not_be_renewed_stay_and_are_said_to_be_old(page: Page) -> None:
    told = (TEMPLATES / "inbox.html").read_text(encoding="utf-8")
    config = re.search(r'<meta name="htmx-config".*?>', told)
    assert config is not None
    status = [503]

    def rows(route: Route) -> None:
        route.fulfill(status=status[0], content_type="text/html", body="<p>new</p>")

    body = f"""{config[0]}<p class="ld-away" data-away="old data" hidden></p>
    <div id="rows" hx-get="/rows" hx-trigger="every 300ms" hx-swap="innerMorph"><p>rows</p></div>"""
    serves(page, body, ("htmx.js", "polling.js"), {"/rows": rows})

    page.wait_for_selector(".ld-away:not([hidden])")
    assert (page.inner_text(".ld-away"), page.inner_text("#rows")) == ("old data", "rows")
    time.sleep(0.7)
    assert (page.inner_text(".ld-away"), page.inner_text("#rows")) == ("old data", "rows")
    status[0] = 200
    page.wait_for_selector(".ld-away[hidden]", state="attached")
    assert page.inner_text("#rows") == "new"


def test_a_form_whose_sending_was_stopped_can_be_sent_again(page: Page) -> None:
    sent: list[str] = []

    def slow(route: Route) -> None:
        sent.append(route.request.method)
        if len(sent) > 1:
            route.fulfill(body="done")

    # into a frame, so that the page itself is still there to be clicked, as it is when somebody stops it
    body = """<form method="post" action="/slow" target="frame" data-sending><button>send</button></form>
    <iframe name="frame"></iframe>"""
    serves(page, body, ("sending.js",), {"/slow": slow, "/healthz": lambda route: route.fulfill(body="ok")})

    page.click("button")
    page.wait_for_function("document.forms[0].dataset.sending === 'left'")
    page.click("button")
    page.wait_for_function("document.forms[0].dataset.sending === ''")
    page.click("button")
    page.frame_locator("iframe").get_by_text("done").wait_for()

    assert sent == ["POST", "POST"]


FORM = """<meta name="htmx-config" content='{"noSwap": [204, 304, "4xx", "5xx"]}'>
<form method="post" action="/window" enctype="multipart/form-data" data-each="100" data-at-once="150"
 data-too-large="too large" data-too-much="too much" data-not-taken="not taken">
<div><input type="file" id="a" name="a" hx-post="/files/a" hx-trigger="change"></div>
<div><input type="file" id="b" name="b"></div><button>send</button></form>"""


def chosen(page: Page, field: str, size: int) -> None:
    page.set_input_files(field, {"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"x" * size})


def test_a_file_that_is_too_large_is_told_at_its_place_and_not_sent(page: Page) -> None:
    serves(page, FORM, ("uploading.js", "htmx.js"), {})

    chosen(page, "#a", 101)

    assert page.inner_text("div:has(#a) [role=alert]") == "too large"
    assert page.evaluate("document.getElementById('a').files.length") == 0


@pytest.mark.parametrize(("status", "words"), [(413, "too large"), (503, "not taken"), (0, "not taken")])
def test_a_file_the_service_did_not_take_is_told_at_its_place(page: Page, status: int, words: str) -> None:
    def refuses(route: Route) -> None:
        if status:
            route.fulfill(status=status, body="{}")
        else:
            route.abort()

    serves(page, FORM, ("uploading.js", "htmx.js"), {"/files/a": refuses})

    chosen(page, "#a", 10)

    page.wait_for_selector("div:has(#a) [role=alert]")
    assert page.inner_text("div:has(#a) [role=alert]") == words


def test_files_that_are_too_much_together_are_told_before_the_form_is_sent(page: Page) -> None:
    serves(page, FORM.replace('hx-post="/files/a"', ""), ("uploading.js",), {})
    chosen(page, "#a", 90)
    chosen(page, "#b", 90)

    page.click("button")

    assert page.inner_text("div:has(#b) [role=alert]") == "too much"
    assert page.url == f"{HOME}/"
