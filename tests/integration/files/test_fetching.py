"""A linked unit fetches the files its case came with, over real sockets, when they are first opened."""

import os
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio

from liandong.casework.api import file_handing_over
from liandong.infrastructure.http.quota import Policy, Quotas
from liandong.terms.codes import Digest, LinkId, UnitCode
from liandong.terms.roles import Role
from liandong.wire.file_request import HEADER, FileRequest, write_file_request
from tests.city import City
from tests.integration.bad_input.sending import entries
from tests.integration.documented.serving import served_city
from tests.integration.files.uploading import open_file, refused, told, uploaded
from tests.journeys.people import act, cases_of, materials_for, receive, see, work_through
from tests.made_files import pdf

pytestmark = pytest.mark.asyncio(loop_scope="package")

HALL, DISTRICT, CAPITAL = "610113004", "610113", "610100"


@pytest_asyncio.fixture(loop_scope="package")
async def urls(city: City) -> AsyncIterator[dict[str, str]]:
    """Where each unit answers; every service is told."""
    async with served_city(city) as served:
        by_unit = {unit: served[name] for name, one in city.services.items() for unit in one.settings.units}
        for one in city.services.values():
            one.settings.peers = dict(by_unit)
        yield by_unit
        for one in city.services.values():
            one.settings.peers = {}


async def handed_up(city: City, data: bytes) -> tuple[Any, Any, str]:
    """A hall's case with a file, handed up; the hall's case, the district's, the file's digest."""
    digest = await uploaded(city, data, unit=HALL)
    materials = [each | ({"digest": digest} if each["code"] == "M1" else {}) for each in materials_for(city, "ZJ-021")]
    case = await receive(city, HALL, "ZJ-021", materials=materials)
    case = await work_through(city, await act(city, case, "accept", Role.CLERK))
    case = await act(city, case, "forward", Role.CHIEF, {"opinion": "初审同意"})
    await city.settle()
    case = await see(city, HALL, "cases", case["id"])
    upper = await see(city, case["handover"]["to"], "cases", case["handover"]["upper_case"])
    return case, upper, digest


def request_of(city: City, by: str, digest: str, link: str, *, source: str = HALL, minutes: float = 5) -> str:
    """The header as this unit's own service would sign it."""
    request = FileRequest(
        digest=Digest(digest),
        source=UnitCode(source),
        by=UnitCode(by),
        link=LinkId(link),
        expires_at=datetime.fromtimestamp(time.time(), UTC) + timedelta(minutes=minutes),
    )
    return write_file_request(request, city.serving(by).desk.keys[UnitCode(by)].sign)


async def ask(url: str, digest: str, header: str | None) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.get(f"{url}/v1/files/{digest}", headers={} if header is None else {HEADER: header})


async def test_the_upper_unit_opens_the_file_of_the_case_handed_up_to_it(city: City, urls: dict[str, str]) -> None:
    data = pdf("handed up " + "x" * 200_000)
    case, upper, digest = await handed_up(city, data)
    unit = upper["unit"]
    answer = await open_file(city, upper, digest, unit=unit)
    assert (answer.status_code, answer.content) == (200, data)
    assert answer.headers["content-disposition"].endswith(f"{upper['id']}-{digest[:8]}.pdf")
    assert await told(city, digest, unit) == ["file.fetched", "file.opened"]
    assert await told(city, digest, HALL) == ["file.stored", "file.handed_over"]
    city.serving(unit).settings.peers = {}
    assert (await open_file(city, upper, digest, unit=unit)).content == data
    assert await told(city, digest, HALL) == ["file.stored", "file.handed_over"]
    assert case["handover"]["acknowledged"]


async def test_while_the_file_cannot_be_fetched_the_case_can_be_handled(city: City, urls: dict[str, str]) -> None:
    _, upper, digest = await handed_up(city, pdf(f"silent {os.urandom(4).hex()}"))
    unit = upper["unit"]
    for peers in ({}, {HALL: "http://127.0.0.1:9"}, {HALL: urls[CAPITAL]}):
        city.serving(unit).settings.peers = peers
        assert refused(await open_file(city, upper, digest, unit=unit))[:2] == (503, "file.not-here")
    assert await told(city, digest, unit) == []
    upper = await act(city, upper, f"steps/{upper['steps'][0]}/start", Role.DEPARTMENT_CLERK, {})
    assert upper["status"] == "in_review"
    city.serving(unit).settings.peers = dict(urls)
    assert (await open_file(city, upper, digest, unit=unit)).status_code == 200


