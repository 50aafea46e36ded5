"""A journal entry on the wire: a CloudEvents 1.0 envelope around the canonical bytes that were hashed."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from liandong.terms.codes import EVERYONE, EventId, UnitCode
from liandong.terms.legal_time import from_micros, to_micros
from liandong.wire import chain
from liandong.wire.codec import canonical
from liandong.wire.subjects import Channel

TYPE_PREFIX = "cn.liandong."


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


def write(entry: Entry, signature: bytes | None) -> bytes:
    """The envelope as JSON bytes. The caller decides what `private` is on this channel."""
    envelope: dict[str, Any] = {
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
        "ldoccurred": str(to_micros(entry.occurred_at)),
        "ldrecorded": str(to_micros(entry.recorded_at)),
        "ldactor": entry.actor,
        "ldsalt": _text(entry.salt),
        "ldprivatedigest": _text(entry.private_digest),
        "ldprev": _text(entry.prev),
        "ldhash": _text(entry.hash),
    }
    optional = {
        "ldcause": entry.cause,
        "lddest": entry.dest,
        "lddestseq": None if entry.dest_seq is None else str(entry.dest_seq),
        "lddestprev": None if entry.dest_prev is None else _text(entry.dest_prev),
        "ldprivate": None if entry.private is None else _text(entry.private),
        "ldsignature": None if signature is None else _text(signature),
    }
    envelope |= {name: value for name, value in optional.items() if value is not None}
    return canonical(envelope)[:-1] + b',"data":' + entry.body + b"}"


def read(raw: bytes) -> tuple[Entry, bytes | None]:
    """The entry and its signature, if it carries one. Raises Malformed; the hash is recomputed and must agree."""
    try:
        envelope = json.loads(raw, parse_float=_no_float)
        entry = Entry(
            unit=UnitCode(_str(envelope["ldunit"])),
            epoch=_int(envelope["ldepoch"]),
            seq=_int(envelope["ldseq"]),
            stream=_str(envelope["subject"]),
            sequence=_int(envelope["ldsequence"]),
            kind=_str(envelope["type"]).removeprefix(TYPE_PREFIX),
            version=_int(envelope["ldversion"]),
            dest=envelope.get("lddest"),
            dest_seq=None if "lddestseq" not in envelope else _int(envelope["lddestseq"]),
            dest_prev=None if "lddestprev" not in envelope else _bytes(envelope["lddestprev"]),
            occurred_at=from_micros(_int(envelope["ldoccurred"])),
            recorded_at=from_micros(_int(envelope["ldrecorded"])),
            actor=_str(envelope["ldactor"]),
            cause=envelope.get("ldcause"),
            body=canonical(envelope["data"]),
            salt=_bytes(envelope["ldsalt"]),
            private_digest=_bytes(envelope["ldprivatedigest"]),
            private=None if "ldprivate" not in envelope else _bytes(envelope["ldprivate"]),
            prev=_bytes(envelope["ldprev"]),
            hash=_bytes(envelope["ldhash"]),
        )
        signature = None if "ldsignature" not in envelope else _bytes(envelope["ldsignature"])
        honest = hash_of(entry) == entry.hash
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as fault:
        raise Malformed(str(fault)) from fault
    if not honest:
        raise Malformed(f"{entry.id}: the hash is not that of the content")
    return entry, signature


def without_private(entry: Entry) -> Entry:
    """The entry as a witness may have it."""
    return entry if entry.private is None else replace(entry, private=None)


def is_published(entry: Entry) -> bool:
    """Reference data for everyone."""
    return entry.dest == EVERYONE


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _bytes(value: object) -> bytes:
    return b64decode(_str(value), validate=True)


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a string was expected")
    return value


def _int(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError("an integer was expected")
    return int(value)


def _no_float(text: str) -> float:
    raise ValueError(f"floats have no one spelling: {text}")
