"""The file one process's words are kept in: never larger than it may be, and a full disk stops nobody."""

import contextlib
import errno
from pathlib import Path

LARGEST = 20 * 1024 * 1024
"""Bytes; a larger file is set aside as .1."""


class LogFile:
    """Opened for each piece that comes, so that whoever moves or removes the file finds the next piece in a new one."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lost = 0
        self._why = ""

    def write(self, said: bytes) -> None:
        """Keeps it, or loses it where there is no room; once there is room again, the file says how much is missing."""
        kept = 0
        try:
            set_aside(self._file)
            with self._file.open("ab", buffering=0) as out:
                if self._lost:
                    self._name_the_gap(out.write(self._gap()))
                kept = out.write(said)
        except OSError as trouble:
            self._why = trouble.strerror or type(trouble).__name__
        self._lost += len(said) - kept

    def _gap(self) -> bytes:
        return f"\n-- {self._lost} bytes are missing here: {self._why}\n".encode()

    def _name_the_gap(self, written: int) -> None:
        if written < len(self._gap()):
            raise OSError(errno.ENOSPC, self._why)
        self._lost = 0


def set_aside(file: Path) -> None:
    """Makes room for a new file where this one has grown too large."""
    with contextlib.suppress(OSError):  # then it grows on: better than silence
        if file.stat().st_size > LARGEST:
            file.replace(file.with_name(f"{file.name}.1"))
