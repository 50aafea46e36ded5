"""A supervisor at the wall while the story is played: his ledger, and his live stream of lights."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

import httpx

from liandong.cli.api import Api, ProblemAnswered
from liandong.cli.demo.story.broken import StoryBroken

HEARD_WITHIN_SECONDS: Final = 30.0
LOOK_EVERY_SECONDS: Final = 0.03
PAGE: Final = 100


@dataclass(slots=True)
class Witness:
    """Everything supervision hears and shows from `watching` on, each entry and each change once."""

    api: Api
    username: str
    _base: int = 0
    _seen: set[int] = field(default_factory=set)
    _changes: list[dict[str, Any]] = field(default_factory=list)
    _last_change: int | None = None

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Listens meanwhile; what was heard before is no part of the story."""
        newest = (await self.api.get("/v1/events", self.username, limit=1)).body["items"]
        self._base = newest[0]["id"] if newest else 0
        task = asyncio.create_task(self._listen())
        try:
            await self._until(lambda: self._last_change is not None, "supervision does not open its stream of lights")
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def hears(self, number: str, version: int) -> None:
        """Returns once supervision has taken in this version of a case or joint master. Raises StoryBroken."""
        deadline = monotonic() + HEARD_WITHIN_SECONDS
        while await self._sequence(number) < version:
            if monotonic() > deadline:
                raise StoryBroken(f"supervision has not heard version {version} of {number}")
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def news(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The entries heard and the changes of lights since the last call, each in order. Raises StoryBroken."""
        newest = await self._newest_change()
        await self._until(lambda: (self._last_change or 0) >= newest, "the stream of lights does not catch up")
        changes, self._changes = self._changes, []
        return await self._entries(), changes

    async def timeline(self, number: str) -> Any:
        """What supervision shows of a case or joint master. Raises ProblemAnswered."""
        return (await self.api.get(f"/v1/cases/{number}", self.username)).body

    async def _sequence(self, number: str) -> int:
        try:
            return int((await self.timeline(number))["light"]["sequence"])
        except ProblemAnswered as problem:
            if problem.status != 404:
                raise
            return 0

    async def _entries(self) -> list[dict[str, Any]]:
        """Those not seen yet; entries of different units may become visible out of their order."""
        fresh: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            page = (await self.api.get("/v1/events", self.username, limit=PAGE, **cursor)).body
            new = [one for one in page["items"] if one["id"] > self._base and one["id"] not in self._seen]
            fresh += new
            self._seen.update(one["id"] for one in new)
            if not new or page["next"] is None:
                return sorted(fresh, key=lambda one: int(one["id"]))
            cursor = {"cursor": page["next"]}

    async def _newest_change(self) -> int:
        """A new listener is told first up to where the log of changes goes."""
        async with self.api.client.stream("GET", STREAM, headers=await self._headers(), timeout=15) as answer:
            async for line in answer.aiter_lines():
                name, _, value = line.partition(": ")
                if name == "id":
                    return int(value)
        raise StoryBroken("the stream of lights says nothing")

    async def _listen(self) -> None:
        while True:
            headers = await self._headers()
            if self._last_change is not None:
                headers["Last-Event-ID"] = str(self._last_change)
            with contextlib.suppress(httpx.HTTPError):
                async with self.api.client.stream("GET", STREAM, headers=headers, timeout=15) as answer:
                    await self._read(answer)
            await asyncio.sleep(0.2)

    async def _read(self, answer: httpx.Response) -> None:
        event, number = "", 0
        async for line in answer.aiter_lines():
            name, _, value = line.partition(": ")
            match name:
                case "event":
                    event = value
                case "id":
                    number = int(value)
                case "data" if event == "light":
                    self._changes.append(json.loads(value))
                case "":
                    self._last_change = max(number, self._last_change or 0)
                case _:
                    pass

    async def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {await self.api.token(self.username)}"}

    @staticmethod
    async def _until(reached: Any, otherwise: str) -> None:
        deadline = monotonic() + HEARD_WITHIN_SECONDS
        while not reached():
            if monotonic() > deadline:
                raise StoryBroken(otherwise)
            await asyncio.sleep(LOOK_EVERY_SECONDS)


STREAM: Final = "/v1/lights/stream"
