"""Reads a file that is the whole body of a request."""

from collections.abc import Mapping
from typing import Any, ClassVar

from fastapi import Depends
from fastapi.params import Depends as Dependency
from starlette.requests import Request

from liandong.infrastructure.http.problem import EdgeRefusal


def FileOf(*media_types: str) -> Dependency:  # reads as a type in a signature
    """`file: Annotated[bytes, FileOf("application/pdf")]`: 415 for another media type, 422 for an empty body."""
    dependency: Dependency = Depends(_File(media_types))
    return dependency


class _File:
    problems: ClassVar[Mapping[int, str]] = {
        413: "文件超过上限",
        415: "内容类型不是所列文件类型",
        422: "没有文件",
    }
    parameters: ClassVar[tuple[Mapping[str, Any], ...]] = ()

    def __init__(self, media_types: tuple[str, ...]) -> None:
        self.media_types = media_types
        self.request_body: Mapping[str, Any] | None = {
            "required": True,
            "content": {each: {"schema": {"type": "string", "format": "binary"}} for each in media_types},
        }

    async def __call__(self, request: Request) -> bytes:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in self.media_types:
            raise EdgeRefusal(415, "request.media-type", f"请以 {' 或 '.join(self.media_types)} 提交文件")
        content = await request.body()
        if not content:
            raise EdgeRefusal(422, "request.no-file", "没有收到文件，请选择文件后重试")
        return content
