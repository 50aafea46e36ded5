"""The same request sent twice is done once: reading of the Idempotency-Key."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import Depends
from starlette.requests import Request

from liandong.infrastructure.http.problem import EdgeRefusal

_spell = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_KEY = re.compile(r'("?)([0-9A-Za-z._~:\-]{8,128})\1')


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    """A client's key for one request: the handler keeps it with the answer in the business transaction for seven days.

    `route` is the operation id; `request_hash` is SHA-256 over method, path and canonical body.
    """

    key: str
    route: str
    request_hash: bytes


def read_key(values: list[str]) -> str:
    """The key. Raises EdgeRefusal 400 when it is missing, repeated, or not 8 to 128 of the allowed characters."""
    if not values:
        raise EdgeRefusal(400, "idempotency.key-missing", "请为每次提交生成一个 Idempotency-Key，重试时用同一个")
    known = _KEY.fullmatch(values[0].strip()) if len(values) == 1 else None
    if known is None:
        raise EdgeRefusal(
            400, "idempotency.key-malformed", "Idempotency-Key 须是一个 8 至 128 位的字母、数字或 . _ ~ : - 组成的值"
        )
    return known[2]


def request_hash(method: str, path: str, body: object) -> bytes:
    """What makes two requests the same: method, path and the body's value, not its spelling."""
    return hashlib.sha256(_spell([method, path, body]).encode()).digest()


class _IdempotencyKey:
    problems: ClassVar[Mapping[int, str]] = {
        400: "缺少 Idempotency-Key 或写法不对",
        409: "当前状态不允许，或同一请求正在处理",
        422: "填写内容不符合要求，或同一 Idempotency-Key 用于不同内容",
    }
    parameters: ClassVar[tuple[Mapping[str, Any], ...]] = (
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "description": "客户端为本次提交生成的唯一值，重试时不变",
            "schema": {"type": "string", "minLength": 8, "maxLength": 128, "pattern": "^[0-9A-Za-z._~:\\-]+$"},
            "example": "9b2f4c1e-7a63-4d57-8a0e-5d2f6c1b3a90",
        },
    )
    request_body: Mapping[str, Any] | None = None

    async def __call__(self, request: Request) -> Idempotency:
        key = read_key(request.headers.getlist("idempotency-key"))
        body = await request.json() if await request.body() else None
        route = request.scope["route"]
        return Idempotency(
            key=key,
            route=route.operation_id,
            request_hash=request_hash(request.method, request.scope["path"], body),
        )


class _KeyOfFile(_IdempotencyKey):
    async def __call__(self, request: Request) -> Idempotency:
        route = request.scope["route"]
        key = read_key(request.headers.getlist("idempotency-key"))
        return Idempotency(key=key, route=route.operation_id, request_hash=b"")


IdempotencyKeyOfFile = Depends(_KeyOfFile())
"""For a body that is read while it arrives: the route puts in the request's hash when it knows what came."""
IdempotencyKey = Depends(_IdempotencyKey())
"""`idempotency: Annotated[Idempotency, IdempotencyKey]` on every creating or deciding POST."""
