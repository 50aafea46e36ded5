"""The rules for what is in a file: it is what its name says, seen from its bytes."""

from collections.abc import Callable, Mapping
from typing import BinaryIO, Final
from zipfile import ZipFile

from liandong.domain.files.archive import UNREADABLE, broken, opened
from liandong.domain.files.kinds import NAMES
from liandong.events.file import FileKind
from liandong.terms.refusal import Nature, Pointer, Refused

_PDF_TAIL: Final = 1024
_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_PNG_TAIL: Final = b"\x00\x00\x00\x00IEND\xaeB`\x82"
_JPG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPG_SEGMENTS: Final = 1_000
_ZIP_HEAD: Final = b"PK\x03\x04"
_LIST_OF_PARTS: Final = "[Content_Types].xml"
_OFD_NAMESPACE: Final = b"http://www.ofdspec.org/2016"


def content_is(kind: FileKind, file: BinaryIO, size: int) -> None:
    """Raises Refused if the file is empty, is not of this kind, or carries macros."""
    if size == 0:
        raise _refused("file.empty", "文件是空的，请检查后重新上传", "没有内容")
    if not _CHECKS[kind](file, size):
        raise _refused(
            "file.content-mismatch",
            f"文件内容不是{NAMES[kind]}，请用相应的软件打开检查，另存后上传",
            "内容与扩展名不符",
        )


def _is_pdf(file: BinaryIO, size: int) -> bool:
    head = _at(file, 0, 8)
    return head[:5] == b"%PDF-" and head[5:8] in _PDF_VERSIONS and b"%%EOF" in _at(file, size - _PDF_TAIL, _PDF_TAIL)


_PDF_VERSIONS = frozenset({b"2.0", *(f"1.{minor}".encode() for minor in range(8))})


def _is_png(file: BinaryIO, size: int) -> bool:
    tail = _at(file, size - len(_PNG_TAIL), len(_PNG_TAIL))
    return _at(file, 0, len(_PNG_HEAD)) == _PNG_HEAD and tail == _PNG_TAIL


def _is_jpg(file: BinaryIO, _size: int) -> bool:
    """Segments lead from its first mark to a frame, which says how large the picture is (ITU-T T.81, annex B)."""
    if _at(file, 0, 2) != b"\xff\xd8":
        return False
    at = 2
    for _ in range(_JPG_SEGMENTS):
        head = _at(file, at, 4)
        if len(head) < 4 or head[0] != 0xFF:
            return False
        if head[1] in _JPG_FRAMES:
            return True
        if head[1] == 0xFF:  # fill before a mark
            at += 1
            continue
        at += 2 + int.from_bytes(head[2:4], "big")
    return False


def _is_docx(file: BinaryIO, size: int) -> bool:
    return _is_office(file, size, "word/document.xml", b"wordprocessingml.document.main+xml")


def _is_xlsx(file: BinaryIO, size: int) -> bool:
    return _is_office(file, size, "xl/workbook.xml", b"spreadsheetml.sheet.main+xml")


def _is_office(file: BinaryIO, size: int, main: str, sort: bytes) -> bool:
    """ISO/IEC 29500: the list of parts names the main part's type. Raises Refused for macros."""
    if _at(file, 0, 4) != _ZIP_HEAD:
        return False
    archive = opened(file, size)
    names = set(archive.namelist())
    if not {_LIST_OF_PARTS, main} <= names:
        return False
    parts = _part(archive, _LIST_OF_PARTS)
    if b"macroEnabled" in parts or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _refused("file.macros", "文件带有宏，不能收取，请另存为不带宏的文档后上传", "带有宏")
    return sort in parts


def _is_ofd(file: BinaryIO, size: int) -> bool:
    """GB/T 33190: the entrance of the package."""
    if _at(file, 0, 4) != _ZIP_HEAD:
        return False
    archive = opened(file, size)
    return "OFD.xml" in archive.namelist() and _OFD_NAMESPACE in _part(archive, "OFD.xml")


def _part(archive: ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except UNREADABLE as fault:
        raise broken() from fault


def _at(file: BinaryIO, place: int, count: int) -> bytes:
    file.seek(max(0, place))
    return file.read(count)


_CHECKS: Mapping[FileKind, Callable[[BinaryIO, int], bool]] = {
    FileKind.PDF: _is_pdf,
    FileKind.OFD: _is_ofd,
    FileKind.JPG: _is_jpg,
    FileKind.PNG: _is_png,
    FileKind.DOCX: _is_docx,
    FileKind.XLSX: _is_xlsx,
}


def _refused(code: str, sentence: str, detail: str) -> Refused:
    return Refused(code, sentence, nature=Nature.INVALID, errors=(Pointer(pointer="/file", detail=detail),))
