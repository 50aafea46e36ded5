"""`liandong up --detach`: the same command once more in the background, waited for until everything is ready."""

import os
import subprocess  # the command is started once more
import sys
import time
from pathlib import Path

from liandong.cli.stack.command import SAFE_PATH
from liandong.cli.stack.folder import claim
from liandong.cli.stack.log_file import set_aside
from liandong.cli.stack.runner import StartFailed
from liandong.cli.stack.state import AlreadyRunning, NotRunning, State, is_locked, read_state

WITHIN_SECONDS = 120


def start_detached(var: Path) -> State:
    """The stack in the background, ready. Raises AlreadyRunning, NotOurs, StartFailed with its last words."""
    if is_locked(var):
        raise AlreadyRunning(f"a stack runs in {var} already: see `liandong status`, stop it with `down`")
    claim(var)
    (var / "logs").mkdir(mode=0o700, exist_ok=True)
    log = var / "logs" / "up.log"
    set_aside(log)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "liandong.cli.main", "up", "--quiet", "--var", str(var)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            cwd=log.parent,
            env=_surroundings(),
        )
    return _ready(var, process, log)


def _surroundings() -> dict[str, str]:
    """The caller's, whose settings are meant for the stack, though it does not stand where he does."""
    named = os.environ.get("LIANDONG_NATS_SEEDS")
    seeds = {"LIANDONG_NATS_SEEDS": str(Path(named).resolve())} if named else {}
    return {**os.environ, **seeds, **SAFE_PATH}


def _ready(var: Path, process: "subprocess.Popen[bytes]", log: Path) -> State:
    """Says what is waited for: that may take longer than anything else."""
    deadline_at = time.monotonic() + WITHIN_SECONDS
    told = ""
    while time.monotonic() < deadline_at:
        if process.poll() is not None:
            raise StartFailed(f"it ended with {process.returncode}:\n{log.read_text(errors='replace')[-3000:]}")
        try:
            state = read_state(var)
        except NotRunning:
            state = None
        if state is not None and state.ready:
            return state
        if state is not None and (busy := state.busy):
            deadline_at = time.monotonic() + WITHIN_SECONDS
            if busy != told:
                print(f"waiting: {busy}", file=sys.stderr)
            told = busy
        time.sleep(0.1)
    process.terminate()
    raise StartFailed(f"not ready within {WITHIN_SECONDS} s, see {log}")
