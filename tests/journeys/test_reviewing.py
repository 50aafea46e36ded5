"""An item goes from draft over legal review to publication, each by whom it belongs to."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from liandong.cli.demo.publish import ENTRY
from liandong.terms.roles import Role
from tests.city import City, running_city
from tests.conftest import Bus
from tests.databases import Databases
from tests.journeys.conftest import CAPITAL, ITEMS

HOME = f"/v1/units/{CAPITAL}/catalogue"
ITEM = ITEMS[0].entry
DRAFT = {"edition": "2026-1", "entry": ENTRY.dump_python(ITEM, mode="json")}
MANAGER, REVIEWER = Role.CATALOGUE_MANAGER, Role.LEGAL_REVIEWER


@pytest.fixture
async def office(bus: Bus, new_database: Databases, tmp_path: Path) -> AsyncIterator[City]:
    async with running_city(bus, new_database, tmp_path, ("city",)) as city:
        yield city


async def post(city: City, path: str, by: Role, body: Any = None, **more: Any) -> httpx.Response:
    return await city.request("POST", f"{HOME}/{path}", by=by, unit=CAPITAL, body=body, **more)


async def get(city: City, path: str, **params: Any) -> Any:
    answer = await city.request("GET", f"{HOME}/{path}", by=REVIEWER, unit=CAPITAL, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_an_item_is_drafted_sent_back_changed_approved_and_published(office: City) -> None:
    assert code(await post(office, "items", MANAGER, DRAFT)) == (409, "catalogue.not-reviewed")
    drafted = await post(office, "drafts", MANAGER, DRAFT)
    assert (drafted.status_code, drafted.json()["standing"]) == (201, "proposed")
    assert code(await post(office, "items", MANAGER, DRAFT)) == (409, "catalogue.not-reviewed")
    [waiting] = (await get(office, "drafts", standing="proposed"))["items"]
    assert (waiting["item"], waiting["name"]) == (ITEM.item, ITEM.name)

    reason = {"reason": "承诺时限依据不足，请说明"}
    back = await post(office, f"drafts/{ITEM.item}/send-back", REVIEWER, reason, etag=drafted.headers["etag"])
    assert (back.status_code, back.json()["standing"], back.json()["reason"]) == (200, "sent_back", reason["reason"])
    assert code(await post(office, "drafts", MANAGER, DRAFT)) == (409, "catalogue.draft-unchanged")

    shorter = DRAFT["entry"] | {"promised_limit": ITEM.promised_limit + 1}  # type: ignore[operator]  # a dictionary
    changed = await post(office, "drafts", MANAGER, {"edition": "2026-1", "entry": shorter})
    assert changed.json()["reason"] is None
    stale = await post(office, f"drafts/{ITEM.item}/approve", REVIEWER, etag=drafted.headers["etag"])
    assert stale.status_code == 412
    approved = await post(office, f"drafts/{ITEM.item}/approve", REVIEWER, etag=changed.headers["etag"])
    assert (approved.status_code, approved.json()["standing"]) == (200, "approved")
    assert code(await post(office, "items", MANAGER, DRAFT)) == (409, "catalogue.not-reviewed")
    published = await post(office, "items", MANAGER, {"edition": "2026-1", "entry": shorter})
    assert (published.status_code, published.json()["hash"]) == (201, approved.json()["hash"])
    assert (await get(office, "drafts"))["items"] == []

    draft = await post(office, "drafts", MANAGER, DRAFT)
    seen = await get(office, f"drafts/{ITEM.item}")
    assert (seen["standing"], seen["published"]) == ("proposed", approved.json()["hash"])
    place = {"place": "/promised_limit", "before": ITEM.promised_limit + 1, "after": ITEM.promised_limit}
    assert seen["changes"] == [place]
    assert draft.json()["version"] == seen["version"]


async def test_each_does_what_is_his(office: City) -> None:
    drafted = await post(office, "drafts", MANAGER, DRAFT)
    etag = drafted.headers["etag"]
    assert code(await post(office, "drafts", REVIEWER, DRAFT)) == (403, "powers.denied")
    assert code(await post(office, f"drafts/{ITEM.item}/approve", MANAGER, etag=etag)) == (403, "powers.denied")
    himself = f"{CAPITAL}-{MANAGER}"
    own = await post(office, f"drafts/{ITEM.item}/approve", REVIEWER, etag=etag, staff=himself)
    assert code(own) == (403, "catalogue.own-draft")
    assert code(await post(office, "drafts/XX-999/approve", REVIEWER, etag='"1"')) == (404, "catalogue.no-draft")
    missing = await office.request("GET", f"{HOME}/drafts/XX-999", by=REVIEWER, unit=CAPITAL)
    assert code(missing) == (404, "catalogue.no-draft")


async def test_the_reason_for_sending_back_stays_in_the_city(office: City) -> None:
    drafted = await post(office, "drafts", MANAGER, DRAFT)
    reason = {"reason": "请与王某核对"}
    await post(office, f"drafts/{ITEM.item}/send-back", REVIEWER, reason, etag=drafted.headers["etag"])
    pool = office.services["city"].desk.pool
    bodies = await pool.fetch("select convert_from(body, 'utf8') as body from journal")
    assert all("王某" not in row["body"] for row in bodies)
    states = await pool.fetch("select convert_from(state, 'utf8') as state from published_item")
    assert all("王某" not in row["state"] for row in states)
