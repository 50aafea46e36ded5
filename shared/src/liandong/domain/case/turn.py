"""What a case waits for: the acts that carry it on, by its state. Everything else that is allowed is an exception."""

from collections.abc import Mapping
from typing import Final

from liandong.domain.case.status import ALLOWED, Status, Verb

CARRIES_ON: Final[Mapping[Status, tuple[Verb, ...]]] = {
    Status.RECEIVED: (Verb.ACCEPT, Verb.REQUEST_CORRECTION),
    Status.CORRECTION_REQUESTED: (Verb.SUPPLEMENT,),
    Status.ACCEPTED: (Verb.START_STEP,),
    Status.IN_REVIEW: (Verb.FINISH_STEP, Verb.START_STEP),
    Status.AWAITING_DECISION: (Verb.DECIDE, Verb.REVIEW_DRAFT, Verb.DRAFT_DECISION, Verb.FORWARD),
    Status.PAUSED: (Verb.RESUME, Verb.SUPPLEMENT),
    Status.WITHDRAW_PENDING: (Verb.CONFIRM_WITHDRAWAL,),
    Status.APPROVED: (Verb.MAKE_READY, Verb.DELIVER),
    Status.APPROVED_BY_SILENCE: (Verb.MAKE_READY, Verb.DELIVER),
    Status.REJECTED: (Verb.MAKE_READY, Verb.DELIVER),
    Status.READY: (Verb.DELIVER,),
    Status.DELIVERED: (Verb.CLOSE,),
}
"""In the order they are offered. States that wait for nobody here, or are final, are left out."""
WAITS_FOR_OTHERS: Final = frozenset({Status.CORRECTION_REQUESTED, Status.PAUSED, Status.READY})
"""The next word is the applicant's, or a third party's."""


def in_order(status: Status, verbs: frozenset[Verb]) -> list[Verb]:
    """Those of the verbs that are allowed now: what carries the case on first, then the exceptions by name."""
    first = [verb for verb in CARRIES_ON.get(status, ()) if verb in verbs]
    return [*first, *sorted((verbs & ALLOWED[status]) - set(first))]
