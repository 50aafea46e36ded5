"""What other commands are told of the stack is written when it can be, and holds nothing up until then."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from liandong.cli.stack import telling
from liandong.cli.stack.state import State, lock, read_state
from liandong.cli.stack.telling import Telling


@pytest.fixture
async def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Telling, State]]:
    monkeypatch.setattr(telling, "AGAIN_AFTER", 0.01)
    state = State(runner=1)
    with lock(tmp_path):
        made = Telling(tmp_path, state)
        keeping = asyncio.create_task(made.keep())
        yield made, state
        keeping.cancel()
        await asyncio.wait([keeping])
        assert keeping.cancelled()


async def _until_ready(var: Path) -> None:
    async with asyncio.timeout(5):
        while not (var / "run" / "state.json").exists() or not read_state(var).ready:
            await asyncio.sleep(0.01)


async def test_a_change_is_written(tmp_path: Path, told: tuple[Telling, State]) -> None:
    made, state = told
    state.ready = True
    made.changed()
    await _until_ready(tmp_path)


async def test_a_change_that_cannot_be_written_is_written_when_it_can_be(
    tmp_path: Path, told: tuple[Telling, State], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, state = told
    tried: list[Path] = []

    def full(file: Path, _text: str) -> None:
        tried.append(file)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(telling, "write_secret", full)
        made.changed()
        state.ready = True
        async with asyncio.timeout(5):
            while len(tried) < 3:
                await asyncio.sleep(0.01)
    await _until_ready(tmp_path)
