"""The console of a stack in the foreground. Nobody waits for it: a thread prints, and a paused terminal loses lines."""

import contextlib
import os
import time
from queue import Full, Queue
from threading import Thread
from typing import TextIO

ROOM = 10_000
"""Lines that may wait for a terminal."""
BUSY_FOR = 0.05


class Console:
    """Writes past Python's own buffer, whose lock a blocked thread would hold when the program ends."""

    def __init__(self, out: TextIO) -> None:
        out.flush()
        self.is_terminal = out.isatty()
        self._descriptor = out.fileno()
        self._encoding = out.encoding
        self._waiting: Queue[str | None] = Queue(ROOM)
        self._dropped = 0
        self._printing = Thread(target=self._print, name="console", daemon=True)
        self._printing.start()

    def say(self, text: str) -> None:
        """Printed as soon as the terminal takes it, if it does at all."""
        try:
            if self._dropped:
                self._waiting.put_nowait(f"-- {self._dropped} lines are missing here: the terminal did not take them")
                self._dropped = 0
            self._waiting.put_nowait(text)
        except Full:
            self._dropped += 1

    def close(self, within: float = 1.0) -> None:
        """Gives what waits a little time."""
        with contextlib.suppress(Full):
            self._waiting.put_nowait(None)
        self._printing.join(within)

    def _print(self) -> None:
        while (text := self._waiting.get()) is not None:
            self._write(text)

    def _write(self, text: str) -> None:
        rest = f"{text}\n".encode(self._encoding, errors="replace")
        while rest:
            try:
                rest = rest[os.write(self._descriptor, rest) :]
            except BlockingIOError:  # a terminal that another program made impatient
                time.sleep(BUSY_FOR)
            except OSError:  # gone, or a file on a full disk: not missed
                return
