"""`liandong documents`: writes what is generated from the program, or tells where the committed files differ."""

import difflib
import json
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import SecretStr

from liandong import __version__
from liandong.cli.events_page import events_page
from liandong.cli.golden_samples import write_missing
from liandong.cli.stack.plan import SERVICES, Standing
from liandong.cli.states_page import states_page
from liandong.domain.powers.table import markdown as powers_page
from liandong.events.all_events import ALL_EVENTS
from liandong.infrastructure.settings import Settings
from liandong.wire.asyncapi import asyncapi

app = typer.Typer(no_args_is_help=True, help="Documents generated from the program.")

CHECKOUT = Path(sys.prefix).parent
SAMPLES = Path("tests/contracts/events")
LINES_SHOWN = 60

Check = Annotated[bool, typer.Option("--check", help="write nothing; say what differs and fail")]
Root = Annotated[Path, typer.Option(help="the checkout", show_default=False)]


@app.command()
def events(check: Check = False, root: Root = CHECKOUT) -> None:
    """What is said on the bus, the states and the powers, in docs; and the golden samples that are missing."""
    _settle(root, dict(event_documents()), check=check)
    _samples(root, check=check)


@app.command()
def openapi(check: Check = False, root: Root = CHECKOUT) -> None:
    """docs/openapi/<service>.json of the four services."""
    _settle(root, dict(api_documents()), check=check)


@app.command("all")
def everything(check: Check = False, root: Root = CHECKOUT) -> None:
    """Everything generated."""
    _settle(root, dict([*event_documents(), *api_documents()]), check=check)
    _samples(root, check=check)


def event_documents() -> Iterator[tuple[Path, str]]:
    """What is said on the bus, for machines and for people, and what may be done in each state, by whom."""
    yield Path("docs/asyncapi.json"), _said()
    yield Path("docs/events.md"), events_page()
    yield Path("docs/case-states.md"), states_page()
    yield Path("docs/powers.md"), powers_page()


def api_documents() -> Iterator[tuple[Path, str]]:
    """What each service answers over HTTP."""
    for service in SERVICES:
        yield Path(f"docs/openapi/{service.name}.json"), _described(service)


def differs(root: Path, documents: dict[Path, str]) -> list[str]:
    """The committed files against these, as a readable difference; empty if they are the same."""
    found: list[str] = []
    for path, text in documents.items():
        file = root / path
        committed = file.read_text(encoding="utf-8") if file.exists() else ""
        if committed == text:
            continue
        before, after = _apart(committed.splitlines(), text.splitlines())
        found += difflib.unified_diff(before, after, f"{path} (committed)", f"{path} (program)", lineterm="", n=2)
    return found


def _apart(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Both without what they begin and end with alike, but for two lines; comparing tens of thousands is slow."""
    first = max(0, _alike(before, after) - 2)
    before, after = before[first:], after[first:]
    rest = max(0, _alike(before[::-1], after[::-1]) - 2)
    return before[: len(before) - rest], after[: len(after) - rest]


def _alike(before: list[str], after: list[str]) -> int:
    """How many lines are the same at the beginning."""
    pairs = zip(before, after, strict=False)
    return next((number for number, (one, other) in enumerate(pairs) if one != other), min(len(before), len(after)))


@cache
def _said() -> str:
    return _json(asyncapi(__version__))


@cache
def _described(service: Standing) -> str:
    settings = Settings(
        units=["610100"],
        port=service.port,
        database_url=SecretStr("postgresql://nowhere"),
        nats_url="nats://nowhere",
        keys_dir=Path("/nowhere"),
        city_public_key="none",
        production=False,
        demo=False,
    )
    return _json(import_module(f"{service.module}.app").create_app(settings).openapi())


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _settle(root: Path, documents: dict[Path, str], *, check: bool) -> None:
    if check:
        found = differs(root, documents)
        print("\n".join(found[:LINES_SHOWN]))
        if len(found) > LINES_SHOWN:
            print(f"… and {len(found) - LINES_SHOWN} lines more")
        if found:
            print("the committed documents differ: read the difference, then run `make events docs` and commit")
            raise typer.Exit(1)
        return
    for path, text in documents.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
        print(path)


def _samples(root: Path, *, check: bool) -> None:
    if not check:
        for name in write_missing(root / SAMPLES, ALL_EVENTS):
            print(SAMPLES / name)
