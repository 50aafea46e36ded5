"""`liandong clock`: the legal clock of a demo, shared by all processes; it only goes forward."""

import asyncio
import fcntl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from liandong.cli.settling import settle
from liandong.cli.stack.folder import VAR, Var
from liandong.cli.stack.state import State, read_state
from liandong.cli.token import NotTheDemo
from liandong.infrastructure.clock import read_offset, write_offset
from liandong.terms.legal_time import LEGAL_ZONE

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

    Raises ClockRefused for a step back, NotAtRest if they do not come to rest within a minute.
    """
    if by < timedelta(0):
        raise ClockRefused("the legal clock does not go back")
    file = file_of(state)
    with file.with_suffix(".lock").open("w") as held:  # two who move it at once both move it
        fcntl.flock(held, fcntl.LOCK_EX)
        write_offset(file, read_offset(file) + by)
    await settle(state.services, file)
    return datetime.now(UTC) + read_offset(file)


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
