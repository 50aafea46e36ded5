"""The HTTP edge all services share: what a route declares, what it may be sent, how it answers.

A route in twenty lines. The permission stands first in the signature; the router refuses at import any route that
declares none, that is not async, or that has no operation id, tag and summary::

    from liandong.application.permissions import Permitted
    from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Out, Router, answer
    from liandong.infrastructure.http.fields import Code, Day, Text

    router = Router(prefix="/v1/units/{unit}/cases", tags=["办件"])

    class AcceptIn(In):                                   # unknown members are refused with 422
        materials: tuple[Code, ...]
        remark: Text | None = None

    @router.post("/{case}/acceptance", operation_id="acceptCase", summary="受理", response_model=CaseOut)
    async def accept_case(
        principal: Annotated[Principal, Permitted(Action.CASE_ACCEPT)],   # 401, 403, 404 and {unit} come with it
        case: Annotated[Code, Path()],
        expects: Annotated[int, IfMatch],                                 # version read before: 428 missing, 412 stale
        idempotency: Annotated[Idempotency, IdempotencyKey],              # 400 missing; the handler writes its row
        body: AcceptIn,
        work: Annotated[Casework, Depends(casework)],                     # async dependencies only
    ) -> Response:
        handled = await work.accept(principal, case, body, expects=expects, idempotency=idempotency)
        return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)

`principal.unit` equals `{unit}` and is served here, so a route need not read `{unit}` itself; name `{unit}` only the
unit that owns what the path leads to. Refusals are raised (`terms.refusal.Refused`) and rendered in one place. A
listing takes `Annotated[CaseFilter, Query()]` of a `class CaseFilter(Filter)` (unknown parameters: 422)::

    BY_RECEIPT = Cursor("cases.by-receipt", datetime, str)
    after = BY_RECEIPT.read(query.cursor)                 # (datetime, str) or None; garbage: 400
    return Page(items=items, next=BY_RECEIPT.write(last.received_at, last.id) if more else None)

A route open to all says why: `@router.get("/healthz", dependencies=[public("liveness, tells nothing")], …)`.
Problem responses (401, 403, 404, 409, 412, 413, 415, 422, 428, 503 as they apply) are declared by the router from the
signature; a status of its own is added with `responses={410: problem("…")}`.
"""

from liandong.infrastructure.http.cursor import Cursor, Page
from liandong.infrastructure.http.etag import IfMatch, answer
from liandong.infrastructure.http.fields import Filter, In, Out
from liandong.infrastructure.http.idempotency import Idempotency, IdempotencyKey
from liandong.infrastructure.http.marks import public
from liandong.infrastructure.http.problem import EdgeRefusal, problem
from liandong.infrastructure.http.router import Router, permission_of

__all__ = [
    "Cursor",
    "EdgeRefusal",
    "Filter",
    "Idempotency",
    "IdempotencyKey",
    "IfMatch",
    "In",
    "Out",
    "Page",
    "Router",
    "answer",
    "permission_of",
    "problem",
    "public",
]
