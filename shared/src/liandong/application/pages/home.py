"""/: on to the first page this person may see."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from liandong.application.pages.route import PageRouter
from liandong.application.pages.session import session_of
from liandong.application.permissions import Gate
from liandong.infrastructure.http import EdgeRefusal, public
from liandong.terms.refusal import Nature, Refused

router = PageRouter()


@router.get("/", dependencies=[public("tells only where to go on")])
async def front_page(request: Request) -> Response:
    session = session_of(request)
    if session is None:
        return RedirectResponse("/sign-in", 303)
    gate: Gate = request.app.state.gate
    try:
        principal = await gate.verifier.principal(session)
    except EdgeRefusal:
        return RedirectResponse("/sign-in", 303)
    pages = request.app.state.pages.navigation.seen_by(principal)
    if not pages:
        raise Refused("pages.none", "本服务没有您的岗位可用的页面；请到您工作所用的服务登录", nature=Nature.FORBIDDEN)
    return RedirectResponse(pages[0].path, 303)
