"""A file as it lies on disk: in pieces, each encrypted, so that neither writing nor reading needs the whole in memory.

Layout: 4 bytes "LDF1", the file's own key wrapped under the unit's key and bound to unit and digest (60 bytes), then
pieces of 64 KiB, each with its AES-GCM tag. A piece's nonce is its number and whether it is the last one, so that none
can be left out, moved, or cut off unnoticed. The wrapped key is written last: what a killed process leaves behind
cannot be read by anybody.
"""

import io
import os
from hashlib import sha256
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from liandong.infrastructure.keys import CannotOpen, UnitKeys

MARK: Final = b"LDF1"
WRAPPED_BYTES: Final = 60
PIECE: Final = 64 * 1024
TAG_BYTES: Final = 16
_HEAD_BYTES: Final = len(MARK) + WRAPPED_BYTES
_SEALED_PIECE: Final = PIECE + TAG_BYTES


class SealedWriter:
    """Encrypts what is written into a new file and hashes it on the way."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._key = os.urandom(32)
        self._cipher = AESGCM(self._key)
        self._hash = sha256()
        self._rest = bytearray()
        self._pieces = 0
        self.size = 0
        out.write(bytes(_HEAD_BYTES))

    def write(self, plain: bytes) -> None:
        self._hash.update(plain)
        self.size += len(plain)
        self._rest += plain
        while len(self._rest) > PIECE:
            self._seal(bytes(self._rest[:PIECE]), last=False)
            del self._rest[:PIECE]

    def finish(self) -> str:
        """Writes the last piece; returns the digest of all that was written."""
        self._seal(bytes(self._rest), last=True)
        self._rest.clear()
        self._out.flush()
        return self._hash.hexdigest()

    def reader(self, file: BinaryIO) -> "SealedReader":
        """What was written, to be looked at before it is kept."""
        return SealedReader(file, self._cipher)

    def lock(self, keys: UnitKeys, about: str) -> None:
        """Puts the wrapped key in front: from now on the unit can read the file."""
        self._out.seek(0)
        self._out.write(MARK + keys.wrap(self._key, about))
        self._out.flush()

    def _seal(self, plain: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._pieces, last=last), plain, MARK))
        self._pieces += 1


class SealedReader(io.RawIOBase):
    """The plain bytes of a sealed file; reading and seeking decrypt one piece at a time. Raises CannotOpen."""

    def __init__(self, file: BinaryIO, cipher: AESGCM) -> None:
        super().__init__()
        self._file = file
        self._cipher = cipher
        sealed = file.seek(0, os.SEEK_END) - _HEAD_BYTES
        self._pieces = max(1, -(-sealed // _SEALED_PIECE))
        self.size = sealed - self._pieces * TAG_BYTES
        if self.size < 0:
            raise CannotOpen
        self._at = 0
        self._held: tuple[int, bytes] | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        if at < 0:
            raise ValueError("before the beginning")
        self._at = at
        return at

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]  # typeshed wants any Buffer
        if self._at >= self.size:
            return 0
        number, offset = divmod(self._at, PIECE)
        part = self._piece(number)[offset : offset + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _piece(self, number: int) -> bytes:
        if self._held is None or self._held[0] != number:
            self._file.seek(_HEAD_BYTES + number * _SEALED_PIECE)
            sealed = self._file.read(_SEALED_PIECE)
            try:
                plain = self._cipher.decrypt(_nonce(number, last=number == self._pieces - 1), sealed, MARK)
            except (InvalidTag, ValueError) as fault:
                raise CannotOpen from fault
            self._held = number, plain
        return self._held[1]


def open_sealed(file: BinaryIO, keys: UnitKeys, about: str) -> SealedReader:
    """Raises CannotOpen if it is no sealed file, or another unit's, or was changed."""
    head = file.read(_HEAD_BYTES)
    if len(head) < _HEAD_BYTES or not head.startswith(MARK):
        raise CannotOpen
    return SealedReader(file, AESGCM(keys.unwrap(head[len(MARK) :], about)))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
