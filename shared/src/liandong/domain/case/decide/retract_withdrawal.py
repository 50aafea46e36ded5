"""取消撤回: the case goes on where it stood."""

from liandong.domain.case.ending_commands import RetractWithdrawal
from liandong.domain.case.rules.ending import asker_withdraws
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_ending import CaseWithdrawalRetracted
from liandong.events.said import Event


def retract_withdrawal(case: Case | None, command: RetractWithdrawal, given: Circumstances) -> list[Event]:
    """CaseWithdrawalRetracted. Raises Refused."""
    case = case_allows(case, Verb.RETRACT_WITHDRAWAL)
    asker_withdraws(case)
    return [CaseWithdrawalRetracted(case=case.id, retracted_on=given.today)]
