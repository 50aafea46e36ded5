"""Default deny: a route that does not say who may use it cannot be registered."""

from collections.abc import Callable, Coroutine, Mapping
from inspect import isasyncgenfunction, iscoroutinefunction
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from liandong.infrastructure.http.body import StrictRequest
from liandong.infrastructure.http.declared import declared_by, dependencies_of
from liandong.infrastructure.http.fields import Filter
from liandong.infrastructure.http.marks import Permission, Public, UndeclaredRoute
from liandong.infrastructure.http.multipart import Roomy
from liandong.infrastructure.http.problem import problem

UNIT_PARAMETER: Mapping[str, Any] = {
    "name": "unit",
    "in": "path",
    "required": True,
    "description": "单位代码；须为本人所在单位且由本实例服务",
    "schema": {"type": "string", "minLength": 1, "maxLength": 64},
    "example": "610113",
}


def permission_of(route: BaseRoute) -> Permission | Public | None:
    """The permission or public mark a route was registered with; None for a route no Router made."""
    return route.permission if isinstance(route, EdgeRoute) else None


class EdgeRoute(APIRoute):
    """A route that declares its permission, and whose problem responses follow from its signature."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **given: Any) -> None:
        super().__init__(path, endpoint, **given)
        self._slashes = path.count("/")
        self.permission = self._permission()
        self.max_body_bytes = self._max_body_bytes()
        self._must_be_documented()
        self._must_be_async()
        self._declare_parameters()
        self._declare_problems()

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        # Routes are tried one after the other: most are ruled out by counting, cheaper than by their expression.
        if not scope.get("root_path") and scope["path"].count("/") != self._slashes:
            return Match.NONE, {}
        return super().matches(scope)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            return await inner(StrictRequest(request.scope, request.receive))

        return handle

    def _permission(self) -> Permission | Public:
        first, *rest = [each.call for each in self.dependant.dependencies] or [None]
        if not isinstance(first, Permission | Public):
            raise UndeclaredRoute(f"{self._name} must begin with a permission, or say why it is public")
        if any(isinstance(call, Permission | Public) for call in rest):
            raise UndeclaredRoute(f"{self._name} declares more than one permission")
        return first

    def _max_body_bytes(self) -> int | None:
        """What a request may weigh, if the route takes more than others do."""
        calls: list[object] = [each.call for each in dependencies_of(self.dependant)]
        return next((call.max_body_bytes for call in calls if isinstance(call, Roomy)), None)

    def _must_be_documented(self) -> None:
        if self.include_in_schema and not (self.operation_id and self.tags and self.summary):
            raise UndeclaredRoute(f"{self._name} needs operation_id, summary and the router's tags")

    def _must_be_async(self) -> None:
        calls = [self.endpoint, *(each.call for each in dependencies_of(self.dependant))]
        for call in calls:
            inner = getattr(call, "__call__", None)  # noqa: B004  # the bound method of a callable object
            if not any(iscoroutinefunction(each) or isasyncgenfunction(each) for each in (call, inner)):
                raise UndeclaredRoute(f"{self._name}: {call!r} is not async; a thread costs more than the work")

    def _declare_parameters(self) -> None:
        told = {param.alias for param in self.dependant.path_params}
        parameters = [dict(each) for declared in declared_by(self.dependant) for each in declared.parameters]
        if "unit" in self.param_convertors and "unit" not in told:
            parameters.insert(0, dict(UNIT_PARAMETER))
            told.add("unit")
        if missing := set(self.param_convertors) - told:
            raise UndeclaredRoute(f"{self._name} does not take {sorted(missing)} from its path")
        extra = dict(self.openapi_extra or {})
        if parameters:
            extra["parameters"] = [*parameters, *extra.get("parameters", [])]
        for declared in declared_by(self.dependant):
            if declared.request_body is not None:
                extra["requestBody"] = dict(declared.request_body)
        self.openapi_extra = extra

    def _declare_problems(self) -> None:
        problems: dict[int, str] = {}
        for declared in declared_by(self.dependant):
            problems |= declared.problems
        if self.body_field is not None:
            problems |= {400: "不是有效的 JSON", 413: "内容超过上限", 415: "内容类型不是 application/json"}
        if self._is_listing():
            problems.setdefault(400, "翻页标记无效")
        problems.setdefault(422, "填写内容不符合要求")
        if self.param_convertors:
            problems.setdefault(404, "没有找到")
        if isinstance(self.permission, Permission):
            problems.setdefault(503, "依赖的服务暂时不可用，请稍后重试")
        self.responses = {**{status: problem(why) for status, why in sorted(problems.items())}, **self.responses}

    def _is_listing(self) -> bool:
        kinds = [param.field_info.annotation for param in self.dependant.query_params]
        return any(isinstance(kind, type) and issubclass(kind, Filter) for kind in kinds)

    @property
    def _name(self) -> str:
        return f"{'/'.join(sorted(self.methods or ()))} {self.path}"


class Router(APIRouter):
    """An APIRouter that takes only routes declaring who may use them."""

    def __init__(self, *, prefix: str = "", tags: list[str], **given: Any) -> None:
        super().__init__(prefix=prefix, tags=list(tags), route_class=EdgeRoute, redirect_slashes=False, **given)
