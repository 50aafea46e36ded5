"""A file is uploaded, named by a material, handed in again, opened; each step leaves its word in the journal."""

import asyncio
from hashlib import sha256
from pathlib import Path

import pytest

from liandong.application.verify import verify_journals
from liandong.casework.repositories import REPOSITORIES
from liandong.terms.roles import Role
from tests.city import City
from tests.integration.files.uploading import (
    ITEM,
    OF_APPLICANT,
    PERSON,
    SOMEBODY,
    UNIT,
    open_file,
    refused,
    told,
    try_receive,
    upload,
    uploaded,
)
from tests.journeys.people import act, good, materials_for, receive, see
from tests.made_files import GOOD, pdf

pytestmark = pytest.mark.asyncio(loop_scope="package")


def naming(city: City, digest: str, code: str = "M1") -> list[dict[str, str]]:
    """Everything required, one of it with a file."""
    return [each | ({"digest": digest} if each["code"] == code else {}) for each in materials_for(city, ITEM)]


@pytest.mark.parametrize("name", GOOD)
async def test_a_file_of_each_kind_is_kept_under_its_digest(city: City, files_folder: Path, name: str) -> None:
    data = GOOD[name]
    answer = good(await upload(city, data, name), 201)
    digest = sha256(data).hexdigest()
    assert (answer["digest"], answer["size"]) == (digest, len(data))
    assert answer["kind"] == name[2:].replace("jpeg", "jpg")
    on_disk = (files_folder / digest[:2] / digest).read_bytes()
    assert data not in on_disk
    assert not list((files_folder / "incoming").iterdir())


async def test_a_file_named_by_a_material_is_opened_as_it_was_handed_in_and_the_opening_is_noted(city: City) -> None:
    data = pdf("opened")
    digest = await uploaded(city, data, "张三的 执照.pdf")
    case = await receive(city, UNIT, ITEM, materials=naming(city, digest))
    answer = await open_file(city, case, digest)
    assert (answer.status_code, answer.content) == (200, data)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-length"] == str(len(data))
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''%E5%BC%A0%E4%B8%89%E7%9A%84%20%E6%89%A7%E7%85%A7.pdf"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["cache-control"] == "private, no-store"
    assert await told(city, digest) == ["file.stored", "file.opened"]
    row = await city.serving(UNIT).desk.pool.fetchrow(
        "select actor, body from journal where stream = $1 and kind = 'file.opened'", f"file:{digest}"
    )
    assert row is not None
    assert row["actor"] == f"{UNIT}-clerk"
    assert case["id"].encode() in row["body"]


async def test_the_name_it_was_handed_in_under_stands_nowhere_in_the_clear(city: City, files_folder: Path) -> None:
    digest = await uploaded(city, pdf("private"), "赵钱孙李的结婚证.pdf")
    pool = city.serving(UNIT).desk.pool
    secret = "赵钱孙李".encode()
    hidden = {"journal": "body || coalesce(private, '')", "stored_file": "state || coalesce(sealed, '')"}
    for table, columns in hidden.items():
        rows = await pool.fetch(f"select {columns} as all from {table}")
        assert rows
        assert not [row for row in rows if secret in row["all"]]
    assert not [file for file in files_folder.rglob("*") if "赵钱" in file.name]
    assert await told(city, digest) == ["file.stored"]


async def test_the_same_upload_again_is_the_same_file_and_says_nothing_new(city: City) -> None:
    data = pdf("twice")
    first = good(await upload(city, data, key="the-same-key-1"), 201)
    again = await upload(city, data, key="the-same-key-1")
    assert (again.status_code, again.json()) == (201, first)
    assert again.headers["idempotency-replayed"] == "true"
    assert good(await upload(city, data), 201) == first
    assert await told(city, first["digest"]) == ["file.stored"]


async def test_a_key_used_for_another_file_is_refused(city: City) -> None:
    await upload(city, pdf("one"), key="used-for-one-file")
    answer = await upload(city, pdf("two"), key="used-for-one-file")
    assert refused(answer)[:2] == (422, "idempotency.other-request")
    assert await told(city, sha256(pdf("two")).hexdigest()) == []


