"""The `liandong` command: the stack up and down, its state and logs; services add sub-commands by entry point."""

import asyncio
import json
import os
import sys
from importlib.metadata import entry_points
from typing import Annotated

import asyncpg
import typer

from liandong.cli import calendar_command as calendar
from liandong.cli import catalogue_command, clock, deadline, documents, signed
from liandong.cli import demo_command as demo
from liandong.cli import token as tokens
from liandong.cli.api import ProblemAnswered
from liandong.cli.clock import ClockRefused
from liandong.cli.demo.loading import DemoNotLoaded
from liandong.cli.demo.story.broken import StoryBroken
from liandong.cli.doctor import command as doctors
from liandong.cli.export import command as export
from liandong.cli.export.source import WhereFrom
from liandong.cli.settling import NotAtRest
from liandong.cli.signed import NotGenuine
from liandong.cli.stack.account import NoAccount
from liandong.cli.stack.broker import NoBroker
from liandong.cli.stack.command import CommandFailed
from liandong.cli.stack.detached import start_detached
from liandong.cli.stack.folder import VAR, NotOurs, Var
from liandong.cli.stack.migrations import MigrationFailed, migrate_running
from liandong.cli.stack.placing import OutOfReach
from liandong.cli.stack.postgres import OtherVersion
from liandong.cli.stack.runner import StartFailed
from liandong.cli.stack.state import AlreadyRunning, NotRunning, State, lock, read_state
from liandong.cli.stack.stopping import NotStopped, stop_stack
from liandong.cli.stack.up import run_until_told
from liandong.cli.stack.wipe import NotWiped, wipe_data
from liandong.cli.token import NotTheDemo
from liandong.cli.verify import CannotVerify, verify
from liandong.terms.roles import Role

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Linked approvals: run and look after a city.")
app.add_typer(calendar.app, name="calendar")
app.add_typer(catalogue_command.app, name="catalogue")
app.add_typer(clock.app, name="clock")
app.add_typer(demo.app, name="demo")
app.add_typer(deadline.app, name="deadline")
app.add_typer(documents.app, name="documents")
app.add_typer(export.app, name="export")
app.add_typer(signed.documents, name="document")
app.add_typer(signed.receipts, name="receipt")

REFUSALS = (
    *(AlreadyRunning, NotRunning, StartFailed, CommandFailed, NoAccount, NoBroker, OutOfReach, OtherVersion),
    *(NotTheDemo, DemoNotLoaded, ClockRefused, NotAtRest, CannotVerify, ProblemAnswered, StoryBroken, WhereFrom),
    *(NotGenuine, MigrationFailed, NotOurs, NotStopped, NotWiped, LookupError),
)


@app.command()
def up(
    detach: Annotated[bool, typer.Option("--detach", help="return when ready")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="what the processes say goes into their logs alone")] = False,
    var: Var = VAR,
) -> None:
    """Start PostgreSQL, NATS and the four services with the demo data; stay until Ctrl-C, or detach."""
    var = var.resolve()
    if detach:
        print(announced(start_detached(var)))
        return
    with lock(var):
        asyncio.run(run_until_told(var, announced, quiet=quiet))


def announced(state: State) -> str:
    """Where everything is, and who can log in."""
    return "\n".join(
        (
            f"ready in {state.seconds:g} s",
            *(f"  {part.name:<16} {part.url}/docs   {', '.join(part.units or ())}" for part in state.services),
            *(f"  {part.name:<16} {part.url}" for part in state.servers),
            f"  demo accounts    <unit>-<number>, e.g. 610113-01 (window clerk), password {state.password}",
        )
    )


@app.command()
def down(wipe: Annotated[bool, typer.Option("--wipe", help="remove its data too")] = False, var: Var = VAR) -> None:
    """Stop what `up` started."""
    var = var.resolve()
    try:
        stop_stack(var)
    except NotRunning:
        if not wipe:
            raise
    else:
        print("stopped")
    if wipe:
        print(f"the data in {var} is removed" if wipe_data(var) else f"there is no data: {var} does not exist")


@app.command("migrate")
def migrate_databases(var: Var = VAR) -> None:
    """Bring the databases of the running stack to this program's schema (`up` does so by itself)."""
    asyncio.run(migrate_running(var.resolve(), read_state(var.resolve()).environments))
    print("the databases have this program's schema")


@app.command()
def status(as_json: Annotated[bool, typer.Option("--json", help="for scripts")] = False, var: Var = VAR) -> None:
    """Who runs where."""
    state = read_state(var.resolve())
    if as_json:
        print(json.dumps(state.shown(), ensure_ascii=False))
        return
    for part in (*state.services, *state.servers):
        more = part.doing or ", ".join(part.units or ())
        print(f"{part.name:<16} {part.state:<11} {part.pid or '-':<8} {part.url}  {more}")


@app.command()
def logs(
    name: Annotated[str | None, typer.Argument(help="city-center, nats, … (all if left out)")] = None,
    follow: Annotated[bool, typer.Option("-f", "--follow")] = False,
    var: Var = VAR,
) -> None:
    """What the processes print."""
    folder = var.resolve() / "logs"
    files = sorted(folder.glob(f"{name or '*'}.log"))
    if not files:
        raise NotRunning(f"no logs of {name or 'a stack'} in {folder}")
    os.execvp("tail", ["tail", "-n", "200", *(["-F"] if follow else []), *map(str, files)])


@app.command("token")
def token_of(role: Annotated[Role, typer.Option()], unit: Annotated[str, typer.Option()], var: Var = VAR) -> None:
    """A bearer token of a demo account."""
    print(tokens.token(var.resolve(), role, unit))


@app.command("verify")
def verify_all(as_json: Annotated[bool, typer.Option("--json", help="for scripts")] = False, var: Var = VAR) -> None:
    """Recompute every chain, compare every history with supervision's, count every light again."""
    verdict = asyncio.run(verify(read_state(var.resolve())))
    if as_json:
        print(json.dumps(verdict.shown(), ensure_ascii=False))
    else:
        for violation in verdict.violations:
            print(f"{violation['invariant']}  {violation['subject']}: {violation['detail']}")
        looked_at = ", ".join(f"{count} {name}" for name, count in verdict.counts.items())
        print(f"{len(verdict.violations)} violations; looked at {looked_at}")
    if verdict.violations:
        raise typer.Exit(1)


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="for scripts")] = False, var: Var = VAR) -> None:
    """Look at everything that could be in the way, say what to do; 1 if something prevents work."""
    found = doctors.examine(var.resolve())
    print(doctors.as_json(found) if as_json else "\n".join(doctors.shown(found)))
    if not doctors.works(found):
        raise typer.Exit(1)


for extension in entry_points(group="liandong.commands"):
    app.add_typer(extension.load(), name=extension.name)


def main() -> None:
    """Runs the command; what it refuses is one sentence, not a stack trace."""
    try:
        app()
    except REFUSALS as refusal:
        print(refusal, file=sys.stderr)
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as trouble:
        print(f"PostgreSQL refuses: {trouble}", file=sys.stderr)
    except OSError as trouble:
        print(told(trouble), file=sys.stderr)
    else:
        return
    sys.exit(1)


def told(trouble: OSError) -> str:
    """What the system refused, and what may be done about what is met most."""
    where = f"{trouble.filename}: " if trouble.filename is not None else ""
    said = f"{where}{trouble.strerror or str(trouble) or type(trouble).__name__}"
    if isinstance(trouble, PermissionError):
        return f"{said}\nIf the stack was started under another account, use that one, or another folder with --var."
    return said


if __name__ == "__main__":
    main()
