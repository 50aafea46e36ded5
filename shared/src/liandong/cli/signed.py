"""`liandong document verify`, `liandong receipt verify`: whether a unit really said so, checked without its service."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from liandong.cli.stack.folder import VAR, Var
from liandong.cli.stack.state import read_state
from liandong.infrastructure.keys import signature_holds
from liandong.wire.statements import RECEIPT_MARK, SEAL_MARK, Signed

documents = typer.Typer(no_args_is_help=True, help="Documents that units have sealed.")
receipts = typer.Typer(no_args_is_help=True, help="Receipts that applicants were given.")

ExistingFile = typer.Argument(exists=True, dir_okay=False, readable=True)
Keys = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="what GET /v1/keys answered; without it a running stack is asked"),
]


class NotGenuine(Exception):
    """The signature, the file or the unit is not what it should be."""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit by its published key."""

    name: str
    sign_key: str


@documents.callback()
def _documents() -> None:
    """Keeps `verify` a sub-command."""


@receipts.callback()
def _receipts() -> None:
    """Keeps `verify` a sub-command."""


@documents.command("verify")
def verify_document(
    file: Annotated[Path, ExistingFile],
    seal: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="the seal that was given with it")],
    keys: Keys = None,
    var: Var = VAR,
) -> None:
    """Whether a file is the document its seal speaks of, sealed by the unit it names."""
    said = read_signed(seal.read_bytes(), SEAL_MARK)
    unit = holder_of(said, known_units(keys, var))
    found = sha256(file.read_bytes()).hexdigest()
    if said.statement.get("hash") != found:
        raise NotGenuine(f"the seal is {unit.name}'s, but of another file: this one's SHA-256 is {found}")
    told = said.statement
    print(f"genuine: {told.get('type')} {told.get('number')}, issued on {told.get('issued_on')} by {unit.name}")


@receipts.command("verify")
def verify_receipt(file: Annotated[Path, ExistingFile], keys: Keys = None, var: Var = VAR) -> None:
    """Whether a receipt was given by the unit it names, unchanged."""
    said = read_signed(file.read_bytes(), RECEIPT_MARK)
    unit = holder_of(said, known_units(keys, var))
    told = said.statement
    print(
        f"genuine: {unit.name} recorded {told.get('act')} of case {told.get('case')} at {told.get('recorded_at')}, "
        f"entry {told.get('entry')}, hash {told.get('hash')}"
    )


def read_signed(content: bytes, mark: str) -> Signed:
    """What was given to people, as it came. Raises NotGenuine for anything else."""
    said = _object(content)
    statement, signature = said.get("statement"), said.get("signature")
    if said.get("mark") != mark or not isinstance(statement, dict) or not isinstance(signature, str):
        raise NotGenuine(f"this is no {mark}: it needs mark, statement and signature as they were given")
    return Signed(mark=mark, statement=statement, signature=signature)


def holder_of(said: Signed, units: dict[str, KnownUnit]) -> KnownUnit:
    """The unit that signed. Raises NotGenuine."""
    unit = units.get(str(said.statement.get("unit")))
    if unit is None:
        raise NotGenuine(f"the keys name no unit {said.statement.get('unit')}")
    try:
        holds = signature_holds(unit.sign_key, said.signature_bytes, said.words)
    except ValueError as fault:
        raise NotGenuine(f"the statement cannot have been signed: {fault}") from fault
    if not holds:
        raise NotGenuine(f"not signed by {unit.name}, or changed since")
    return unit


def known_units(keys: Path | None, var: Path) -> dict[str, KnownUnit]:
    """From a file, or from the running stack's city centre. Raises NotGenuine, NotRunning."""
    published = _object(keys.read_bytes() if keys is not None else _asked(var))
    try:
        return {one["unit"]: KnownUnit(name=one["name"], sign_key=one["sign_key"]) for one in published["units"]}
    except (KeyError, TypeError) as fault:
        raise NotGenuine("these are no keys: expected what GET /v1/keys answers") from fault


def _asked(var: Path) -> bytes:
    city = read_state(var.resolve()).services[0]
    try:
        return httpx.get(f"{city.url}/v1/keys", timeout=30, trust_env=False).raise_for_status().content
    except httpx.HTTPError as fault:
        raise NotGenuine(f"{city.url}/v1/keys did not answer: save what it answers and give it with --keys") from fault


def _object(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except ValueError as fault:
        raise NotGenuine("this is no JSON") from fault
    if not isinstance(said, dict):
        raise NotGenuine("this is no JSON object")
    return said
