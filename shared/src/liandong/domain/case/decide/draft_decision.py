"""拟稿: somebody drafts the decision, before it is reviewed and signed."""

from liandong.domain.case.ending_commands import DraftDecision
from liandong.domain.case.rules.hearing import examiner_does_not_preside
from liandong.domain.case.rules.review import decided_at_this_tier, outcome_is_a_decision
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_decision import CaseDecisionDrafted
from liandong.events.said import Event


def draft_decision(case: Case | None, command: DraftDecision, given: Circumstances) -> list[Event]:
    """CaseDecisionDrafted; a new draft takes the place of the former. Raises Refused."""
    case = case_allows(case, Verb.DRAFT_DECISION)
    decided_at_this_tier(case)
    outcome_is_a_decision(command.outcome)
    examiner_does_not_preside(case, given.by.id)
    reason_is_given(command.text, "请填写决定文稿", basis="行政许可法 38")
    return [CaseDecisionDrafted(case=case.id, by=given.by.id, outcome=command.outcome, text=command.text)]
