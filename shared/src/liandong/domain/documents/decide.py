"""签发 and 送达: a document is issued once for an act, and its handing over is recorded once."""

from dataclasses import dataclass
from datetime import date

from liandong.domain.case.rules.handing_out import recipient_is_recorded
from liandong.domain.case.rules.powers import must_be_allowed
from liandong.domain.circumstances import Circumstances
from liandong.domain.documents.state import Document
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Facts
from liandong.events.case import DeliveryMethod
from liandong.events.document import DocumentDelivered, DocumentIssued
from liandong.events.said import Event
from liandong.terms.codes import UnitCode
from liandong.terms.refusal import Nature, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """送达: to whom and how; `recipient` is who signed for it at the counter."""

    method: DeliveryMethod
    recipient: str | None = None


def issue(document: Document | None, printed: DocumentIssued, unit: UnitCode, given: Circumstances) -> list[Event]:
    """DocumentIssued; nothing if this act has its document already. Raises Refused."""
    if document is not None:
        return []
    must_be_allowed(given.by, Action.DOCUMENT_ISSUE, Facts(unit=unit))
    return [printed]


def hand_over(document: Document | None, command: HandOver, given: Circumstances) -> list[Event]:
    """DocumentDelivered. Raises Refused."""
    document = document_is_there(document)
    must_be_allowed(given.by, Action.DOCUMENT_DELIVER, Facts(unit=document.unit))
    not_delivered_yet(document)
    recipient_is_recorded(command.method, command.recipient)
    return [
        DocumentDelivered(
            document=document.id, method=command.method, delivered_on=given.today, recipient=command.recipient
        )
    ]


def document_is_there(document: Document | None) -> Document:
    if document is None:
        raise Refused("document.not-found", "本件没有这份文书，请核对文号", nature=Nature.NOT_FOUND)
    return document


def not_delivered_yet(document: Document) -> None:
    if document.delivered_on is not None:
        day: date = document.delivered_on
        raise Refused("document.delivered-already", f"此文书已于{day}登记送达，不必重复登记", basis="行政许可法 44")
