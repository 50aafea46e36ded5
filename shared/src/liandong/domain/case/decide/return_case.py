"""退回: the materials go back to the applicant in writing; he may apply again."""

from liandong.domain.case.commands import Return
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseReturned
from liandong.events.said import Event


def return_case(case: Case | None, command: Return, given: Circumstances) -> list[Event]:
    """CaseReturned: final. Raises Refused."""
    case = case_allows(case, Verb.RETURN)
    reason_is_given(command.text, "退回应当书面说明理由，并告知申请人可以重新申请")
    return [CaseReturned(case=case.id, reason_code=command.ground, text=command.text)]
