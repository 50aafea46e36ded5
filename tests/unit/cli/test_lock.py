"""Whether a stack runs is asked without seeming to be one, and nobody else is told to stop in its place."""

import fcntl
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from liandong.cli.stack.state import NotRunning, held, is_locked, lock, runner_of
from liandong.cli.stack.stopping import stop_stack


@pytest.fixture
def passer_by() -> Iterator["subprocess.Popen[bytes]"]:
    """A program that has nothing to do with any stack."""
    process = subprocess.Popen(["sleep", "60"])
    yield process
    process.kill()
    process.wait()


def test_the_runner_is_known_while_it_holds_the_folder(tmp_path: Path) -> None:
    with lock(tmp_path):
        assert is_locked(tmp_path)
        assert runner_of(tmp_path) == os.getpid()
    assert not is_locked(tmp_path)


def test_who_only_asks_is_not_taken_for_a_stack(tmp_path: Path) -> None:
    with lock(tmp_path):
        pass
    with (tmp_path / "run" / "lock").open() as asking:
        fcntl.flock(asking, fcntl.LOCK_SH)
        assert not is_locked(tmp_path)
        with pytest.raises(NotRunning, match="no stack runs"):
            stop_stack(tmp_path)


def test_a_number_that_another_program_bears_by_now_is_not_told_to_stop(
    tmp_path: Path, passer_by: "subprocess.Popen[bytes]"
) -> None:
    with held(tmp_path) as file:  # locked, and not written yet
        file.write(f"{passer_by.pid}\n")
        file.flush()
        with pytest.raises(NotRunning, match="no stack"):
            stop_stack(tmp_path)
    time.sleep(0.05)
    assert passer_by.poll() is None


def test_a_runner_that_has_not_written_its_number_yet_is_waited_for(tmp_path: Path) -> None:
    with held(tmp_path) as file:

        def write() -> None:
            time.sleep(0.08)
            file.write(f"{os.getpid()}\n")
            file.flush()

        writing = threading.Thread(target=write)
        writing.start()
        assert runner_of(tmp_path) == os.getpid()
        writing.join()
