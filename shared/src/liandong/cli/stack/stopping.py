"""Telling the runner of a data folder to stop, and waiting until it has."""

import contextlib
import os
import signal
import time
from pathlib import Path

from liandong.cli.stack.state import is_locked, runner_of

WITHIN_SECONDS = 60
LOOK_EVERY = 0.05


class NotStopped(Exception):
    """The stack still runs; says why."""


def stop_stack(var: Path) -> None:
    """Returns when everything the runner started is gone. Raises NotRunning, NotStopped."""
    runner = runner_of(var)
    try:
        with contextlib.suppress(ProcessLookupError):
            os.kill(runner, signal.SIGTERM)
    except PermissionError as trouble:
        raise NotStopped(f"process {runner} runs under another account: stop it from there") from trouble
    deadline_at = time.monotonic() + WITHIN_SECONDS
    while is_locked(var):
        if time.monotonic() > deadline_at:
            raise NotStopped(f"process {runner} does not end")
        time.sleep(LOOK_EVERY)
