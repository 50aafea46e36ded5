"""Another unit's request at the asked unit: acknowledged once, rejected once."""

import pytest

from liandong.domain.link.commands import Acknowledge, Reject
from liandong.domain.link.decide import acknowledge, reject
from liandong.domain.link.state import Link, evolve
from liandong.events.link import LinkAcknowledged, LinkRejected
from liandong.terms.codes import CaseId, Digest, EventId, LinkId
from liandong.terms.refusal import Refused
from tests.unit.case.samples import CITY, DISTRICT, MONDAY, on

COMMAND = Acknowledge(
    link=LinkId("610100-J261123-00001-2"),
    asker=CITY,
    request=EventId("610100:1:7"),
    request_hash=Digest("a" * 64),
    case=CaseId("610113-261123-00009"),
)
REJECT = Reject(reason_code="catalogue.unknown-item", text="无此事项")


def acknowledged() -> Link:
    [event] = acknowledge(None, COMMAND, on(MONDAY))
    return evolve(None, event)


def test_a_request_is_acknowledged_to_its_asker_with_the_number_set_aside() -> None:
    assert acknowledge(None, COMMAND, on(MONDAY)) == [
        LinkAcknowledged(
            dest=CITY,
            link=COMMAND.link,
            request=COMMAND.request,
            request_hash=COMMAND.request_hash,
            case=COMMAND.case,
        )
    ]
    assert acknowledged().case == COMMAND.case


def test_the_same_request_again_keeps_its_first_number() -> None:
    again = Acknowledge(
        link=COMMAND.link,
        asker=CITY,
        request=COMMAND.request,
        request_hash=COMMAND.request_hash,
        case=CaseId("610113-261123-00010"),
    )
    assert acknowledge(acknowledged(), again, on(MONDAY)) == []


def test_another_units_request_under_the_same_link_is_refused() -> None:
    other = Acknowledge(
        link=COMMAND.link,
        asker=DISTRICT,
        request=EventId("610113:1:1"),
        request_hash=COMMAND.request_hash,
        case=COMMAND.case,
    )
    with pytest.raises(Refused) as refused:
        acknowledge(acknowledged(), other, on(MONDAY))
    assert refused.value.code == "link.taken"


def test_a_rejection_is_said_once_with_its_reason() -> None:
    [event] = reject(acknowledged(), REJECT, on(MONDAY))
    assert event == LinkRejected(
        dest=CITY,
        link=COMMAND.link,
        request=COMMAND.request,
        reason_code="catalogue.unknown-item",
        text="无此事项",
    )
    assert reject(evolve(acknowledged(), event), REJECT, on(MONDAY)) == []


def test_what_was_never_asked_is_not_rejected() -> None:
    with pytest.raises(Refused):
        reject(None, REJECT, on(MONDAY))
