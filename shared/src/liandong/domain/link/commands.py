"""What happens to a request at the asked unit."""

from dataclasses import dataclass

from liandong.terms.codes import CaseId, Digest, EventId, LinkId, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """The request was stored; `case` is the number set aside for it."""

    link: LinkId
    asker: UnitCode
    request: EventId
    request_hash: Digest
    case: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """No case can be opened for the request."""

    reason_code: str
    text: str
