"""登录 and 退出: the session begins with the issuer's token and ends when it is put away."""

from dataclasses import replace
from typing import Annotated
from urllib.parse import quote

from fastapi import Query
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from liandong.application.pages.failing import UNAVAILABLE, Failure, failure_of, sign_in_page
from liandong.application.pages.permission import must_come_from_here
from liandong.application.pages.route import TOLD, PageRouter
from liandong.application.pages.session import begin, end, session_of
from liandong.application.pages.typed import Typed, read_typed
from liandong.application.pages.waiting import form_behind, ready_to_send
from liandong.application.sign_in import TokenIn, identity_of
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.http import EdgeRefusal, public
from liandong.infrastructure.identity.login import wrong_credentials

router = PageRouter()

Wanted = Annotated[str, Query(max_length=2_000)]
LONGEST_COOKIE = 3_800
"""Characters of a session that every browser keeps."""


@router.get("/sign-in", dependencies=[public("one cannot have a session before this")])
async def show_sign_in(request: Request, to: Wanted = "/") -> Response:
    return sign_in_page(request, local(to))


@router.post("/sign-in", dependencies=[public("one cannot have a session before this; limited per account")])
async def sign_in(request: Request) -> Response:
    must_come_from_here(request)
    typed = await read_typed(request)
    onward = local(typed.one("_to") or "/")
    waiting = form_behind(typed)
    try:
        token = await _token(request, typed)
    except TOLD as refusal:
        failure = failure_of(refusal)
        if failure.code == UNAVAILABLE:
            failure = replace(failure, reason="服务暂时不可用，还不能登录；请稍候再输入密码登录")
        return sign_in_page(request, onward, waiting=waiting, failure=failure, username=typed.one("username") or "")
    if waiting.fields:
        answer = ready_to_send(request, onward, waiting, token)
    else:
        answer = RedirectResponse(f"/sign-in/done?to={quote(onward)}", 303)
    begin(request, answer, token)
    return answer


@router.get("/sign-in/done", dependencies=[public("tells only whether the browser kept the session")])
async def signed_in(request: Request, to: Wanted = "/") -> Response:
    """On to where he wanted to go; a browser that keeps no session over plain HTTP is told so."""
    if session_of(request) is not None:
        return RedirectResponse(local(to), 303)
    return sign_in_page(request, local(to), failure=NOT_KEPT)


@router.post("/sign-out", dependencies=[public("ends a session, whoever has one")])
async def sign_out(request: Request) -> Response:
    must_come_from_here(request)
    answer = RedirectResponse("/sign-in", 303)
    end(request, answer)
    return answer


NOT_KEPT = Failure(
    status=400,
    code="identity.session-not-kept",
    reason="浏览器没有保存登录状态：请改用 https 地址访问（本机可用 localhost），并允许 Cookie",
)


def local(wanted: str) -> str:
    """An address of this site; anything else becomes the front page."""
    return wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable() else "/"


async def _token(request: Request, typed: Typed) -> str:
    identity = identity_of(request)
    if identity.login is None or identity.issuer is None:
        raise EdgeRefusal(404, "identity.external", "本实例使用外部统一身份认证，请到该处登录")
    password = next((text for name, text in typed.fields if name == "password"), "")  # blanks around it are part of it
    try:
        form = TokenIn(grant_type="password", username=typed.one("username") or "", password=password)
    except ValidationError:
        raise wrong_credentials() from None
    now = real_now()
    principal = await identity.login.check(form.username, form.password, at=now)
    return identity.issuer.issue(principal, now=now.timestamp())
