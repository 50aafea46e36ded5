"""A message that nobody here understands is parked and shown; all others flow, and it is applied after the upgrade."""

import json
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from liandong.terms.legal_time import to_micros
from liandong.terms.roles import Role
from liandong.wire import chain
from liandong.wire.codec import CODECS
from tests.city import City
from tests.conftest import Bus
from tests.databases import Databases
from tests.journeys.conftest import published_city
from tests.journeys.people import APPLICANT, PROJECT, approve, good, see, work_through

CAPITAL, DISTRICT = "610100", "610113"
KIND, NEWER = "link.dispatched", 2
LAG_SECONDS = 5.0
APPEND = "select journal_append($1, $2, 1, array[$3], array[$4::int], array[$5], $6, $6, 'platform', null, array[$7::bytea], array[$8::bytea], array[null::bytea], array[$9::bytea])"  # noqa: E501


@pytest.fixture
async def city(bus: Bus, new_database: Databases, tmp_path: Path) -> AsyncIterator[City]:
    async with published_city(bus, new_database, tmp_path, ("city", "district")) as running:
        yield running


async def test_a_message_of_a_newer_program_is_parked_shown_and_applied_after_the_upgrade(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    joint = await _accepted(city)
    case = await see(city, DISTRICT, "cases", joint["shares"][0]["case"])
    await approve(city, await work_through(city, case))
    await city.settle()

    await _said_by_a_newer_program(city, joint["shares"][0]["link"])
    await city.settle()

    (parked,) = (await _inbox(city))["parked"]
    assert (parked["kind"], parked["stream"]) == (KIND, "notice:1")
    assert parked["fault"] == f"UnknownKind: {KIND} v{NEWER}"
    began = monotonic()
    await _accepted(city)
    assert monotonic() - began < LAG_SECONDS

    assert await _retry(city) == 1
    await city.settle()
    assert [one["entry"] for one in (await _inbox(city))["parked"]] == [parked["entry"]]

    monkeypatch.setitem(CODECS, (KIND, NEWER), CODECS[KIND, 1])  # the upgraded program
    assert await _retry(city) == 1
    await city.settle()
    assert (await _inbox(city))["parked"] == []
    assert (await see(city, DISTRICT, "cases", case["id"]))["status"] == "closed"
    assert await _retry(city) == 0


async def _accepted(city: City) -> Any:
    """A joint approval with one share at the district, heard and acknowledged."""
    body = {
        "stage": "JD-03",
        "applicant": APPLICANT,
        "project_code": PROJECT,
        "materials": [{"code": "M1"}, {"code": "M2"}, {"code": "M3"}],
        "shares": [{"item": "ZJ-001", "unit": DISTRICT}],
    }
    home = f"/v1/units/{CAPITAL}/joints"
    joint = good(await city.request("POST", home, by=Role.LEAD, unit=CAPITAL, body=body), 201)
    good(await city.request("POST", f"{home}/{joint['id']}/accept", by=Role.LEAD, unit=CAPITAL, etag='"1"'))
    await city.settle()
    joint = await see(city, CAPITAL, "joints", joint["id"])
    assert joint["shares"][0]["acknowledged"]
    return joint


async def _said_by_a_newer_program(city: City, link: str) -> None:
    """The city's journal takes the entry as it takes any other: chained, signed and relayed."""
    day = datetime.now(UTC)
    facts = {"dest": DISTRICT, "link": link, "method": "counter", "delivered_on": str(day.date())}
    body = json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()
    await city.services["city"].desk.pool.execute(
        *(APPEND, CAPITAL, "notice:1", KIND, NEWER, DISTRICT, to_micros(day), body, os.urandom(16)),
        chain.NOTHING_PRIVATE,
    )


async def _inbox(city: City) -> Any:
    return good(await city.request("GET", f"/v1/units/{DISTRICT}/inbox", by=Role.OPERATOR, unit=DISTRICT))


async def _retry(city: City) -> int:
    answer = await city.request("POST", f"/v1/units/{DISTRICT}/inbox/retry", by=Role.OPERATOR, unit=DISTRICT)
    return int(good(answer)["entries"])
