"""A service as a process: `python -m city_center [serve | migrate | verify --json]`."""

import argparse
import asyncio
import gc
import json
import socket
import sys
from collections.abc import Callable, Coroutine, Mapping
from importlib import import_module
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from liandong.application.kept import Kept
from liandong.application.verify import verify_journals
from liandong.infrastructure.identity.identity import StartRefused
from liandong.infrastructure.logs import configure_logs
from liandong.infrastructure.settings import Settings

GRACE_SECONDS = 3

Verify = Callable[[Settings], Coroutine[Any, Any, dict[str, Any]]]
"""Recomputes what a service holds beside its journals; a JSON-able report with its `violations`."""


def run(kept: Kept, verify: Verify | None = None, arguments: list[str] | None = None) -> int:
    """The exit status: 0, 1 if the check found violations, 2 if the start was refused with a sentence."""
    parser = argparse.ArgumentParser(prog=f"python -m {kept.module}", description=f"liandong {kept.name}")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("serve", help="answer requests (the default)")
    commands.add_parser("migrate", help="bring the database to this program's schema")
    check = commands.add_parser("verify", help="recompute chains and histories")
    check.add_argument("--json", action="store_true")
    check.add_argument("--at", type=json.loads, help='how far a witness has heard: {"610113": 42}')
    asked = parser.parse_args(arguments)
    settings = Settings()  # type: ignore[call-arg]  # from the environment
    configure_logs(json=settings.log_json, level=settings.log_level, service=kept.name)
    try:
        match asked.command:
            case "migrate":
                asyncio.run(_migrate(kept, settings))
            case "verify":
                report = asyncio.run(_verify(kept, settings, asked.at) if verify is None else verify(settings))
                print(json.dumps(report, ensure_ascii=False, indent=None if asked.json else 2))
                return 1 if report["violations"] else 0
            case _:
                _serve(kept, settings)
    except StartRefused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


async def _verify(kept: Kept, settings: Settings, at: Mapping[str, int] | None) -> dict[str, Any]:
    return (await verify_journals(kept.name, settings, kept.repositories, at)).as_json()


async def _migrate(kept: Kept, settings: Settings) -> None:
    if settings.owner_database_url is None:
        raise StartRefused("set LIANDONG_OWNER_DATABASE_URL: migrations run as the owner of the database")
    from liandong.infrastructure.migrate import upgrade  # alembic is a third of a start, and only needed here

    role = settings.database_url.get_secret_value().split("//", 1)[1].split(":", 1)[0]
    await upgrade(settings.owner_database_url.get_secret_value(), role, kept.packages)


def _serve(kept: Kept, settings: Settings) -> None:
    gc.disable()  # nothing of what a start makes is ever garbage: looking for it is a sixth of a start
    app = import_module(f"{kept.module}.app").create_app(settings)
    gc.enable()
    gc.freeze()
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
    )
    given = None if settings.listen_fd is None else [socket.socket(fileno=settings.listen_fd)]
    _Server(config, app).run(given)


class _Server(uvicorn.Server):
    """Tells open streams that the service stops; otherwise it would wait for them."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._app.state.stopping = True
        super().handle_exit(sig, frame)
