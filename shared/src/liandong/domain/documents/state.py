"""A document as it stands: issued, and perhaps handed over."""

from dataclasses import dataclass, replace
from datetime import date

from liandong.domain.numbers import unit_of
from liandong.events.case import DeliveryMethod
from liandong.events.document import DocumentDelivered, DocumentIssued
from liandong.events.said import Event
from liandong.terms.codes import CaseId, Digest, DocumentId, EventId, JointId, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of the matter `of` about its `sequence`-th entry; what is printed on it stays in the journal."""

    id: DocumentId
    of: CaseId | JointId
    type: str
    number: str
    entry: EventId
    sequence: int
    issued_on: date
    hash: Digest
    seal: str
    template: str
    renderer: str
    delivered_on: date | None = None
    delivered_by: DeliveryMethod | None = None

    @property
    def unit(self) -> UnitCode:
        return unit_of(self.of)


def evolve(document: Document | None, event: Event) -> Document:
    """The document after the event. Raises TypeError for an event that is no part of a document's history."""
    match event:
        case DocumentIssued():
            return Document(
                id=event.document,
                of=event.of,
                type=event.type,
                number=event.number,
                entry=event.entry,
                sequence=event.sequence,
                issued_on=event.issued_on,
                hash=event.hash,
                seal=event.seal,
                template=event.template,
                renderer=event.renderer,
            )
        case DocumentDelivered() if document is not None:
            return replace(document, delivered_on=event.delivered_on, delivered_by=event.method)
        case _:
            raise TypeError(f"{event.KIND} cannot follow in the history of a document")
