"""`liandong token`: a bearer token of a demo account, for scripts and for trying the API."""

import asyncio
from pathlib import Path

import httpx

from liandong.cli.api import Api
from liandong.cli.demo.load import demo_city
from liandong.cli.demo.publish import username_of
from liandong.cli.stack.state import State, read_state
from liandong.terms.roles import Role


class NotTheDemo(Exception):
    """Asked of a stack without demo accounts."""


def demo_password(state: State) -> str:
    """Raises NotTheDemo."""
    if state.password is None:
        raise NotTheDemo("this stack has no demo accounts: log in with an account of your own")
    return state.password


def url_serving(state: State, unit: str) -> str:
    """Raises LookupError with a sentence."""
    for part in state.services:
        if unit in (part.units or ()):
            return part.url
    raise LookupError(f"no service of this stack serves unit {unit}")


def token(var: Path, role: Role, unit: str) -> str:
    """The token of the demo account with this role at this unit. Raises NotTheDemo, NotRunning, LookupError."""
    state = read_state(var)
    password = demo_password(state)
    username = username_of(demo_city(), unit, role)

    async def fetch() -> str:
        async with httpx.AsyncClient(base_url=url_serving(state, unit), timeout=30, trust_env=False) as client:
            return await Api(client, password).token(username)

    return asyncio.run(fetch())
