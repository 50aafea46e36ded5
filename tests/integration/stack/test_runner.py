"""The process runner: gates, restarts, orderly stops, and children that never outlive it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from liandong.cli.stack import child as child_module
from liandong.cli.stack.child import State, Watched
from liandong.cli.stack.command import Command
from liandong.cli.stack.output import Output
from liandong.cli.stack.ports import free_port
from liandong.cli.stack.probe import answers_ok
from liandong.cli.stack.runner import Runner, StartFailed

NEIGHBOUR = str(Path(__file__).with_name("neighbour.py"))

Neighbour = Callable[..., Watched]


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "diary"


@pytest.fixture
def neighbour(diary: Path) -> Neighbour:
    """Makes a process to watch; `manner` is obedient, stubborn, failing, mute or talkative."""

    def make(name: str, manner: str = "obedient", wave: int = 0, **how: Any) -> Watched:
        port = free_port()

        async def answers() -> bool:
            return await answers_ok(port, "/")

        argv = (sys.executable, NEIGHBOUR, str(port), manner, str(diary))
        return Watched(name=name, command=Command(name=name, argv=argv, wave=wave), alive=answers, **how)

    return make


@pytest.fixture
async def runner(tmp_path: Path) -> AsyncIterator[Runner]:
    runner = Runner(Output(tmp_path / "logs", None), lambda: None)
    yield runner
    await runner.stop()


async def until(holds: Callable[[], bool], within: float = 15) -> None:
    async with asyncio.timeout(within):
        while not holds():
            await asyncio.sleep(0.02)


def is_gone(pid: int) -> bool:
    """Ended, whether or not somebody has taken note of it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except FileNotFoundError:
        return True


async def test_a_process_is_through_its_gate_only_when_it_answers(runner: Runner, neighbour: Neighbour) -> None:
    child = runner.start(neighbour("a"))
    assert not child.through.is_set()
    await runner.gate([child])
    assert child.state is State.READY
    assert await child.watched.alive()


async def test_a_killed_process_is_started_again_and_gated_again(runner: Runner, neighbour: Neighbour) -> None:
    child = runner.start(neighbour("a"))
    await runner.gate([child])
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await until(lambda: child.state is State.WAITING)
    assert child.pid is None
    await until(lambda: child.state is State.READY)
    assert child.pid not in (None, first)
    assert await child.watched.alive()


async def test_a_process_that_never_answers_fails_the_start_with_its_last_words(
    runner: Runner, neighbour: Neighbour
) -> None:
    child = runner.start(neighbour("a", "failing"))
    with pytest.raises(StartFailed, match="no database") as failed:
        await runner.gate([child])
    assert str(failed.value).count("status 3") == 4


async def test_the_pauses_between_attempts_grow(runner: Runner, neighbour: Neighbour, tmp_path: Path) -> None:
    child = runner.start(neighbour("a", "failing"))
    with pytest.raises(StartFailed):
        await runner.gate([child])
    said = (tmp_path / "logs" / "a.log").read_text()
    for pause in ("0.2 s", "0.4 s", "0.8 s", "1.6 s"):
        assert f"started again in {pause}" in said


