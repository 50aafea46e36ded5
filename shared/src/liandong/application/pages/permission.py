"""Lets a signed-in person through to a page, and a form only from a page of ours."""

import hmac
from urllib.parse import urlsplit

from fastapi import Depends
from fastapi.params import Depends as Dependency
from starlette.requests import Request

from liandong.application.pages.failing import SIGNED_IN_ANEW
from liandong.application.pages.session import session_of
from liandong.application.pages.typed import read_typed
from liandong.application.pages.visitor import Visitor, form_token_of
from liandong.application.permissions import Gate
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Denied, decide
from liandong.infrastructure.http.entrance import note
from liandong.infrastructure.http.marks import Permission
from liandong.infrastructure.http.problem import EdgeRefusal, unauthenticated
from liandong.terms.refusal import Nature, Refused

SAFE = frozenset({"GET", "HEAD"})
FORM_TOKEN = "_token"  # noqa: S105  # the name of the field


def SignedIn(action: Action) -> Dependency:  # reads as a type in a signature
    """`visitor: Annotated[Visitor, SignedIn(Action.CASE_READ)]`, first in the signature of a page.

    401 without a session, so that the page of signing in is shown; 403 without the power, or for a form that did not
    come from a page of ours. One of ours from before he signed in anew is shown to be sent again. What was typed is
    read first: whatever the refusal, it is not lost.
    """
    dependency: Dependency = Depends(_SignedIn(action))
    return dependency


class _SignedIn(Permission):
    async def __call__(self, request: Request) -> Visitor:
        if request.method not in SAFE:
            must_come_from_here(request)
            request.state.typed = await read_typed(request)
        session = session_of(request)
        if session is None:
            raise unauthenticated("identity.token-missing", "请先登录")
        gate: Gate = request.app.state.gate
        principal = await gate.verifier.principal(session)
        note(request.scope, by=principal.id)
        visitor = Visitor(principal=principal, form_token=form_token_of(session))
        request.state.visitor = visitor
        if request.method not in SAFE:
            sent = request.state.typed.one(FORM_TOKEN) or ""
            if not hmac.compare_digest(sent.encode(), visitor.form_token.encode()):
                raise EdgeRefusal(403, SIGNED_IN_ANEW, "您已重新登录；刚才填写的内容没有提交，请核对后继续提交")
        if principal.unit not in gate.units:
            raise Refused("unit.not-here", "本实例不服务您所在的单位", nature=Nature.NOT_FOUND)
        answer = decide(principal, Action(self.action))
        if isinstance(answer, Denied):
            raise Refused(answer.code, answer.reason, basis=answer.basis, nature=Nature.FORBIDDEN)
        return visitor


def must_come_from_here(request: Request) -> None:
    """Raises EdgeRefusal 403 for a form that the browser does not say came from this very site."""
    said = request.headers.get("sec-fetch-site")
    if said is not None:
        if said != "same-origin":
            raise _from_elsewhere()
        return
    origin = urlsplit(request.headers.get("origin", ""))
    if not origin.netloc or origin.netloc != request.headers.get("host"):
        raise _from_elsewhere()


def _from_elsewhere() -> EdgeRefusal:
    return EdgeRefusal(403, "pages.from-elsewhere", "这次提交不是从本站页面发出的，没有保存；请从本站页面重新提交")
