"""A request of another unit as it stands at the asked unit."""

from dataclasses import dataclass, replace

from liandong.events.link import LinkAcknowledged, LinkRejected
from liandong.events.said import Event
from liandong.terms.codes import CaseId, EventId, LinkId, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`case` is the number under which the request is handled; if it was rejected, `rejected` says why."""

    id: LinkId
    asker: UnitCode
    request: EventId
    case: CaseId
    rejected: str | None = None


def evolve(link: Link | None, event: Event) -> Link:
    """The request after the event. Raises TypeError for an event that is no part of its history."""
    match event:
        case LinkAcknowledged():
            return Link(id=event.link, asker=event.dest, request=event.request, case=event.case)
        case LinkRejected() if link is not None:
            return replace(link, rejected=event.reason_code)
        case _:
            raise TypeError(f"{event.KIND} cannot follow in the history of a request")
