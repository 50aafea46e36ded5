"""Anybody can check a document and a receipt: by number, by file, and without the platform."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from liandong.cli.main import app
from liandong.cli.signed import NotGenuine
from liandong.infrastructure.http.quota import Quotas
from liandong.terms.codes import UnitCode
from liandong.terms.roles import Role
from tests.city import City
from tests.integration.documents.conftest import PERSON, UNIT, ask, download, issue
from tests.journeys.people import act, good, receive

BYTES = {"Content-Type": "application/pdf"}


pytestmark = pytest.mark.asyncio(loop_scope="package")


def anybody(city: City, unit: str = UNIT) -> httpx.AsyncClient:
    """Somebody without a token."""
    return city.serving(unit).client


async def test_a_document_is_known_by_its_number_and_by_its_file_and_names_nobody(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    receipt = await issue(city, case, "receipt")
    pdf = await download(city, case, receipt["number"])
    by_number = await anybody(city).get(f"/v1/documents/{receipt['number']}/verify")
    by_file = await anybody(city).post("/v1/documents/verify", content=pdf, headers=BYTES)
    assert (
        by_number.json()
        == by_file.json()
        == {
            "genuine": True,
            "documents": [
                {
                    "unit": UNIT,
                    "unit_name": "雁塔区政务服务中心",
                    "type": "receipt",
                    "title": "收件凭证",
                    "number": receipt["number"],
                    "issued_on": str(city.today),
                    "hash": receipt["hash"],
                }
            ],
            "asked": ["610112", "610113", "610116"],
        }
    )
    assert case["id"] not in by_file.text


async def test_a_changed_file_and_an_unknown_number_are_not_genuine(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    pdf = await download(city, case, (await issue(city, case, "receipt"))["number"])
    changed = await anybody(city).post("/v1/documents/verify", content=pdf + b" ", headers=BYTES)
    unknown = await anybody(city).get("/v1/documents/雁政服收〔1999〕00001号/verify")
    elsewhere = await anybody(city, "610100").post("/v1/documents/verify", content=pdf, headers=BYTES)
    assert [(one.status_code, one.json()["genuine"], one.json()["documents"]) for one in (changed, unknown)] == [
        (200, False, []),
        (200, False, []),
    ]
    assert (elsewhere.json()["genuine"], elsewhere.json()["asked"]) == (False, ["610100"])


async def test_a_seal_that_does_not_hold_makes_no_document_genuine(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    receipt = await issue(city, case, "receipt")
    another = city.serving("610100").desk.keys[UnitCode("610100")].public.sign
    monkeypatch.setattr(city.serving(UNIT).desk.references, "sign_key_of", lambda _unit: another)
    answer = await anybody(city).get(f"/v1/documents/{receipt['number']}/verify")
    assert answer.json()["genuine"] is False


@pytest.mark.parametrize(
    ("content", "media_type", "status", "code"),
    [
        (b"", "application/pdf", 422, "request.no-file"),
        (b"{}", "application/json", 415, "request.media-type"),
        (b"x" * 1_048_577, "application/pdf", 413, "request.too-large"),
    ],
)
async def test_what_is_no_file_is_refused(city: City, content: bytes, media_type: str, status: int, code: str) -> None:
    answer = await anybody(city).post("/v1/documents/verify", content=content, headers={"Content-Type": media_type})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(one) for one in arguments])


async def test_a_document_is_checked_offline_by_file_seal_and_published_keys(city: City, tmp_path: Path) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    receipt = await issue(city, case, "receipt")
    other = await issue(city, await act(city, case, "accept", Role.CLERK), "acceptance_notice")
    file, seal, keys = tmp_path / "paper.pdf", tmp_path / "seal.json", tmp_path / "keys.json"
    file.write_bytes(await download(city, case, receipt["number"]))
    given = good(await ask(city, "GET", f"cases/{case['id']}/documents/{receipt['number']}/seal"))
    seal.write_text(json.dumps(given), encoding="utf-8")
    keys.write_bytes((await anybody(city, "610100").get("/v1/keys")).content)
    checked = run("document", "verify", file, "--seal", seal, "--keys", keys)
    assert (checked.exit_code, checked.output) == (
        0,
        f"genuine: receipt {receipt['number']}, issued on {city.today} by 雁塔区政务服务中心\n",
    )
    assert PERSON["name"] not in json.dumps(given, ensure_ascii=False)
    file.write_bytes(await download(city, case, other["number"]))
    swapped = run("document", "verify", file, "--seal", seal, "--keys", keys)
    assert swapped.exit_code == 1
    assert isinstance(swapped.exception, NotGenuine)
    assert "of another file" in str(swapped.exception)
    given["statement"]["hash"] = other["hash"]
    seal.write_text(json.dumps(given), encoding="utf-8")
    forged = run("document", "verify", file, "--seal", seal, "--keys", keys)
    assert "not signed by 雁塔区政务服务中心, or changed since" in str(forged.exception)


async def test_an_applicant_keeps_a_receipt_for_each_act_of_his_and_checks_it_offline(
    city: City, tmp_path: Path
) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON, materials=[{"code": "M1"}])
    case = await act(city, case, "notice", Role.CLERK, {"lines": ["M2", "M3"]})
    case = await act(city, case, "supplement", Role.CLERK, {"materials": [{"code": "M2"}, {"code": "M3"}]})
    history = good(await ask(city, "GET", f"cases/{case['id']}/history"))["entries"]
    receipts = [good(await ask(city, "GET", f"cases/{case['id']}/receipts/{place}")) for place in (1, 3)]
    assert [(one["statement"]["act"], one["statement"]["hash"]) for one in receipts] == [
        ("case.received", history[0]["hash"]),
        ("case.supplemented", history[2]["hash"]),
    ]
    assert receipts[0]["statement"]["state"] == "recorded"
    assert good(await ask(city, "GET", f"cases/{case['id']}/receipts/1")) == receipts[0]
    told = json.dumps(receipts, ensure_ascii=False)
    assert PERSON["name"] not in told
    assert case["applicant"]["pseudonym"] not in told
    file, keys = tmp_path / "receipt.json", tmp_path / "keys.json"
    keys.write_bytes((await anybody(city).get("/v1/keys")).content)
    file.write_text(json.dumps(receipts[0], ensure_ascii=True, indent=4), encoding="utf-8")
    checked = run("receipt", "verify", file, "--keys", keys)
    assert checked.exit_code == 0
    assert checked.output.startswith(f"genuine: 雁塔区政务服务中心 recorded case.received of case {case['id']} at ")
    for name, value in (("sequence", 2), ("occurred_at", "2020-01-01T00:00:00+08:00"), ("unit", "610112")):
        forged = receipts[0] | {"statement": receipts[0]["statement"] | {name: value}}
        file.write_text(json.dumps(forged), encoding="utf-8")
        assert isinstance(run("receipt", "verify", file, "--keys", keys).exception, NotGenuine), name


async def test_what_the_office_did_has_no_receipt(city: City) -> None:
    case = await act(city, await receive(city, UNIT, "CG-004", applicant=PERSON), "accept", Role.CLERK)
    refused = await ask(city, "GET", f"cases/{case['id']}/receipts/2")
    assert (refused.status_code, refused.json()["code"]) == (404, "receipt.not-an-applicants-act")
    beyond = await ask(city, "GET", f"cases/{case['id']}/receipts/3")
    assert (beyond.status_code, beyond.json()["code"]) == (404, "receipt.no-such-act")


async def test_the_keys_are_those_the_city_published(city: City) -> None:
    keys = (await anybody(city).get("/v1/keys")).json()
    assert keys["city"] == "610100"
    by_unit = {one["unit"]: one for one in keys["units"]}
    assert by_unit[UNIT]["sign_key"] == city.serving(UNIT).desk.keys[UnitCode(UNIT)].public.sign
    assert by_unit[UNIT]["name"] == "雁塔区政务服务中心"


async def test_checking_has_a_quota_that_every_answer_tells(city: City) -> None:
    district = city.serving(UNIT)
    district.app.state.quotas = Quotas()
    try:
        answer = await anybody(city).get("/v1/documents/莲政服受〔2026〕99999号/verify")
        assert (answer.status_code, answer.headers["ratelimit-policy"]) == (200, '"verify";q=60;w=60')
        assert answer.headers["ratelimit"].startswith('"verify";r=59;t=')
        answers = [await anybody(city).post("/v1/documents/verify", content=b"x", headers=BYTES) for _ in range(60)]
        assert [answer.status_code for answer in answers] == [200] * 59 + [429]
        refused = answers[-1]
        assert (refused.json()["code"], refused.headers["ratelimit"].partition(";t=")[0]) == (
            "request.too-many",
            '"verify";r=0',
        )
        assert 1 <= int(refused.headers["retry-after"]) <= 60
    finally:
        district.app.state.quotas = Quotas()
