"""申请撤回: the applicant wants the case no more."""

from liandong.domain.case.ending_commands import AskWithdrawal
from liandong.domain.case.rules.ending import asker_withdraws
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_ending import CaseWithdrawalAsked, CaseWithdrawn
from liandong.events.said import Event


def ask_withdrawal(case: Case | None, command: AskWithdrawal, given: Circumstances) -> list[Event]:
    """CaseWithdrawn at once before acceptance, CaseWithdrawalAsked after it. Raises Refused."""
    case = case_allows(case, Verb.ASK_WITHDRAWAL)
    asker_withdraws(case)
    if case.accepted_on is None:
        return [CaseWithdrawn(case=case.id, withdrawn_on=given.today, channel=command.channel)]
    return [CaseWithdrawalAsked(case=case.id, asked_on=given.today, channel=command.channel, text=command.text)]
