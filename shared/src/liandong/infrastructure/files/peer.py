"""Asks another unit's service for a file over HTTPS; what comes is believed only by its digest."""

from collections.abc import Awaitable, Callable
from typing import Final

import httpx

from liandong.infrastructure.http.trusted import trusted

TIMEOUT: Final = httpx.Timeout(15, connect=5)


class PeerAway(Exception):
    """The other unit does not answer, or does not hand the file over now: the reason is for operators."""


async def fetch_file(
    address: str, headers: dict[str, str], limit: int, sink: Callable[[bytes], Awaitable[None]]
) -> str:
    """Gives the file to `sink` as it arrives, at most `limit` bytes; returns its media type. Raises PeerAway."""
    size = 0
    try:
        async with (
            httpx.AsyncClient(timeout=TIMEOUT, trust_env=False, verify=trusted()) as client,
            client.stream("GET", address, headers=headers) as answer,
        ):
            if answer.status_code != httpx.codes.OK:
                raise PeerAway(f"answered {answer.status_code}")
            async for part in answer.aiter_bytes():
                size += len(part)
                if size > limit:
                    raise PeerAway("sends more than a file may have")
                await sink(part)
    except httpx.HTTPError as fault:
        raise PeerAway(type(fault).__name__) from fault
    media: str = answer.headers.get("content-type", "")
    return media.partition(";")[0].strip()
