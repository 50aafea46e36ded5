"""Loads the demo city into a stack: accounts before the services start, then what the city publishes, once."""

import asyncio
import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from time import monotonic
from typing import Final

import httpx

from liandong.cli.api import Api, ProblemAnswered
from liandong.cli.clock import file_of
from liandong.cli.demo.accounts import ensure_accounts
from liandong.cli.demo.letters import grant_letters
from liandong.cli.demo.load import FILES, demo_catalogue, demo_city
from liandong.cli.demo.publish import publish_demo
from liandong.cli.settling import settle
from liandong.cli.stack.secret import write_secret
from liandong.cli.stack.state import Part, State
from liandong.infrastructure.keys import PublicKeys
from liandong.terms.codes import UnitCode

READY_WITHIN_SECONDS: Final = 60
LOOK_EVERY_SECONDS: Final = 0.1


class DemoNotLoaded(Exception):
    """The demo city could not be loaded; the sentence says what is missing and what to do."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a data folder remembers of its demo: the accounts' password, and what was last published (a SHA-256)."""

    password: str
    published: str | None = None


def read_loaded(file: Path) -> Loaded | None:
    return Loaded(**json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None


def write_loaded(file: Path, loaded: Loaded) -> None:
    """Readable by its owner alone."""
    write_secret(file, json.dumps(asdict(loaded)))


async def load_accounts(file: Path, databases: Iterable[tuple[str, Collection[str]]]) -> str:
    """The demo accounts of each database (its URL and units), before its service looks whether there are any.

    Returns their one password: generated once, and set anew where the file was lost but the accounts were not.
    """
    loaded = read_loaded(file)
    password = f"demo-{secrets.token_urlsafe(12)}" if loaded is None else loaded.password
    accounts = demo_city().accounts
    await asyncio.gather(
        *(
            ensure_accounts(
                url, [one for one in accounts if one.principal.unit in units], password, renew=loaded is None
            )
            for url, units in databases
        )
    )
    if loaded is None:
        write_loaded(file, Loaded(password))
    return password


async def load_demo(file: Path, state: State, keys: Mapping[UnitCode, PublicKeys]) -> None:
    """Publishes the demo city through the city's REST API, and returns once every service is ready and has heard it.

    What stands published already is left as it is; if nothing changed since the last time and no service lacks
    anything of it, nothing is sent. Raises DemoNotLoaded, NotAtRest.
    """
    loaded, wanted = read_loaded(file), fingerprint(keys)
    assert loaded is not None, "accounts come first"
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        fresh = loaded.published != wanted or _lacks_publications(await unready(client, state.services))
        if fresh:
            await _publish(state.services, loaded.password, keys)
        await _all_ready(client, state.services)
    if fresh:
        await _authorise(state.services, loaded.password)
        await settle(state.services, file_of(state))
        write_loaded(file, Loaded(loaded.password, wanted))


def _lacks_publications(missing: Mapping[str, Mapping[str, str]]) -> bool:
    return any({"calendar", "catalogue"} & probes.keys() for probes in missing.values())


def fingerprint(keys: Mapping[UnitCode, PublicKeys]) -> str:
    """Changes with every file of the demo and with the units' keys."""
    seen = sha256()
    for file in _written(FILES):
        seen.update(file.name.encode() + file.read_bytes())
    for unit in sorted(keys):
        seen.update(f"{unit} {keys[unit].sign} {keys[unit].seal}".encode())
    return seen.hexdigest()


def _written(folder: Traversable) -> Iterable[Traversable]:
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.is_dir():
            yield from _written(file)
        elif file.name.endswith(".yaml"):
            yield file


async def _publish(services: Sequence[Part], password: str, keys: Mapping[UnitCode, PublicKeys]) -> None:
    city = demo_city()
    capital = next(unit.code for unit in city.units if unit.parent is None)
    url = next(part.url for part in services if capital in (part.units or ()))
    async with httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as client:
        try:
            await publish_demo(Api(client, password), city, demo_catalogue(), keys, capital)
        except ProblemAnswered as problem:
            raise DemoNotLoaded(f"the demo city cannot be published here: {problem}. {_remedy(problem)}") from problem


async def _authorise(services: Sequence[Part], password: str) -> None:
    city = demo_city()
    for letters in city.letters:
        url = next(part.url for part in services if letters.unit in (part.units or ()))
        async with httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as client:
            try:
                await grant_letters(Api(client, password), city, letters)
            except ProblemAnswered as problem:
                raise DemoNotLoaded(
                    f"the demo letters cannot be granted here: {problem}. Begin anew with `liandong down --wipe`."
                ) from problem


def _remedy(problem: ProblemAnswered) -> str:
    if problem.code == "catalogue.edition-exists":
        return "Give the changed demo catalogue a new edition, or begin anew with `liandong down --wipe`."
    if problem.status == 401:
        return "The demo accounts have other passwords: begin anew with `liandong down --wipe`."
    return "See `liandong logs city-center`."


async def _all_ready(client: httpx.AsyncClient, services: Sequence[Part]) -> None:
    deadline = monotonic() + READY_WITHIN_SECONDS
    while missing := await unready(client, services):
        if monotonic() > deadline:
            said = "; ".join(
                f"{name} {probe}: {why}" for name, found in missing.items() for probe, why in found.items()
            )
            raise DemoNotLoaded(f"not ready within {READY_WITHIN_SECONDS} s: {said}")
        await asyncio.sleep(LOOK_EVERY_SECONDS)


def _said(missing: Mapping[str, Mapping[str, str]]) -> str:
    return "; ".join(f"{name} {probe}: {why}" for name, probes in missing.items() for probe, why in probes.items())


async def unready(client: httpx.AsyncClient, services: Sequence[Part]) -> dict[str, dict[str, str]]:
    """What the services that are not ready still miss: by name of the service, then of the probe."""
    found = await asyncio.gather(*(_misses(client, part) for part in services))
    return {part.name: misses for part, misses in zip(services, found, strict=True) if misses}


async def _misses(client: httpx.AsyncClient, part: Part) -> dict[str, str]:
    try:
        answer = await client.get(f"{part.url}/readyz")
        probes: dict[str, str] = {} if answer.is_success else answer.json()["probes"]
    except (httpx.HTTPError, ValueError, KeyError) as fault:
        return {"http": type(fault).__name__}
    return {name: said for name, said in probes.items() if said != "ok"}
