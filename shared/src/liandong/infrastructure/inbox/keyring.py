"""Whose word it is: the published signing keys by which what is heard is believed."""

from collections.abc import Callable

from liandong.infrastructure.keys import signature_holds
from liandong.wire.envelope import Entry, signed_words
from liandong.wire.subjects import Channel

SignKeyOf = Callable[[str], str | None]
"""The base64 signing key of a unit, or None while the registry does not name it."""


def is_signed(channel: Channel, entry: Entry, signature: bytes | None, sign_key_of: SignKeyOf) -> bool:
    """Whether the source itself signed this entry as the last of a window on this channel."""
    if signature is None:
        return False
    public = sign_key_of(entry.unit)
    return public is not None and signature_holds(public, signature, signed_words(channel, entry))
