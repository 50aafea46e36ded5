"""Processes left behind by a server that was killed: found by program and working folder, ended, waited for."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 10.0
"""Seconds to wait until the kernel has taken a killed process away."""


class Immortal(TimeoutError):
    """A process was killed and is still there."""


def end_orphans(program: str, folder: Path) -> int:
    """Kill every process of this program that works in this folder; return how many there were once they are gone."""
    found: set[int] = set()
    deadline = time.monotonic() + PATIENCE
    while remaining := set(working_in(program, folder)):
        found |= remaining
        for pid in remaining:
            _kill(pid)
        if time.monotonic() > deadline:
            raise Immortal(f"processes {sorted(remaining)} in {folder} do not end")
        time.sleep(0.05)
    return len(found)


def working_in(program: str, folder: Path) -> Iterator[int]:
    """The processes of this program whose working folder is this one. Those we may not ask about are passed over."""
    wanted = folder.resolve()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if (entry / "comm").read_text().strip() == program and (entry / "cwd").readlink() == wanted:
                    yield int(entry.name)
            except OSError:
                continue


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
