"""`liandong clock`: the legal clock of a demo, shared by all processes; it only goes forward."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Annotated

import httpx
import typer

from liandong.cli.stack.folder import VAR, Var
from liandong.cli.stack.state import State, read_state
from liandong.cli.token import NotTheDemo
from liandong.infrastructure.clock import read_offset, write_offset
from liandong.terms.legal_time import LEGAL_ZONE

WITHIN_SECONDS = 60
CALM_TIMES = 2
UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}

app = typer.Typer(no_args_is_help=True, help="Show or move the legal clock of the demo.")


class ClockRefused(Exception):
    """The clock cannot be set so."""


def file_of(state: State) -> Path:
    """The file with the shared offset. Raises NotTheDemo."""
    files = {environment.get("LIANDONG_CLOCK_FILE") for environment in state.environments.values()}
    if len(files) != 1 or None in files:
        raise NotTheDemo("only a demo has a clock that can be set")
    return Path(str(files.pop()))


async def move(state: State, by: timedelta) -> datetime:
    """Moves the clock and returns the legal time once every process has confirmed it and has nothing left to do.

    Raises ClockRefused for a step back, or if they do not come to rest within a minute.
    """
    if by < timedelta(0):
        raise ClockRefused("the legal clock does not go back")
    file = file_of(state)
    offset = read_offset(file) + by
    write_offset(file, offset)
    await settle(state, int(offset.total_seconds()))
    return datetime.now(UTC) + offset


async def settle(state: State, offset_seconds: int | None = None) -> None:
    """Waits until all processes show this offset and are drained, several times in a row. Raises ClockRefused."""
    if offset_seconds is None:
        offset_seconds = int(read_offset(file_of(state)).total_seconds())
    calm, deadline, waiting = 0, monotonic() + WITHIN_SECONDS, dict[str, object]()
    async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
        while calm < CALM_TIMES:
            if monotonic() > deadline:
                raise ClockRefused(f"not at rest within {WITHIN_SECONDS} s: {waiting}")
            waiting = await _waiting(client, state, offset_seconds)
            calm = 0 if waiting else calm + 1
            await asyncio.sleep(0.05)


async def _waiting(client: httpx.AsyncClient, state: State, offset_seconds: int) -> dict[str, object]:
    found: dict[str, object] = {}
    for part in state.services:
        try:
            answer = (await client.get(f"{part.url}/v1/demo/clock")).json()
        except (httpx.HTTPError, ValueError) as fault:
            found[part.name] = type(fault).__name__
            continue
        if answer.get("offset_seconds") != offset_seconds or not answer.get("drained"):
            found[part.name] = answer
    return found


@app.command()
def show(var: Var = VAR) -> None:
    """The legal time."""
    state = read_state(var.resolve())
    print(_shown(datetime.now(UTC) + read_offset(file_of(state))))


@app.command()
def advance(by: Annotated[str, typer.Argument(help="5d, 3h, 30m")], var: Var = VAR) -> None:
    """Move it forward; returns when every process has caught up."""
    if not by[:-1].isdigit() or by[-1] not in UNITS:
        raise ClockRefused(f"say how far as a number with d, h, m or s: not {by!r}")
    step = timedelta(seconds=int(by[:-1]) * UNITS[by[-1]])
    print(_shown(asyncio.run(move(read_state(var.resolve()), step))))


@app.command("set")
def set_to(to: Annotated[datetime, typer.Argument(help="2026-12-01T09:00:00")], var: Var = VAR) -> None:
    """Set it to a time of UTC+08:00 that is still to come."""
    state = read_state(var.resolve())
    step = to.replace(tzinfo=LEGAL_ZONE) - (datetime.now(UTC) + read_offset(file_of(state)))
    print(_shown(asyncio.run(move(state, timedelta(seconds=int(step.total_seconds()))))))


def _shown(at: datetime) -> str:
    return at.astimezone(LEGAL_ZONE).isoformat(timespec="seconds")
