"""How a refusal looks to a person: the sentence, what to do, and nothing lost of what was typed."""

from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from liandong.application.handler import StaleVersion
from liandong.application.pages.rendering import rendered
from liandong.application.pages.session import session_of
from liandong.application.pages.typed import typed_of
from liandong.application.pages.visitor import form_token_of
from liandong.application.pages.waiting import NOTHING_WAITS, Waiting, ready_to_send, waiting_form
from liandong.application.problems import FRAMEWORK, STATUS
from liandong.application.sign_in import identity_of
from liandong.infrastructure.http.entrance import note
from liandong.infrastructure.http.problem import TITLES, EdgeRefusal
from liandong.infrastructure.http.trace import current_trace
from liandong.terms.refusal import Nature, Refused

log = structlog.stdlib.get_logger("liandong.pages")

TYPING = "liandong-typing"
"""A header by which a form says that it asks while it is being filled in: `hx-headers='{"Liandong-Typing": "yes"}'`."""
UNAVAILABLE = "database.unavailable"
SIGNED_IN_ANEW = "pages.signed-in-anew"
"""A form of this site, of a session that has ended; there is another by now."""
STALE = "etag.stale"
STALE_REASON = "在您填写的时候，此件已被他人处理；请核对最新情况后再提交"
AWAY_FOR_READING = "服务暂时不可用，请稍候刷新本页"
AWAY = "服务暂时不可用，没有保存任何内容；您填写的内容都在，请稍候再次提交"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What a page says of a refusal: HTTP status, stable code, sentence, legal basis, the field it is about."""

    status: int
    code: str
    reason: str
    basis: str | None = None
    field: str | None = None


def failure_of(error: Exception) -> Failure:
    match error:
        case Refused():
            return Failure(status=STATUS[error.nature], code=error.code, reason=error.reason, basis=error.basis)
        case EdgeRefusal():
            return Failure(status=error.status_code, code=error.code, reason=error.detail)
        case StaleVersion():
            return Failure(status=412, code=STALE, reason=STALE_REASON)
        case RequestValidationError():
            return Failure(status=422, code="request.invalid", reason="地址或填写的内容不符合要求，请检查后重试")
        case HTTPException():
            code, reason = FRAMEWORK.get(error.status_code, ("request.refused", "请求不能处理"))
            return Failure(status=error.status_code, code=code, reason=reason)
        case _:
            log.error("page unavailable", error=type(error).__name__)
            return Failure(status=503, code=UNAVAILABLE, reason=AWAY)


def failed(request: Request, error: Exception) -> Response:
    """The page for it: signing in where that is what is wanted, else the sentence; a form can be sent again."""
    failure = failure_of(error)
    note(request.scope, code=failure.code)
    if failure.status == 401:
        return ask_to_sign_in(request)
    session = session_of(request)
    if failure.code == SIGNED_IN_ANEW and session is not None:
        return ready_to_send(request, request.url.path, waiting_form(typed_of(request)), session, failure.status)
    waiting = waiting_form(typed_of(request)) if failure.status == 503 else NOTHING_WAITS
    if failure.code == UNAVAILABLE and not waiting.fields:
        failure = replace(failure, reason=AWAY_FOR_READING)
    # The mark of a form is of the session alone: while the database is away nobody can tell yet whose session it is.
    return rendered(
        request,
        "failed.html",
        status=failure.status,
        failure=failure,
        heading=TITLES[failure.status][0],
        waiting=waiting,
        form_token="" if session is None else form_token_of(session),
        trace=current_trace(),
    )


def ask_to_sign_in(request: Request) -> Response:
    """Off to sign in and back here; what was typed goes along and is sent afterwards."""
    if TYPING in request.headers:  # a part of a form that somebody is filling in: the form itself will ask, and be kept
        return Response(status_code=401)
    if "hx-request" in request.headers:  # a part of a page: the whole page has to go
        return Response(status_code=204, headers={"HX-Redirect": "/sign-in?to=" + quote(_page_of(request))})
    if request.method in ("GET", "HEAD"):
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?to={quote(here)}", 303)
    return sign_in_page(request, request.url.path, waiting=waiting_form(typed_of(request)), status=401)


def sign_in_page(
    request: Request,
    to: str,
    *,
    waiting: Waiting = NOTHING_WAITS,
    failure: Failure | None = None,
    username: str = "",
    status: int = 200,
) -> Response:
    """Here by password, or off to the external issuer; where pages know no way to sign in, the operator is told."""
    identity = identity_of(request)
    elsewhere = identity.login is None
    closed = elsewhere and identity.code is None
    if closed:
        failure = failure_of(no_way_in())
    status = status if failure is None else failure.status
    template = "sign_in_elsewhere.html" if elsewhere else "sign_in.html"
    return rendered(
        request,
        template,
        status=status,
        to=to,
        waiting=waiting,
        failure=failure,
        username=username,
        closed=closed,
    )


def no_way_in() -> Refused:
    """An external issuer is set, and this platform is no client of it: for the operator to put right."""
    reason = (
        "本实例使用外部统一身份认证，但没有设置客户端，不能从页面登录；请运维设置 LIANDONG_ISSUER_CLIENT_ID 后重启服务"
    )
    return Refused("identity.no-client", reason, nature=Nature.UNAVAILABLE)


def _page_of(request: Request) -> str:
    """The page a part belongs to, as htmx tells it."""
    shown = urlsplit(request.headers.get("hx-current-url", ""))
    return shown.path + (f"?{shown.query}" if shown.query else "") or "/"
