"""Where an export is read from: a service of the running demo, or one named by its URL with a token of one's own."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import httpx
import typer

from liandong.cli.api import Api
from liandong.cli.demo.load import demo_city
from liandong.cli.demo.publish import username_of
from liandong.cli.stack.state import read_state
from liandong.cli.token import demo_password, url_serving
from liandong.terms.roles import Role

WITHIN_SECONDS = 60
Url = Annotated[str | None, typer.Option(help="service outside the demo, with --token-file", show_default=False)]
TokenFile = Annotated[
    Path | None, typer.Option(help="file with a bearer token", exists=True, dir_okay=False, show_default=False)
]


class WhereFrom(Exception):
    """A URL without a token, or a token without a URL."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the options say of where to read from."""

    var: Path
    url: str | None
    token_file: Path | None


@asynccontextmanager
async def reader(place: Place, unit: str | None, roles: Sequence[Role]) -> AsyncIterator[tuple[Api, str]]:
    """The service of a unit (None: supervision) and the name of somebody with the first of these roles that is there.

    Raises WhereFrom, NotRunning, NotTheDemo, LookupError with a sentence.
    """
    if (place.url is None) != (place.token_file is None):
        raise WhereFrom("name both --url and --token-file, or neither for the running demo")
    if place.url is not None and place.token_file is not None:
        token = place.token_file.read_text(encoding="utf-8").strip()
        async with _client(place.url) as client:
            yield Api.holding(client, "", token), ""
        return
    state = read_state(place.var.resolve())
    if unit is None:
        unit = next(iter(state.service("e_supervision").units or ()))
    async with _client(url_serving(state, unit)) as client:
        yield Api(client, demo_password(state)), _somebody(unit, roles)


def _client(url: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=url, timeout=WITHIN_SECONDS, trust_env=False)


def _somebody(unit: str, roles: Sequence[Role]) -> str:
    for role in roles[:-1]:
        try:
            return username_of(demo_city(), unit, role)
        except LookupError:
            continue
    return username_of(demo_city(), unit, roles[-1])
