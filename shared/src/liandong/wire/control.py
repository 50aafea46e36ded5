"""Control words between units: signed, never journalled, never the only copy of anything."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import from_micros, to_micros
from liandong.wire.codec import canonical
from liandong.wire.envelope import Malformed

MARK = b"ld1-control\0"


class Verb(StrEnum):
    HEARTBEAT = "heartbeat"
    RESEND = "resend"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainHead:
    """How far a chain has come: `dest` is empty for `evt`, `*` for `pub`, a unit for `to`; `hash` is hexadecimal."""

    channel: str
    dest: str
    position: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resend:
    """Please say these positions of a chain again, both ends included."""

    channel: str
    dest: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One control word: who said it and when (the real clock), to be believed only if the signature holds."""

    unit: UnitCode
    verb: Verb
    at: datetime
    heads: tuple[ChainHead, ...] = ()
    resend: Resend | None = None


def write_control(word: Control, sign: Callable[[bytes], bytes]) -> bytes:
    """The word as signed JSON bytes."""
    said = canonical(
        {
            "unit": word.unit,
            "verb": word.verb.value,
            "at": to_micros(word.at),
            "heads": [asdict(head) for head in word.heads],
            "resend": None if word.resend is None else asdict(word.resend),
        }
    )
    return canonical({"said": said.decode(), "signature": sign(MARK + said).hex()})


def read_control(raw: bytes, holds: Callable[[str, bytes, bytes], bool]) -> Control:
    """The word, if `holds(unit, signature, words)`. Raises Malformed."""
    try:
        envelope: dict[str, Any] = json.loads(raw)
        said = envelope["said"].encode()
        facts: dict[str, Any] = json.loads(said)
        word = Control(
            unit=UnitCode(str(facts["unit"])),
            verb=Verb(facts["verb"]),
            at=from_micros(int(facts["at"])),
            heads=tuple(ChainHead(**head) for head in facts["heads"]),
            resend=None if facts["resend"] is None else Resend(**facts["resend"]),
        )
        signature = bytes.fromhex(envelope["signature"])
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as fault:
        raise Malformed(str(fault)) from fault
    if not holds(word.unit, signature, MARK + said):
        raise Malformed(f"control word not signed by {word.unit}")
    return word
