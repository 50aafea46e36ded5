"""办理进度: an applicant with number and secret sees what happened, what comes next and by when; on any telephone."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.pages.failing import Failure, failure_of
from liandong.application.pages.rendering import rendered, said_in
from liandong.application.pages.route import PageRouter
from liandong.application.pages.typed import read_typed
from liandong.casework.api.tracking import TrackingIn, tracked
from liandong.casework.pages.names import COUNTED
from liandong.infrastructure.http import EdgeRefusal, public
from liandong.infrastructure.http.quota import Quotas, quotas_of

router = PageRouter(prefix="/track")

PUBLIC = public("an applicant has no account: the secret is the key, with a quota per address and number")
Here = Annotated[Desk, Depends(desk_of)]
Limits = Annotated[Quotas, Depends(quotas_of)]
UNREADABLE = Failure(
    status=422,
    code="tracking.not-found",
    reason="编号或查询码的写法不对，请对照受理凭证核对",
    field="number",
)


@router.get("", dependencies=[PUBLIC])
async def show_tracking(
    request: Request,
    desk: Here,
    quotas: Limits,
    number: Annotated[str, Query(max_length=64)] = "",
    secret: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """The form; with number and secret, as the QR code of the receipt gives them, the answer at once."""
    if not number or not secret:
        return _form(request, number)
    return await _answered(request, number, secret, desk, quotas)


@router.post("", dependencies=[PUBLIC])
async def ask_tracking(request: Request, desk: Here, quotas: Limits) -> Response:
    """By POST, so that the secret stands in no address.

    Wherever it comes from: it changes nothing, and a page that names no referrer has no origin to name either.
    """
    typed = await read_typed(request)
    return await _answered(request, typed.one("number") or "", typed.one("secret") or "", desk, quotas)


async def _answered(request: Request, number: str, secret: str, desk: Desk, quotas: Quotas) -> Response:
    try:
        asked = TrackingIn(number=number, secret=secret)
    except ValidationError:
        return _form(request, number, UNREADABLE)
    try:
        found, headers = await tracked(request, asked, desk, quotas, said_in(request))
    except EdgeRefusal as refusal:
        told = _form(request, number, failure_of(refusal))
        told.headers.update(refusal.headers or {})
        return told
    shown = rendered(request, "track.html", found=found, counted=COUNTED[found.limit_unit])
    shown.headers.update(headers)
    return _kept_nowhere(shown)


def _form(request: Request, number: str, failure: Failure | None = None) -> Response:
    status = 200 if failure is None else failure.status
    return _kept_nowhere(rendered(request, "track_form.html", status=status, number=number, failure=failure))


def _kept_nowhere(answer: Response) -> Response:
    """The address may hold the secret: it goes into no other site's log, and the page into no cache."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
