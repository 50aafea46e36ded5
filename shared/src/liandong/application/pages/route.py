"""A route that answers with a page: whatever goes wrong on it is told as a page, too."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.handler import StaleVersion
from liandong.application.pages.failing import failed
from liandong.application.pages.typed import let_go
from liandong.application.problems import OVERLOADED
from liandong.infrastructure.database import UNREACHABLE
from liandong.infrastructure.http.router import EdgeRoute, Router
from liandong.terms.refusal import Refused

TOLD = (Refused, StaleVersion, RequestValidationError, HTTPException, *UNREACHABLE, *OVERLOADED)


class PageRoute(EdgeRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await inner(request)
            except TOLD as error:
                return failed(request, error)
            finally:
                await let_go(request)

        return handle


class PageRouter(Router):
    """A Router of pages; they are not part of the documented API."""

    def __init__(self, *, prefix: str = "") -> None:
        super().__init__(prefix=prefix, tags=["页面"], include_in_schema=False)
        self.route_class = PageRoute
