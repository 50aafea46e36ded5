"""The forwarded case reached the upper unit's machine."""

from liandong.domain.case.commands import NoteForwardAcknowledged
from liandong.domain.case.rules.handing_out import handover_is_known
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseForwardAcknowledged
from liandong.events.said import Event


def note_forward_acknowledged(case: Case | None, command: NoteForwardAcknowledged, given: Circumstances) -> list[Event]:
    """CaseForwardAcknowledged, once. Raises Refused."""
    if case is not None and case.handover is not None and case.handover.upper_case == command.upper_case:
        return []
    case = case_allows(case, Verb.NOTE_FORWARD_ACKNOWLEDGED)
    handover_is_known(case, command.link, command.by)
    return [
        CaseForwardAcknowledged(
            case=case.id,
            link=command.link,
            upper_case=command.upper_case,
            acknowledgement=command.acknowledgement,
        )
    ]
