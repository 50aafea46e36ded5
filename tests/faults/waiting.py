"""Waiting for what comes by itself, and not for ever."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeVar

T = TypeVar("T")


async def until(look: Callable[[], Awaitable[T | None]], within: float, what: str = "it") -> T:
    """What `look` finds, as soon as it finds something. Raises AssertionError after `within` seconds."""
    deadline = monotonic() + within
    while True:
        found = await look()
        if found is not None:
            return found
        assert monotonic() < deadline, f"{what} did not come within {within:g} s"
        await asyncio.sleep(0.2)
