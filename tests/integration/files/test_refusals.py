"""What is not taken leaves nothing behind, and nobody opens what is not his to open."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from liandong.infrastructure.files.folder import place_of
from liandong.terms.roles import Role
from tests.city import City
from tests.integration.bad_input.sending import entries
from tests.integration.files.uploading import OF_APPLICANT, UNIT, open_file, refused, upload, uploaded
from tests.journeys.people import good, materials_for, receive
from tests.made_files import PDF, docx, pdf

pytestmark = pytest.mark.asyncio(loop_scope="package")

LIMIT = 20 * 1024 * 1024
BOUNDARY = "-----a-boundary"


def on_disk(folder: Path) -> set[Path]:
    return {file for file in folder.rglob("*") if file.is_file()}


@pytest_asyncio.fixture(loop_scope="package")
async def untouched(city: City, files_folder: Path) -> AsyncIterator[City]:
    """The city, whose journals and files must be after the test what they were before it."""
    before, files = await entries(city), on_disk(files_folder)
    yield city
    assert await entries(city) == before
    assert on_disk(files_folder) == files


async def send(city: City, body: bytes, media: str = f"multipart/form-data; boundary={BOUNDARY}") -> httpx.Response:
    headers = {
        "Authorization": f"Bearer {city.token(Role.CLERK, UNIT)}",
        "Idempotency-Key": f"raw-{os.urandom(6).hex()}",
        "Content-Type": media,
    }
    return await city.serving(UNIT).client.post(f"/v1/units/{UNIT}/files", content=body, headers=headers)


def part(name: str, data: bytes, filename: bytes | None = None) -> bytes:
    shown = b"" if filename is None else b'; filename="' + filename + b'"'
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'.encode()
    return head + shown + b"\r\n\r\n" + data + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()
APPLICANT_PARTS = b"".join(part(name, value.encode()) for name, value in OF_APPLICANT.items())
A_FILE = part("file", PDF, b"a.pdf")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.exe", b"MZ", "file.extension-not-taken"),
        ("a.exe.pdf", PDF, "file.extension-doubled"),
        ("a.pdf", b"", "file.empty"),
        ("a.pdf", b"MZ\x90", "file.content-mismatch"),
        ("a.png", PDF, "file.content-mismatch"),
        ("a.docx", docx(**{"../evil": b"x"}), "file.archive-unsafe-entry"),
        ("a.docx", docx(**{"word/zeros": bytes(5_000_000)}), "file.archive-bomb"),
        ("a.docx", docx()[:-30], "file.archive-broken"),
        ("a.docx", docx(**{"word/vbaProject.bin": b"x"}), "file.macros"),
    ],
)
async def test_what_the_rules_refuse_is_not_kept(untouched: City, name: str, data: bytes, code: str) -> None:
    assert refused(await upload(untouched, data, name)) == (422, code, ["/file"])


@pytest.mark.parametrize("name", [b"a\x00.pdf", b"../a.pdf", b"a\x01.pdf", b"a\xe2\x80\xaefdp.exe", b"a/b.pdf"])
async def test_a_name_with_signs_that_hide_something_is_refused(untouched: City, name: bytes) -> None:
    answer = await send(untouched, APPLICANT_PARTS + part("file", PDF, name) + END)
    assert answer.status_code == 422
    assert answer.json()["code"] in ("file.name-unsafe", "request.unreadable-form")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        END,
        APPLICANT_PARTS,
        APPLICANT_PARTS + A_FILE,
        APPLICANT_PARTS + A_FILE[:-20],
        APPLICANT_PARTS + A_FILE + A_FILE + END,
        APPLICANT_PARTS + part("other", PDF, b"a.pdf") + END,
        APPLICANT_PARTS + APPLICANT_PARTS + A_FILE + END,
        APPLICANT_PARTS + part("file", PDF, b"\xff\xfe.pdf") + END,
        part("case", b"a\x00b") + A_FILE + END,
        part("case", b"\xff") + A_FILE + END,
        part("case", b"9" * 5_000) + A_FILE + END,
        b"".join(part(f"field{n}", b"x") for n in range(30)) + A_FILE + END,
        APPLICANT_PARTS + f"--{BOUNDARY}\r\n\r\n\r\n".encode() + END,
    ],
)
async def test_a_form_that_cannot_be_read_is_refused(untouched: City, body: bytes) -> None:
    answer = await send(untouched, body)
    assert answer.status_code == 422
    assert answer.json()["code"] in ("request.unreadable-form", "file.missing")


async def test_a_form_without_a_file_is_refused(untouched: City) -> None:
    assert refused(await send(untouched, APPLICANT_PARTS + END)) == (422, "file.missing", ["/file"])


@pytest.mark.parametrize(
    "media", ["application/json", "text/plain", "multipart/form-data", "multipart/mixed; boundary=x"]
)
async def test_another_media_type_is_refused(untouched: City, media: str) -> None:
    assert refused(await send(untouched, b"{}", media))[:2] == (415, "request.media-type")


@pytest.mark.parametrize(
    "fields",
    [
        {"reuse_consent": "true"},
        {"applicant_kind": "person"},
        {"applicant_number": "110101199003070134"},
        OF_APPLICANT | {"case": "610113-261123-00001"},
        OF_APPLICANT | {"more": "x"},
        OF_APPLICANT | {"applicant_kind": "robot"},
        OF_APPLICANT | {"reuse_consent": "perhaps"},
    ],
)
async def test_the_applicant_is_named_once_and_nothing_else(untouched: City, fields: dict[str, str]) -> None:
    assert refused(await upload(untouched, PDF, **fields))[:2] == (422, "request.invalid")


async def test_a_number_typed_in_wrongly_is_told_before_anything_is_kept(untouched: City) -> None:
    wrong = {"applicant_kind": "person", "applicant_number": "110101199003070135"}
    assert refused(await upload(untouched, PDF, **wrong))[0] == 422


async def test_a_case_of_another_unit_or_none_names_no_applicant(untouched: City) -> None:
    for number in ("610112-261123-00001", "610113-J261123-00001", "x"):
        assert (await upload(untouched, PDF, case=number)).status_code == 404


async def test_without_a_key_nothing_is_uploaded(untouched: City) -> None:
    answer = await untouched.serving(UNIT).client.post(
        f"/v1/units/{UNIT}/files",
        headers={"Authorization": f"Bearer {untouched.token(Role.CLERK, UNIT)}"},
        data=OF_APPLICANT,
        files={"file": ("a.pdf", PDF)},
    )
    assert refused(answer)[:2] == (400, "idempotency.key-missing")


async def test_twenty_megabytes_are_taken_and_one_byte_more_is_not(city: City, files_folder: Path) -> None:
    whole = PDF + b"%" * (LIMIT - len(PDF) - 6) + b"\n%%EOF"
    assert len(whole) == LIMIT
    await uploaded(city, whole)
    before = on_disk(files_folder)
    assert refused(await upload(city, whole + b"\n"))[:2] == (413, "file.too-large")
    assert refused(await upload(city, whole + bytes(200_000)))[:2] == (413, "request.too-large")
    assert on_disk(files_folder) == before


async def test_a_body_of_unannounced_length_is_cut_off_at_the_limit(untouched: City) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield APPLICANT_PARTS + part("case", b"x")[:-2] + b"\r\n"
        yield part("file", b"%PDF-1.7", b"a.pdf")[:-2]
        while True:
            yield bytes(1024 * 1024)

    headers = {
        "Authorization": f"Bearer {untouched.token(Role.CLERK, UNIT)}",
        "Idempotency-Key": "an-endless-body",
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    client = untouched.serving(UNIT).client
    answer = await client.post(f"/v1/units/{UNIT}/files", content=endless(), headers=headers)
    assert answer.status_code == 413


async def test_other_routes_take_no_larger_bodies_than_before(untouched: City) -> None:
    answer = await untouched.serving(UNIT).client.post(
        f"/v1/units/{UNIT}/cases",
        content=b"{" + b" " * 1_100_000 + b"}",
        headers={"Authorization": f"Bearer {untouched.token(Role.CLERK, UNIT)}", "Content-Type": "application/json"},
    )
    assert refused(answer)[:2] == (413, "request.too-large")


async def test_nobody_opens_a_file_of_another_unit_or_one_the_case_does_not_name(city: City) -> None:
    digest = await uploaded(city, pdf("of this district"))
    materials = [each | ({"digest": digest} if each["code"] == "M1" else {}) for each in materials_for(city, "CG-004")]
    case = await receive(city, UNIT, "CG-004", materials=materials)
    other = await receive(city, UNIT, "CG-004")
    before = await entries(city)
    assert refused(await open_file(city, other, digest))[:2] == (404, "file.not-found")
    assert refused(await open_file(city, case, "0" * 64))[:2] == (404, "file.not-found")
    assert refused(await open_file(city, case, digest, unit="610112"))[:2] == (404, "case.not-found")
    assert refused(await open_file(city, case, digest, by=Role.OPERATOR))[:2] == (403, "powers.denied")
    assert refused(await open_file(city, case, digest.upper()))[0] == 422
    assert refused(await open_file(city, case, f"{digest}%00"))[0] == 422
    assert await entries(city) == before


async def test_a_damaged_file_is_not_handed_out_and_its_opening_is_not_claimed(city: City, files_folder: Path) -> None:
    data = pdf("to be damaged")
    digest = await uploaded(city, data)
    materials = [each | ({"digest": digest} if each["code"] == "M1" else {}) for each in materials_for(city, "CG-004")]
    case = await receive(city, UNIT, "CG-004", materials=materials)
    place = place_of(files_folder, digest)
    whole = place.read_bytes()
    before = await entries(city)
    place.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert refused(await open_file(city, case, digest))[:2] == (503, "file.damaged")
    place.unlink()
    assert refused(await open_file(city, case, digest))[:2] == (503, "file.not-here")
    assert await entries(city) == before
    await uploaded(city, data)
    assert (await open_file(city, case, digest)).content == data


async def test_a_village_agent_hands_in_what_he_may_not_open(city: City) -> None:
    digest = await uploaded(city, pdf("from the village"), by=Role.VILLAGE_AGENT)
    materials = [each | ({"digest": digest} if each["code"] == "M1" else {}) for each in materials_for(city, "CG-004")]
    case = await receive(city, UNIT, "CG-004", materials=materials)
    assert refused(await open_file(city, case, digest, by=Role.VILLAGE_AGENT))[:2] == (403, "powers.denied")
    assert good(await upload(city, pdf("again"), by=Role.VILLAGE_AGENT), 201)


async def test_many_large_uploads_at_once_do_not_stop_the_service_answering(city: City) -> None:
    data = PDF + b"%" * (LIMIT - len(PDF) - 6) + b"\n%%EOF"
    uploads = [asyncio.create_task(upload(city, data)) for _ in range(4)]
    waits = []
    while not all(task.done() for task in uploads):
        began = asyncio.get_running_loop().time()
        assert (await city.serving(UNIT).client.get("/healthz")).status_code == 200
        waits.append(asyncio.get_running_loop().time() - began)
        await asyncio.sleep(0.005)
    assert {task.result().status_code for task in uploads} == {201}
    assert max(waits) < 2
