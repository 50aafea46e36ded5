"""Documents of a case or joint approval: numbered, sealed and issued, then handed over (domain rules R.2)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.case import DeliveryMethod
from liandong.events.said import Event
from liandong.terms.codes import CaseId, Digest, DocumentId, EventId, JointId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIssued(Event):
    """文书签发: a paper about one journalled act, in a stream of its own.

    `entry` is that act, the `sequence`-th of the matter `of`; `type` is one word of a list that grows; `hash` is the
    SHA-256 of the PDF. `printed` is what was printed, as canonical JSON: with `template` and `renderer` the same bytes
    come out again. `seal` is the unit's signature over the statement of the seal (base64).
    """

    KIND: ClassVar[str] = "document.issued"
    document: DocumentId
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
    printed: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDelivered(Event):
    """文书送达: how, when and to whom the paper was handed over (Licence Law 44)."""

    KIND: ClassVar[str] = "document.delivered"
    document: DocumentId
    method: DeliveryMethod
    delivered_on: date
    recipient: Private[str | None] = None


DOCUMENT_EVENTS: tuple[type[Event], ...] = (DocumentIssued, DocumentDelivered)
