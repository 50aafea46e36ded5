"""拟稿, 审核: a decision is drafted by one and reviewed by another before it is signed."""

from typing import Annotated, Literal

from fastapi import Depends, Path
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_case
from liandong.casework.api.shown import CaseOut
from liandong.domain.case.ending_commands import DraftDecision, ReviewDraft
from liandong.domain.powers.actions import Action
from liandong.events.case import Outcome
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Code, Text
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases/{case}", tags=["审查与决定"])

Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
Here = Annotated[Desk, Depends(desk_of)]


class DraftIn(In):
    outcome: Literal[Outcome.APPROVED, Outcome.REJECTED]
    text: Text


class ReviewIn(In):
    """Sending a draft back needs `text`."""

    agreed: bool
    text: Text | None = None


@router.post("/draft", operation_id="draftDecision", summary="拟稿", response_model=CaseOut)
async def draft_decision(
    principal: Annotated[Principal, Permitted(Action.CASE_DRAFT)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: DraftIn,
    desk: Here,
) -> Response:
    """Drafts the decision."""
    command = DraftDecision(outcome=body.outcome, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/review", operation_id="reviewDraft", summary="审核文稿", response_model=CaseOut)
async def review_draft(
    principal: Annotated[Principal, Permitted(Action.CASE_REVIEW)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ReviewIn,
    desk: Here,
) -> Response:
    """Agrees to the draft of somebody else, or sends it back."""
    command = ReviewDraft(agreed=body.agreed, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)
