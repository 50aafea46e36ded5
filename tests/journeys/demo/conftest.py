"""The demo as a stranger starts it: the `liandong` command, in a folder of its own, from nothing."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from liandong.cli.stack.command import inherited
from liandong.cli.stack.state import State, is_locked, read_state

WITHIN_SECONDS = 600


@dataclass(frozen=True)
class Stranger:
    """Somebody at a terminal."""

    var: Path

    def types(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "liandong.cli.main", *arguments],
            env={**inherited(), "LIANDONG_VAR": str(self.var)},
            capture_output=True,
            text=True,
            timeout=WITHIN_SECONDS,
            check=False,
        )

    @property
    def state(self) -> State:
        return read_state(self.var)

    def owner_url(self, module: str) -> str:
        """The database of a service as its owner sees it: every table."""
        passwords = json.loads((self.var / "run" / "databases.json").read_text())
        place = self.state.environments[module]["LIANDONG_DATABASE_URL"].rsplit("@", 1)[1]
        return f"postgresql://{module}_owner:{passwords[f'{module}_owner']}@{place}"


@pytest.fixture(scope="package")
def stranger() -> Iterator[Stranger]:
    folder = Path(tempfile.mkdtemp(prefix="liandong-demo-"))
    folder.chmod(0o711)
    somebody = Stranger(folder / "var")
    yield somebody
    if is_locked(somebody.var):
        somebody.types("down")
    somebody.types("down", "--wipe")
    shutil.rmtree(folder)


@dataclass(frozen=True)
class Told:
    """What `liandong demo run` printed, how it ended, and the processes that outlived it."""

    status: int
    printed: str
    complained: str
    left: list[str]


@pytest.fixture(scope="package")
def told(stranger: Stranger) -> Told:
    """The demo from nothing to nothing."""
    done = stranger.types("demo", "run")
    state = json.loads((stranger.var / "run" / "state.json").read_text())
    parts = [*state["services"], *state["servers"]]
    left = [part["name"] for part in parts if part["pid"] is not None and Path(f"/proc/{part['pid']}").exists()]
    if is_locked(stranger.var):
        left.append("the runner")
    return Told(done.returncode, done.stdout, done.stderr, left)


@pytest.fixture(scope="package")
def running(stranger: Stranger, told: Told) -> Stranger:
    """The same city started again after its story, with all that it holds."""
    started = stranger.types("up", "--detach")
    assert started.returncode == 0, started.stderr + started.stdout
    return stranger
