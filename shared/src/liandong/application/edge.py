"""Opens the HTTP edge of a service: documentation, problems, limits, health, and its routers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI

from liandong.application import accounts, sign_in
from liandong.application.permissions import Gate, open_gate
from liandong.application.problems import last_resort, render_problems
from liandong.infrastructure.http.docs import documented_api, must_declare_all
from liandong.infrastructure.http.entrance import Entrance
from liandong.infrastructure.http.health import Probe, health_router
from liandong.infrastructure.http.metrics import Meter
from liandong.infrastructure.http.router import Router
from liandong.infrastructure.identity.identity import Identity
from liandong.infrastructure.settings import Settings


def open_edge(
    settings: Settings,
    *,
    service: str,
    title: str,
    version: str,
    description: str,
    routers: Sequence[Router],
    probes: Mapping[str, Probe],
    lifespan: Callable[[FastAPI], Any] | None = None,
) -> FastAPI:
    """The application of one service, with signing in and accounts besides its own routers.

    `service` is its name, `title` what the documentation is headed. Nobody is let in before `admit` was called.
    Raises UndeclaredRoute if a route declares no permission.
    """
    meter = Meter()
    app = documented_api(title=title, version=version, description=description, lifespan=lifespan)
    app.include_router(health_router(service=service, version=version, probes=probes, meter=meter))
    for router in (sign_in.router, accounts.router, *routers):
        app.include_router(router)
    must_declare_all(app)
    render_problems(app)
    app.add_middleware(Entrance, max_body_bytes=settings.max_body_bytes, last_resort=last_resort, meter=meter)
    return app


def admit(app: FastAPI, identity: Identity) -> None:
    """Let principals in from here on: called once, when the database is there."""
    app.state.identity = identity
    open_gate(app.state, Gate(verifier=identity.verifier, units=identity.units))
