"""What a problem document looks like (RFC 9457), and the refusals the edge itself makes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from liandong.infrastructure.http.trace import current_trace
from liandong.terms.refusal import Pointer

MEDIA_TYPE = "application/problem+json"

TITLES: Mapping[int, tuple[str, str]] = {
    400: ("请求格式有误", "Bad Request"),
    401: ("尚未登录", "Unauthorized"),
    403: ("无权办理", "Forbidden"),
    404: ("没有找到", "Not Found"),
    405: ("不支持此操作", "Method Not Allowed"),
    409: ("当前状态不允许", "Conflict"),
    412: ("内容已被他人更新", "Precondition Failed"),
    413: ("请求内容过大", "Content Too Large"),
    415: ("内容类型不支持", "Unsupported Media Type"),
    422: ("填写内容不符合要求", "Unprocessable Content"),
    428: ("缺少版本条件", "Precondition Required"),
    429: ("请求过于频繁", "Too Many Requests"),
    431: ("请求头过大", "Request Header Fields Too Large"),
    500: ("系统内部错误", "Internal Server Error"),
    503: ("服务暂时不可用", "Service Unavailable"),
}

POINTER_SCHEMA = {
    "type": "object",
    "required": ["pointer", "detail"],
    "properties": {
        "pointer": {"type": "string", "description": "JSON pointer into the part named by `in`"},
        "detail": {"type": "string"},
        "in": {"type": "string", "enum": ["body", "query", "path", "header"]},
    },
    "additionalProperties": False,
}
PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "RFC 9457 problem document; `code` is stable, `detail` says what to do next.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "trace"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "code": {"type": "string", "pattern": "^[a-z0-9-]+(\\.[a-z0-9-]+)+$"},
        "basis": {"type": "string", "description": "legal basis"},
        "errors": {"type": "array", "items": POINTER_SCHEMA},
        "trace": {"type": "string", "description": "trace id, quote it to the operator"},
    },
    "additionalProperties": False,
}


class EdgeRefusal(HTTPException):
    """The edge says no before anything is decided: an HTTP status, a stable code, a sentence in Chinese."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, str]] = (),
    ) -> None:
        super().__init__(status, detail, headers)
        self.code = code
        self.errors = errors


def unauthenticated(code: str, detail: str) -> EdgeRefusal:
    """A 401 with the challenge the standard asks for (RFC 6750)."""
    error = "" if code == "identity.token-missing" else ', error="invalid_token"'
    return EdgeRefusal(401, code, detail, headers={"WWW-Authenticate": f'Bearer realm="liandong"{error}'})


def problem(description: str) -> dict[str, Any]:
    """The OpenAPI declaration of a problem response, for `responses={status: problem("…")}`."""
    return {
        "description": description,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def pointed(error: Pointer) -> dict[str, str]:
    """A field at fault as it is shown in `errors`."""
    return {"pointer": error.pointer, "detail": error.detail, "in": "body"}


def problem_response(
    status: int,
    code: str,
    detail: str,
    *,
    basis: str | None = None,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    english: bool = False,
) -> Response:
    """The one shape in which any refusal leaves the platform."""
    document: dict[str, Any] = {
        "type": f"urn:liandong:problem:{code}",
        "title": TITLES[status][1 if english else 0],
        "status": status,
        "detail": detail,
        "code": code,
        "trace": current_trace(),
    }
    if basis is not None:
        document["basis"] = basis
    if errors:
        document["errors"] = list(errors)
    body = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, headers=dict(headers or {}) | {"Content-Language": "zh-CN"}, media_type=MEDIA_TYPE)
