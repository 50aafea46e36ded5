"""The rules for drafting and reviewing a decision (拟稿 审核 签发)."""

from liandong.domain.case.commands import Decide
from liandong.domain.case.ending_commands import ReviewDraft
from liandong.domain.case.rules.text import said
from liandong.domain.case.state import Case, Draft
from liandong.terms.codes import StaffId
from liandong.terms.refusal import Nature, Pointer, Refused


def draft_to_review(case: Case) -> Draft:
    if case.draft is None or case.draft.agreed:
        raise Refused("case.no-draft", "没有待审核的决定文稿，请先拟稿")
    return case.draft


def reviewer_is_somebody_else(draft: Draft, by: StaffId) -> None:
    if draft.by == by:
        raise Refused("case.reviewer-drafted", "拟稿人不能审核自己拟的文稿，请由其他人员审核", nature=Nature.FORBIDDEN)


def sending_back_says_why(command: ReviewDraft) -> None:
    if not command.agreed and not said(command.text):
        raise Refused(
            "case.review-without-reason",
            "退回修改应当说明意见",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/text", detail="请填写修改意见"),),
        )


def decision_follows_the_draft(case: Case, command: Decide) -> None:
    """Whoever drafts has the draft reviewed before the decision, which then says the same."""
    if case.draft is None:
        if case.entry.second_review:
            raise Refused("case.second-review-needed", "此事项的决定须经他人复核，请先拟稿并由其他人员审核")
        return
    if not case.draft.agreed:
        raise Refused("case.draft-not-reviewed", "决定文稿尚未审核同意，请先由其他人员审核")
    if case.draft.outcome is not command.outcome:
        raise Refused("case.decision-differs-from-draft", "决定与审核同意的文稿不一致，请重新拟稿")
