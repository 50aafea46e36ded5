"""Who answers for a matter after an entry, and on which days its applicant has come in person."""

from datetime import date

from e_supervision.timeline.state import Timeline
from liandong.domain.visits import IN_PERSON, contact_of
from liandong.events import Event, case, case_window
from liandong.terms.codes import StaffId


def handler_after(timeline: Timeline, event: Event) -> StaffId | None:
    match event:
        case case.CaseReceived():
            return event.first_handler
        case case_window.CaseHandedOver():
            return event.to
        case _:
            return timeline.handler


def visited_after(timeline: Timeline, event: Event) -> tuple[date, ...]:
    contact = contact_of(event)
    if contact is None or contact.channel not in IN_PERSON or contact.on in timeline.visited_on:
        return timeline.visited_on
    return (*timeline.visited_on, contact.on)
