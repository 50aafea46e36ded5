"""The live stream of changes of lights (server-sent events), read from the log: nothing is lost between two calls."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from time import monotonic
from typing import Annotated, Any, Final

import structlog
from fastapi import Depends, Header
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.requests import Request

from e_supervision.tail import LOOK_EVERY_SECONDS, Tail, tail_of
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.infrastructure.database import UNREACHABLE
from liandong.infrastructure.http import Router
from liandong.terms.principal import Principal

log = structlog.get_logger()

router = Router(prefix="/v1/lights", tags=["监察灯"])

AT_ONCE: Final = 200
HEARTBEAT_SECONDS: Final = 5.0
AT_MOST_SECONDS: Final = 900.0
"""A listener comes again with his token and his Last-Event-ID: the token may have expired meanwhile."""


@router.get("/stream", operation_id="streamLights", summary="监察灯变化（实时）", response_class=EventSourceResponse)
async def stream_lights(
    principal: Annotated[Principal, Permitted(Action.SUPERVISION_READ)],
    desk: Annotated[Desk, Depends(desk_of)],
    tail: Annotated[Tail, Depends(tail_of)],
    request: Request,
    last_event_id: Annotated[
        int | None, Header(ge=0, lt=2**63, description="收到的最后一个 id；从其后续传", examples=[1024])
    ] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Events `light` (a change, with its number as id) and, every five seconds, `heartbeat`. `reset` says that the log
    ends before Last-Event-ID, as after a restore: what was told may never have been; lights are to be read anew.

    Ends after fifteen minutes, when the service stops, or when the database is away: call again with Last-Event-ID.
    """
    try:
        async for event in changes_after(tail, desk, request, last_event_id):
            yield event
    except UNREACHABLE as fault:
        log.warning("stream.ended", fault=str(fault) or type(fault).__name__)


async def nothing_else() -> Sequence[ServerSentEvent]:
    return ()


async def changes_after(
    tail: Tail,
    desk: Desk,
    request: Request,
    last: int | None,
    beside: Callable[[], Awaitable[Iterable[ServerSentEvent]]] = nothing_else,
) -> AsyncIterator[ServerSentEvent]:
    """Changes after a number (None: from now on) as they come; the listener sets the pace, a page is all that waits.

    `beside` is asked in every round what else this listener is to be told.
    """
    if last is None:
        last = await tail.newest()
    began, told = monotonic(), -HEARTBEAT_SECONDS
    while not getattr(request.app.state, "stopping", False) and monotonic() - began < AT_MOST_SECONDS:
        if monotonic() - told >= HEARTBEAT_SECONDS:
            told = monotonic()
            yield ServerSentEvent(event="heartbeat", id=str(last), data={"legal_now": desk.clock.now()})
        newest = await tail.newest()
        if last > newest:
            last = newest
            yield ServerSentEvent(event="reset", id=str(last), data={"legal_now": desk.clock.now()})
        fresh = await tail.since(last, AT_ONCE)
        for last, change in fresh:
            yield _light(last, change)
        for event in await beside():
            yield event
        if not fresh:
            await asyncio.sleep(LOOK_EVERY_SECONDS)


def _light(number: int, change: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(event="light", id=str(number), data=change)
