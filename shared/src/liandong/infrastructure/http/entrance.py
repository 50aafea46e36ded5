"""The door every request comes through: trace, size limits, unreadable characters, the request log, the last resort."""

import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from liandong.infrastructure.http.metrics import Meter
from liandong.infrastructure.http.problem_page import refused
from liandong.infrastructure.http.trace import begin_trace, traceparent

MAX_HEADER_BYTES = 32_768
CLIENT_LEFT = 499
"""What the request log says of a client that went away; no such status is ever answered."""
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
_NOTES = "liandong.notes"

log = structlog.stdlib.get_logger("liandong.request")


def note(scope: Scope, **facts: str) -> None:
    """Add facts to the line the request log will write: who asked, which problem code was answered."""
    scope.setdefault(_NOTES, {}).update(facts)


class Room(Protocol):
    """A route that takes larger bodies than others."""

    max_body_bytes: int | None

    def matches(self, scope: Scope) -> tuple[Match, Scope]: ...


class Entrance:
    """ASGI middleware. `last_resort` answers what nobody else did; no request leaves without an answer or a trace."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        max_body_bytes: int,
        last_resort: Callable[[Scope, Exception], Response],
        meter: Meter,
        roomy: Sequence[Room] = (),
    ) -> None:
        self.app = app
        self.max_body_bytes = max_body_bytes
        self.last_resort = last_resort
        self.meter = meter
        self.roomy = roomy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        known, header_bytes = _read_headers(scope)
        parent = known.get(b"traceparent", b"").decode("latin-1")
        begin_trace(parent)
        scope[_NOTES] = {}
        status = 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [
                    *message["headers"],
                    (b"traceparent", traceparent().encode()),
                    (b"x-content-type-options", b"nosniff"),
                ]
            await send(message)

        try:
            if refusal := self._refusal(scope, known, header_bytes):
                await refusal(scope, receive, sent)
            elif b"content-length" in known:
                await self.app(scope, receive, sent)
            else:
                await self.app(scope, self._counted(receive, self._limit(scope)), sent)
        except ClientDisconnect:  # gone before the whole of the request was here: nothing was done, nobody to answer
            status = CLIENT_LEFT
        except Exception as error:
            if status:
                raise
            await self.last_resort(scope, error)(scope, receive, sent)
        finally:
            seconds = time.perf_counter() - began
            self.meter.count(scope, status, seconds)
            _write_line(scope, status, seconds)

    def _refusal(self, scope: Scope, known: dict[bytes, bytes], header_bytes: int) -> Response | None:
        if header_bytes > MAX_HEADER_BYTES:
            return refused(scope, 431, "request.headers-too-large", "请求头过大，请减少后重试")
        length = known.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self.max_body_bytes:
            limit = self._limit(scope)
            if not length.isdigit() or int(length) > limit:
                return refused(scope, 413, "request.too-large", _too_large(limit))
        if "\x00" in scope["path"] or b"%00" in scope["query_string"] or b"\x00" in scope["query_string"]:
            return refused(scope, 422, "request.unstorable-text", "地址中含有不能使用的空字符，请删除后重试")
        return None

    def _limit(self, scope: Scope) -> int:
        """How much the body may hold: a route that takes files says so itself."""
        for route in self.roomy:
            if route.matches(scope)[0] is Match.FULL and route.max_body_bytes is not None:
                return route.max_body_bytes
        return self.max_body_bytes

    @staticmethod
    def _counted(receive: Receive, limit: int) -> Receive:
        """For a body of unannounced length: refuses as soon as it grows over the limit."""
        total = 0

        async def counted() -> Message:
            nonlocal total
            message = await receive()
            if message["type"] == "http.request":
                total += len(message.get("body", b""))
                if total > limit:
                    raise HTTPException(413, _too_large(limit))
            return message

        return counted


def _too_large(limit: int) -> str:
    amount = f"{limit >> 20} MB" if limit >> 20 else f"{limit >> 10} KB"
    return f"请求内容不得超过 {amount}，请减少内容或者分几次提交"


def _read_headers(scope: Scope) -> tuple[dict[bytes, bytes], int]:
    size = 0
    known: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        size += len(name) + len(value)
        known[name] = value
    return known, size


def _write_line(scope: Scope, status: int, seconds: float) -> None:
    facts: dict[str, Any] = scope[_NOTES]
    level = "debug" if scope["path"] in _QUIET else "info"
    getattr(log, level)(
        "request", method=scope["method"], path=scope["path"], status=status, ms=round(seconds * 1000, 1), **facts
    )
