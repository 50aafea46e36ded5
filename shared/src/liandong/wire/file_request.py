"""One unit asks another for a file it was told of in a link message: a short-lived word, signed, fit for a header."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field, TypeAdapter

from liandong.terms.codes import Digest, LinkId, UnitCode
from liandong.terms.legal_time import from_micros, to_micros
from liandong.wire.canonical import canonical
from liandong.wire.envelope import Malformed

MARK = b"ld1-file\0"
HEADER = "Liandong-File-Request"
LONGEST = 2_048


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRequest:
    """`by` asks `source` for the file of this digest, which a message of this link named; good until `expires_at`."""

    digest: Digest
    source: UnitCode
    by: UnitCode
    link: LinkId
    expires_at: datetime


Word = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[0-9A-Za-z\-]+$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """The words that are signed; `until` is microseconds since 1970 in UTC, by the real clock."""

    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    source: Word
    by: Word
    link: Word
    until: Annotated[int, Field(ge=0, lt=2**53)]


SAID = TypeAdapter(_Said)


def write_file_request(request: FileRequest, sign: Callable[[bytes], bytes]) -> str:
    """The value of the header."""
    words = _Said(
        digest=request.digest,
        source=request.source,
        by=request.by,
        link=request.link,
        until=to_micros(request.expires_at),
    )
    said = canonical(SAID.dump_python(words, mode="json"))
    return f"{_spelled(said)}.{_spelled(sign(MARK + said))}"


def read_file_request(header: str, holds: Callable[[str, bytes, bytes], bool]) -> FileRequest:
    """The request, if `holds(unit, signature, words)`. Raises Malformed."""
    said, _, signature = header.partition(".")
    if len(header) > LONGEST:
        raise Malformed("longer than any request")
    try:
        words = _unspelled(said)
        known = SAID.validate_json(words, strict=True)
        signed = _unspelled(signature)
    except ValueError as fault:
        raise Malformed(str(fault)) from fault
    if not holds(known.by, signed, MARK + words):
        raise Malformed(f"file request not signed by {known.by}")
    return FileRequest(
        digest=Digest(known.digest),
        source=UnitCode(known.source),
        by=UnitCode(known.by),
        link=LinkId(known.link),
        expires_at=from_micros(known.until),
    )


def _spelled(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def _unspelled(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
