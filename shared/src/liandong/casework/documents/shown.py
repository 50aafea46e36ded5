"""How documents are shown: what everybody at the unit may know of a paper; its text is only in the file."""

from datetime import date
from typing import Any

from liandong.application.repository import Loaded
from liandong.casework.documents.past import Past
from liandong.casework.documents.seal import seal_of
from liandong.domain.documents.numbering import document_id
from liandong.domain.documents.state import Document
from liandong.domain.documents.trigger import calls_for
from liandong.domain.documents.types import BY_KIND, TYPES, DocumentKind
from liandong.events.case import DeliveryMethod
from liandong.infrastructure.http import Out


class DocumentOut(Out):
    """文书: `sequence` is the act it is about, `hash` the SHA-256 of its PDF."""

    id: str
    version: int
    of: str
    type: DocumentKind
    title: str
    number: str
    sequence: int
    entry: str
    issued_on: date
    hash: str
    template: str
    renderer: str
    delivered_on: date | None
    delivered_by: DeliveryMethod | None


class WantedOut(Out):
    """A document that an act calls for and that has not been issued."""

    type: DocumentKind
    title: str
    sequence: int


class DocumentsOut(Out):
    """What has been issued, and what could be."""

    issued: list[DocumentOut]
    wanted: list[WantedOut]


class SealOut(Out):
    """A detached seal: `signature` (base64, Ed25519) over `mark`, a NUL and the statement's canonical JSON."""

    mark: str
    statement: dict[str, Any]
    signature: str


class NumberOut(Out):
    number: str


def document_out(document: Document, version: int) -> DocumentOut:
    return DocumentOut(
        id=document.id,
        version=version,
        of=document.of,
        type=DocumentKind(document.type),
        title=BY_KIND[DocumentKind(document.type)].title,
        number=document.number,
        sequence=document.sequence,
        entry=document.entry,
        issued_on=document.issued_on,
        hash=document.hash,
        template=document.template,
        renderer=document.renderer,
        delivered_on=document.delivered_on,
        delivered_by=document.delivered_by,
    )


def shown_document(state: Any, version: int) -> object:
    return document_out(state, version).model_dump(mode="json")


def documents_out(past: Past, issued: list[Loaded[Document]]) -> DocumentsOut:
    there = {loaded.state.id for loaded in issued if loaded.state is not None}
    return DocumentsOut(
        issued=[document_out(loaded.state, loaded.version) for loaded in issued if loaded.state is not None],
        wanted=[
            WantedOut(type=sort.kind, title=sort.title, sequence=act.sequence)
            for act in past.acts
            for sort in TYPES
            if calls_for(sort, act.event) and document_id(act.after.id, act.sequence, sort) not in there
        ],
    )


def seal_out(document: Document) -> SealOut:
    return SealOut.model_validate(seal_of(document))
