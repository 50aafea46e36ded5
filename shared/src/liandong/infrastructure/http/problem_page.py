"""A refusal as the plainest of pages: for a browser, where it belongs to no page and no template can be relied on."""

from collections.abc import Mapping
from html import escape

from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from liandong.infrastructure.http.problem import TITLES, problem_response
from liandong.infrastructure.http.trace import current_trace

PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<p>{detail}</p>
<p>代码 Code <code>{code}</code> · 追踪号 Trace <code>{trace}</code></p>
<p><a href="/">回到首页 Front page</a></p>
</body>
</html>
"""
HEADERS = {"Content-Security-Policy": "default-src 'none'", "Cache-Control": "no-store", "Content-Language": "zh-CN"}


def refused(scope: Scope, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """A page for who asks for one, else the problem document."""
    english = prefers_english(scope)
    if b"text/html" not in _header(scope, b"accept"):
        return problem_response(status, code, detail, headers=headers, english=english)
    title = TITLES[status][1 if english else 0]
    page = PAGE.format(title=title, detail=escape(detail), code=escape(code), trace=current_trace())
    return HTMLResponse(page, status, headers={**HEADERS, **(headers or {})})


def prefers_english(scope: Scope) -> bool:
    return _header(scope, b"accept-language")[:2].lower() == b"en"


def _header(scope: Scope, name: bytes) -> bytes:
    found: bytes = next((value for known, value in scope["headers"] if known == name), b"")
    return found
