"""The services of a city behind real sockets, so that a program that knows only their documents can try them."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

import uvicorn
from fastapi import FastAPI

from tests.city import City


class _Server(uvicorn.Server):
    """Leaves the signals of the process to the one who runs the tests."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """The URL of an application whose lifespan is open already."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = _Server(uvicorn.Config(app, lifespan="off", log_config=None, access_log=False))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await serving


@asynccontextmanager
async def served_city(city: City) -> AsyncIterator[dict[str, str]]:
    """The URL of each service by instance name."""
    async with AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(served(one.app)) for name, one in city.services.items()}
