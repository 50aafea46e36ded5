"""What is taken in is what its name says, and unpacks to nothing that hurts."""

import io
import random
import stat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from liandong.domain.files.content import content_is
from liandong.domain.files.name import kind_of_name
from liandong.events.file import FileKind
from liandong.terms.refusal import Nature, Refused
from tests.made_files import GOOD, PDF, archive, docx, docx_parts, jpg, ofd, pdf, png, xlsx


def look(kind: FileKind, data: bytes) -> str | None:
    """The code of the refusal, None if it is taken."""
    try:
        content_is(kind, io.BytesIO(data), len(data))
    except Refused as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize("name", GOOD)
def test_a_real_file_of_each_kind_is_taken(name: str) -> None:
    assert look(kind_of_name(name), GOOD[name]) is None


def test_a_refusal_says_that_the_file_is_at_fault() -> None:
    with pytest.raises(Refused) as refused:
        content_is(FileKind.PDF, io.BytesIO(b"MZ"), 2)
    assert refused.value.nature is Nature.INVALID
    assert [error.pointer for error in refused.value.errors] == ["/file"]


@pytest.mark.parametrize("kind", FileKind)
def test_an_empty_file_is_refused_whatever_it_is_called(kind: FileKind) -> None:
    assert look(kind, b"") == "file.empty"


@pytest.mark.parametrize("kind", FileKind)
def test_a_file_of_another_kind_is_refused(kind: FileKind) -> None:
    for name, data in GOOD.items():
        if kind_of_name(name) is not kind:
            assert look(kind, data) == "file.content-mismatch", name


@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize(
    "data", [b"MZ\x90\x00", b"<script>alert(1)</script>", b"\x00", b"PK", b"\xff\xd8\xff", b"%PDF-"]
)
def test_what_is_none_of_them_is_refused(kind: FileKind, data: bytes) -> None:
    assert look(kind, data) in ("file.content-mismatch", "file.archive-broken")


def test_a_pdf_begins_at_its_first_byte_and_has_an_end() -> None:
    assert look(FileKind.PDF, b"<html>" + PDF) == "file.content-mismatch"
    assert look(FileKind.PDF, PDF.replace(b"%%EOF", b"")) == "file.content-mismatch"
    assert look(FileKind.PDF, PDF.replace(b"1.7", b"9.9")) == "file.content-mismatch"
    assert look(FileKind.PDF, pdf("x" * 5_000)) is None


def test_a_picture_that_was_cut_off_is_refused() -> None:
    assert look(FileKind.PNG, png()[:-1]) == "file.content-mismatch"
    assert look(FileKind.JPG, jpg()[:20]) == "file.content-mismatch"


def test_an_archive_in_front_of_which_something_stands_is_refused() -> None:
    assert look(FileKind.DOCX, b"#!/bin/sh\n" + docx()) == "file.content-mismatch"
    assert look(FileKind.DOCX, b"PK\x03\x04" + docx()) == "file.archive-broken"


@pytest.mark.parametrize("cut", [10, 40, 100])
def test_an_archive_that_was_cut_off_is_refused(cut: int) -> None:
    for kind, data in ((FileKind.DOCX, docx()), (FileKind.XLSX, xlsx()), (FileKind.OFD, ofd())):
        assert look(kind, data[:-cut]) == "file.archive-broken"


def test_a_broken_archive_never_ends_in_anything_but_a_refusal() -> None:
    chance = random.Random(20261123)
    for _ in range(400):
        broken = bytearray(docx())
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(4, len(broken))] = chance.randrange(256)
        code = look(FileKind.DOCX, bytes(broken))
        assert code is None or code.startswith("file."), code


def test_a_document_with_macros_is_refused() -> None:
    assert look(FileKind.DOCX, docx(**{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})) == "file.macros"
    types = docx_parts()["[Content_Types].xml"].replace(b"</Types>", b"<!-- macroEnabled --></Types>")
    assert look(FileKind.DOCX, archive(docx_parts() | {"[Content_Types].xml": types})) == "file.macros"


def test_a_thousand_entries_are_taken_and_one_more_is_not() -> None:
    filled = docx_parts() | {f"word/media/{number}.xml": b"x" for number in range(997)}
    assert look(FileKind.DOCX, archive(filled)) is None
    assert look(FileKind.DOCX, archive(filled | {"word/one.xml": b"x"})) == "file.archive-too-many-entries"


def test_a_flood_of_entries_is_refused_before_it_is_read() -> None:
    filled = {f"word/{number:06}.xml": b"" for number in range(20_000)}
    assert look(FileKind.DOCX, archive(filled, method=ZIP_STORED)) == "file.archive-too-many-entries"


def test_what_unpacks_to_more_than_a_hundred_times_its_size_is_refused() -> None:
    assert look(FileKind.DOCX, docx(**{"word/zeros.bin": bytes(1024 * 1024)})) == "file.archive-bomb"
    assert look(FileKind.DOCX, docx(**{"word/little.bin": bytes(20_000)})) is None


def test_what_unpacks_to_more_than_a_hundred_megabytes_is_refused() -> None:
    noise = random.Random(1).randbytes(1_200_000)  # so large that the ratio is within bounds
    parts = docx_parts() | {"word/noise.bin": noise} | {f"word/{n}.bin": bytes(21 * 1024 * 1024) for n in range(5)}
    assert look(FileKind.DOCX, archive(parts)) == "file.archive-bomb"


def test_an_entry_that_lies_about_its_size_is_unpacked_and_counted_all_the_same() -> None:
    bomb = docx(**{"word/zeros.bin": bytes(1_234_567)})
    told = (1_234_567).to_bytes(4, "little")
    assert bomb.count(told) == 2
    assert look(FileKind.DOCX, bomb.replace(told, (10).to_bytes(4, "little"))) == "file.archive-bomb"
    small = docx(**{"word/little.bin": b"x" * 777})
    lying = small.replace((777).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    assert look(FileKind.DOCX, lying) == "file.archive-broken"


def test_entries_that_share_their_bytes_are_refused() -> None:
    data = bytearray(archive({"a.xml": random.Random(2).randbytes(4_000), "b.xml": random.Random(3).randbytes(4_000)}))
    directory = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", directory + 4)
    data[second + 42 : second + 46] = data[directory + 42 : directory + 46]  # both begin at the same place
    assert look(FileKind.DOCX, bytes(data)) == "file.archive-broken"


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "\\windows\\evil", "..\\evil", "C:\\evil", "a\nb", "word/.."],
)
def test_an_entry_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    assert look(FileKind.DOCX, docx(**{name: b"x"})) == "file.archive-unsafe-entry"


def test_a_link_in_an_archive_is_refused() -> None:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, data in docx_parts().items():
            packed.writestr(ZipInfo(name), data)
        link = ZipInfo("word/link")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, b"/etc/passwd")
    assert look(FileKind.DOCX, out.getvalue()) == "file.archive-unsafe-entry"


def test_an_encrypted_archive_is_refused() -> None:
    data = bytearray(docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        data[at + offset] |= 1
    assert look(FileKind.DOCX, bytes(data)) == "file.archive-broken"


def test_the_same_name_twice_in_an_archive_is_refused() -> None:
    out = io.BytesIO()
    with ZipFile(out, "w") as packed:
        for name, data in docx_parts().items():
            packed.writestr(ZipInfo(name), data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            packed.writestr(ZipInfo("word/document.xml"), b"<w:other/>")
    assert look(FileKind.DOCX, out.getvalue()) == "file.archive-broken"
