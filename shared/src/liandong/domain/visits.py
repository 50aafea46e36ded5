"""来几次: on how many days an applicant had to come in person, told from what was said of his case alone (F023)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from liandong.events.case import CaseDelivered, CaseReceived, CaseSupplemented, Channel, DeliveryMethod
from liandong.events.case_clock import CaseResumed
from liandong.events.case_decision import CaseOwedHandedIn
from liandong.events.case_ending import CaseWithdrawalAsked, CaseWithdrawn
from liandong.events.case_window import CaseContacted, ContactChannel, ContactMatter
from liandong.events.said import Event

IN_PERSON: Final = frozenset({ContactChannel.WINDOW, ContactChannel.VILLAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One time an applicant had to do with the office."""

    on: date
    channel: ContactChannel
    matter: ContactMatter


def contact_of(event: Event) -> Contact | None:
    """The contact that an event of a case tells of; None for an act in which the applicant had no part."""
    match event:
        case CaseReceived():
            return _contact(event.effective_on, event.channel, ContactMatter.APPLY)
        case CaseSupplemented():
            return _contact(event.effective_on, event.channel, ContactMatter.SUPPLEMENT)
        case CaseResumed() if event.channel is not None:
            return _contact(event.resumed_on, event.channel, ContactMatter.SUPPLEMENT)
        case CaseOwedHandedIn():
            return _contact(event.handed_in_on, event.channel, ContactMatter.OWED)
        case CaseWithdrawalAsked():
            return _contact(event.asked_on, event.channel, ContactMatter.WITHDRAW)
        case CaseWithdrawn():
            return _contact(event.withdrawn_on, event.channel, ContactMatter.WITHDRAW)
        case CaseDelivered() if event.method is DeliveryMethod.COUNTER:
            return _contact(event.delivered_on, Channel.WINDOW, ContactMatter.COLLECT)
        case CaseContacted():
            return Contact(on=event.contacted_on, channel=event.channel, matter=event.matter)
        case _:
            return None


def _contact(on: date, channel: Channel | None, matter: ContactMatter) -> Contact | None:
    """None for what came from another unit, and for acts recorded before channels were."""
    if channel is None or channel is Channel.LINK:
        return None
    return Contact(on=on, channel=ContactChannel(channel.value), matter=matter)


def visits(contacts: Iterable[Contact]) -> int:
    """Days on which he came in person: who does two things on one way has come once."""
    return len({contact.on for contact in contacts if contact.channel in IN_PERSON})
