"""监察大屏: the wall of lights, and the stream by which it lives."""

import json
from collections.abc import AsyncIterator
from typing import Annotated

import structlog
from fastapi import Depends, Header
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response

from e_supervision.api.stream import changes_after
from e_supervision.pages.parts import parts_of
from e_supervision.pages.watching import Watcher, Watching, is_still_known, stays_display
from e_supervision.tail import Tail, tail_of
from liandong.application.desk import Desk, desk_of
from liandong.application.pages.assets import address
from liandong.application.pages.language import language_of
from liandong.application.pages.rendering import rendered
from liandong.application.pages.route import PageRouter
from liandong.infrastructure.database import UNREACHABLE

log = structlog.get_logger()

router = PageRouter(prefix="/wall")


@router.get("")
async def show_wall(
    request: Request,
    watcher: Annotated[Watcher, Watching()],
    tail: Annotated[Tail, Depends(tail_of)],
) -> Response:
    """The wall as it is now; `last` is the change from which its stream goes on."""
    last = await tail.newest()
    snapshot, parts = await parts_of(request, language_of(request))
    answer = rendered(request, "wall.html", board=snapshot, parts=parts, last=last, build=build(), watcher=watcher)
    if watcher.display is not None:
        stays_display(request, answer)
    return answer


@router.get("/stream", response_class=EventSourceResponse)
async def stream_wall(
    request: Request,
    watcher: Annotated[Watcher, Watching()],
    desk: Annotated[Desk, Depends(desk_of)],
    tail: Annotated[Tail, Depends(tail_of)],
    last_event_id: Annotated[int | None, Header(ge=0, lt=2**63)] = None,
) -> AsyncIterator[ServerSentEvent]:
    """`build` once, `missed` with how many lights turned since Last-Event-ID (null: nobody can tell), `heartbeat` every
    five seconds, `light` for each change from now on, and `part` with the HTML of each part of the page as it changes,
    the first time all of them.

    Ends as the stream of the API does, and within seconds for a screen that is revoked; a page of an older build loads
    itself again.
    """
    language, sent = language_of(request), dict[str, bytes]()

    async def parts() -> list[ServerSentEvent]:
        _, now = await parts_of(request, language)
        fresh = [(name, part) for name, part in now.items() if sent.get(name) != part.mark]
        sent.update((name, part.mark) for name, part in fresh)
        return [ServerSentEvent(event="part", raw_data=part.json) for _, part in fresh]

    yield ServerSentEvent(event="build", raw_data=json.dumps(build()))
    try:
        newest = await tail.newest()
        if last_event_id is not None:
            missed = await tail.turned_since(last_event_id)
            yield ServerSentEvent(event="missed", data={"lights": missed})
        async for event in changes_after(tail, desk, request, newest, parts):
            if event.event == "heartbeat" and not await is_still_known(request, watcher):
                return
            yield event
    except UNREACHABLE as fault:
        log.warning("stream.ended", fault=str(fault) or type(fault).__name__)


def build() -> str:
    """Which script and style the page was made with."""
    return address("wall.js") + address("wall.css")
