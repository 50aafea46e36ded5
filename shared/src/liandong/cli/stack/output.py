"""What the processes say: each line into a file of its own, and onto the console behind a coloured name."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from liandong.cli.stack.console import Console
from liandong.cli.stack.log_file import LogFile

COLOURS = (36, 33, 35, 32, 34, 96, 93, 95)
NAME_WIDTH = 16
LONGEST_LINE = 64 * 1024
"""Bytes; what comes without a line's end is shown in pieces of this size."""


class Output:
    """The logs of a stack under one folder. `console` is None when only the files are wanted; a `quiet` one is
    spared what the processes say."""

    def __init__(self, folder: Path, console: Console | None, *, quiet: bool = False) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._console = console
        self._quiet = quiet
        self._coloured = console is not None and console.is_terminal and "NO_COLOR" not in os.environ
        self._colours = cycle(COLOURS)
        self._of: dict[str, int] = {}
        self._logs: dict[str, LogFile] = {}

    @contextmanager
    def sink(self, name: str) -> Iterator["Sink"]:
        """Where one life of a process writes: a pipe whose lines are kept and shown."""
        reading_end, writing_end = os.pipe()
        with os.fdopen(reading_end, "rb", buffering=0) as reading:
            sink = Sink(output=self, name=name, reading=reading.fileno(), writing_end=writing_end)
            try:
                yield sink
            finally:
                sink.close_writing_end()

    def file(self, name: str) -> Path:
        """The log of a process."""
        return self._folder / f"{name}.log"

    def keep(self, name: str, said: bytes) -> None:
        """Into the log of a process, if the disk has room."""
        if name not in self._logs:
            self._logs[name] = LogFile(self.file(name))
        self._logs[name].write(said)

    def show(self, name: str, line: str) -> None:
        """One line of a process on the console."""
        if not self._quiet:
            self.say(f"{self._label(name)} {line}")

    def say(self, text: str) -> None:
        """Text of the stack itself on the console."""
        if self._console is not None:
            self._console.say(text)

    def note(self, name: str, text: str, *, even_if_quiet: bool = False) -> None:
        """What the stack has to say about a process, in its log and on the console."""
        self.keep(name, f"-- {text}\n".encode(errors="replace"))
        if even_if_quiet or not self._quiet:
            self.say(f"{self._label(name)} -- {text}")

    def tail(self, name: str, lines: int = 20) -> str:
        """The last lines of a log."""
        file = self.file(name)
        if not file.exists():
            return ""
        text = file.read_bytes()[-64 * 1024 :].decode(errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def close(self) -> None:
        """Nothing more will be said."""
        if self._console is not None:
            self._console.close()

    def _label(self, name: str) -> str:
        label = f"{name:<{NAME_WIDTH}}|"
        return f"\x1b[{self._colour(name)}m{label}\x1b[0m" if self._coloured else label

    def _colour(self, name: str) -> int:
        if name not in self._of:
            self._of[name] = next(self._colours)
        return self._of[name]


@dataclass(slots=True, kw_only=True)
class Sink:
    """One pipe from a process. Its grandchildren may hold it open, so its end says nothing of the process's end."""

    output: Output
    name: str
    reading: int
    writing_end: int

    def close_writing_end(self) -> None:
        """Ours, once the process has its own."""
        if self.writing_end >= 0:
            os.close(self.writing_end)
            self.writing_end = -1

    async def read(self) -> None:
        """Keep and show what comes until the pipe ends. Whatever becomes of it, the process is never made to wait."""
        self.close_writing_end()
        loop = asyncio.get_running_loop()
        arrived = asyncio.Event()
        os.set_blocking(self.reading, False)
        loop.add_reader(self.reading, arrived.set)
        rest = b""
        try:
            while True:
                await arrived.wait()
                arrived.clear()
                try:
                    part = os.read(self.reading, 65536)
                except BlockingIOError:
                    continue
                if not part:
                    return
                self.output.keep(self.name, part)
                *whole, rest = (rest + part).split(b"\n")
                if len(rest) > LONGEST_LINE:
                    whole, rest = [*whole, rest], b""
                for line in whole:
                    self.output.show(self.name, line.decode(errors="replace"))
        finally:
            loop.remove_reader(self.reading)
            if rest:
                self.output.show(self.name, rest.decode(errors="replace"))
