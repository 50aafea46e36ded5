"""`liandong demo`: plays the story on a running stack, or from nothing to nothing."""

import asyncio
import signal
from pathlib import Path

import typer

from liandong.cli.demo.play import play as play_story
from liandong.cli.stack.folder import VAR, Var
from liandong.cli.stack.state import is_locked, lock, read_state
from liandong.cli.stack.up import Stack

app = typer.Typer(no_args_is_help=True, help="A linked approval, played through the REST APIs.")


@app.command()
def play(var: Var = VAR) -> None:
    """Play it on the running stack."""
    verdict = asyncio.run(play_story(read_state(var.resolve())))
    if verdict.violations:
        raise typer.Exit(1)


@app.command()
def run(var: Var = VAR) -> None:
    """From nothing: start, load, play, verify, stop what was started. On a running stack it plays there."""
    var = var.resolve()
    if is_locked(var):
        play(var)
        return
    with lock(var):
        violations = asyncio.run(_from_nothing(var))
    if violations:
        raise typer.Exit(1)


async def _from_nothing(var: Path) -> int:
    stack = Stack(var, quiet=True)
    story = asyncio.current_task()
    assert story is not None
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, story.cancel)
    try:
        state = await stack.up()
        print(f"ready in {state.seconds:g} s")
        return len((await play_story(state)).violations)
    finally:
        await stack.down()
