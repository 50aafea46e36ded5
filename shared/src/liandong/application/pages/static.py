"""Hands out the files pages are made of; an address holds the hash of what it gives, so it is kept for a year."""

from typing import Annotated

from fastapi import Path
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.pages.assets import by_file
from liandong.infrastructure.http import Router, public
from liandong.terms.refusal import Nature, Refused

router = Router(prefix="/static", tags=["页面"])


@router.get("/{file}", include_in_schema=False, dependencies=[public("styles and scripts tell nothing of any case")])
async def hand_out(request: Request, file: Annotated[str, Path(max_length=100)]) -> Response:
    known = by_file().get(file)
    if known is None:
        raise Refused("pages.no-such-file", "没有这个文件，请刷新页面", nature=Nature.NOT_FOUND)
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(known.content, headers=headers, media_type=known.media)
    return Response(known.compressed, headers=headers | {"Content-Encoding": "gzip"}, media_type=known.media)
