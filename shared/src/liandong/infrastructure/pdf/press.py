"""Sets documents as PDF/A-2b with Typst: the same texts, template and fonts give the same bytes."""

import io
import json
import re
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Final

import segno
import typst

from liandong.terms.refusal import Nature, Refused

TEMPLATES: Final = Path(str(resources.files("liandong.infrastructure.pdf"))) / "templates"
STANDARD: Final = "a-2b"
CJK_FAMILIES: Final = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "FangSong",
    "STFangsong",
    "SimSun",
    "Songti SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "AR PL UMing CN",
    "Droid Sans Fallback",
)
"""Fonts with Chinese characters, the wanted ones first; one is enough."""
NOT_SHOWN: Final = re.compile(r"the text [`\"]*(?P<text>.*?)[`\"]* could not be displayed")


class Press:
    """Typst with the fonts of this machine; safe to use from several threads, one document at a time."""

    def __init__(self, *, system_fonts: bool = True, font_folder: Path | None = None) -> None:
        folders = [] if font_folder is None else [str(font_folder)]
        known = typst.Fonts(include_system_fonts=system_fonts, include_embedded_fonts=False, font_paths=folders)
        self._families = frozenset(known.families())
        self._compiler = typst.Compiler(root=str(TEMPLATES), font_paths=folders, ignore_system_fonts=not system_fonts)
        self._one_at_a_time = threading.Lock()

    @property
    def fonts(self) -> list[str]:
        """The installed fonts with Chinese characters, the wanted ones first."""
        return [family for family in CJK_FAMILIES if family in self._families]

    def must_have_a_font(self) -> None:
        """Raises Refused (UNAVAILABLE) where no Chinese font is installed: boxes instead of characters are no paper."""
        if not self.fonts:
            raise Refused(
                "document.no-cjk-font",
                "本机没有安装中文字体，不能开具文书；请运维安装软件包 fonts-noto-cjk 后重试",
                nature=Nature.UNAVAILABLE,
            )

    @property
    def name(self) -> str:
        """What the bytes of a document depend on besides its texts and its template. Raises Refused without a font."""
        self.must_have_a_font()
        return f"typst {metadata.version('typst')}; {self.fonts[0]}"

    def printed(self, template: str, paper: Mapping[str, Any], at: datetime) -> bytes:
        """The PDF of a paper, dated `at`. Raises Refused without a font, or for a character no font has."""
        self.must_have_a_font()
        inputs = {
            "paper": json.dumps(paper, ensure_ascii=False),
            "fonts": json.dumps(self.fonts),
            "code": qr_code(str(paper["code"])),
        }
        with self._one_at_a_time:
            try:
                made = self._compiler.compile(
                    input=str(template_file(template)),
                    format="pdf",
                    pdf_standards=STANDARD,
                    sys_inputs=inputs,
                    timestamp=int(at.timestamp()),
                )
            except typst.TypstError as fault:
                raise _meaning_of(fault) from None
        assert isinstance(made, bytes), "one PDF"
        return made


def template_file(template: str) -> Path:
    """Raises Refused if this program has no such layout: it is older than the document."""
    file = TEMPLATES / f"{template}.typ"
    if not file.is_file():
        raise Refused("document.template-unknown", f"本程序没有版式“{template}”，请升级程序或者从备份恢复文书")
    return file


def qr_code(text: str) -> str:
    """The QR code of a text as SVG."""
    drawn = io.BytesIO()
    segno.make_qr(text, error="m").save(drawn, kind="svg", xmldecl=False, nl=False, border=1)
    return drawn.getvalue().decode()


def _meaning_of(fault: typst.TypstError) -> Exception:
    """A character no font has is the text's fault; anything else is ours, told without the text it was about."""
    found = NOT_SHOWN.search(fault.message)
    if found is None:
        return RuntimeError("the document could not be set")
    return Refused(
        "document.character-missing",
        f"文书中的“{found['text']}”没有字体可以显示；请核对该字，确属生僻字的，请运维安装收字更全的字体",
        nature=Nature.INVALID,
    )


@cache
def the_press() -> Press:
    """The press of this process."""
    return Press()
