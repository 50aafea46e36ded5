"""文书 of a joint approval: receipt, joint acceptance, a notice for each share, the record of dispatch."""

from typing import Annotated

from fastapi import Depends
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.documents import handing
from liandong.casework.documents.handing import FILE, HandOverIn, IssueIn, JointNumber, Paper, Sort
from liandong.casework.documents.issuing import Matter
from liandong.casework.documents.shown import DocumentOut, DocumentsOut, SealOut, seal_out
from liandong.casework.repositories import JOINTS
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, Router
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/joints/{joint}/documents", tags=["文书"])

Reader = Annotated[Principal, Permitted(Action.DOCUMENT_READ)]
Here = Annotated[Desk, Depends(desk_of)]


def matter(principal: Principal, joint: str) -> Matter:
    return Matter(repository=JOINTS, unit=principal.unit, number=joint)


@router.get("", operation_id="listJointDocuments", summary="联办件文书", response_model=DocumentsOut)
async def list_documents(principal: Reader, joint: JointNumber, desk: Here) -> Response:
    """The documents issued for the joint approval, and those its acts still call for."""
    return await handing.list_of(desk, matter(principal, joint))


@router.post("/{type}", operation_id="issueJointDocument", summary="开具联办文书", response_model=DocumentOut)
async def issue_document(
    principal: Annotated[Principal, Permitted(Action.DOCUMENT_ISSUE)],
    joint: JointNumber,
    type: Sort,  # noqa: A002  # as the path has it
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: IssueIn,
    desk: Here,
) -> Response:
    """Numbers, seals and issues the document of an act; asked again it is the same document."""
    return await handing.issued(desk, principal, matter(principal, joint), type, body, idempotency)


@router.get("/{document}.pdf", operation_id="downloadJointDocument", summary="联办文书文件", responses=FILE)
async def download_document(principal: Reader, joint: JointNumber, document: Paper, desk: Here) -> Response:
    """The file as it was issued, byte for byte."""
    return await handing.file_of(desk, matter(principal, joint), document)


@router.get("/{document}", operation_id="getJointDocument", summary="联办文书详情", response_model=DocumentOut)
async def get_document(principal: Reader, joint: JointNumber, document: Paper, desk: Here) -> Response:
    """One document with its ETag."""
    return await handing.one(desk, matter(principal, joint), document)


@router.get("/{document}/seal", operation_id="getJointDocumentSeal", summary="联办文书签名")
async def get_seal(principal: Reader, joint: JointNumber, document: Paper, desk: Here) -> SealOut:
    """The detached seal that goes with the file."""
    found, _ = await handing.shown(desk, matter(principal, joint), document)
    return seal_out(found)


@router.post(
    "/{document}/delivery",
    operation_id="deliverJointDocument",
    summary="登记联办文书送达",
    response_model=DocumentOut,
)
async def deliver_document(
    principal: Annotated[Principal, Permitted(Action.DOCUMENT_DELIVER)],
    joint: JointNumber,
    document: Paper,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: HandOverIn,
    desk: Here,
) -> Response:
    """Records how, when and to whom the paper was handed over."""
    return await handing.handed_over(
        desk, principal, matter(principal, joint), document, body, expects=expects, idempotency=idempotency
    )
