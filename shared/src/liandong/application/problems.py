"""Every way of saying no leaves as one problem document: refusals, bad requests, outages, mistakes of ours."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from asyncpg import InterfaceError, PostgresError
from asyncpg.exceptions import (
    DeadlockDetectedError,
    InsufficientResourcesError,
    LockNotAvailableError,
    QueryCanceledError,
    SerializationError,
)
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from liandong.application.handler import StaleVersion
from liandong.application.sentences import sentence_of
from liandong.infrastructure.database import UNREACHABLE
from liandong.infrastructure.http.entrance import note
from liandong.infrastructure.http.etag import etag
from liandong.infrastructure.http.problem import EdgeRefusal, pointed, problem_response
from liandong.infrastructure.http.problem_page import prefers_english, refused
from liandong.terms.refusal import Nature, Refused

log = structlog.stdlib.get_logger("liandong.problems")

STATUS: Mapping[Nature, int] = {
    Nature.INVALID: 422,
    Nature.CONFLICT: 409,
    Nature.FORBIDDEN: 403,
    Nature.NOT_FOUND: 404,
    Nature.UNAVAILABLE: 503,
}
FRAMEWORK: Mapping[int, tuple[str, str]] = {
    400: ("request.malformed", "请求内容无法读取，请检查格式"),
    404: ("request.no-such-path", "没有这个地址，请回到首页；接口请对照 /docs 检查"),
    405: ("request.method-not-allowed", "这个地址不支持该方法"),
    413: ("request.too-large", "请求内容过大"),
    415: ("request.media-type", "请以 application/json 提交"),
}
OVERLOADED = (
    InsufficientResourcesError,
    LockNotAvailableError,
    QueryCanceledError,
    DeadlockDetectedError,
    SerializationError,
)
"""The database is there but cannot do it now; nothing was saved."""
RETRY = {"Retry-After": "2"}
PLACES = frozenset({"body", "query", "path", "header"})


def render_problems(app: FastAPI) -> None:
    """Register the rendering of every exception that has an answer; what has none goes to `last_resort`."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(StaleVersion, _stale)
    app.add_exception_handler(EdgeRefusal, _edge)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _framework)
    for sort in (*UNREACHABLE, *OVERLOADED):
        app.add_exception_handler(sort, _unreachable)


def last_resort(scope: Scope, error: Exception) -> Response:
    """What nobody foresaw: logged with its trace, told without its insides."""
    log.error("unexpected", exc_info=error, path=scope["path"], method=scope["method"])
    note(scope, code="internal.unexpected")
    return refused(scope, 500, "internal.unexpected", "系统出现意外错误，未保存任何内容；请把 trace 告知运维人员")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    headers = RETRY if error.nature is Nature.UNAVAILABLE else None
    errors = [pointed(each) for each in error.errors]
    return _say(
        request.scope,
        STATUS[error.nature],
        error.code,
        error.reason,
        basis=error.basis,
        errors=errors,
        headers=headers,
    )


async def _edge(request: Request, error: Exception) -> Response:
    assert isinstance(error, EdgeRefusal)
    return _say(request.scope, error.status_code, error.code, error.detail, errors=error.errors, headers=error.headers)


async def _stale(request: Request, error: Exception) -> Response:
    assert isinstance(error, StaleVersion)
    headers = {"ETag": etag(error.current)}
    return _say(request.scope, 412, "etag.stale", "内容已被他人更新，请重新读取后再提交", headers=headers)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if isinstance(error.body, bytes) and error.body:
        return _say(request.scope, 415, *FRAMEWORK[415])
    errors = [_pointer(each) for each in error.errors()]
    return _say(request.scope, 422, "request.invalid", "填写内容不符合要求，请按所列各项更正", errors=errors)


async def _framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, detail = FRAMEWORK.get(error.status_code, ("request.refused", "请求不能处理"))
    note(request.scope, code=code)
    return refused(request.scope, error.status_code, code, detail, error.headers)


async def _unreachable(request: Request, error: Exception) -> Response:
    if isinstance(error, InterfaceError) and "clos" not in str(error):  # misuse of the driver, not a lost connection
        return last_resort(request.scope, error)
    sqlstate = error.sqlstate if isinstance(error, PostgresError) else None
    log.error("database unavailable", error=type(error).__name__, sqlstate=sqlstate, path=request.scope["path"])
    return _say(request.scope, 503, "database.unavailable", "服务暂时不可用，请稍后用同一请求重试", headers=RETRY)


def _say(
    scope: Scope,
    status: int,
    code: str,
    detail: str,
    *,
    basis: str | None = None,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    note(scope, code=code)
    return problem_response(
        status, code, detail, basis=basis, errors=errors, headers=headers, english=prefers_english(scope)
    )


def _pointer(error: Mapping[str, Any]) -> dict[str, str]:
    place, *steps = error["loc"] or ("body",)
    pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
    return {"pointer": pointer, "detail": sentence_of(error), "in": place if place in PLACES else "body"}
