"""统一身份认证: off to the city's own issuer to sign in, and back with its token as the session."""

import json
import secrets
from typing import Annotated, Final

from fastapi import Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from liandong.application.pages.failing import no_way_in, sign_in_page
from liandong.application.pages.permission import must_come_from_here
from liandong.application.pages.route import PageRouter
from liandong.application.pages.session import begin, cookie_name, session_of
from liandong.application.pages.signing_in import LONGEST_COOKIE, local
from liandong.application.pages.typed import read_typed
from liandong.application.pages.waiting import form_behind, ready_to_send
from liandong.application.permissions import Gate
from liandong.application.sign_in import identity_of
from liandong.infrastructure.http import EdgeRefusal, public
from liandong.infrastructure.identity.authorization import AuthorizationCode
from liandong.terms.refusal import Nature, Refused

router = PageRouter(prefix="/sign-in")

UNDER_WAY_SECONDS: Final = 600


@router.get("/issuer", dependencies=[public("one cannot have a session before this")])
async def go_to_issuer(request: Request, to: Annotated[str, Query(max_length=2_000)] = "/") -> Response:
    """What must come back unchanged is kept by the browser alone, for ten minutes."""
    state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    address = await _code(request).address(back_to=_back_to(request), state=state, verifier=verifier)
    answer = RedirectResponse(address, 303)
    kept = json.dumps({"state": state, "verifier": verifier, "to": local(to)})
    answer.set_cookie(
        _cookie(request), kept, max_age=UNDER_WAY_SECONDS, path="/", secure=True, httponly=True, samesite="lax"
    )
    return answer


@router.get("/back", dependencies=[public("one cannot have a session before this")])
async def come_back(
    request: Request,
    code: Annotated[str, Query(max_length=2_000)] = "",
    state: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """A session for the code, if it is the sign-in that this browser began; the token is verified like any other."""
    try:
        kept = json.loads(request.cookies.get(_cookie(request), ""))
        verifier, to = str(kept["verifier"]), local(str(kept["to"]))
        is_ours = secrets.compare_digest(str(kept["state"]), state)
    except (ValueError, KeyError, TypeError):
        raise _lost() from None
    if not is_ours or not code:
        raise _lost()
    token = await _code(request).token(code, back_to=_back_to(request), verifier=verifier)
    if len(token) > LONGEST_COOKIE:
        reason = "统一身份认证的令牌过长，浏览器不能保存；请运维减少令牌中的内容"
        raise EdgeRefusal(400, "identity.token-too-long", reason)
    gate: Gate = request.app.state.gate
    try:
        await gate.verifier.principal(token)
    except EdgeRefusal as refusal:  # here to sign in again would go round in circles
        reason = "统一身份认证登录的账号不能在本平台使用：令牌未写明单位和岗位，或者不是发给本平台的"
        raise Refused("identity.token-unusable", reason, nature=Nature.FORBIDDEN) from refusal
    answer = RedirectResponse(to, 303)
    begin(request, answer, token)
    answer.delete_cookie(_cookie(request), path="/", secure=True, httponly=True, samesite="lax")
    return answer


@router.post("/resume", dependencies=[public("shows a form again to whoever has a session by now")])
async def resume(request: Request) -> Response:
    """Signed in at another tab: the form that was waiting can be sent."""
    must_come_from_here(request)
    typed = await read_typed(request)
    session, waiting, to = session_of(request), form_behind(typed), local(typed.one("_to") or "/")
    if session is None:
        return sign_in_page(request, to, waiting=waiting, status=401)
    return ready_to_send(request, to, waiting, session)


def _lost() -> EdgeRefusal:
    return EdgeRefusal(400, "identity.sign-in-lost", "这次登录已经过期或者不是从本站开始的，请重新登录")


def _code(request: Request) -> AuthorizationCode:
    identity = identity_of(request)
    if identity.login is not None:
        reason = "本实例不使用外部统一身份认证，请用用户名和密码登录"
        raise Refused("identity.embedded", reason, nature=Nature.NOT_FOUND)
    if identity.code is None:
        raise no_way_in()
    return identity.code


def _back_to(request: Request) -> str:
    base = request.app.state.desk.settings.public_url or str(request.base_url)
    return f"{base.rstrip('/')}/sign-in/back"


def _cookie(request: Request) -> str:
    return f"{cookie_name(request)}-signing-in"
