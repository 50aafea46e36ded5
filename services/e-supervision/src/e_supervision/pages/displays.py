"""大屏登记: a supervisor makes the browser he sits at a screen of the wall, or revokes one from anywhere."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from e_supervision.displays import UNSEEN_DAYS, register, registered, revoke
from e_supervision.pages.watching import is_display
from liandong.application.desk import Desk, desk_of
from liandong.application.pages.failing import Failure
from liandong.application.pages.permission import SignedIn
from liandong.application.pages.rendering import rendered
from liandong.application.pages.route import PageRouter
from liandong.application.pages.session import end
from liandong.application.pages.typed import typed_of
from liandong.application.pages.visitor import Visitor
from liandong.domain.powers.actions import Action

router = PageRouter(prefix="/wall/displays")

LONGEST_NAME = 40

Supervisor = Annotated[Visitor, SignedIn(Action.SUPERVISION_DISPLAY)]
Here = Annotated[Desk, Depends(desk_of)]


@router.get("")
async def show_displays(request: Request, visitor: Supervisor, desk: Here) -> Response:
    return await _page(request, desk)


@router.post("")
async def register_display(request: Request, visitor: Supervisor, desk: Here) -> Response:
    """This browser shows the wall from now on, and nobody is signed in at it any more."""
    name = typed_of(request).one("name") or ""
    if (failure := _wrong(name)) is not None:
        return await _page(request, desk, failure, name)
    answer = RedirectResponse("/wall", 303)
    is_display(answer, await register(desk.pool, name, visitor.principal.id))
    end(request, answer)
    return answer


@router.post("/revoke")
async def revoke_display(request: Request, visitor: Supervisor, desk: Here) -> Response:
    await revoke(desk.pool, typed_of(request).one("name") or "", visitor.principal.id)
    return RedirectResponse("/wall/displays", 303)


NO_NAME = Failure(status=422, code="display.no-name", reason="请填写大屏名称，例如安装的地点", field="name")
TOO_LONG = Failure(
    status=422, code="display.name-too-long", reason=f"大屏名称不得超过 {LONGEST_NAME} 个字，请缩短", field="name"
)
ODD = Failure(
    status=422, code="display.odd-name", reason="大屏名称含有看不见的字符或者换行，请改用文字、数字和空格", field="name"
)


def _wrong(name: str) -> Failure | None:
    if not name:
        return NO_NAME
    if len(name) > LONGEST_NAME:
        return TOO_LONG
    return None if name.isprintable() else ODD


async def _page(request: Request, desk: Desk, failure: Failure | None = None, name: str = "") -> Response:
    return rendered(
        request,
        "displays.html",
        status=200 if failure is None else failure.status,
        errors=[] if failure is None else [failure],
        name=name,
        displays=await registered(desk.pool),
        longest=LONGEST_NAME,
        days=UNSEEN_DAYS,
    )
