"""我的待办 and 在办件: lists by remaining working time, renewed by polling; what has not changed is not sent again."""

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from liandong.application.desk import Desk, desk_of
from liandong.application.pages.permission import SignedIn
from liandong.application.pages.rendering import rendered
from liandong.application.pages.route import PageRouter
from liandong.application.pages.visitor import Visitor
from liandong.casework.api.shown import applicant_shown
from liandong.casework.inbox import MOST, Waiting, open_statuses, waiting_for
from liandong.domain.case.status import STATUS_NAMES
from liandong.domain.case.turn import WAITS_FOR_OTHERS
from liandong.domain.numbers import is_joint
from liandong.domain.powers.actions import Action
from liandong.terms.codes import CaseId

router = PageRouter()

Which = Literal["mine", "others", "open"]
Here = Annotated[Desk, Depends(desk_of)]
Looking = Annotated[Visitor, SignedIn(Action.CASE_READ)]


@router.get("/inbox")
async def show_inbox(visitor: Looking, request: Request, desk: Here, which: Which = "mine") -> Response:
    """`mine` waits for an act of his, `others` for the applicant or a third party, `open` is all that is open."""
    rows = await _rows(desk, visitor, which)
    return rendered(request, "inbox.html", which=which, most=MOST, **_told(rows))


@router.get("/inbox/rows")
async def show_rows(visitor: Looking, request: Request, desk: Here, which: Which = "mine") -> Response:
    """The rows alone, for polling: 304 while nothing in them has changed."""
    rows = await _rows(desk, visitor, which)
    tag = _tag(rows, request.headers.get("accept-language", ""))
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    answer = rendered(request, "inbox_rows.html", which=which, most=MOST, **_told(rows))
    answer.headers["ETag"] = tag
    return answer


@router.get("/find")
async def find_case(visitor: Looking, request: Request, number: Annotated[str, Query(max_length=64)] = "") -> Response:
    """On to the case or joint approval of this number, as it stands on a paper."""
    wanted = number.strip().upper()
    if not wanted:
        return RedirectResponse("/inbox", 303)
    return RedirectResponse(f"/{'joints' if is_joint(CaseId(wanted)) else 'cases'}/{quote(wanted, safe='')}", 303)


async def _rows(desk: Desk, visitor: Visitor, which: Which) -> Sequence[Waiting]:
    statuses = {"mine": None, "others": WAITS_FOR_OTHERS, "open": open_statuses()}[which]
    return await waiting_for(desk, visitor.principal, statuses)


def _told(rows: Sequence[Waiting]) -> dict[str, Any]:
    return {"rows": rows, "status_names": STATUS_NAMES, "applicant": applicant_shown}


def _tag(rows: Sequence[Waiting], language: str) -> str:
    """Over what the rows show: versions, and what is left of their clocks."""
    seen = "|".join(f"{each.case.id}:{each.version}:{each.pressing}" for each in rows)
    return f'"{hashlib.sha256(f"{language}|{seen}".encode()).hexdigest()[:24]}"'
