"""What the lead says of a share that was handed up goes on to the unit that has it now, by the same word (D.5.14)."""

from collections.abc import Callable

from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.events.link import LinkMessage
from liandong.events.said import Event


def passed_on(case: Case, word: Callable[..., LinkMessage]) -> list[Event]:
    """The word to the unit above, under the request by which it has the case; nothing if the case is here."""
    if case.status is not Status.ESCALATED:
        return []
    assert case.handover is not None, "a case that was handed up knows to whom"
    return [word(dest=case.handover.to, link=case.handover.link)]
