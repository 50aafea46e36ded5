"""Small real files of every kind that is taken in, and archives that nobody should open."""

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf(text: str) -> bytes:
    """A PDF that differs from others by a comment."""
    return PDF.replace(b"trailer", f"% {text}\ntrailer".encode())


def png() -> bytes:
    """One grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")


def jpg() -> bytes:
    """The segments of a one-pixel picture as far as the beginning of its scan."""
    app0 = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    table = b"\xff\xdb\x00\x43\x00" + bytes(range(1, 65))
    frame = b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    return b"\xff\xd8" + app0 + table + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x7f\xff\xd9"


def archive(parts: dict[str, bytes], *, method: int = ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", method) as packed:
        for name, data in parts.items():
            packed.writestr(ZipInfo(name), data, compress_type=method)
    return out.getvalue()


TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{sort}"/></Types>'
)


def docx_parts() -> dict[str, bytes]:
    types = TYPES.format(part="word/document.xml", sort="wordprocessingml.document.main+xml")
    return {"[Content_Types].xml": types.encode(), "_rels/.rels": b"<Relationships/>", "word/document.xml": b"<w:p/>"}


def docx(**more: bytes) -> bytes:
    return archive(docx_parts() | more)


def xlsx() -> bytes:
    types = TYPES.format(part="xl/workbook.xml", sort="spreadsheetml.sheet.main+xml")
    return archive({"[Content_Types].xml": types.encode(), "xl/workbook.xml": b"<workbook/>"}, method=ZIP_STORED)


def ofd() -> bytes:
    root = '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0" DocType="OFD"/>'
    return archive({"OFD.xml": root.encode(), "Doc_0/Document.xml": b"<ofd:Document/>"})


GOOD = {
    "a.pdf": PDF,
    "a.png": png(),
    "a.jpg": jpg(),
    "a.jpeg": jpg(),
    "a.docx": docx(),
    "a.xlsx": xlsx(),
    "a.ofd": ofd(),
}
