"""Documents of a case: one for each act, numbered without gaps, the same bytes for ever."""

import asyncio
from hashlib import sha256
from typing import Any

import asyncpg
import pytest

from district_center.kept import KEPT
from liandong.application.verify import verify_journals
from liandong.infrastructure.pdf.press import Press, the_press
from liandong.terms.roles import Role
from tests.city import City
from tests.integration.documents.conftest import PERSON, UNIT, ask, download, issue
from tests.journeys.people import act, good, receive, work_through

pytestmark = pytest.mark.asyncio(loop_scope="package")

REMEDY = "可以自收到决定书之日起六十日内申请行政复议，或者六个月内提起行政诉讼"


async def documents_of(city: City, case: Any) -> Any:
    return good(await ask(city, "GET", f"cases/{case['id']}/documents"))


async def owner(city: City, statement: str, *arguments: object) -> None:
    """What only the owner of the database may do."""
    connection = await asyncpg.connect(city.serving(UNIT).owner_url)
    try:
        await connection.execute(statement, *arguments)
    finally:
        await connection.close()


async def test_each_act_has_its_document_and_the_list_says_which_are_wanted(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON, materials=[{"code": "M1"}])
    case = await act(city, case, "notice", Role.CLERK, {"lines": ["M2", "M3"]})
    listed = await documents_of(city, case)
    assert listed["issued"] == []
    assert [(one["title"], one["sequence"]) for one in listed["wanted"]] == [
        ("收件凭证", 1),
        ("补正材料一次性告知书", 2),
    ]
    notice = await issue(city, case, "correction_notice")
    assert notice["number"] == f"雁政服告〔{city.today.year}〕00001号"
    assert (notice["sequence"], notice["of"], notice["issued_on"]) == (2, case["id"], str(city.today))
    listed = await documents_of(city, case)
    assert [one["number"] for one in listed["issued"]] == [notice["number"]]
    assert [one["title"] for one in listed["wanted"]] == ["收件凭证"]


