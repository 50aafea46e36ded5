"""The rules for archives: docx, xlsx and ofd are zip archives, and an archive may hide what it unpacks to."""

import struct
import zlib
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from liandong.terms.refusal import Nature, Pointer, Refused

MAX_ENTRIES: Final = 1_000
MAX_UNPACKED: Final = 100 * 1024 * 1024
MAX_RATIO: Final = 100
"""Bytes unpacked for each byte packed."""
_MAX_DIRECTORY: Final = 1024 * 1024
_AT_ONCE: Final = 64 * 1024
_END, _END_BYTES = b"PK\x05\x06", 22
_BIG_END, _BIG_END_BYTES = b"PK\x06\x07", 20
_ENCRYPTED: Final = 0x1
_LINK, _SORT = 0o120000, 0o170000

UNREADABLE = (BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)
"""What reading a broken archive raises."""


def opened(file: BinaryIO, size: int) -> ZipFile:
    """The archive, unpacked once to the end and found harmless. Raises Refused."""
    _directory_is_small(file, size)
    try:
        archive = ZipFile(file)
        entries = archive.infolist()
        _entries_are_few(entries)
        for entry in entries:
            _entry_is_plain(entry)
        _entries_do_not_overlap(entries, size)
        _unpacks_to_a_reasonable_size(archive, entries, size)
    except UNREADABLE as fault:
        raise broken() from fault
    return archive


def broken() -> Refused:
    return _refused("file.archive-broken", "文件已损坏或者加了密码，无法打开，请重新保存后上传", "无法打开")


def _directory_is_small(file: BinaryIO, size: int) -> None:
    """Before anything is read into memory: the list of entries is where it should be and not a flood of its own."""
    if size < _END_BYTES:
        raise broken()
    file.seek(max(0, size - _END_BYTES - _BIG_END_BYTES))
    tail = file.read(_END_BYTES + _BIG_END_BYTES)
    end = tail[-_END_BYTES:]
    if not end.startswith(_END) or tail[:-_END_BYTES].startswith(_BIG_END):
        raise broken()
    if int.from_bytes(end[12:16], "little") > _MAX_DIRECTORY:
        raise _too_many()


def _entries_are_few(entries: list[ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise _too_many()


def _too_many() -> Refused:
    return _refused(
        "file.archive-too-many-entries",
        f"文件内部的部件超过 {MAX_ENTRIES} 个，请另存为 PDF 后上传",
        "内部部件过多",
    )


def _entry_is_plain(entry: ZipInfo) -> None:
    """It stays inside the archive, is no link, and can be read by anybody."""
    name = entry.orig_filename
    steps = name.replace("\\", "/").split("/")
    is_link = (entry.external_attr >> 16) & _SORT == _LINK
    leads_out = name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0]
    if is_link or leads_out or any(ord(sign) < 32 for sign in name):
        raise _refused(
            "file.archive-unsafe-entry",
            "文件内部含有指向外部的路径或者链接，不能收取，请用办公软件重新保存后上传",
            "内部路径不安全",
        )
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise broken()


def _entries_do_not_overlap(entries: list[ZipInfo], size: int) -> None:
    """Each byte is packed once: neither shared between entries, nor in front of the first one."""
    names = {entry.filename for entry in entries}
    packed = sum(entry.compress_size for entry in entries)
    if len(names) < len(entries) or packed > size or (entries and min(entry.header_offset for entry in entries) > 0):
        raise broken()


def _unpacks_to_a_reasonable_size(archive: ZipFile, entries: list[ZipInfo], size: int) -> None:
    """What the entries say of their size is not believed: they are unpacked and counted."""
    limit = min(MAX_UNPACKED, MAX_RATIO * size)
    total = 0
    for entry in entries:
        told = entry.file_size
        entry.file_size = limit + 2 * _AT_ONCE  # reading stops where an entry says it ends: let it go past the limit
        before = total
        with archive.open(entry) as stream:
            while part := stream.read(_AT_ONCE):
                total += len(part)
                if total > limit:
                    raise _refused(
                        "file.archive-bomb",
                        "文件解压后过大，不能收取，请减少内容或者另存为 PDF 后上传",
                        f"解压后超过 100 MB，或者超过原大小的 {MAX_RATIO} 倍",
                    )
        entry.file_size = told
        if total - before != told:
            raise broken()


def _refused(code: str, sentence: str, detail: str) -> Refused:
    return Refused(code, sentence, nature=Nature.INVALID, errors=(Pointer(pointer="/file", detail=detail),))
