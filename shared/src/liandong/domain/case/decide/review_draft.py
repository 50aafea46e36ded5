"""审核: somebody else agrees to the draft or sends it back."""

from liandong.domain.case.ending_commands import ReviewDraft
from liandong.domain.case.rules.drafting import draft_to_review, reviewer_is_somebody_else, sending_back_says_why
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_decision import CaseDecisionReviewed
from liandong.events.said import Event


def review_draft(case: Case | None, command: ReviewDraft, given: Circumstances) -> list[Event]:
    """CaseDecisionReviewed. Raises Refused."""
    case = case_allows(case, Verb.REVIEW_DRAFT)
    draft = draft_to_review(case)
    reviewer_is_somebody_else(draft, given.by.id)
    sending_back_says_why(command)
    return [CaseDecisionReviewed(case=case.id, by=given.by.id, agreed=command.agreed, text=command.text)]