async def test_a_process_that_does_not_get_through_its_gate_in_time_is_told_to_stop(
    runner: Runner, neighbour: Neighbour, monkeypatch: pytest.MonkeyPatch, diary: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(child_module, "GATE_PATIENCE", 0.5)
    child = runner.start(neighbour("a", "mute"))
    await until(lambda: child.state is State.WAITING)
    assert "told to stop" in diary.read_text()
    assert "ended (status 0)" in (tmp_path / "logs" / "a.log").read_text()


async def test_a_process_that_says_what_it_is_busy_with_is_waited_for_and_that_is_told(
    runner: Runner, neighbour: Neighbour, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(child_module, "GATE_PATIENCE", 0.8)
    monkeypatch.setattr(child_module, "TOLD_AFTER", 0.1)
    recovered = asyncio.Event()

    async def alive() -> bool:
        return recovered.is_set()

    async def doing() -> str:
        return "reads its log"

    child = runner.start(replace(neighbour("a", "mute"), alive=alive, doing=doing))
    gate = asyncio.create_task(runner.gate([child], within=0.8))
    await until(lambda: child.doing == "reads its log")
    await asyncio.sleep(1.5)
    first = child.pid
    recovered.set()
    await gate
    assert (child.pid, child.state, child.doing) == (first, State.READY, None)
    assert (tmp_path / "logs" / "a.log").read_text().count("-- waiting: reads its log\n") == 1


async def test_a_hung_process_is_stopped_and_started_again(
    runner: Runner, neighbour: Neighbour, tmp_path: Path
) -> None:
    child = runner.start(neighbour("a", hung_after=2.0, stop_within=0.5))
    await runner.gate([child])
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGSTOP)
    await until(lambda: child.state is State.READY and child.pid != first, within=30)
    assert "ended (SIGKILL)" in (tmp_path / "logs" / "a.log").read_text()


async def test_what_is_started_last_is_stopped_first(runner: Runner, neighbour: Neighbour, diary: Path) -> None:
    server, service = neighbour("server", wave=0), neighbour("service", wave=3)
    children = [runner.start(server), runner.start(service)]
    await runner.gate(children)
    await runner.stop()
    ports = [watched.command.argv[2] for watched in (service, server)]
    assert diary.read_text().splitlines() == [f"{port} told to stop" for port in ports]
    assert [child.state for child in children] == [State.STOPPED, State.STOPPED]


async def test_a_stubborn_process_is_killed_after_its_time(runner: Runner, neighbour: Neighbour, diary: Path) -> None:
    child = runner.start(neighbour("a", "stubborn", stop_within=0.3))
    await runner.gate([child])
    pid = child.pid
    assert pid is not None
    await runner.stop()
    assert "told to stop" in diary.read_text()
    assert not Path(f"/proc/{pid}").exists()


async def test_a_program_that_is_not_there_fails_the_start(runner: Runner, tmp_path: Path) -> None:
    async def never() -> bool:
        return False

    child = runner.start(Watched(name="a", command=Command(name="a", argv=(str(tmp_path / "missing"),)), alive=never))
    with pytest.raises(StartFailed, match="No such file"):
        await runner.gate([child])


async def test_lines_are_kept_in_a_file_of_their_own(runner: Runner, neighbour: Neighbour, tmp_path: Path) -> None:
    watched = neighbour("a")
    await runner.gate([runner.start(watched)])
    assert (tmp_path / "logs" / "a.log").read_text() == f"obedient on {watched.command.argv[2]}\n"


async def test_a_full_disk_neither_blocks_a_process_nor_keeps_a_killed_one_down(
    runner: Runner, neighbour: Neighbour, tmp_path: Path
) -> None:
    (tmp_path / "logs" / "a.log").symlink_to("/dev/full")
    child = runner.start(neighbour("a", "talkative"))  # answers once all it says has been taken from it
    await runner.gate([child])
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await until(lambda: child.state is State.READY and child.pid != first)


PARENT = f"""
import asyncio, sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[3])!r})
from liandong.cli.stack.command import Command
from liandong.cli.stack.output import Output
from liandong.cli.stack.child import Watched
from liandong.cli.stack.runner import Runner
from liandong.cli.stack.probe import answers_ok

async def main(port, folder):
    runner = Runner(Output(Path(folder), None), lambda: None)
    command = Command(name="a", argv=(sys.executable, {NEIGHBOUR!r}, port, "stubborn", folder + "/diary"))
    async def alive():
        return await answers_ok(int(port), "/")
    child = runner.start(Watched(name="a", command=command, alive=alive))
    await runner.gate([child])
    print(child.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main(*sys.argv[1:]))
"""


def test_children_die_with_a_runner_that_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(free_port()), str(tmp_path)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert Path(f"/proc/{child}").exists()
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 5
    while not is_gone(child):
        assert time.monotonic() < deadline
        time.sleep(0.02)
