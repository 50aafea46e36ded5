"""Keeps the file of the stack's state up with the stack: whoever changes something does not wait for the disk."""

import asyncio
from pathlib import Path

from liandong.cli.stack.secret import write_secret
from liandong.cli.stack.state import State, as_written, file_of

AGAIN_AFTER = 1.0
"""Seconds until it is tried again where the disk was full."""


class Telling:
    """One state and its file."""

    def __init__(self, var: Path, state: State) -> None:
        self._file = file_of(var)
        self._state = state
        self._stale = asyncio.Event()

    def changed(self) -> None:
        """The file will say so presently."""
        self._stale.set()

    async def keep(self) -> None:
        """Writes what changes until it is cancelled. What cannot be written now is written when it can be."""
        while True:
            await self._stale.wait()
            self._stale.clear()
            try:
                await asyncio.to_thread(write_secret, self._file, as_written(self._state))
            except OSError:
                self._stale.set()
                await asyncio.sleep(AGAIN_AFTER)
