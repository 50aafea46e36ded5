"""Where a received case stands, as its page shows it: what is missing, what may be done, its papers, how to track."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

import segno
from starlette.requests import Request

from liandong.application.desk import Desk
from liandong.application.pages.typed import NOTHING_TYPED
from liandong.application.pages.visitor import Visitor
from liandong.casework.api.shown import CaseOut, case_out
from liandong.casework.documents.api import list_documents
from liandong.casework.pages.acts import open_to
from liandong.casework.pages.bridge import call
from liandong.casework.pages.names import COUNTED
from liandong.casework.queries import get
from liandong.casework.repositories import CASES
from liandong.domain.case.limits import notice_due
from liandong.domain.case.rules.intake import missing_materials
from liandong.domain.case.rules.tolerance import tolerable_missing
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status, Verb
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Denied, decide
from liandong.terms.principal import Principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """How the applicant asks after his case: the secret, and the address with both as a QR code (SVG)."""

    secret: str
    address: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`missing` are required, `tolerable` may be owed; codes of materials by name in `names`, all of the entry's.

    `counted` says from when the limit runs; `notice_by` is the last day to tell once, until the case is accepted.
    `papers` is None for whom they are not.
    """

    case: CaseOut
    may: frozenset[Verb]
    may_read: bool
    names: Mapping[str, str]
    missing: Sequence[str]
    tolerable: Sequence[str]
    notice_by: date | None
    tracking: Tracking | None
    counted: str
    may_give_secret: bool
    may_issue: bool
    papers: Any


async def standing_of(request: Request, visitor: Visitor, desk: Desk, number: str, secret: str | None) -> Standing:
    """Raises Refused(NOT_FOUND) for a number that is not this unit's."""
    principal = visitor.principal
    loaded = await get(desk.pool, CASES, principal.unit, number, desk.keys[principal.unit])
    case = loaded.state
    assert case is not None, "get raises"
    papers = await call(list_documents, request, visitor, NOTHING_TYPED, None, {}, case=number)
    return Standing(
        case=case_out(case, loaded.version),
        may=frozenset(open_to(principal, case)),
        may_read=may(principal, Action.CASE_READ),
        names={material.code: material.name for material in case.entry.materials},
        missing=missing_materials(case.entry, case.materials),
        tolerable=tolerable_missing(case),
        notice_by=notice_due(case, desk.given(principal)) if case.status is Status.RECEIVED else None,
        tracking=None if secret is None else tracking_of(request, desk, case, secret),
        counted=COUNTED[case.entry.limit_unit],
        may_give_secret=may(principal, Action.TRACKING_GIVE) and case.asked_by is None,
        may_issue=may(principal, Action.DOCUMENT_ISSUE),
        papers=papers.body,
    )


def may(principal: Principal, action: Action) -> bool:
    return not isinstance(decide(principal, action), Denied)


def tracking_of(request: Request, desk: Desk, case: Case, secret: str) -> Tracking:
    where = desk.settings.public_url or str(request.base_url)
    address = f"{where.rstrip('/')}/track?{urlencode({'number': case.id, 'secret': secret})}"
    code = segno.make_qr(address, error="m").svg_inline(omitsize=True, border=2)
    return Tracking(secret=secret, address=address, code=code)
