"""Who answers for a case, and what its applicant had to do with the office before it."""

from dataclasses import replace

from liandong.domain.case.state import Case
from liandong.events.case_window import CaseContacted, CaseHandedOver

AtWindow = CaseHandedOver | CaseContacted


def at_window(case: Case, event: AtWindow) -> Case:
    match event:
        case CaseHandedOver():
            return replace(case, handler=event.to, first_handler=case.first_handler or event.to)
        case CaseContacted():
            return replace(
                case,
                appointment=event.appointment or case.appointment,
                consultation=event.consultation or case.consultation,
            )
