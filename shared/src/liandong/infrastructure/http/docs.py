"""The API documentation, served without any outside host, and the OpenAPI 3.1 document behind it."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi_offline import FastAPIOffline

from liandong.infrastructure.http.marks import UndeclaredRoute
from liandong.infrastructure.http.problem import PROBLEM_SCHEMA
from liandong.infrastructure.http.router import permission_of

DOCUMENTATION = {
    "/openapi.json": "the description of the API tells nothing of any case",
    "/docs": "the page that shows that description",
    "/docs/oauth2-redirect": "part of that page",
    "/static-offline-docs": "style and script of that page",
}
"""The only paths not made by a Router, each with the reason it is public."""


def documented_api(*, title: str, version: str, description: str, lifespan: Callable[[FastAPI], Any] | None) -> FastAPI:
    """An empty API with offline documentation; routes come by `include_router`."""
    app = FastAPIOffline(
        docs_url="/docs",
        redoc_url=None,
        title=title,
        version=version,
        description=description,
        lifespan=lifespan,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = describe()
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            schemas["Problem"] = PROBLEM_SCHEMA
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the documented way to extend the document
    return app


def must_declare_all(app: FastAPI) -> None:
    """Raises UndeclaredRoute if any route of the app neither comes from a Router nor is part of the documentation."""
    for context in iter_route_contexts(app.routes):
        if permission_of(context.original_route) is None and context.path not in DOCUMENTATION:
            raise UndeclaredRoute(f"{context.path} was not registered through a Router")
