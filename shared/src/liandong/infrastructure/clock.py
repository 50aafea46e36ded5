"""Two clocks: the legal one (which a demo may set) and the real one."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

LOOK_EVERY_SECONDS = 0.05


def real_now() -> datetime:
    """For tokens, heartbeats, leases and back-off."""
    return datetime.now(UTC)


class LegalClock:
    """For occurred, recorded and received times and for alarms.

    In a demo the offset (whole seconds, shared by all processes) comes from a file; otherwise it is zero.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._offset = timedelta(0)
        self._looked = -1.0

    @property
    def offset(self) -> timedelta:
        if self._file is not None and monotonic() - self._looked > LOOK_EVERY_SECONDS:
            self._offset = read_offset(self._file)
            self._looked = monotonic()
        return self._offset

    def now(self) -> datetime:
        return real_now() + self.offset


def read_offset(file: Path) -> timedelta:
    """The offset written in the file; zero if there is none yet."""
    try:
        return timedelta(seconds=int(json.loads(file.read_text())["offset_seconds"]))
    except FileNotFoundError:
        return timedelta(0)


def write_offset(file: Path, offset: timedelta) -> None:
    """Sets the offset for all processes that share the file, at once or not at all."""
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps({"offset_seconds": int(offset.total_seconds())}))
    fresh.replace(file)
