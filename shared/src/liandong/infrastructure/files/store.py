"""What a store of files promises, whatever lies behind it: a folder today, a service of objects another day."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import BinaryIO, Protocol, TypeVar

from liandong.terms.codes import Digest, UnitCode

T = TypeVar("T")


class NoSuchFile(Exception):
    """The unit keeps no file of this digest."""


class DamagedFile(Exception):
    """What is kept is not what the digest says: it must come from a backup or be handed in again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that was received whole, and is not yet kept; `size` in bytes."""

    digest: Digest
    size: int


class Incoming(Protocol):
    """A file on its way in. Nothing of it can be found before `keep`, and nothing remains without it."""

    async def write(self, part: bytes) -> None: ...

    async def finish(self) -> Received: ...

    async def look(self, check: Callable[[BinaryIO, int], T]) -> T:
        """What `check` says of the whole content and its size; it may seek. In a thread of its own."""
        ...

    async def keep(self) -> None:
        """Durable under its digest when this returns; the same content is kept once."""
        ...


class FileStore(Protocol):
    """The files of the units of one service, each unit's apart."""

    def incoming(self, unit: UnitCode) -> AbstractAsyncContextManager[Incoming]: ...

    def read(self, unit: UnitCode, digest: Digest) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """The content in parts, verified against its digest before the first. Raises NoSuchFile, DamagedFile."""
        ...

    async def sweep(self, unit: UnitCode, older_than: timedelta) -> int:
        """Removes what interrupted receptions left behind; returns how many there were."""
        ...
