"""The rules for what a file may be called."""

import re
import unicodedata
from typing import Final

from liandong.domain.files.kinds import EXTENSIONS
from liandong.events.file import FileKind
from liandong.terms.refusal import Nature, Pointer, Refused

MAX_NAME: Final = 200
_EXTENSION = re.compile(r"[A-Za-z][0-9A-Za-z]{1,4}")
"""What a reader takes for an extension: "v1.2" and "第3.1节" hold none."""


def kind_of_name(name: str) -> FileKind:
    """The kind a file says it is by the end of its name. Raises Refused for a name that is not taken."""
    _is_a_name(name)
    _shows_what_it_is(name)
    stem, _, extension = name.rpartition(".")
    kind = EXTENSIONS.get(extension.lower())
    if kind is None or not stem.strip():
        raise _refused(
            "file.extension-not-taken",
            "只收取 PDF、OFD、JPG、PNG、DOCX、XLSX 文件，请另存为其中一种后上传",
            "扩展名不在收取范围内",
        )
    _has_one_extension(stem)
    return kind


def _is_a_name(name: str) -> None:
    if not name.strip() or len(name) > MAX_NAME:
        raise _refused("file.name-missing", f"文件名应为 1 至 {MAX_NAME} 个字，请改名后上传", "没有文件名，或者过长")


def _shows_what_it_is(name: str) -> None:
    """No path, no control character, nothing that turns the direction of writing to hide the extension."""
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") or sign in "/\\" for sign in name):
        raise _refused(
            "file.name-unsafe",
            "文件名含有路径分隔符或者不可见的控制字符，请改名后上传",
            "含有斜杠、反斜杠或者控制字符",
        )


def _has_one_extension(stem: str) -> None:
    _, dot, inner = stem.rpartition(".")
    if dot and _EXTENSION.fullmatch(inner.strip()):
        raise _refused(
            "file.extension-doubled",
            f"文件名有两个扩展名（.{inner.strip()}.），请只保留一个后上传",
            "扩展名重复",
        )


def _refused(code: str, sentence: str, detail: str) -> Refused:
    return Refused(code, sentence, nature=Nature.INVALID, errors=(Pointer(pointer="/file", detail=detail),))
