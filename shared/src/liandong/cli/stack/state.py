"""What the running stack tells the other commands: who runs where, in what state. One file, replaced in one step."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TextIO

from liandong.cli.stack.folder import claim

ATTEMPTS, ATTEMPT_EVERY = 10, 0.03


@dataclass(slots=True, kw_only=True)
class Part:
    """One process of the stack. `state` is starting, running (not ready for work), ready, waiting (to be started
    again), stopped, or external: a server that was there before. Services have `units`; `doing` is what a process that
    is not ready says it is busy with."""

    name: str
    url: str
    pid: int | None = None
    state: str = "starting"
    units: list[str] | None = None
    doing: str | None = None

    def shown(self) -> dict[str, Any]:
        """As `status --json` prints it."""
        return {name: value for name, value in asdict(self).items() if value is not None or name == "pid"}


@dataclass(slots=True, kw_only=True)
class State:
    """The stack of one data folder. `ready` once it answers and its demo data is loaded."""

    runner: int
    ready: bool = False
    seconds: float | None = None
    password: str | None = None
    services: list[Part] = field(default_factory=list)
    servers: list[Part] = field(default_factory=list)
    environments: dict[str, dict[str, str]] = field(default_factory=dict)
    """What each service was started with, by module; the file is 0600."""

    def shown(self) -> dict[str, Any]:
        return {
            "services": [part.shown() for part in self.services],
            "servers": [part.shown() for part in self.servers],
        }

    @property
    def busy(self) -> str:
        """What is waited for at the moment."""
        return "; ".join(f"{part.name}: {part.doing}" for part in (*self.servers, *self.services) if part.doing)

    def service(self, module: str) -> Part:
        """Raises LookupError."""
        for part in self.services:
            if part.name == module.replace("_", "-"):
                return part
        raise LookupError(module)


class NotRunning(Exception):
    """No stack runs in this data folder."""


def file_of(var: Path) -> Path:
    return var / "run" / "state.json"


def as_written(state: State) -> str:
    """What its file says."""
    return json.dumps(asdict(state), indent=1)


def read_state(var: Path) -> State:
    """The state of the running stack. Raises NotRunning, also if only its file is left."""
    if not file_of(var).exists() or not is_locked(var):
        raise NotRunning(f"no stack runs in {var}: start one with `liandong up`")
    said = json.loads(file_of(var).read_text(encoding="utf-8"))
    said["services"] = [Part(**part) for part in said["services"]]
    said["servers"] = [Part(**part) for part in said["servers"]]
    return State(**said)


class AlreadyRunning(Exception):
    """A stack runs in this data folder already."""


@contextmanager
def lock(var: Path) -> Iterator[None]:
    """Holds the data folder while a stack runs in it; the kernel lets go when the process ends, however it ends.

    Raises NotOurs, AlreadyRunning.
    """
    claim(var)
    with held(var) as file:
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        file_of(var).unlink(missing_ok=True)
        yield


@contextmanager
def held(var: Path) -> Iterator[TextIO]:
    """Keeps every stack out of the folder. Raises AlreadyRunning."""
    file = _lock_of(var)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as opened:
        if not _taken(opened.fileno()):
            raise AlreadyRunning(f"a stack runs in {var} already: see `liandong status`, stop it with `down`")
        yield opened


def _taken(descriptor: int) -> bool:
    """A few attempts, because who only asks whether it is locked holds the lock for a moment too."""
    for _ in range(ATTEMPTS):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(ATTEMPT_EVERY)
        else:
            return True
    return False


def runner_of(var: Path) -> int:
    """The process that holds the data folder, also while it is only starting. Raises NotRunning.

    The number in the lock is believed only of a process that has the lock open: a killed runner leaves its number,
    which another program may bear by now, and a new one has not written its own yet.
    """
    file = _lock_of(var)
    for _ in range(ATTEMPTS):
        if not is_locked(var):
            raise NotRunning(f"no stack runs in {var}: start one with `liandong up`")
        named = file.read_text(encoding="utf-8").strip()
        if named.isdecimal() and _has_open(int(named), file):
            return int(named)
        time.sleep(ATTEMPT_EVERY)
    raise NotRunning(f"{var} is held by a process that is no stack (it has {file} open): try again once it has ended")


def is_locked(var: Path) -> bool:
    """Whether a stack runs in the data folder: its lock is held. Who asks takes a share, so that others who only ask
    do not seem to be a stack."""
    file = _lock_of(var)
    if not file.is_file():
        return False
    descriptor = os.open(file, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _lock_of(var: Path) -> Path:
    return var / "run" / "lock"


def _has_open(pid: int, file: Path) -> bool:
    wanted = file.stat()
    try:
        return any(os.path.samestat(wanted, opened.stat()) for opened in Path(f"/proc/{pid}/fd").iterdir())
    except FileNotFoundError:  # it ended, or closed a file, while it was looked at
        return False
    except PermissionError:  # another account's, which refuses a signal too
        return True
