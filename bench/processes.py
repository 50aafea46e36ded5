"""What processes cost, read from /proc: CPU seconds of a process and all its children, and memory."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PROC = Path("/proc")


def cpu_seconds(pid: int) -> float:
    """User and system time of the process, of its living children, and of those it has buried. 0 if it is gone."""
    children: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit() and (fields := _stat(int(folder.name))):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
            used[int(folder.name)] = sum(map(int, fields[11:15])) / TICK
    total, left = 0.0, [pid]
    while left:
        one = left.pop()
        total += used.get(one, 0.0)
        left += children.get(one, ())
    return total


def memory_mb(pid: int) -> float:
    """Resident set, in megabytes of 10^6 bytes. Raises FileNotFoundError if the process is gone."""
    return int((PROC / str(pid) / "statm").read_text().split()[1]) * PAGE / 1e6


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat from the state on: 1 is the parent, 11 to 14 are the four times."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


@contextmanager
def metered(pids: Mapping[str, int]) -> Iterator[dict[str, float]]:
    """CPU seconds used by each of these within the block; the mapping is filled when the block ends."""
    before = {name: cpu_seconds(pid) for name, pid in pids.items()}
    used: dict[str, float] = {}
    yield used
    used |= {name: cpu_seconds(pid) - before[name] for name, pid in pids.items()}
