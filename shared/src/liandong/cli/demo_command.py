"""`liandong demo`: plays the story on a running stack, or from nothing to nothing."""

import asyncio
import signal
import sys
from pathlib import Path

import typer

from liandong.cli.demo.play import play as play_story
from liandong.cli.stack.folder import VAR, Var
from liandong.cli.stack.state import NotRunning, is_locked, lock, read_state
from liandong.cli.stack.up import Stack

app = typer.Typer(no_args_is_help=True, help="A linked approval, played through the REST APIs.")


@app.command()
def play(var: Var = VAR) -> None:
    """Play it on the running stack."""
    state = read_state(var.resolve())
    if not state.ready:
        raise NotRunning(f"the stack in {var} is still starting: play when `liandong status` shows it ready")
    if asyncio.run(play_story(state)).violations:
        raise typer.Exit(1)


@app.command()
def run(var: Var = VAR) -> None:
    """From nothing: start, load, play, verify, stop what was started. On a running stack it plays there.

    The exit status is 1 for a violation or a story that cannot be told to its end, 130 if it was interrupted.
    """
    var = var.resolve()
    if is_locked(var):
        play(var)
        return
    try:
        with lock(var):
            violations = asyncio.run(_from_nothing(var))
    except asyncio.CancelledError:
        print("stopped before the end of the story", file=sys.stderr)
        raise typer.Exit(130) from None
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
        print(f"ready in {state.seconds:g} s", flush=True)
        return len((await play_story(state)).violations)
    finally:
        await stack.down()