async def test_many_uploads_of_the_same_content_at_once_are_one_file(city: City, files_folder: Path) -> None:
    data = pdf("at once")
    answers = await asyncio.gather(*(upload(city, data) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {201}
    digest = sha256(data).hexdigest()
    assert await told(city, digest) == ["file.stored"]
    assert (files_folder / digest[:2] / digest).is_file()
    assert not list((files_folder / "incoming").iterdir())


async def test_a_material_names_only_a_file_that_was_uploaded_here(city: City) -> None:
    digest = sha256(b"never uploaded").hexdigest()
    answer = await try_receive(city, naming(city, digest))
    assert refused(answer) == (422, "case.file-unknown", ["/materials/0/digest"])
    hall = await uploaded(city, pdf("at the hall"), unit="610113004")
    assert refused(await try_receive(city, naming(city, hall)))[1] == "case.file-unknown"


async def test_a_file_of_another_applicant_is_refused_until_he_hands_it_in_too(city: City) -> None:
    data = pdf("both have it")
    digest = await uploaded(city, data, **SOMEBODY)
    answer = await try_receive(city, naming(city, digest))
    assert refused(answer) == (422, "case.file-of-another", ["/materials/0/digest"])
    await uploaded(city, data, "我的.pdf")
    case = good(await try_receive(city, naming(city, digest)), 201)
    assert await told(city, digest) == ["file.stored", "file.stored"]
    assert "%E6%88%91%E7%9A%84.pdf" in (await open_file(city, case, digest)).headers["content-disposition"]


async def consent(city: City, digest: str, case: str, path: str = "file-consents") -> int:
    body = {"digest": digest, "case": case}
    answer = await city.request("POST", f"/v1/units/{UNIT}/{path}", by=Role.CLERK, unit=UNIT, body=body)
    return answer.status_code


async def test_one_upload_serves_several_cases_while_the_applicant_consents(city: City) -> None:
    digest = await uploaded(city, pdf("for several"))
    first = good(await try_receive(city, naming(city, digest)), 201)
    without = await try_receive(city, naming(city, digest))
    assert refused(without) == (422, "case.file-reuse-without-consent", ["/materials/0/digest"])
    assert without.json()["basis"] == "个人信息保护法 13"
    assert await consent(city, digest, first["id"]) == 200
    second = good(await try_receive(city, naming(city, digest)), 201)
    assert (await open_file(city, second, digest)).status_code == 200
    assert await consent(city, digest, first["id"], "file-consent-withdrawals") == 200
    third = await try_receive(city, naming(city, digest))
    assert refused(third)[1] == "case.file-reuse-without-consent"
    assert (await open_file(city, second, digest)).status_code == 200
    assert await told(city, digest) == [
        "file.stored",
        "file.reuse_consented",
        "file.opened",
        "file.consent_withdrawn",
        "file.opened",
    ]


async def test_consent_may_be_given_with_the_upload(city: City) -> None:
    digest = await uploaded(city, pdf("agreed at once"), **OF_APPLICANT, reuse_consent="true")
    for _ in range(2):
        good(await try_receive(city, naming(city, digest)), 201)


async def test_nobody_consents_for_another_applicant(city: City) -> None:
    digest = await uploaded(city, pdf("his own"), **SOMEBODY)
    mine = await receive(city, UNIT, ITEM)
    assert await consent(city, digest, mine["id"]) == 404
    assert await consent(city, digest, "610113-261123-99999") == 404
    assert await told(city, digest) == ["file.stored"]


async def test_a_material_handed_in_again_keeps_its_former_versions(city: City) -> None:
    old, new = pdf("old version"), pdf("new version")
    first = await uploaded(city, old)
    case = await receive(city, UNIT, ITEM, materials=naming(city, first))
    case = await act(city, case, "notice", Role.CLERK, {"lines": ["M1"], "text": "字迹不清"})
    second = await uploaded(city, new, case=case["id"])
    case = await act(city, case, "supplement", Role.CLERK, {"materials": [{"code": "M1", "digest": second}]})
    path = f"/v1/units/{UNIT}/cases/{case['id']}/materials"
    shown = good(await city.request("GET", path, by=Role.CLERK, unit=UNIT))["materials"]
    (material,) = [each for each in shown if each["code"] == "M1"]
    assert [(one["digest"], one["kind"], one["size"], one["current"]) for one in material["versions"]] == [
        (first, "pdf", len(old), False),
        (second, "pdf", len(new), True),
    ]
    assert {one["by"] for one in material["versions"]} == {f"{UNIT}-clerk"}
    assert material["versions"][0]["handed_in_at"] < material["versions"][1]["handed_in_at"]
    assert (await open_file(city, case, first)).content == old
    assert (await open_file(city, case, second)).content == new
    current = {each["code"]: each["digest"] for each in (await see(city, UNIT, "cases", case["id"]))["materials"]}
    assert current["M1"] == second
    assert refused(await try_receive(city, naming(city, first)))[1] == "case.file-reuse-without-consent"


async def test_a_supplement_names_no_file_of_another_applicant(city: City) -> None:
    case = await receive(city, UNIT, ITEM)
    case = await act(city, case, "notice", Role.CLERK, {"lines": ["M1"], "text": "字迹不清"})
    digest = await uploaded(city, pdf("a stranger's"), **SOMEBODY)
    answer = await city.request(
        "POST",
        f"/v1/units/{UNIT}/cases/{case['id']}/supplement",
        by=Role.CLERK,
        unit=UNIT,
        body={"materials": [{"code": "M1", "digest": digest}]},
        etag=f'"{case["version"]}"',
    )
    assert refused(answer) == (422, "case.file-of-another", ["/materials/0/digest"])


async def test_a_joint_master_names_files_by_the_same_rules_and_opens_them(city: City) -> None:
    capital, data = "610100", pdf("of the joint")
    body = {
        "stage": "JD-03",
        "applicant": PERSON,
        "project_code": "2611-610113-04-01-123456",
        "materials": [{"code": "M1", "digest": sha256(data).hexdigest()}, {"code": "M2"}, {"code": "M3"}],
        "shares": [{"item": "ZJ-001", "unit": "610113"}],
    }
    path = f"/v1/units/{capital}/joints"
    answer = await city.request("POST", path, by=Role.LEAD, unit=capital, body=body)
    assert refused(answer) == (422, "case.file-unknown", ["/materials/0/digest"])
    digest = await uploaded(city, data, unit=capital, by=Role.LEAD, **SOMEBODY)
    joint = good(await city.request("POST", path, by=Role.LEAD, unit=capital, body=body), 201)
    opened = await open_file(city, joint, digest, unit=capital, by=Role.LEAD, kind="joints")
    assert opened.content == data
    assert await told(city, digest, capital) == ["file.stored", "file.opened"]


async def test_the_states_of_files_are_the_fold_of_their_histories(city: City) -> None:
    settings = city.serving(UNIT).settings
    report = await verify_journals("district-center", settings, REPOSITORIES, None)
    assert report.violations == []
    assert any("/file:" in subject for subject in report.histories)
