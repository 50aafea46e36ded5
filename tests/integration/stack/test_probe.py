"""Asking a process whether it is well can be given up at any moment."""

import asyncio

from liandong.cli.stack.ports import free_port
from liandong.cli.stack.probe import answers_ok


async def test_who_asks_nobody_can_be_told_to_stop_at_any_moment() -> None:
    port = free_port()

    async def ask_on_and_on() -> None:
        while not await answers_ok(port, "/"):
            pass

    for turns in range(200):
        asking = asyncio.create_task(ask_on_and_on())
        for _ in range(turns % 20):
            await asyncio.sleep(0)
        asking.cancel()
        await asyncio.wait([asking], timeout=5)
        assert asking.cancelled(), f"asked on after {turns % 20} turns of the loop"