async def test_asked_again_it_is_the_same_document(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    first = await issue(city, case, "receipt")
    pdf = await download(city, case, first["number"])
    assert sha256(pdf).hexdigest() == first["hash"]
    assert await issue(city, case, "receipt") == first
    assert await download(city, case, first["id"]) == pdf
    shown = await ask(city, "GET", f"cases/{case['id']}/documents/{first['number']}")
    assert (shown.json(), shown.headers["etag"]) == (first, '"1"')


async def test_the_same_asked_eight_times_at_once_is_one_document(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    made = await asyncio.gather(*(issue(city, case, "receipt") for _ in range(8)))
    assert len({one["number"] for one in made}) == 1
    assert len({one["hash"] for one in made}) == 1


async def test_numbers_taken_at_once_have_no_gaps_and_no_doubles(city: City) -> None:
    cases = [await receive(city, "610116", "CG-004", applicant=PERSON) for _ in range(6)]
    made = await asyncio.gather(*(issue(city, case, "receipt") for case in cases))
    year = city.today.year
    assert sorted(one["number"] for one in made) == [f"610116收〔{year}〕{serial:05d}号" for serial in range(1, 7)]
    accepted = await act(city, cases[0], "accept", Role.CLERK)
    assert (await issue(city, accepted, "acceptance_notice"))["number"] == f"610116受〔{year}〕00001号"


async def test_a_number_taken_for_a_document_that_was_not_finished_is_its_number(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = await receive(city, "610112", "CG-004", applicant=PERSON)
    other = await receive(city, "610112", "CG-004", applicant=PERSON)

    def broken(*_: object) -> bytes:
        raise RuntimeError("the machine was switched off")

    with monkeypatch.context() as patched:
        patched.setattr(Press, "printed", broken)
        answer = await ask(city, "POST", f"cases/{case['id']}/documents/receipt", unit="610112", body={})
    assert answer.status_code == 500
    assert (await issue(city, other, "receipt"))["number"] == f"未政服收〔{city.today.year}〕00002号"
    assert (await issue(city, case, "receipt"))["number"] == f"未政服收〔{city.today.year}〕00001号"


async def test_a_document_is_refused_without_its_act(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    answer = await ask(city, "POST", f"cases/{case['id']}/documents/acceptance_notice", body={})
    assert (answer.status_code, answer.json()["code"]) == (409, "document.no-act")
    assert answer.json()["detail"] == "此件没有“受理”，不能开具“受理通知书”；请先办理，或者按经过的序号选择"
    answer = await ask(city, "POST", f"cases/{case['id']}/documents/receipt", body={"sequence": 2})
    assert (answer.status_code, answer.json()["code"]) == (409, "document.no-act")
    answer = await ask(city, "POST", f"cases/{case['id']}/documents/love_letter", body={})
    assert answer.status_code == 422
    answer = await ask(city, "POST", "cases/610113-200101-99999/documents/receipt", body={})
    assert (answer.status_code, answer.json()["code"]) == (404, "case.not-found")
    answer = await ask(city, "GET", f"cases/{case['id']}/documents/雁政服收〔2020〕00001号.pdf")
    assert (answer.status_code, answer.json()["code"]) == (404, "document.not-found")


async def test_without_a_chinese_font_nothing_is_printed_and_no_number_is_taken(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    with monkeypatch.context() as patched:
        patched.setattr("liandong.casework.documents.issuing.the_press", lambda: Press(system_fonts=False))
        answer = await ask(city, "POST", f"cases/{case['id']}/documents/receipt", body={})
    assert (answer.status_code, answer.json()["code"]) == (503, "document.no-cjk-font")
    assert "fonts-noto-cjk" in answer.json()["detail"]
    taken = "select count(*) from document_register where taken_for like $1"
    assert await city.serving(UNIT).desk.pool.fetchval(taken, f"{case['id']}%") == 0


async def test_a_lost_or_damaged_copy_is_printed_again_byte_for_byte(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    receipt = await issue(city, case, "receipt")
    pdf = await download(city, case, receipt["number"])
    for loss in (
        "delete from document_copy",
        "delete from kept_content",
        "update kept_content set content = content || '\\x00'::bytea",
    ):
        await owner(city, loss)
        assert await download(city, case, receipt["number"]) == pdf, loss
    kept = "select count(*) from document_copy where document = $1"
    assert await city.serving(UNIT).desk.pool.fetchval(kept, receipt["id"]) == 1


async def test_other_bytes_than_were_issued_are_never_handed_out(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    receipt = await issue(city, case, "receipt")
    await owner(city, "delete from document_copy")
    monkeypatch.setattr(Press, "printed", lambda *_: b"%PDF of another program")
    answer = await ask(city, "GET", f"cases/{case['id']}/documents/{receipt['number']}.pdf")
    assert (answer.status_code, answer.json()["code"]) == (409, "document.cannot-be-restored")
    assert the_press().name in answer.json()["detail"]


async def test_erasing_the_person_erases_the_paper_and_lets_no_new_one_be_made(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    receipt = await issue(city, case, "receipt")
    pool = city.serving(UNIT).desk.pool
    await pool.execute("delete from stream_key where stream = $1", f"document:{receipt['id']}")
    answer = await ask(city, "GET", f"cases/{case['id']}/documents/{receipt['number']}.pdf")
    assert (answer.status_code, answer.json()["code"]) == (409, "document.erased")
    case = await act(city, case, "accept", Role.CLERK)
    await pool.execute("delete from stream_key where stream = $1", f"case:{case['id']}")
    answer = await ask(city, "POST", f"cases/{case['id']}/documents/acceptance_notice", body={})
    assert (answer.status_code, answer.json()["code"]) == (409, "document.fact-missing")
    assert "申请人" in answer.json()["detail"]


async def test_nobody_is_named_in_a_table_but_under_a_key(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    receipt = await issue(city, case, "receipt")
    path = f"cases/{case['id']}/documents/{receipt['number']}/delivery"
    await ask(city, "POST", path, body={"method": "counter", "recipient": "李四海"}, etag='"1"')
    pool = city.serving(UNIT).desk.pool
    for table in ("document_file", "document_register", "document_copy", "kept_content", "journal", "idempotency"):
        told = "".join(row["told"] for row in await pool.fetch(f"select t::text as told from {table} t"))
        for secret in (PERSON["name"], PERSON["id_number"], "李四海"):
            assert secret not in told, (table, secret)
            assert secret.encode().hex() not in told, (table, secret)
        assert b"%PDF".hex() not in told, table


async def test_a_delivery_is_recorded_once_and_with_who_signed(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    receipt = await issue(city, case, "receipt")
    path = f"cases/{case['id']}/documents/{receipt['number']}/delivery"
    unsigned = await ask(city, "POST", path, body={"method": "counter"}, etag='"1"')
    assert (unsigned.status_code, unsigned.json()["code"]) == (422, "case.recipient-missing")
    delivered = good(await ask(city, "POST", path, body={"method": "counter", "recipient": "张小三"}, etag='"1"'))
    assert (delivered["delivered_on"], delivered["delivered_by"]) == (str(city.today), "counter")
    again = await ask(city, "POST", path, body={"method": "online"}, etag='"2"')
    assert (again.status_code, again.json()["code"]) == (409, "document.delivered-already")


async def test_a_decision_bears_the_number_that_was_proposed_for_it(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    early = await ask(city, "POST", f"cases/{case['id']}/decision-number", by=Role.CHIEF)
    assert (early.status_code, early.json()["code"]) == (409, "case.not-now")
    case = await work_through(city, await act(city, case, "accept", Role.CLERK))
    proposed = [good(await ask(city, "POST", f"cases/{case['id']}/decision-number", by=Role.CHIEF)) for _ in range(2)]
    number = f"雁政服决〔{city.today.year}〕00001号"
    assert proposed == [{"number": number}] * 2
    body = {"outcome": "rejected", "document": number, "ground": "conditions_not_met", "text": "占用消防车通道"}
    case = await act(city, case, "decide", Role.CHIEF, body | {"remedy": REMEDY})
    wrong = await ask(city, "POST", f"cases/{case['id']}/documents/approval_decision", body={})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "document.no-act")
    decision = await issue(city, case, "rejection_decision")
    assert (decision["number"], decision["title"]) == (number, "不予行政许可决定书")


async def test_the_journal_with_documents_holds_what_it_says(city: City) -> None:
    case = await receive(city, UNIT, "CG-004", applicant=PERSON)
    receipt = await issue(city, case, "receipt")
    path = f"cases/{case['id']}/documents/{receipt['number']}/delivery"
    good(await ask(city, "POST", path, body={"method": "online"}, etag='"1"'))
    report = await verify_journals("district", city.serving(UNIT).settings, KEPT.repositories)
    assert report.violations == []
    assert f"{UNIT}/document:{receipt['id']}" in report.histories
    assert (await ask(city, "GET", f"cases/{case['id']}")).json()["version"] == 1, "a paper changes no case"


async def test_a_share_has_its_own_notice_and_the_dispatch_its_record(city: City) -> None:
    body = {
        "stage": "JD-03",
        "applicant": PERSON,
        "project_name": "雁南示范项目",
        "project_code": "2611-610113-04-01-123456",
        "materials": [{"code": "M1"}, {"code": "M2"}, {"code": "M3"}],
        "shares": [{"item": "ZJ-002", "unit": "610100"}, {"item": "ZJ-001", "unit": UNIT}],
    }
    joint = good(await ask(city, "POST", "joints", unit="610100", by=Role.LEAD, body=body), 201)
    joint = good(await ask(city, "POST", f"joints/{joint['id']}/accept", unit="610100", by=Role.LEAD, etag='"1"'))
    listed = good(await ask(city, "GET", f"joints/{joint['id']}/documents", unit="610100"))
    assert [(one["title"], one["sequence"]) for one in listed["wanted"]] == [
        ("收件凭证", 1),
        ("受理通知书", 2),
        ("联审通知单", 3),
        ("联审通知单", 4),
    ]
    notices = [await issue(city, joint, "link_notice", sequence=sequence) for sequence in (3, 4)]
    year = city.today.year
    assert [one["number"] for one in notices] == [f"西政服联〔{year}〕00001号", f"西政服联〔{year}〕00002号"]
    accepted = await issue(city, joint, "acceptance_notice")
    pdf = await download(city, joint, accepted["number"])
    assert sha256(pdf).hexdigest() == accepted["hash"]
    assert pdf.startswith(b"%PDF-1.7")
