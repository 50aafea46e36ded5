"""How a route says who may use it: a permission, or the reason it is open to everybody."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from fastapi import Depends
from fastapi.openapi.models import HTTPBearer
from fastapi.params import Depends as Dependency
from fastapi.security.base import SecurityBase
from starlette.requests import Request


class UndeclaredRoute(Exception):
    """A route does not declare what every route must: permission or public reason, operation id, tag, summary."""


class Permission(SecurityBase):
    """A dependency that lets a principal through or refuses; `action` is what the matrix of powers is asked."""

    problems: ClassVar[Mapping[int, str]] = {
        401: "没有登录或令牌无效",
        403: "岗位无此权限",
        404: "没有找到，或不属于本单位",
    }
    parameters: ClassVar[tuple[Mapping[str, Any], ...]] = ()
    request_body: Mapping[str, Any] | None = None

    def __init__(self, action: str) -> None:
        self.action = action
        self.model = HTTPBearer(bearerFormat="JWT")
        self.scheme_name = "bearer"

    @abstractmethod
    async def __call__(self, request: Request) -> Any: ...


class Public:
    """The mark of a route open to everybody, with the reason."""

    def __init__(self, why: str) -> None:
        if not why.strip():
            raise UndeclaredRoute("a public route says why it is public")
        self.why = why

    async def __call__(self) -> None: ...


def public(why: str) -> Dependency:
    """Mark a route as open to everybody: `dependencies=[public("…")]`."""
    dependency: Dependency = Depends(Public(why))
    return dependency
