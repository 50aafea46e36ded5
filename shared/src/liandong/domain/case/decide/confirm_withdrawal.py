"""确认撤回: the department confirms, because work was begun."""

from liandong.domain.case.decide.decide_case import answer
from liandong.domain.case.ending_commands import ConfirmWithdrawal
from liandong.domain.case.rules.ending import paper_is_numbered
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import Outcome
from liandong.events.case_ending import CaseWithdrawn
from liandong.events.said import Event


def confirm_withdrawal(case: Case | None, command: ConfirmWithdrawal, given: Circumstances) -> list[Event]:
    """CaseWithdrawn, and LinkAnswered to the unit that asked, if one did: final. Raises Refused."""
    case = case_allows(case, Verb.CONFIRM_WITHDRAWAL)
    paper_is_numbered(command.document)
    withdrawn = CaseWithdrawn(case=case.id, withdrawn_on=given.today, document=command.document)
    return [withdrawn, *answer(case, Outcome.WITHDRAWN, given.today, command.document, None)]
