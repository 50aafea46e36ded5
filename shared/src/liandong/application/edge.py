"""Opens the HTTP edge of a service: documentation, problems, limits, health, and its routers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI

from liandong.application.problems import last_resort, render_problems
from liandong.infrastructure.http.docs import documented_api, must_declare_all
from liandong.infrastructure.http.entrance import Entrance
from liandong.infrastructure.http.health import Probe, health_router
from liandong.infrastructure.http.metrics import Meter
from liandong.infrastructure.http.router import EdgeRoute, Router
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
    """The application of one service. `service` is its name, `title` what the documentation is headed.

    Nobody is let in before the gate of permissions is open (`permissions.open_gate`), when the database is there.
    Raises UndeclaredRoute if a route declares no permission.
    """
    meter = Meter()
    app = documented_api(title=title, version=version, description=description, lifespan=lifespan)
    for router in (*routers, health_router(service=service, version=version, probes=probes, meter=meter)):
        # A Router's routes are complete; included one by one they are found in half the time of nested routers.
        app.router.routes.extend(router.routes)
    must_declare_all(app)
    render_problems(app)
    roomy = [route for route in app.routes if isinstance(route, EdgeRoute) and route.max_body_bytes is not None]
    app.add_middleware(
        Entrance, max_body_bytes=settings.max_body_bytes, last_resort=last_resort, meter=meter, roomy=roomy
    )
    return app
