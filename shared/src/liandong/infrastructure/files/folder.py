"""The store in a folder: <unit>/<two characters>/<sha-256>, encrypted, with receptions in <unit>/incoming.

A file is written under a chance name, brought to disk, renamed, and its folder brought to disk: after a power cut there
is the whole file under its digest, or none. No name on disk says anything about a person.
"""

import asyncio
import io
import os
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from liandong.infrastructure.files.sealed import PIECE, SealedReader, SealedWriter, open_sealed
from liandong.infrastructure.files.store import DamagedFile, Incoming, NoSuchFile, Received
from liandong.infrastructure.keys import CannotOpen, UnitKeys
from liandong.terms.codes import Digest, UnitCode

T = TypeVar("T")

INCOMING: Final = "incoming"
_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600


class FolderStore:
    """`folder` is made when the first file comes; it must lie outside of anything a web server hands out."""

    def __init__(self, folder: Path, keys: Mapping[UnitCode, UnitKeys]) -> None:
        self._folder = folder
        self._keys = keys

    @asynccontextmanager
    async def incoming(self, unit: UnitCode) -> AsyncIterator[Incoming]:
        reception = await asyncio.to_thread(_Reception, self._folder / unit, unit, self._keys[unit])
        try:
            yield reception
        finally:
            await asyncio.to_thread(reception.leave)

    @asynccontextmanager
    async def read(self, unit: UnitCode, digest: Digest) -> AsyncIterator[AsyncIterator[bytes]]:
        reader = await asyncio.to_thread(self._verified, unit, digest)
        try:
            yield _parts(reader)
        finally:
            await asyncio.to_thread(reader.close)

    async def sweep(self, unit: UnitCode, older_than: timedelta) -> int:
        return await asyncio.to_thread(_sweep, self._folder / unit / INCOMING, older_than)

    def _verified(self, unit: UnitCode, digest: Digest) -> SealedReader:
        try:
            file = place_of(self._folder / unit, digest).open("rb")
        except FileNotFoundError as fault:
            raise NoSuchFile from fault
        try:
            reader = open_sealed(file, self._keys[unit], about(unit, digest))
            if _digest_of(reader) != digest:
                raise DamagedFile
        except CannotOpen as fault:
            file.close()
            raise DamagedFile from fault
        except BaseException:
            file.close()
            raise
        reader.seek(0)
        return reader


class _Reception:
    """One file on its way in, in a temporary file that only its key, held here, can open."""

    def __init__(self, home: Path, unit: UnitCode, keys: UnitKeys) -> None:
        self._home, self._unit, self._keys = home, unit, keys
        _made(home / INCOMING)
        self._temporary = home / INCOMING / f"{secrets.token_hex(16)}.part"
        descriptor = os.open(self._temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
        self._out: BinaryIO = os.fdopen(descriptor, "wb")
        self._writer = SealedWriter(self._out)
        self._received: Received | None = None

    async def write(self, part: bytes) -> None:
        await asyncio.to_thread(self._writer.write, part)

    async def finish(self) -> Received:
        digest = await asyncio.to_thread(self._writer.finish)
        self._received = Received(digest=Digest(digest), size=self._writer.size)
        return self._received

    async def look(self, check: Callable[[BinaryIO, int], T]) -> T:
        return await asyncio.to_thread(self._look, check)

    async def keep(self) -> None:
        await asyncio.to_thread(self._keep)

    def leave(self) -> None:
        self._out.close()
        self._temporary.unlink(missing_ok=True)

    def _look(self, check: Callable[[BinaryIO, int], T]) -> T:
        with self._temporary.open("rb") as file:
            reader = io.BufferedReader(self._writer.reader(file), PIECE)
            return check(reader, self._writer.size)

    def _keep(self) -> None:
        assert self._received is not None, "finished before it is kept"
        digest = self._received.digest
        self._writer.lock(self._keys, about(self._unit, digest))
        os.fsync(self._out.fileno())
        place = place_of(self._home, digest)
        _made(place.parent)
        self._temporary.replace(place)  # the same content again takes the place of what was there, damaged or not
        _to_disk(place.parent)


def place_of(home: Path, digest: str) -> Path:
    return home / digest[:2] / digest


def about(unit: str, digest: str) -> str:
    """What a file's key is bound to: it opens this content at this unit and nothing else."""
    return f"file:{unit}:{digest}"


def _made(folder: Path) -> None:
    """The folder, durable, as are those above it that had to be made."""
    if folder.is_dir():
        return
    _made(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=_FOLDER_MODE)
    _to_disk(folder.parent)


def _to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _digest_of(reader: SealedReader) -> str:
    seen = sha256()
    while part := reader.read(PIECE):
        seen.update(part)
    return seen.hexdigest()


async def _parts(reader: SealedReader) -> AsyncIterator[bytes]:
    while part := await asyncio.to_thread(reader.read, PIECE):
        yield part


def _sweep(incoming: Path, older_than: timedelta) -> int:
    before, swept = time.time() - older_than.total_seconds(), 0
    if not incoming.is_dir():
        return 0
    for file in incoming.glob("*.part"):
        with suppress(FileNotFoundError):
            if file.stat().st_mtime < before:
                file.unlink()
                swept += 1
    return swept
