"""What supervision hears and shows while the story is played: its ledger and its live stream of lights."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import httpx

from liandong.cli.api import Api

WORDS: Final = {
    "green": "● 正常",
    "yellow": "▲ 预警",
    "red": "■ 超时",
    "paused": "◆ 暂停",
    "finished": "✓ 按时办结",
    "finished_late": "✗ 超时办结",
    "grey": "○ 失联",
    "awaiting_edition": "… 待目录",
}
CLOCKS: Final = {
    "notice": "告知",
    "promised": "承诺",
    "statutory": "法定",
    "step": "环节",
    "delivery": "送达",
}
CATCH_UP_SECONDS: Final = 0.3
PAGE: Final = 200


@dataclass(slots=True)
class Witness:
    """A supervisor at the wall: `events` heard and `changes` of lights seen since the story began."""

    api: Api
    username: str
    events: int = 0
    changes: int = 0
    _last_event: int = 0
    _last_change: str | None = None
    _seen: list[dict[str, Any]] = field(default_factory=list)

    async def begin(self) -> None:
        """From now on; what was heard before is no part of the story."""
        newest = (await self.api.get("/v1/events", self.username, limit=1)).body["items"]
        self._last_event = newest[0]["id"] if newest else 0

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Listens to the live stream of lights meanwhile."""
        task = asyncio.create_task(self._listen())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def tell(self, now: Callable[[], datetime]) -> None:
        """Prints what was heard and which lights changed since the last time."""
        await asyncio.sleep(CATCH_UP_SECONDS)
        for entry in reversed(await self._fresh_events()):
            self.events += 1
            matter = entry["stream"].partition(":")[2]
            print(f"             ┊ 监察听到  {entry['unit']}:{entry['seq']:<5} {entry['kind']:<28} {matter}")
        while self._seen:
            change = self._seen.pop(0)
            if change["stream"] is None or change["was"] == change["light"]:
                continue
            self.changes += 1
            was = WORDS[change["was"]] if change["was"] else "（新）"
            matter = change["stream"].partition(":")[2]
            print(f"             ┊ 亮灯变化  {matter:<26} {was} → {WORDS[change['light']]}{_why(change)}", flush=True)

    async def clocks_of(self, number: str) -> dict[str, str]:
        """The light supervision shows for each clock of a case or joint master."""
        timeline = (await self.api.get(f"/v1/cases/{number}", self.username)).body
        return {clock["clock"]: clock["light"] for clock in timeline["light"]["clocks"]}

    async def _fresh_events(self) -> list[dict[str, Any]]:
        fresh: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            page = (await self.api.get("/v1/events", self.username, limit=PAGE, **cursor)).body
            new = [entry for entry in page["items"] if entry["id"] > self._last_event]
            fresh += new
            if len(new) < PAGE or page["next"] is None:
                break
            cursor = {"cursor": page["next"]}
        self._last_event = max([self._last_event, *(entry["id"] for entry in fresh)])
        return fresh

    async def _listen(self) -> None:
        while True:
            headers = {"Authorization": f"Bearer {await self.api.token(self.username)}"}
            if self._last_change is not None:
                headers["Last-Event-ID"] = self._last_change
            with contextlib.suppress(httpx.HTTPError):
                async with self.api.client.stream("GET", "/v1/lights/stream", headers=headers, timeout=15) as answer:
                    await self._read(answer)
            await asyncio.sleep(0.2)

    async def _read(self, answer: httpx.Response) -> None:
        event = ""
        async for line in answer.aiter_lines():
            name, _, value = line.partition(": ")
            match name:
                case "event":
                    event = value
                case "id":
                    self._last_change = value
                case "data" if event == "light":
                    self._seen.append(json.loads(value))
                case _:
                    pass


def _why(change: dict[str, Any]) -> str:
    """The clocks that have this light now, with their last days."""
    clocks = [
        f"{CLOCKS.get(clock['clock'], clock['clock'])} {clock['due']}"
        for clock in change["clocks"]
        if clock["light"] == change["light"]
    ]
    return f"（{'、'.join(clocks)}）" if clocks else ""
