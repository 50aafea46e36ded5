"""Waits until a demo has come to rest: every process at the same legal time, nothing left to do, all words heard."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Final

import httpx

from liandong.cli.stack.state import Part
from liandong.infrastructure.clock import read_offset
from liandong.terms.codes import EVERYONE

WITHIN_SECONDS: Final = 60
CALM_TIMES: Final = 2
LOOK_EVERY_SECONDS: Final = 0.05
WITNESS: Final = "e-supervision"


class NotAtRest(Exception):
    """The processes did not come to rest in time; says who waits for what."""


async def settle(services: Sequence[Part], clock_file: Path, within: float = WITHIN_SECONDS) -> None:
    """Waits until all processes show the clock's offset, have nothing to do, and have heard all that was said.

    That must be so twice in a row. Raises NotAtRest with who waits for what.
    """
    calm, deadline = 0, monotonic() + within
    async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
        while True:
            shown = [Shown(part, await _ask(client, part)) for part in services]
            waiting = waits_for(shown, int(read_offset(clock_file).total_seconds()))
            calm = 0 if waiting else calm + 1
            if calm == CALM_TIMES:
                return
            if monotonic() > deadline:
                raise NotAtRest(f"not at rest within {within} s: {'; '.join(waiting)}")
            await asyncio.sleep(LOOK_EVERY_SECONDS)


@dataclass(frozen=True, slots=True)
class Shown:
    """What one process answers about the clock; None if it does not."""

    part: Part
    answer: dict[str, Any] | None


async def _ask(client: httpx.AsyncClient, part: Part) -> dict[str, Any] | None:
    try:
        answer = await client.get(f"{part.url}/v1/demo/clock")
        return dict(answer.json()) if answer.is_success else None
    except (httpx.HTTPError, ValueError):
        return None


def waits_for(shown: Sequence[Shown], offset_seconds: int) -> list[str]:
    """What is still to be done, in sentences; empty when all is calm."""
    waiting: list[str] = []
    for one in shown:
        if one.answer is None:
            waiting.append(f"{one.part.name} does not answer")
        elif one.answer["offset_seconds"] != offset_seconds:
            waiting.append(f"{one.part.name} has not confirmed the offset {offset_seconds}")
        elif not one.answer["drained"]:
            waiting.append(f"{one.part.name} is not drained")
    return waiting or list(_on_the_way([one for one in shown if one.answer is not None]))


def _on_the_way(shown: Sequence[Shown]) -> Iterator[str]:
    """What was said by one process and not yet heard by another that must."""
    for speaker in shown:
        for way, seq in (speaker.answer or {})["said"].items():
            for listener in shown:
                heard = (listener.answer or {})["heard"].get(way, 0)
                if _must_hear(listener.part, way) and heard < seq:
                    yield f"{listener.part.name} has heard {heard} of {seq} on {way}"


def _must_hear(part: Part, way: str) -> bool:
    source, _, dest = way.partition(">")
    if not dest:
        return part.name == WITNESS and source not in (part.units or ())
    return dest == EVERYONE or dest in (part.units or ())