async def test_only_the_addressee_gets_it_and_only_by_its_own_fresh_signature(city: City, urls: dict[str, str]) -> None:
    case, upper, digest = await handed_up(city, pdf(f"asked for {os.urandom(4).hex()}"))
    unit, link, url = upper["unit"], case["handover"]["link"], urls[HALL]
    before = await entries(city)
    good = request_of(city, unit, digest, link)
    said, _, _ = good.partition(".")
    foreign = "610112" if unit != "610112" else DISTRICT
    for header, expected in (
        (None, (422, "request.invalid")),
        ("nonsense", (403, "file.request-forged")),
        (f"{said}.AAAA", (403, "file.request-forged")),
        (request_of(city, foreign, digest, link), (404, "file.not-granted")),
        (request_of(city, unit, digest, f"{link}9"), (404, "file.not-granted")),
        (request_of(city, unit, digest, link, source=DISTRICT), (404, "file.not-granted")),
        (request_of(city, unit, "0" * 64, link), (404, "file.not-granted")),
        (request_of(city, unit, digest, link, minutes=-1), (403, "file.request-stale")),
        (request_of(city, unit, digest, link, minutes=60 * 24), (403, "file.request-stale")),
    ):
        assert refused(await ask(url, digest, header))[:2] == expected, header
    unnamed = await uploaded(city, pdf("named by no message"), unit=HALL)
    assert refused(await ask(url, unnamed, request_of(city, unit, unnamed, link)))[:2] == (404, "file.not-granted")
    after = await entries(city)
    assert after[unit] == before[unit]
    assert after[HALL] == before[HALL] + 1  # the upload
    answer = await ask(url, digest, good)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert digest[:16] in answer.headers["content-disposition"]


async def test_a_share_fetches_from_the_lead_what_the_master_names(city: City, urls: dict[str, str]) -> None:
    data = pdf("of the master")
    digest = await uploaded(city, data, unit=CAPITAL, by=Role.LEAD)
    body = {
        "stage": "JD-03",
        "applicant": {
            "kind": "organisation",
            "name": "西安雁南虚构置业有限公司",
            "id_number": "91610113MAX00001XH",
            "phone": "16100000001",
        },
        "project_code": "2611-610113-04-01-123456",
        "materials": [{"code": "M1", "digest": digest}, {"code": "M2"}, {"code": "M3"}],
        "shares": [{"item": "ZJ-001", "unit": DISTRICT}],
    }
    path = f"/v1/units/{CAPITAL}/joints"
    joint = (await city.request("POST", path, by=Role.LEAD, unit=CAPITAL, body=body)).json()
    etag = f'"{joint["version"]}"'
    await city.request("POST", f"{path}/{joint['id']}/accept", by=Role.LEAD, unit=CAPITAL, etag=etag)
    await city.settle()
    (share,) = [one for one in await cases_of(city, DISTRICT) if one["asked_by"] and one["joint"] == joint["id"]]
    assert (await open_file(city, share, digest)).content == data
    assert await told(city, digest) == ["file.fetched", "file.opened"]
    assert await told(city, digest, CAPITAL) == ["file.stored", "file.handed_over"]


async def test_fetching_has_quotas_by_address_and_by_unit(
    city: City, urls: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, upper, digest = await handed_up(city, pdf("quota"))
    hall, link = city.serving(HALL), case["handover"]["link"]
    hall.app.state.quotas = Quotas()
    header = request_of(city, upper["unit"], digest, link)
    answer = await ask(urls[HALL], digest, header)
    assert (answer.status_code, answer.headers["ratelimit-policy"]) == (200, '"files";q=600;w=60, "unit";q=300;w=60')

    monkeypatch.setattr(file_handing_over, "PER_UNIT", Policy("unit", quota=1, seconds=60))
    assert (await ask(urls[HALL], digest, header)).status_code == 200
    answer = await ask(urls[HALL], digest, header)
    assert (answer.status_code, answer.json()["code"]) == (429, "request.too-many")
    monkeypatch.setattr(file_handing_over, "PER_ADDRESS", Policy("files", quota=1, seconds=60))
    assert (await ask(urls[HALL], digest, "forged")).status_code == 403
    answer = await ask(urls[HALL], digest, "forged")
    assert (answer.status_code, answer.headers["ratelimit"].partition(";t=")[0]) == (429, '"files";r=0')
    hall.app.state.quotas = Quotas()
