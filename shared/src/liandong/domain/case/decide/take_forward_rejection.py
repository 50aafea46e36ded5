"""The upper unit could not open a case: the case is back and awaits what its unit does."""

from liandong.domain.case.commands import TakeForwardRejection
from liandong.domain.case.decide.hear_the_lead import voided_by_lead
from liandong.domain.case.rules.handing_out import handover_is_known
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseForwardRejected
from liandong.events.said import Event


def take_forward_rejection(case: Case | None, command: TakeForwardRejection, given: Circumstances) -> list[Event]:
    """CaseForwardRejected, and CaseTerminated if the lead has made the share void meanwhile. Raises Refused."""
    case = case_allows(case, Verb.TAKE_FORWARD_REJECTION)
    handover_is_known(case, command.link, command.by)
    back = CaseForwardRejected(case=case.id, link=command.link, reason_code=command.reason_code, text=command.text)
    if case.voided_on is None:
        return [back]
    assert case.void_document is not None, "told with the day"
    return [back, voided_by_lead(case, case.voided_on, case.void_document, case.void_text)]
