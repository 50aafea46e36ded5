"""Control words between units: signed, never journalled, never the only copy of anything."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, TypeAdapter

from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import from_micros, to_micros
from liandong.wire.canonical import canonical
from liandong.wire.envelope import Malformed

MARK = b"ld1-control\0"


class Verb(StrEnum):
    HEARTBEAT = "heartbeat"
    RESEND = "resend"


JournalChannel = Annotated[str, Field(pattern="^(evt|to|pub)$")]
Destination = Annotated[str, Field(pattern=r"^[^\x00]*$")]
Position = Annotated[int, Field(ge=0, lt=2**63)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainHead:
    """How far a chain has come: `dest` is empty for `evt`, `*` for `pub`, a unit for `to`; `hash` is hexadecimal."""

    channel: JournalChannel
    dest: Destination
    position: Position
    hash: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resend:
    """Please say these positions of a chain again, both ends included."""

    channel: JournalChannel
    dest: Destination
    first: Position
    last: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One control word: who said it and when (the real clock), to be believed only if the signature holds."""

    unit: UnitCode
    verb: Verb
    at: datetime
    heads: tuple[ChainHead, ...] = ()
    resend: Resend | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """The words that are signed; `at` is microseconds since 1970 in UTC."""

    unit: UnitCode
    verb: Verb
    at: int
    heads: tuple[ChainHead, ...] = ()
    resend: Resend | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Envelope:
    said: str
    signature: str


SAID, _ENVELOPE = TypeAdapter(_Said), TypeAdapter(_Envelope)


def write_control(word: Control, sign: Callable[[bytes], bytes]) -> bytes:
    """The word as signed JSON bytes."""
    words = _Said(unit=word.unit, verb=word.verb, at=to_micros(word.at), heads=word.heads, resend=word.resend)
    said = canonical(SAID.dump_python(words, mode="json"))
    return canonical({"said": said.decode(), "signature": sign(MARK + said).hex()})


def read_control(raw: bytes, holds: Callable[[str, bytes, bytes], bool]) -> Control:
    """The word, if `holds(unit, signature, words)`. Raises Malformed."""
    try:
        envelope = _ENVELOPE.validate_json(raw, strict=True)
        said = envelope.said.encode()
        words = SAID.validate_json(said, strict=True)
        signature = bytes.fromhex(envelope.signature)
        at = from_micros(words.at)
    except (ValueError, OverflowError) as fault:
        raise Malformed(str(fault)) from fault
    if not holds(words.unit, signature, MARK + said):
        raise Malformed(f"control word not signed by {words.unit}")
    return Control(unit=words.unit, verb=words.verb, at=at, heads=words.heads, resend=words.resend)
