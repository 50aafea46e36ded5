"""A document is issued once for an act, by those who may, and its delivery is recorded once."""

from dataclasses import replace

import pytest

from liandong.domain.documents.decide import HandOver, hand_over, issue
from liandong.domain.documents.state import Document, evolve
from liandong.events.case import DeliveryMethod
from liandong.events.document import DocumentDelivered, DocumentIssued
from liandong.terms.codes import Digest, DocumentId, EventId, StaffId
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused
from liandong.terms.roles import Role
from tests.unit.case.samples import CITY, DISTRICT, MONDAY, NUMBER, on, somebody

ISSUED = DocumentIssued(
    document=DocumentId(f"{NUMBER}.1.receipt"),
    of=NUMBER,
    type="receipt",
    number="雁政服收〔2026〕00001号",
    entry=EventId("610113:1:7"),
    sequence=1,
    issued_on=MONDAY,
    hash=Digest("a" * 64),
    seal="c2VhbA==",
    template="notice-1",
    renderer="typst",
    printed="{}",
)
COUNTER = HandOver(method=DeliveryMethod.COUNTER, recipient="张三")


def issued() -> Document:
    return evolve(None, ISSUED)


def test_what_is_issued_once_is_not_issued_again() -> None:
    assert issue(None, ISSUED, DISTRICT, on(MONDAY)) == [ISSUED]
    assert issue(issued(), replace(ISSUED, number="other"), DISTRICT, on(MONDAY)) == []


def test_what_is_printed_is_not_kept_in_the_state() -> None:
    assert not hasattr(issued(), "printed")


@pytest.mark.parametrize("role", [Role.HEAD, Role.SUPERVISOR, Role.MANAGER, Role.VILLAGE_AGENT, Role.OPERATOR])
def test_who_does_not_handle_the_matter_issues_nothing(role: Role) -> None:
    given = on(MONDAY, by=Principal(id=StaffId("S9"), unit=DISTRICT, roles=frozenset({role})))
    with pytest.raises(Refused) as refusal:
        issue(None, ISSUED, DISTRICT, given)
    assert (refusal.value.code, refusal.value.nature) == ("powers.denied", Nature.FORBIDDEN)


def test_nobody_issues_for_another_unit() -> None:
    with pytest.raises(Refused) as refusal:
        issue(None, ISSUED, DISTRICT, on(MONDAY, by=somebody(CITY)))
    assert refusal.value.code == "powers.denied"


def test_a_delivery_is_recorded_once() -> None:
    (delivered,) = hand_over(issued(), COUNTER, on(MONDAY))
    assert delivered == DocumentDelivered(
        document=ISSUED.document, method=DeliveryMethod.COUNTER, delivered_on=MONDAY, recipient="张三"
    )
    after = evolve(issued(), delivered)
    assert (after.delivered_on, after.delivered_by) == (MONDAY, DeliveryMethod.COUNTER)
    with pytest.raises(Refused) as refusal:
        hand_over(after, COUNTER, on(MONDAY))
    assert (refusal.value.code, refusal.value.basis) == ("document.delivered-already", "行政许可法 44")
    assert refusal.value.reason == "此文书已于2026-11-23登记送达，不必重复登记"


def test_at_the_counter_somebody_signs() -> None:
    with pytest.raises(Refused) as refusal:
        hand_over(issued(), HandOver(method=DeliveryMethod.COUNTER, recipient=" "), on(MONDAY))
    assert refusal.value.code == "case.recipient-missing"
    assert hand_over(issued(), HandOver(method=DeliveryMethod.MAIL), on(MONDAY))


def test_a_document_that_is_not_there_cannot_be_delivered() -> None:
    with pytest.raises(Refused) as refusal:
        hand_over(None, COUNTER, on(MONDAY))
    assert (refusal.value.code, refusal.value.nature) == ("document.not-found", Nature.NOT_FOUND)


def test_a_history_begins_with_the_issuing() -> None:
    with pytest.raises(TypeError):
        evolve(None, DocumentDelivered(document=ISSUED.document, method=DeliveryMethod.MAIL, delivered_on=MONDAY))
