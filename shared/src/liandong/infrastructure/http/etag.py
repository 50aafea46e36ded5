"""Who read which version: the ETag of an answer and the If-Match of a change."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

import orjson
from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from liandong.infrastructure.http.problem import EdgeRefusal

# A proxy that compresses answers turns "7" into W/"7"; the version in it is as exact as before.
_VERSION = re.compile(r'(?:W/)?"([0-9]{1,15})"')


def etag(version: int) -> str:
    """The entity tag of a resource's version."""
    return f'"{version}"'


def read_if_match(values: list[str]) -> int:
    """The version a change expects. Raises EdgeRefusal 428 without, 400 for anything but one version's tag."""
    if not values:
        raise EdgeRefusal(428, "etag.missing", "请先读取最新内容，并把答复中的 ETag 放入 If-Match 后再提交")
    known = _VERSION.fullmatch(values[0].strip()) if len(values) == 1 else None
    if known is None:
        raise EdgeRefusal(400, "etag.malformed", "If-Match 须是读取时答复的那一个 ETag，不支持 * 或多个值")
    return int(known[1])


class _IfMatch:
    problems: ClassVar[Mapping[int, str]] = {
        400: "If-Match 的写法不对",
        409: "当前状态不允许",
        412: "内容已被他人更新，请重新读取",
        428: "缺少 If-Match",
    }
    parameters: ClassVar[tuple[Mapping[str, Any], ...]] = (
        {
            "name": "If-Match",
            "in": "header",
            "required": True,
            "description": "读取时答复的 ETag",
            "schema": {"type": "string", "pattern": '^"[0-9]{1,15}"$'},
            "example": '"3"',
        },
    )
    request_body: Mapping[str, Any] | None = None

    async def __call__(self, request: Request) -> int:
        return read_if_match(request.headers.getlist("if-match"))


IfMatch = Depends(_IfMatch())
"""`expects: Annotated[int, IfMatch]`: the version the client read."""


def answer(
    body: bytes | Mapping[str, Any],
    *,
    version: int | None = None,
    status: int = 200,
    location: str | None = None,
    replayed: bool = False,
) -> Response:
    """A JSON answer with its ETag; bytes go as they are. `replayed` marks the answer of an earlier same request."""
    headers: dict[str, str] = {}
    if version is not None:
        headers["ETag"] = etag(version)
    if location is not None:
        headers["Location"] = location
    if replayed:
        headers["Idempotency-Replayed"] = "true"
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    return Response(content, status, headers=headers, media_type="application/json")
