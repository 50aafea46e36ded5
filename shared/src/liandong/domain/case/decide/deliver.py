"""送达: the result is handed to the applicant, a refusal too."""

from liandong.domain.case.commands import Deliver
from liandong.domain.case.rules.handing_out import asker_delivers, delivery_is_by_this_unit, recipient_is_recorded
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseDelivered
from liandong.events.link import LinkDispatched
from liandong.events.said import Event


def deliver(case: Case | None, command: Deliver, given: Circumstances) -> list[Event]:
    """CaseDelivered, and LinkDispatched to the upper unit that decided, if one did. Raises Refused."""
    case = case_allows(case, Verb.DELIVER)
    asker_delivers(case)
    delivery_is_by_this_unit(command)
    recipient_is_recorded(command.method, command.recipient)
    delivered = CaseDelivered(
        case=case.id, method=command.method, delivered_on=given.today, recipient=command.recipient
    )
    return [delivered, *tell_upper_unit(case, delivered)]


def tell_upper_unit(case: Case, delivered: CaseDelivered) -> list[Event]:
    """The delivery told to the upper unit that decided, if one did."""
    if case.handover is None:
        return []
    return [
        LinkDispatched(
            dest=case.handover.to,
            link=case.handover.link,
            method=delivered.method,
            delivered_on=delivered.delivered_on,
        )
    ]
