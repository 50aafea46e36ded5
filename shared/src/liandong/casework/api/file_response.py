"""How a file leaves: as an attachment, streamed, never shown inside a page and kept by no cache on the way."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import quote

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from liandong.domain.files.kinds import MEDIA_TYPES
from liandong.domain.files.state import File

UNTOUCHED: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}
A_FILE: Mapping[int | str, dict[str, Any]] = {
    200: {
        "description": "文件内容",
        "content": {media: {"schema": {"type": "string", "format": "binary"}} for media in MEDIA_TYPES.values()},
    }
}
"""For a route's `responses`."""


class FileResponse(StreamingResponse):
    """A file streamed from the store, which is let go whatever becomes of the client."""

    def __init__(
        self, parts: AsyncIterator[bytes], file: File, name: str, held: AsyncExitStack, status_code: int = 200
    ) -> None:
        headers = dict(UNTOUCHED) | {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            "Content-Length": str(file.size),
        }
        super().__init__(parts, status_code, headers=headers, media_type=MEDIA_TYPES[file.kind])
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._held:
            await super().__call__(scope, receive, send)
