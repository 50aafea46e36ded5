"""Makes linked approvals as officers do, over REST: accepted for three districts, decided by each, handed out together.

A process of its own. A batch goes through together: all are accepted, then all shares decided, then all handed out, so
that looking whether others have answered costs little.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from bench.load import Lines, get, post
from bench.worker import Do

LOOK_AGAIN_SECONDS = 0.25
"""Seldom enough that looking costs little beside what is measured."""


@dataclass(slots=True)
class City:
    """The lead's port and token, the chiefs' by unit, and what is applied for."""

    unit: str
    port: int
    lead: str
    application: bytes
    chiefs: dict[str, tuple[int, str]]
    numbers: list[str] = field(default_factory=list)

    def joint(self, number: str) -> str:
        return f"/v1/units/{self.unit}/joints/{number}"

    async def accept(self, lines: Lines) -> None:
        line = await lines.to(self.port)
        received = await post(line, self.lead, f"/v1/units/{self.unit}/joints", self.application, None, 201)
        number = json.loads(received.body)["id"]
        await post(line, self.lead, f"{self.joint(number)}/accept", b"", received.etag, 200)
        self.numbers.append(number)

    async def decide(self, lines: Lines, number: str) -> None:
        _, joint = await self._when(lines, number, lambda shown: all(one["acknowledged"] for one in shown["shares"]))
        for share in joint["shares"]:
            port, chief = self.chiefs[share["unit"]]
            line = await lines.to(port)
            path = f"/v1/units/{share['unit']}/cases/{share['case']}"
            seen = await get(line, chief, path)
            decision = {"outcome": "approved", "document": f"{share['case']}号"}
            await post(line, chief, f"{path}/decide", json.dumps(decision).encode(), seen.etag, 200)

    async def hand_out(self, lines: Lines, number: str) -> None:
        etag, _ = await self._when(lines, number, lambda shown: shown["status"] == "joined")
        line = await lines.to(self.port)
        await post(line, self.lead, f"{self.joint(number)}/dispatch", b'{"method":"online"}', etag, 200)

    async def _when(self, lines: Lines, number: str, holds: Callable[[Any], bool]) -> tuple[str, Any]:
        """The joint's ETag and content once others have done their part."""
        while True:
            answer = await get(await lines.to(self.port), self.lead, self.joint(number))
            shown = json.loads(answer.body)
            if holds(shown):
                return answer.etag, shown
            await asyncio.sleep(LOOK_AGAIN_SECONDS)


@asynccontextmanager
async def work(given: dict[str, Any]) -> AsyncIterator[Do]:
    """Given the fields of City. Asked for so many `approvals` with so many `clients`; answers after how many seconds
    the last share was decided and the last result handed out."""
    city = City(**{**given, "application": json.dumps(given["application"], ensure_ascii=False).encode()})

    async def do(asked: dict[str, Any]) -> dict[str, Any]:
        clients, began = asked["clients"], perf_counter()
        await _each([city.accept] * asked["approvals"], clients)
        numbers, city.numbers = city.numbers, []
        await _each([_of(city.decide, number) for number in numbers], clients)
        decided = perf_counter() - began
        await _each([_of(city.hand_out, number) for number in numbers], clients)
        return {"done": len(numbers), "decided": decided, "seconds": perf_counter() - began}

    yield do


def _of(act: Callable[[Lines, str], Awaitable[None]], number: str) -> Callable[[Lines], Awaitable[None]]:
    return lambda lines: act(lines, number)


async def _each(acts: Sequence[Callable[[Lines], Awaitable[None]]], clients: int) -> None:
    """All of them, by so many clients with connections of their own."""
    waiting = deque(acts)

    async def client() -> None:
        lines = Lines()
        while waiting:
            await waiting.popleft()(lines)
        lines.close()

    await asyncio.gather(*(client() for _ in range(clients)))
