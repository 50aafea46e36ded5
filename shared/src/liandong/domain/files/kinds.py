"""The kinds of files that are taken in: what they are called, how they end, how large they may be."""

from collections.abc import Mapping
from typing import Final

from liandong.events.file import FileKind

MAX_FILE_BYTES: Final = 20 * 1024 * 1024

EXTENSIONS: Mapping[str, FileKind] = {kind.value: kind for kind in FileKind} | {"jpeg": FileKind.JPG}

MEDIA_TYPES: Mapping[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.OFD: "application/ofd",
    FileKind.JPG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

NAMES: Mapping[FileKind, str] = {
    FileKind.PDF: "PDF 文件",
    FileKind.OFD: "OFD 版式文件",
    FileKind.JPG: "JPG 图片",
    FileKind.PNG: "PNG 图片",
    FileKind.DOCX: "Word 文档",
    FileKind.XLSX: "Excel 表格",
}
"""As they are called at the window."""
