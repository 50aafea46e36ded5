"""文书 at the window: issued by one press, opened as the file it is."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from liandong.application.desk import Desk, desk_of
from liandong.application.pages.permission import SignedIn
from liandong.application.pages.route import PageRouter
from liandong.application.pages.typed import typed_of
from liandong.application.pages.visitor import Visitor
from liandong.casework.documents.api import download_document, issue_document
from liandong.casework.documents.handing import CaseNumber, IssueIn, Paper, Sort
from liandong.casework.pages.bridge import call
from liandong.casework.pages.window_received import SECRET, received_page
from liandong.domain.powers.actions import Action

router = PageRouter(prefix="/window/received/{case}/papers")

Here = Annotated[Desk, Depends(desk_of)]


@router.post("/{type}")
async def issue_paper(
    visitor: Annotated[Visitor, SignedIn(Action.DOCUMENT_ISSUE)],
    request: Request,
    case: CaseNumber,
    type: Sort,  # noqa: A002  # as the API's path has it
    desk: Here,
) -> Response:
    """Issues the paper of an act, once, and opens it."""
    called = await call(issue_document, request, visitor, typed_of(request), IssueIn, {}, case=case, type=type)
    if called.done:
        paper = quote(called.body["id"], safe="")
        return RedirectResponse(f"/window/received/{quote(case)}/papers/{paper}.pdf", 303)
    secret = request.cookies.get(SECRET)
    return await received_page(request, visitor, desk, case, called.failures, called.status, secret)


@router.get("/{document}.pdf")
async def open_paper(
    visitor: Annotated[Visitor, SignedIn(Action.DOCUMENT_READ)],
    request: Request,
    case: CaseNumber,
    document: Paper,
    desk: Here,
) -> Response:
    """The file as it was issued, for a browser that has a session instead of a token."""
    return await download_document(visitor.principal, case, document, desk)
