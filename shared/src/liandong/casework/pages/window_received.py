"""收件之后: where the case stands, its number and secret, its papers, and what the window may do with it next."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

from fastapi import Depends, Path
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from liandong.application.desk import Desk, desk_of
from liandong.application.pages.failing import Failure
from liandong.application.pages.permission import SignedIn
from liandong.application.pages.rendering import rendered
from liandong.application.pages.route import PageRouter
from liandong.application.pages.typed import typed_of
from liandong.application.pages.visitor import Visitor
from liandong.casework.api.intake import (
    AcceptIn,
    NoticeIn,
    RefuseIn,
    ReturnIn,
    accept_case,
    refuse_acceptance,
    request_correction,
    return_case,
)
from liandong.casework.api.tracking_secrets import give_case_secret
from liandong.casework.pages.bridge import Endpoint, Fields, call, new_key
from liandong.casework.pages.choices import CHOICES
from liandong.casework.pages.window_standing import standing_of
from liandong.casework.tracking.secrets import opens
from liandong.domain.case.commands import RefusalGround, ReturnGround
from liandong.domain.case.rules.powers import must_be_allowed
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import NOTHING_KNOWN
from liandong.infrastructure.http import In
from liandong.infrastructure.http.fields import Code

router = PageRouter(prefix="/window/received/{case}")

FIELDS: Final[Fields] = {
    "accept.undertaking": "补齐承诺书编号",
    "notice.lines": "需要补正的材料",
    "notice.text": "补充说明",
    "refuse.ground": "不予受理的情形",
    "refuse.text": "理由和去向",
    "return.ground": "退回的情形",
    "return.text": "说明",
}
SECRET: Final = "__Secure-liandong-secret"  # noqa: S105  # the name of the cookie
SECRET_SECONDS: Final = 900
"""So long the secret is shown with its case in the browser that received it; it is told to nobody else."""
Number = Annotated[Code, Path()]
Here = Annotated[Desk, Depends(desk_of)]


@router.get("")
async def show_received(
    visitor: Annotated[Visitor, SignedIn(Action.CASE_RECEIVE)], request: Request, case: Number, desk: Here
) -> Response:
    """To whoever may read cases; to others while their browser holds the secret of this one, which they received."""
    secret = request.cookies.get(SECRET)
    if secret is None or not await opens(desk.pool, desk.keys, visitor.principal.unit, case, secret):
        must_be_allowed(visitor.principal, Action.CASE_READ, NOTHING_KNOWN)
    return await received_page(request, visitor, desk, case, (), 200, secret)


@router.post("/accept")
async def accept(
    visitor: Annotated[Visitor, SignedIn(Action.CASE_ACCEPT)], request: Request, case: Number, desk: Here
) -> Response:
    """受理, under an undertaking 容缺受理."""
    return await _act(request, visitor, desk, case, accept_case, AcceptIn, "accept.")


@router.post("/notice")
async def notice(
    visitor: Annotated[Visitor, SignedIn(Action.CASE_NOTICE)], request: Request, case: Number, desk: Here
) -> Response:
    """一次性告知."""
    return await _act(request, visitor, desk, case, request_correction, NoticeIn, "notice.")


@router.post("/refuse")
async def refuse(
    visitor: Annotated[Visitor, SignedIn(Action.CASE_REFUSE)], request: Request, case: Number, desk: Here
) -> Response:
    """不予受理."""
    return await _act(request, visitor, desk, case, refuse_acceptance, RefuseIn, "refuse.")


@router.post("/return")
async def send_back(
    visitor: Annotated[Visitor, SignedIn(Action.CASE_RETURN)], request: Request, case: Number, desk: Here
) -> Response:
    """退回."""
    return await _act(request, visitor, desk, case, return_case, ReturnIn, "return.")


@router.post("/secret")
async def give_secret_anew(
    visitor: Annotated[Visitor, SignedIn(Action.TRACKING_GIVE)], request: Request, case: Number, desk: Here
) -> Response:
    """补发查询码: the one before no longer works."""
    called = await call(give_case_secret, request, visitor, typed_of(request), None, FIELDS, case=case)
    if not called.done:
        return await received_page(request, visitor, desk, case, called.failures, called.status, None)
    answer = on_to(case)
    tell_secret(answer, case, called.body["tracking_secret"])
    return answer


async def _act(
    request: Request, visitor: Visitor, desk: Desk, case: str, endpoint: Endpoint, model: type[In], before: str
) -> Response:
    called = await call(endpoint, request, visitor, typed_of(request), model, FIELDS, before=before, case=case)
    if called.done:
        return on_to(case)
    secret = request.cookies.get(SECRET)
    return await received_page(request, visitor, desk, case, called.failures, called.status, secret)


async def received_page(
    request: Request,
    visitor: Visitor,
    desk: Desk,
    number: str,
    errors: Sequence[Failure],
    status: int,
    secret: str | None,
) -> Response:
    """The page of a case that the window has received; with what was refused, and what was typed for it."""
    standing = await standing_of(request, visitor, desk, number, secret)
    told: Mapping[str, Any] = {
        "standing": standing,
        "errors": errors,
        "typed": typed_of(request),
        "new_key": new_key,
        "refusal_grounds": CHOICES[RefusalGround].items(),
        "return_grounds": CHOICES[ReturnGround].items(),
    }
    answer = rendered(request, "window_received.html", status=status, **told)
    if secret is not None:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def on_to(number: str) -> Response:
    """To the page of the case, by an address that can be opened again."""
    return RedirectResponse(f"/window/received/{number}", 303)


def tell_secret(answer: Response, number: str, secret: str | None) -> None:
    """Lets the browser that received the case show the secret on its page for a while."""
    if secret is not None:
        path = f"/window/received/{number}"
        answer.set_cookie(
            SECRET, secret, max_age=SECRET_SECONDS, path=path, secure=True, httponly=True, samesite="strict"
        )
