"""What the routes of cases and of joint approvals do alike with documents."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Path
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk
from liandong.casework.documents.issuing import Matter, issue_document, read_pdf
from liandong.casework.documents.past import read_past
from liandong.casework.documents.queries import documents_of, get_document
from liandong.casework.documents.shown import documents_out, shown_document
from liandong.casework.repositories import DOCUMENTS
from liandong.domain.documents.decide import HandOver, hand_over
from liandong.domain.documents.state import Document
from liandong.domain.documents.types import DocumentKind
from liandong.events.case import DeliveryMethod
from liandong.infrastructure.http import Idempotency, In, answer
from liandong.infrastructure.http.fields import Code, DocumentNumber, Name
from liandong.terms.principal import Principal

PDF = "application/pdf"
FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "文书文件（PDF/A-2b）", "content": {PDF: {"schema": {"type": "string", "format": "binary"}}}}
}
"""What a download answers."""
CaseNumber = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
JointNumber = Annotated[Code, Path(description="联办主件编号", examples=["610100-J261123-00001"])]
Paper = Annotated[DocumentNumber, Path(description="文号或者文书标识", examples=["莲政服受〔2026〕00012号"])]
Sort = Annotated[DocumentKind, Path(description="文书种类", examples=["acceptance_notice"])]


class IssueIn(In):
    """`sequence`: which act of the history; without it the last that calls for this document."""

    sequence: Annotated[int | None, Field(strict=True, ge=1, le=1_000_000)] = None


class HandOverIn(In):
    """`recipient` is who signed for it at the counter."""

    method: DeliveryMethod
    recipient: Name | None = None


async def list_of(desk: Desk, matter: Matter) -> Response:
    past = await read_past(desk, matter.repository, matter.unit, matter.number)
    issued = await documents_of(desk, matter.unit, matter.number)
    return answer(documents_out(past, issued).model_dump(mode="json"))


async def issued(
    desk: Desk, by: Principal, matter: Matter, kind: DocumentKind, body: IssueIn, idempotency: Idempotency
) -> Response:
    """The document, new or as it was issued before."""
    handled = await issue_document(
        desk, by, matter, kind, body.sequence, idempotency=idempotency, answer=shown_document
    )
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)


async def shown(desk: Desk, matter: Matter, name: str) -> tuple[Document, int]:
    loaded = await get_document(desk, matter.unit, matter.number, name)
    assert loaded.state is not None, "found"
    return loaded.state, loaded.version


async def one(desk: Desk, matter: Matter, name: str) -> Response:
    document, version = await shown(desk, matter, name)
    return answer(shown_document(document, version), version=version)  # type: ignore[arg-type]  # a JSON object


async def file_of(desk: Desk, matter: Matter, name: str) -> Response:
    document, _ = await shown(desk, matter, name)
    pdf = await read_pdf(desk, document)
    headers = {
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(document.number)}.pdf",
        "Cache-Control": "private, no-store",
    }
    return Response(pdf, headers=headers, media_type=PDF)


async def handed_over(
    desk: Desk,
    by: Principal,
    matter: Matter,
    name: str,
    body: HandOverIn,
    *,
    expects: int,
    idempotency: Idempotency,
) -> Response:
    document, _ = await shown(desk, matter, name)
    given = desk.given(by)
    command = HandOver(method=body.method, recipient=body.recipient)
    handled = await desk.handler.handle(
        DOCUMENTS,
        document.id,
        lambda known: hand_over(known, command, given),
        by=by,
        occurred_at=given.now,
        expects=expects,
        idempotency=idempotency,
        answer=shown_document,
    )
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)
