"""Pages by their addresses alone: tracking is open to every browser, and what is looked for leads to no other page."""

from types import SimpleNamespace

import httpx
import pytest
from tests.architecture.test_doors import EVERYTHING, HERE, Tokens
from tests.architecture.test_pages import cookie, session
from tests.architecture.test_routes import app_of

from liandong.application.permissions import Gate, open_gate
from liandong.infrastructure.clock import LegalClock

SERVICE = "district_center"


@pytest.fixture
def browser() -> httpx.AsyncClient:
    app = app_of(SERVICE)
    open_gate(app.state, Gate(verifier=Tokens(), units=frozenset({HERE})))
    app.state.desk = SimpleNamespace(
        clock=LegalClock(None), settings=SimpleNamespace(demo=False), references=SimpleNamespace(unit=lambda _: None)
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here.example")


@pytest.mark.parametrize("sent", [{"Origin": "null"}, {}, {"Sec-Fetch-Site": "cross-site"}])
async def test_tracking_is_asked_for_by_browsers_that_say_nothing_of_where_they_come_from(
    browser: httpx.AsyncClient, sent: dict[str, str]
) -> None:
    page = await browser.post("/track", data={"number": "？", "secret": "x"}, headers=sent)

    assert (page.status_code, "编号或查询码的写法不对" in page.text) == (422, True)


@pytest.mark.parametrize(
    ("number", "leads_to"),
    [
        ("610113-261123-00001z", "/cases/610113-261123-00001Z"),
        ("610113-J261123-00001", "/joints/610113-J261123-00001"),
        ("x/acts/decide?done=1#y", "/cases/X%2FACTS%2FDECIDE%3FDONE%3D1%23Y"),
        ("", "/inbox"),
    ],
)
async def test_a_number_that_is_looked_for_is_one_part_of_an_address(
    browser: httpx.AsyncClient, number: str, leads_to: str
) -> None:
    found = await browser.get("/find", params={"number": number}, headers=cookie(SERVICE, session(EVERYTHING)))

    assert (found.status_code, found.headers["location"]) == (303, leads_to)
