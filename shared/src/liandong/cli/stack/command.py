"""How a child of the stack is started: its arguments, under which account, and that it never outlives its parent."""

import ctypes
import os
import signal
import subprocess  # starting programs is this module's work
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from liandong.cli.stack.account import Account

_LIBC = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1
SAFE_PATH = {"PYTHONSAFEPATH": "1"}
"""Without it `python -m` takes modules from the working folder first, whoever put them there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A program to run: arguments, surroundings, account and the signals that end it.

    `stops_on` asks it to finish in order; `dies_by` is what the kernel sends it when its parent is gone;
    the highest `wave` of a stack is stopped first; `sockets` are the descriptors it inherits.
    """

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    account: Account | None = None
    stops_on: signal.Signals = signal.SIGTERM
    dies_by: signal.Signals = signal.SIGKILL
    wave: int = 0
    sockets: tuple[int, ...] = ()

    def arguments(self) -> dict[str, Any]:
        """What subprocess.Popen and asyncio.create_subprocess_exec need besides argv and pipes."""
        how: dict[str, Any] = {
            "env": {**inherited(), **self.env},
            "cwd": self.folder,
            "stdin": subprocess.DEVNULL,
            "start_new_session": True,
            "pass_fds": self.sockets,
            "preexec_fn": dies_with(os.getpid(), self.dies_by),
        }
        if self.account is not None:
            how |= {"user": self.account.uid, "group": self.account.gid, "extra_groups": [], "umask": 0o077}
        return how

    def start(self, output: IO[bytes] | int) -> subprocess.Popen[bytes]:
        """Run it, with both outputs going to `output`."""
        return subprocess.Popen(self.argv, stdout=output, stderr=subprocess.STDOUT, **self.arguments())

    def run(self) -> None:
        """Run it to its end. Raises CommandFailed with what it printed."""
        done = subprocess.run(
            self.argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **self.arguments()
        )
        if done.returncode != 0:
            raise CommandFailed(f"{self.name} failed ({done.returncode}):\n{done.stdout.decode(errors='replace')}")


class CommandFailed(Exception):
    """A program that had to finish well did not."""


def inherited() -> dict[str, str]:
    """The few surroundings a child is given: never the caller's settings or secrets, nor the folder he stands in as a
    place to find Python modules."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE")
    return {key: os.environ[key] for key in kept if key in os.environ} | SAFE_PATH


def dies_with(parent: int, by: signal.Signals) -> Callable[[], None]:
    """For the child between fork and exec, after its privileges are dropped (dropping them clears the death signal)."""

    def ask_the_kernel() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(by), 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the kernel was asked
            os._exit(1)

    return ask_the_kernel
