"""Speaking to a service's REST API as somebody, the way a front-end does."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx


class ProblemAnswered(Exception):
    """The service said no: its status, stable code and sentence."""

    def __init__(self, request: str, status: int, code: str, detail: str) -> None:
        super().__init__(f"{request}: {status} {code} {detail}")
        self.status = status
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Answered:
    """A good answer: the body, and the version to say in If-Match next time."""

    status: int
    body: Any
    etag: str | None


@dataclass(slots=True)
class Api:
    """One service; tokens are fetched once per person and kept."""

    client: httpx.AsyncClient
    password: str
    _tokens: dict[str, str] = field(default_factory=dict)

    @classmethod
    def holding(cls, client: httpx.AsyncClient, username: str, token: str) -> "Api":
        """For somebody who has a token already."""
        return cls(client, password="", _tokens={username: token})

    async def token(self, username: str) -> str:
        """A bearer token of an account. Raises ProblemAnswered."""
        if username not in self._tokens:
            form = {"grant_type": "password", "username": username, "password": self.password}
            answer = await self.client.post("/v1/token", data=form)
            self._tokens[username] = _good("POST /v1/token", answer).body["access_token"]
        return self._tokens[username]

    async def get(self, path: str, by: str, **params: Any) -> Answered:
        """Raises ProblemAnswered."""
        headers = {"Authorization": f"Bearer {await self.token(by)}"}
        return _good(f"GET {path}", await self.client.get(path, headers=headers, params=params))

    async def save(self, path: str, by: str, into: Path, **params: Any) -> int:
        """Writes an answer to a file, which is there when it is whole. Returns its bytes. Raises ProblemAnswered."""
        headers = {"Authorization": f"Bearer {await self.token(by)}"}
        fresh = into.with_name(f".{into.name}.partial")
        async with self.client.stream("GET", path, headers=headers, params=params) as answer:
            if not answer.is_success:
                await answer.aread()
                _good(f"GET {path}", answer)
            try:
                with fresh.open("wb") as file:
                    async for part in answer.aiter_bytes():
                        file.write(part)
                    size = file.tell()
            except BaseException:
                fresh.unlink(missing_ok=True)
                raise
        fresh.replace(into)
        return size

    async def post(self, path: str, by: str, body: Any = None, *, etag: str | None = None) -> Answered:
        """Raises ProblemAnswered. Sent again with the same key if the service is away for a moment."""
        headers = {"Authorization": f"Bearer {await self.token(by)}", "Idempotency-Key": str(uuid4())}
        if etag is not None:
            headers["If-Match"] = etag
        for patience in (4, 3, 2, 1, 0):
            answer = await self.client.post(path, headers=headers, json=body)
            if answer.status_code != 503 or not patience:
                break
            await _pause(answer)
        return _good(f"POST {path}", answer)


async def _pause(answer: httpx.Response) -> None:
    await asyncio.sleep(float(answer.headers.get("Retry-After", "1")))


def _good(request: str, answer: httpx.Response) -> Answered:
    if answer.is_success:
        return Answered(answer.status_code, answer.json(), answer.headers.get("etag"))
    try:
        problem = answer.json()
    except ValueError:
        problem = {}
    code, detail = problem.get("code", "?"), problem.get("detail", answer.text[:200])
    for error in problem.get("errors", ()):
        detail += f" [{error['pointer']}: {error['detail']}]"
    raise ProblemAnswered(request, answer.status_code, code, detail)
