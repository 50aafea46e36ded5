"""The hash chain of a unit's journal: what makes a changed or missing entry visible.

The database function `journal_append` computes the same bytes in SQL; a test holds the two together.
"""

import hmac
from hashlib import sha256

GENESIS = bytes(32)
"""What the first entry names as its predecessor."""
NOTHING_PRIVATE = bytes(32)
"""The private digest of an entry without a private part."""
MARK = b"ld1"


def private_salt(stream_key: bytes, stream: str, sequence: int) -> bytes:
    """The salt of a private part: recomputable while the stream's key exists, gone with it (erasure)."""
    return hmac.digest(stream_key, f"{stream}:{sequence}".encode(), "sha256")


def private_digest(salt: bytes, private: bytes) -> bytes:
    """What stands for a private part in the chain."""
    return sha256(salt + private).digest()


def commitment(salt: bytes, body: bytes, private: bytes) -> bytes:
    """SHA256(SHA256(salt ‖ body) ‖ private digest)."""
    return sha256(sha256(salt + body).digest() + private).digest()


def entry_hash(
    *,
    prev: bytes,
    unit: str,
    epoch: int,
    seq: int,
    stream: str,
    sequence: int,
    kind: str,
    version: int,
    dest: str | None,
    dest_seq: int | None,
    dest_prev: bytes | None,
    occurred_at: int,
    recorded_at: int,
    actor: str,
    cause: str | None,
    commitment: bytes,
) -> bytes:
    """SHA-256 over the length-prefixed fields; times are microseconds since 1970 UTC, absent fields are empty."""
    parts = (
        MARK,
        prev,
        unit.encode(),
        _int(epoch),
        _int(seq),
        stream.encode(),
        _int(sequence),
        kind.encode(),
        _int(version),
        (dest or "").encode(),
        _int(dest_seq or 0),
        dest_prev or b"",
        _int(occurred_at),
        _int(recorded_at),
        actor.encode(),
        (cause or "").encode(),
        commitment,
    )
    return sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def _int(value: int) -> bytes:
    return value.to_bytes(8, "big", signed=True)
