"""文书 of a case: issued once for each act, listed, handed over; and the number a decision is to bear."""

from typing import Annotated

from fastapi import Depends
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.documents import handing
from liandong.casework.documents.handing import FILE, CaseNumber, HandOverIn, IssueIn, Paper, Sort
from liandong.casework.documents.issuing import Matter
from liandong.casework.documents.register import take_place
from liandong.casework.documents.shown import DocumentOut, DocumentsOut, NumberOut, SealOut, seal_out
from liandong.casework.repositories import CASES
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.status import Verb
from liandong.domain.documents.numbering import decision_of, number_at, register_year, series_of
from liandong.domain.documents.types import BY_KIND, DocumentKind
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, Router
from liandong.terms.codes import CaseId
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases/{case}", tags=["文书"])

Reader = Annotated[Principal, Permitted(Action.DOCUMENT_READ)]
Here = Annotated[Desk, Depends(desk_of)]


def matter(principal: Principal, case: str) -> Matter:
    return Matter(repository=CASES, unit=principal.unit, number=case)


@router.get("/documents", operation_id="listCaseDocuments", summary="办件文书", response_model=DocumentsOut)
async def list_documents(principal: Reader, case: CaseNumber, desk: Here) -> Response:
    """The documents issued for the case, and those its acts still call for."""
    return await handing.list_of(desk, matter(principal, case))


@router.post("/documents/{type}", operation_id="issueCaseDocument", summary="开具文书", response_model=DocumentOut)
async def issue_document(
    principal: Annotated[Principal, Permitted(Action.DOCUMENT_ISSUE)],
    case: CaseNumber,
    type: Sort,  # noqa: A002  # as the path has it
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: IssueIn,
    desk: Here,
) -> Response:
    """Numbers, seals and issues the document of an act; asked again it is the same document."""
    return await handing.issued(desk, principal, matter(principal, case), type, body, idempotency)


@router.get("/documents/{document}.pdf", operation_id="downloadCaseDocument", summary="文书文件", responses=FILE)
async def download_document(principal: Reader, case: CaseNumber, document: Paper, desk: Here) -> Response:
    """The file as it was issued, byte for byte."""
    return await handing.file_of(desk, matter(principal, case), document)


@router.get("/documents/{document}", operation_id="getCaseDocument", summary="文书详情", response_model=DocumentOut)
async def get_document(principal: Reader, case: CaseNumber, document: Paper, desk: Here) -> Response:
    """One document with its ETag."""
    return await handing.one(desk, matter(principal, case), document)


@router.get("/documents/{document}/seal", operation_id="getCaseDocumentSeal", summary="文书签名")
async def get_seal(principal: Reader, case: CaseNumber, document: Paper, desk: Here) -> SealOut:
    """The detached seal that goes with the file."""
    found, _ = await handing.shown(desk, matter(principal, case), document)
    return seal_out(found)


@router.post(
    "/documents/{document}/delivery",
    operation_id="deliverCaseDocument",
    summary="登记文书送达",
    response_model=DocumentOut,
)
async def deliver_document(
    principal: Annotated[Principal, Permitted(Action.DOCUMENT_DELIVER)],
    case: CaseNumber,
    document: Paper,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: HandOverIn,
    desk: Here,
) -> Response:
    """Records how, when and to whom the paper was handed over (行政许可法 44)."""
    return await handing.handed_over(
        desk, principal, matter(principal, case), document, body, expects=expects, idempotency=idempotency
    )


@router.post("/decision-number", operation_id="proposeDecisionNumber", summary="拟决定文号", response_model=NumberOut)
async def propose_decision_number(
    principal: Annotated[Principal, Permitted(Action.CASE_DECIDE)],
    case: CaseNumber,
    _idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Here,
) -> NumberOut:
    """Takes the number the decision is to bear from the unit's register; asked again it is the same number."""
    unit, year = principal.unit, register_year(legal_day(desk.clock.now()))
    async with desk.pool.acquire() as connection:
        loaded = await CASES.load(connection, unit, case, desk.keys[unit])
    found = case_allows(loaded.state, Verb.DECIDE)
    series = series_of(desk.settings.document_marks.get(unit), unit, BY_KIND[DocumentKind.APPROVAL_DECISION])
    return NumberOut(number=number_at(await take_place(desk.pool, unit, series, year, decision_of(CaseId(found.id)))))
