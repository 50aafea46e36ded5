"""A client that keeps sending: the same request with the same key until it has an answer, noting what was promised."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from uuid import uuid4

import httpx

from liandong.cli.demo.load import City, demo_city
from liandong.cli.demo.publish import username_of
from liandong.terms.roles import Role
from tests.faults.stack import RunningStack

PATIENCE_SECONDS = 90.0
BREATH_SECONDS = 0.2
"""Between two acts, so that the client leaves the processor to those who recover."""
IN_FLIGHT = "idempotency.in-flight"
Place = tuple[str, str, int]
"""Unit, stream, sequence: where an acknowledged act must stand in a journal."""


class Wrong(AssertionError):
    """An answer that no fault excuses."""


@dataclass(slots=True)
class Client:
    """All that one client was told. `acknowledged`: the kind of entry that must stand at each place."""

    stack: RunningStack
    http: httpx.AsyncClient
    acknowledged: dict[Place, str] = field(default_factory=dict)
    acts: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    answered_by: Counter[int] = field(default_factory=Counter)
    """Answers by port."""
    unanswered: int = 0
    replayed: int = 0
    longest: float = 0.0
    _city: City = field(default_factory=demo_city)
    _tokens: dict[str, str] = field(default_factory=dict)
    _other_urls: dict[str, Sequence[str]] = field(default_factory=dict)

    def also_at(self, unit: str, urls: Sequence[str]) -> None:
        """Replicas that serve the same unit: requests go to all of them in turn, repeated ones to the next."""
        self._other_urls[unit] = urls

    async def log_in(self, unit: str, *roles: Role) -> None:
        for role in roles:
            username = username_of(self._city, unit, role)
            form = {"grant_type": "password", "username": username, "password": str(self.stack.state.password)}
            answer = await self.http.post(f"{self.stack.url(unit)}/v1/token", data=form)
            assert answer.status_code == 200, answer.text
            self._tokens[f"{unit}/{role}"] = answer.json()["access_token"]

    async def act(
        self, unit: str, by: Role, path: str, name: str, kinds: Sequence[str], body: Any = None, version: int = 0
    ) -> Any:
        """One act on the stream `name` (case or joint) that makes entries of these kinds after `version`."""
        headers = {"Authorization": f"Bearer {self._tokens[f'{unit}/{by}']}", "Idempotency-Key": str(uuid4())}
        if version:
            headers["If-Match"] = f'"{version}"'
        shown = await self._until_answered("POST", unit, f"/v1/units/{unit}/{path}", headers, body)
        stream = f"{name}:{shown['id']}"
        if shown["version"] != version + len(kinds):
            raise Wrong(f"{path}: version {shown['version']} after {version} and {kinds}")
        for sequence, kind in enumerate(kinds, start=version + 1):
            place = (unit, stream, sequence)
            if place in self.acknowledged:
                raise Wrong(f"acknowledged twice: {place}")
            self.acknowledged[place] = kind
        self.acts += 1
        await asyncio.sleep(BREATH_SECONDS)
        return shown

    async def find(self, unit: str, by: Role, path: str) -> Any:
        """What stands at a path below the unit (or from the root on), or None if there is nothing yet."""
        headers = {"Authorization": f"Bearer {self._tokens[f'{unit}/{by}']}"}
        place = path if path.startswith("/") else f"/v1/units/{unit}/{path}"
        return await self._until_answered("GET", unit, place, headers, None)

    async def _until_answered(self, method: str, unit: str, path: str, headers: dict[str, str], body: Any) -> Any:
        began = monotonic()
        last = "nothing"
        for attempt in range(10_000):
            if monotonic() - began > PATIENCE_SECONDS:
                raise Wrong(f"{method} {path}: no answer within {PATIENCE_SECONDS:g} s; last {last}")
            try:
                url = f"{self._url(unit, attempt)}{path}"
                answer = await self.http.request(method, url, headers=headers, json=body)
            except httpx.TransportError as fault:
                self.unanswered += 1
                last = repr(fault)
                await asyncio.sleep(0.1)
                continue
            self.answers[answer.status_code] += 1
            self.answered_by[answer.url.port or 0] += 1
            last = f"{answer.status_code} {answer.text[:300]}"
            if answer.status_code == 404 and method == "GET":
                return None
            if answer.is_success:
                self.longest = max(self.longest, monotonic() - began)
                self.replayed += "Idempotency-Replayed" in answer.headers
                return answer.json()
            if not self._may_be_sent_again(answer):
                raise Wrong(f"{method} {path} ({attempt + 1}. try): {last}")
            await asyncio.sleep(0.2)
        raise Wrong(f"{method} {path}: {last}")

    def _url(self, unit: str, attempt: int) -> str:
        urls = self._other_urls.get(unit)
        return self.stack.url(unit) if urls is None else urls[(self.acts + attempt) % len(urls)]

    @staticmethod
    def _may_be_sent_again(answer: httpx.Response) -> bool:
        if answer.status_code == 503:
            return "Retry-After" in answer.headers
        return answer.status_code == 409 and answer.json()["code"] == IN_FLIGHT

    def told(self) -> str:
        """The counts, in a line."""
        answers = ", ".join(f"{count} × {status}" for status, count in sorted(self.answers.items()))
        return (
            f"{self.acts} acts acknowledged ({len(self.acknowledged)} entries promised), {self.replayed} of them known "
            f"only by the repeated key; {self.unanswered} requests unanswered; answers: {answers}; "
            f"longest wait {self.longest:.1f} s"
        )
