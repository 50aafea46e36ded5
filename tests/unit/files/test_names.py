"""What a file may be called."""

import pytest

from liandong.domain.files.name import kind_of_name
from liandong.events.file import FileKind
from liandong.terms.refusal import Refused


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("营业执照.pdf", FileKind.PDF),
        ("照片.JPEG", FileKind.JPG),
        ("图.Png", FileKind.PNG),
        ("申请书 v1.2.docx", FileKind.DOCX),
        ("第3.1节 布局.xlsx", FileKind.XLSX),
        ("2026.11.23.ofd", FileKind.OFD),
        ("证照.副本.pdf", FileKind.PDF),
    ],
)
def test_the_end_of_the_name_says_the_kind(name: str, kind: FileKind) -> None:
    assert kind_of_name(name) is kind


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "file.name-missing"),
        ("   ", "file.name-missing"),
        ("长" * 197 + ".pdf", "file.name-missing"),
        ("a/b.pdf", "file.name-unsafe"),
        ("..\\b.pdf", "file.name-unsafe"),
        ("a\x00.pdf", "file.name-unsafe"),
        ("a\n.pdf", "file.name-unsafe"),
        ("a\u202efdp.exe.pdf", "file.name-unsafe"),
        ("a\u200b.pdf", "file.name-unsafe"),
        ("a", "file.extension-not-taken"),
        (".pdf", "file.extension-not-taken"),
        ("a.", "file.extension-not-taken"),
        ("a.exe", "file.extension-not-taken"),
        ("a.pdf.exe", "file.extension-not-taken"),
        ("a.docm", "file.extension-not-taken"),
        ("a.zip", "file.extension-not-taken"),
        ("a.pdf ", "file.extension-not-taken"),
        ("a.exe.pdf", "file.extension-doubled"),
        ("a.pdf.pdf", "file.extension-doubled"),
        ("合同.docx.pdf", "file.extension-doubled"),
        ("a.js .pdf", "file.extension-doubled"),
    ],
)
def test_a_name_that_hides_what_it_is_is_refused(name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        kind_of_name(name)
    assert refused.value.code == code
    assert refused.value.errors[0].pointer == "/file"


def test_two_hundred_characters_are_a_name() -> None:
    assert kind_of_name("长" * 196 + ".pdf") is FileKind.PDF
