"""What the processes say: each line into a file of its own, and onto the console behind a coloured name."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TextIO

COLOURS = (36, 33, 35, 32, 34, 96, 93, 95)
LARGEST = 20 * 1024 * 1024
"""Bytes; a larger log is set aside as .1 when its process starts."""
NAME_WIDTH = 16


class Output:
    """The logs of a stack under one folder. `console` is None when only the files are wanted."""

    def __init__(self, folder: Path, console: TextIO | None) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._console = console
        self._coloured = console is not None and console.isatty() and "NO_COLOR" not in os.environ
        self._colours = cycle(COLOURS)
        self._of: dict[str, int] = {}

    @contextmanager
    def sink(self, name: str) -> Iterator["Sink"]:
        """Where one life of a process writes: a pipe whose lines are kept and shown."""
        file = self.file(name)
        if file.exists() and file.stat().st_size > LARGEST:
            file.replace(file.with_suffix(".log.1"))
        reading_end, writing_end = os.pipe()
        with file.open("ab", buffering=0) as log, os.fdopen(reading_end, "rb", buffering=0) as reading:
            sink = Sink(output=self, name=name, log=log.fileno(), reading=reading.fileno(), writing_end=writing_end)
            try:
                yield sink
            finally:
                sink.close_writing_end()

    def file(self, name: str) -> Path:
        """The log of a process."""
        return self._folder / f"{name}.log"

    def show(self, name: str, line: str) -> None:
        """One line on the console. A console that went away is not missed."""
        if self._console is None:
            return
        label = f"{name:<{NAME_WIDTH}}|"
        if self._coloured:
            label = f"\x1b[{self._colour(name)}m{label}\x1b[0m"
        self.say(f"{label} {line}")

    def say(self, text: str) -> None:
        """Text of the stack itself."""
        if self._console is not None:
            try:
                print(text, file=self._console, flush=True)
            except (OSError, ValueError):
                self._console = None

    def note(self, name: str, text: str) -> None:
        """What the stack has to say about a process, in its log and on the console."""
        with self.file(name).open("a", encoding="utf-8") as log:
            log.write(f"-- {text}\n")
        self.show(name, f"-- {text}")

    def tail(self, name: str, lines: int = 20) -> str:
        """The last lines of a log."""
        file = self.file(name)
        if not file.exists():
            return ""
        text = file.read_bytes()[-64 * 1024 :].decode(errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def _colour(self, name: str) -> int:
        if name not in self._of:
            self._of[name] = next(self._colours)
        return self._of[name]


@dataclass(slots=True, kw_only=True)
class Sink:
    """One pipe from a process. Its grandchildren may hold it open, so its end says nothing of the process's end."""

    output: Output
    name: str
    log: int
    reading: int
    writing_end: int

    def close_writing_end(self) -> None:
        """Ours, once the process has its own."""
        if self.writing_end >= 0:
            os.close(self.writing_end)
            self.writing_end = -1

    async def read(self) -> None:
        """Keep and show what comes until the pipe ends."""
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
                os.write(self.log, part)
                *whole, rest = (rest + part).split(b"\n")
                for line in whole:
                    self.output.show(self.name, line.decode(errors="replace"))
        finally:
            loop.remove_reader(self.reading)
            if rest:
                self.output.show(self.name, rest.decode(errors="replace"))


def terminal() -> TextIO:
    """The console of a stack in the foreground."""
    return sys.stdout
