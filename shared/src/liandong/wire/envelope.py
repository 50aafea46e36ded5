"""A journal entry on the wire: a CloudEvents 1.0 envelope around the canonical bytes that were hashed."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from liandong.terms.codes import EventId, UnitCode
from liandong.terms.legal_time import from_micros, to_micros
from liandong.wire import chain
from liandong.wire.canonical import canonical
from liandong.wire.subjects import Channel

TYPE_PREFIX = "cn.liandong."
LARGEST_MESSAGE = 512 * 1024
"""Bytes the bus takes of one message."""
ENVELOPE_AT_MOST = 4096
HASH_BYTES, SALT_BYTES = 32, 16
BITS_32, BITS_64 = 2**31, 2**63


class Malformed(Exception):
    """Not an envelope of the platform: it is put aside and counted, never applied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a unit's journal.

    `body` are the canonical facts; `private` is encrypted for the stream at rest, or sealed to the addressee on `to`,
    or absent. `prev` and `hash` chain the whole journal, `dest_seq` and `dest_prev` the part said to one destination.
    """

    unit: UnitCode
    epoch: int
    seq: int
    stream: str
    sequence: int
    kind: str
    version: int
    dest: str | None
    dest_seq: int | None
    dest_prev: bytes | None
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    cause: str | None
    body: bytes
    salt: bytes
    private_digest: bytes
    private: bytes | None = None
    prev: bytes
    hash: bytes

    @property
    def id(self) -> EventId:
        return EventId(f"{self.unit}:{self.epoch}:{self.seq}")

    def position(self, channel: Channel) -> int:
        """Where it stands in the chain that a reader of this channel sees."""
        return self.seq if channel is Channel.EVENT else self.dest_seq or 0

    def before(self, channel: Channel) -> bytes:
        """The hash of what stands before it in that chain."""
        return self.prev if channel is Channel.EVENT else self.dest_prev or b""


def hash_of(entry: Entry) -> bytes:
    """The hash recomputed from what the entry says."""
    return chain.entry_hash(
        prev=entry.prev,
        unit=entry.unit,
        epoch=entry.epoch,
        seq=entry.seq,
        stream=entry.stream,
        sequence=entry.sequence,
        kind=entry.kind,
        version=entry.version,
        dest=entry.dest,
        dest_seq=entry.dest_seq,
        dest_prev=entry.dest_prev,
        occurred_at=to_micros(entry.occurred_at),
        recorded_at=to_micros(entry.recorded_at),
        actor=entry.actor,
        cause=entry.cause,
        commitment=chain.commitment(entry.salt, entry.body, entry.private_digest),
    )


def message_id(entry: Entry, suffix: str = "") -> str:
    """Nats-Msg-Id: with part of the hash, else the broker would swallow the new events of a restored database."""
    return f"{entry.id}:{entry.hash.hex()[:16]}{suffix}"


def signed_words(channel: Channel, entry: Entry) -> bytes:
    """What a unit signs when it dispatches this entry as the last of a window."""
    return b"ld1-window\0" + channel.encode() + b"\0" + entry.id.encode() + b"\0" + entry.hash


def attributes(entry: Entry, signature: bytes | None) -> dict[str, str | int]:
    """The CloudEvents attributes of an entry; a large number is text, because a CloudEvents integer has 32 bits."""
    said: dict[str, str | int | None] = {
        "specversion": "1.0",
        "id": entry.id,
        "source": f"urn:liandong:unit:{entry.unit}",
        "type": TYPE_PREFIX + entry.kind,
        "subject": entry.stream,
        "time": entry.occurred_at.isoformat(),
        "datacontenttype": "application/json",
        "ldunit": entry.unit,
        "ldepoch": entry.epoch,
        "ldseq": str(entry.seq),
        "ldsequence": entry.sequence,
        "ldversion": entry.version,
        "lddest": entry.dest,
        "lddestseq": None if entry.dest_seq is None else str(entry.dest_seq),
        "lddestprev": None if entry.dest_prev is None else _text(entry.dest_prev),
        "ldoccurred": str(to_micros(entry.occurred_at)),
        "ldrecorded": str(to_micros(entry.recorded_at)),
        "ldactor": entry.actor,
        "ldcause": entry.cause,
        "ldsalt": _text(entry.salt),
        "ldprivatedigest": _text(entry.private_digest),
        "ldprivate": None if entry.private is None else _text(entry.private),
        "ldprev": _text(entry.prev),
        "ldhash": _text(entry.hash),
        "ldsignature": None if signature is None else _text(signature),
    }
    return {name: value for name, value in said.items() if value is not None}


def fits(body: bytes, private: bytes | None) -> bool:
    """Whether facts and personal data, sealed and as text, fit into one message with their envelope."""
    return len(body) + len(private or b"") * 4 // 3 + ENVELOPE_AT_MOST <= LARGEST_MESSAGE


def write(entry: Entry, signature: bytes | None) -> bytes:
    """The envelope as JSON bytes. The caller decides what `private` is on this channel."""
    return canonical(attributes(entry, signature))[:-1] + b',"data":' + entry.body + b"}"


def read(raw: bytes) -> tuple[Entry, bytes | None]:
    """The entry and its signature, if it carries one.

    Raises Malformed unless every attribute is what this program would write of the entry, and its hash is that of its
    content. Attributes of names not known here are left to those who know them.
    """
    try:
        said: dict[str, Any] = json.loads(raw, parse_float=_no_float)
        entry = _entry(said)
        signature = _bytes(said["ldsignature"]) if "ldsignature" in said else None
        strays = [name for name, value in attributes(entry, signature).items() if said[name] != value]
        honest = hash_of(entry) == entry.hash
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as fault:
        raise Malformed(str(fault)) from fault
    if strays:
        raise Malformed(f"{entry.id}: not as it is written: {', '.join(strays)}")
    if not honest:
        raise Malformed(f"{entry.id}: the hash is not that of the content")
    return entry, signature


def _entry(said: dict[str, Any]) -> Entry:
    dest = _str(said["lddest"]) if "lddest" in said else None
    if not isinstance(said["data"], dict):
        raise TypeError("the facts are an object")
    return Entry(
        unit=UnitCode(_str(said["ldunit"])),
        epoch=_int(said["ldepoch"], BITS_32),
        seq=_int(said["ldseq"]),
        stream=_str(said["subject"]),
        sequence=_int(said["ldsequence"], BITS_32),
        kind=_str(said["type"]).removeprefix(TYPE_PREFIX),
        version=_int(said["ldversion"], BITS_32),
        dest=dest,
        dest_seq=None if dest is None else _int(said["lddestseq"]),
        dest_prev=None if dest is None else _bytes(said["lddestprev"], HASH_BYTES),
        occurred_at=from_micros(int(said["ldoccurred"])),
        recorded_at=from_micros(int(said["ldrecorded"])),
        actor=_str(said["ldactor"]),
        cause=_str(said["ldcause"]) if "ldcause" in said else None,
        body=canonical(said["data"]),
        salt=_bytes(said["ldsalt"], SALT_BYTES),
        private_digest=_bytes(said["ldprivatedigest"], HASH_BYTES),
        private=_bytes(said["ldprivate"]) if "ldprivate" in said else None,
        prev=_bytes(said["ldprev"], HASH_BYTES),
        hash=_bytes(said["ldhash"], HASH_BYTES),
    )


def without_private(entry: Entry) -> Entry:
    """The entry as a witness may have it."""
    return entry if entry.private is None else replace(entry, private=None)


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _bytes(value: object, length: int | None = None) -> bytes:
    data = b64decode(_str(value), validate=True)
    if length not in (None, len(data)):
        raise ValueError(f"{length} bytes were expected")
    return data


def _str(value: object) -> str:
    """Not empty: in the hash nothing and "" are one. No NUL: no database keeps it."""
    if not isinstance(value, str) or not value or "\0" in value:
        raise TypeError("a text was expected")
    return value


def _int(value: object, below: int = BITS_64) -> int:
    number = int(_str(value)) if isinstance(value, str) else value
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < below:
        raise ValueError("a count from 1 was expected")
    return number


def _no_float(text: str) -> float:
    raise ValueError(f"floats have no one spelling: {text}")
