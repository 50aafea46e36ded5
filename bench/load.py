"""Makes load as officers do: takes applications in, accepts them, then works through their steps, over REST.

A process of its own, so that what it costs is not the services' cost. Each client has one connection and one case at a
time; each act carries a token, a fresh Idempotency-Key and the ETag of the answer before.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count, cycle
from time import perf_counter
from typing import Any

from bench.http import Answer, Connection
from bench.worker import Do

_keys = count(1)
_projects = count(1)


class Unexpected(Exception):
    """The service did not say yes: nothing measured here may be refused."""


@dataclass(slots=True)
class Place:
    """A unit to make load at: its port, who acts there, what is applied for, and cases ready to be worked on."""

    unit: str
    port: int
    clerk: str
    handler: str
    application: dict[str, Any]
    steps: list[str]
    ready: deque["Open"] = field(default_factory=deque)


@dataclass(slots=True)
class Open:
    """A case and the acts that are still to be done on it: (path after the case, body)."""

    unit: str
    number: str
    etag: str
    acts: deque[tuple[str, bytes]]


@asynccontextmanager
async def work(given: dict[str, Any]) -> AsyncIterator[Do]:
    """Given `places` by unit. Asked to `prepare` so many cases at each of `units`, or to act there for `seconds`."""
    places = {unit: Place(unit, **place) for unit, place in given["places"].items()}

    async def do(asked: dict[str, Any]) -> dict[str, Any]:
        chosen = [places[unit] for unit in asked["units"]]
        if "prepare" in asked:
            await _prepare(chosen, asked["prepare"], asked["clients"])
            return {}
        return await _act(chosen, asked)

    yield do


async def _prepare(places: Sequence[Place], wanted: int, clients: int) -> None:
    """Brings the stock of accepted cases at each place up to `wanted`."""
    missing = deque(place for place in places for _ in range(wanted - len(place.ready)))

    async def client() -> None:
        lines = Lines()
        while missing:
            place = missing.popleft()
            line = await lines.to(place.port)
            application = json.dumps(place.application | _of_another_project(place), ensure_ascii=False).encode()
            taken = await post(line, place.clerk, f"/v1/units/{place.unit}/cases", application, None, 201)
            number = json.loads(taken.body)["id"]
            path = f"/v1/units/{place.unit}/cases/{number}"
            accepted = await post(line, place.clerk, f"{path}/accept", b"", taken.etag, 200)
            place.ready.append(Open(place.unit, number, accepted.etag, _acts(place.steps)))
        lines.close()

    await asyncio.gather(*(client() for _ in range(clients)))


def _of_another_project(place: Place) -> dict[str, str]:
    """The same item for the same project is the same matter, and taken in once."""
    code = place.application["project_code"]
    return {"project_code": f"{code[:-6]}{next(_projects) % 1_000_000:06d}"}


def _acts(steps: Sequence[str]) -> deque[tuple[str, bytes]]:
    acts: deque[tuple[str, bytes]] = deque()
    for step in steps:
        acts.append((f"/steps/{step}/start", b"{}"))
        acts.append((f"/steps/{step}/finish", b'{"opinion":"no_objection"}'))
    return acts


async def _act(places: Sequence[Place], asked: dict[str, Any]) -> dict[str, Any]:
    """All clients act until the time is up, or the stock of a place is, as fast as they are answered or at `per_second`
    in all."""
    began, end = perf_counter(), [asked["seconds"]]
    pace = Pace(began, asked.get("per_second"))
    waits: list[float] = []
    turn = cycle(places)

    async def client() -> None:
        lines = Lines()
        while perf_counter() - began < end[0]:
            place = next(turn)
            if not place.ready:
                end[0] = 0
                break
            case = place.ready.popleft()
            line = await lines.to(place.port)
            while case.acts and perf_counter() - began < end[0]:
                await pace.wait()
                path, body = case.acts.popleft()
                sent = perf_counter()
                answer = await post(
                    line, place.handler, f"/v1/units/{case.unit}/cases/{case.number}{path}", body, case.etag, 200
                )
                waits.append(perf_counter() - sent)
                case.etag = answer.etag
            if case.acts:
                place.ready.appendleft(case)
        lines.close()

    await asyncio.gather(*(client() for _ in range(asked["clients"])))
    return {"done": len(waits), "seconds": perf_counter() - began, "waits": waits}


@dataclass(slots=True)
class Pace:
    """Lets acts begin at an even rate; without a rate at once."""

    began: float
    per_second: float | None
    _started: int = 0

    async def wait(self) -> None:
        if self.per_second is not None:
            due = self.began + self._started / self.per_second
            self._started += 1
            await asyncio.sleep(max(0.0, due - perf_counter()))


@dataclass(slots=True)
class Lines:
    """One client's connections, one to each port."""

    _open: dict[int, Connection] = field(default_factory=dict)

    async def to(self, port: int) -> Connection:
        if port not in self._open or not self._open[port].is_open:
            self._open[port] = await Connection.to(port)
        return self._open[port]

    def close(self) -> None:
        for line in self._open.values():
            line.close()


async def post(line: Connection, token: str, path: str, body: bytes, etag: str | None, status: int) -> Answer:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nIdempotency-Key: measured-{next(_keys)}\r\n"
    )
    if etag is not None:
        head += f"If-Match: {etag}\r\n"
    answer = await line.request(head.encode(), body)
    if answer.status != status:
        raise Unexpected(f"{path}: {answer.status} {answer.body.decode()[:500]}")
    return answer


async def get(line: Connection, token: str, path: str) -> Answer:
    """Raises Unexpected."""
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
    answer = await line.request(head.encode())
    if answer.status != 200:
        raise Unexpected(f"{path}: {answer.status} {answer.body.decode()[:500]}")
    return answer
