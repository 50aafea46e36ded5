"""The press: the same paper gives the same bytes, texts stay texts, and without a Chinese font nothing is printed."""

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from liandong.domain.documents.types import DocumentKind
from liandong.infrastructure.pdf.press import TEMPLATES, Press, qr_code, template_file, the_press
from liandong.terms.legal_time import midnight
from liandong.terms.refusal import Nature, Refused
from tests.unit.case.samples import receive
from tests.unit.documents.samples import acts, paper

DAY = midnight(date(2026, 11, 23))


def receipt(**changes: Any) -> dict[str, Any]:
    return {**asdict(paper(DocumentKind.RECEIPT, acts(receive()))), **changes}


def test_the_same_paper_gives_the_same_bytes_on_another_press_too() -> None:
    first = the_press().printed("notice-1", receipt(), DAY)
    assert the_press().printed("notice-1", receipt(), DAY) == first
    assert Press().printed("notice-1", receipt(), DAY) == first
    assert the_press().printed("notice-1", receipt(number="雁政服收〔2026〕00002号"), DAY) != first


def test_a_paper_is_an_archivable_pdf_dated_by_the_legal_day() -> None:
    pdf = the_press().printed("notice-1", receipt(), DAY)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    assert b"/CreationDate(D:20261122160000Z)" in pdf


@pytest.mark.parametrize(
    "text", ['#panic("executed")', '#read("/etc/passwd")', '#import "x.typ"', "$x^2$ *a* _b_ \\ <l> @r", '"}']
)
@pytest.mark.parametrize("field", ["addressee", "title", "number", "issuer", "remedy", "basis"])
def test_what_somebody_wrote_is_set_and_never_run(field: str, text: str) -> None:
    assert the_press().printed("notice-1", receipt(**{field: text}), DAY).startswith(b"%PDF-1.7")


def test_a_long_list_goes_on_over_pages() -> None:
    table = {"heading": "收到的材料", "columns": ("材料名称", "备注")}
    short = the_press().printed("notice-1", receipt(), DAY)
    lines = tuple({"label": f"材料{place}", "value": "原件"} for place in range(120))
    long = the_press().printed("notice-1", receipt(table={**table, "lines": lines}), DAY)
    assert (pages(short), pages(long)) == (1, 5)


def pages(pdf: bytes) -> int:
    return int(pdf.split(b"/Type/Pages/Count ")[1].split(b"/")[0])


def test_without_a_chinese_font_it_refuses_and_names_the_package() -> None:
    bare = Press(system_fonts=False)
    for use in (bare.must_have_a_font, lambda: bare.name, lambda: bare.printed("notice-1", receipt(), DAY)):
        with pytest.raises(Refused) as refusal:
            use()
        assert (refusal.value.code, refusal.value.nature) == ("document.no-cjk-font", Nature.UNAVAILABLE)
        assert refusal.value.reason == "本机没有安装中文字体，不能开具文书；请运维安装软件包 fonts-noto-cjk 后重试"


def test_a_character_no_font_has_is_named_instead_of_printed_as_a_box() -> None:
    with pytest.raises(Refused) as refusal:
        the_press().printed("notice-1", receipt(addressee="张\U0010fffd"), DAY)
    assert refusal.value.code == "document.character-missing"
    assert "“\\u{10fffd}”" in refusal.value.reason


def test_a_template_of_a_newer_program_is_not_guessed() -> None:
    assert template_file("notice-1").parent == TEMPLATES
    with pytest.raises(Refused) as refusal:
        template_file("notice-99")
    assert refusal.value.code == "document.template-unknown"


def test_a_qr_code_is_the_same_each_time_and_holds_a_long_address() -> None:
    address = "https://zwfw.example.gov.cn/v1/documents/" + "%E9%9B%81" * 20 + "/verify"
    assert qr_code(address) == qr_code(address)
    assert qr_code(address).startswith("<svg")
