"""A task that fails ends the process, to be started again; one that fails while being stopped ends nothing."""

import asyncio
import signal
from contextlib import suppress

import pytest

from liandong.application.background import Background


@pytest.fixture
def signals(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    sent: list[tuple[int, int]] = []

    def kill(pid: int, sign: int) -> None:
        sent.append((pid, sign))

    monkeypatch.setattr("liandong.application.background.os.kill", kill)
    return sent


async def test_a_task_that_fails_ends_the_process(signals: list[tuple[int, int]]) -> None:
    async def fails() -> None:
        raise ZeroDivisionError

    work = Background()
    work.start("fails", fails())
    await asyncio.wait(work.tasks)
    await asyncio.sleep(0)

    assert [sign for _, sign in signals] == [signal.SIGTERM]


async def test_a_task_that_fails_while_being_stopped_ends_nothing(signals: list[tuple[int, int]]) -> None:
    async def closes_badly() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        raise ConnectionError("closed under its hands")

    work = Background()
    work.start("closes badly", closes_badly())
    await asyncio.sleep(0)
    await work.stop()
    await asyncio.sleep(0)

    assert signals == []


async def test_a_task_that_ends_by_itself_ends_nothing(signals: list[tuple[int, int]]) -> None:
    async def done() -> None:
        return

    work = Background()
    work.start("done", done())
    await asyncio.wait(work.tasks)
    await asyncio.sleep(0)

    assert signals == []


async def test_a_task_that_swallows_a_cancellation_is_told_again(
    signals: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liandong.application.background.CANCEL_AGAIN_SECONDS", 0.01)

    async def answered_just_then() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    work = Background()
    work.start("answered just then", answered_just_then())
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await work.stop()

    assert work.tasks[0].cancelled()
    assert signals == []


async def test_what_is_started_by_a_task_that_did_not_notice_its_end_is_stopped_too(
    signals: list[tuple[int, int]],
) -> None:
    work = Background()

    async def connects() -> None:
        with suppress(asyncio.CancelledError):  # as a driver does that is answered in the same moment
            await asyncio.Event().wait()
        work.start("relays", asyncio.Event().wait())  # type: ignore[arg-type]  # never ends by itself

    work.start("connects", connects())
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await work.stop()

    assert [task.get_name() for task in work.tasks if task.done()] == ["connects", "relays"]
