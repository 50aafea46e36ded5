"""审查 to 决定: steps of the frozen flow, the decision, or handing the case up."""

from typing import Annotated, Literal

from fastapi import Depends, Path
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_case
from liandong.casework.api.shown import CaseOut
from liandong.domain.case.commands import Decide, FinishStep, Forward, RejectionGround, StartStep
from liandong.domain.case.competence import units_above
from liandong.domain.case.silence_commands import AttachLateOpinion
from liandong.domain.powers.actions import Action
from liandong.events.case import Opinion, Outcome
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Code, DocumentNumber, Text
from liandong.terms.codes import StaffId
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases/{case}", tags=["审查与决定"])

Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
StepCode = Annotated[Code, Path(description="环节编码", examples=["review"])]
Here = Annotated[Desk, Depends(desk_of)]


class StartStepIn(In):
    """`responsible` is a staff number; without it the one who starts the step."""

    responsible: Code | None = None


class FinishStepIn(In):
    opinion: Opinion
    text: Text | None = None


class DecideIn(In):
    """A rejection needs ground, reason (text) and remedy (行政许可法 38); `urgent` (特别处置) needs its reason too."""

    outcome: Literal[Outcome.APPROVED, Outcome.REJECTED]
    document: DocumentNumber
    ground: RejectionGround | None = None
    text: Text | None = None
    remedy: Text | None = None
    conditions: Annotated[tuple[Text, ...], Field(max_length=50)] = ()
    urgent: bool = False


class LateOpinionIn(In):
    opinion: Opinion
    text: Text | None = None


class ForwardIn(In):
    opinion: Text


@router.post("/steps/{step}/start", operation_id="startStep", summary="开始环节", response_model=CaseOut)
async def start_step(
    principal: Annotated[Principal, Permitted(Action.CASE_STEP)],
    case: Number,
    step: StepCode,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: StartStepIn,
    desk: Here,
) -> Response:
    """Begins the next step of the frozen flow in a named person's hands."""
    command = StartStep(step=step, responsible=StaffId(body.responsible or principal.id))
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/steps/{step}/finish", operation_id="finishStep", summary="完成环节", response_model=CaseOut)
async def finish_step(
    principal: Annotated[Principal, Permitted(Action.CASE_STEP)],
    case: Number,
    step: StepCode,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: FinishStepIn,
    desk: Here,
) -> Response:
    """Ends the running step with its opinion."""
    command = FinishStep(step=step, opinion=body.opinion, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/decide", operation_id="decideCase", summary="作出决定", response_model=CaseOut)
async def decide_case(
    principal: Annotated[Principal, Permitted(Action.CASE_DECIDE)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: DecideIn,
    desk: Here,
) -> Response:
    """Approves or rejects; a linked case's answer goes to the unit that asked."""
    command = Decide(
        outcome=body.outcome,
        document=body.document,
        ground=body.ground,
        text=body.text,
        remedy=body.remedy,
        conditions=tuple(body.conditions),
        urgent=body.urgent,
    )
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/forward", operation_id="forwardCase", summary="上报", response_model=CaseOut)
async def forward_case(
    principal: Annotated[Principal, Permitted(Action.CASE_FORWARD)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ForwardIn,
    desk: Here,
) -> Response:
    """Hands the examined case up to the tier that decides (行政许可法 43)."""
    above = units_above(principal.unit, desk.references.units)
    command = Forward(above=above, opinion=body.opinion)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/late-opinion", operation_id="attachLateOpinion", summary="附迟到意见", response_model=CaseOut)
async def attach_late_opinion(
    principal: Annotated[Principal, Permitted(Action.CASE_STEP)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: LateOpinionIn,
    desk: Here,
) -> Response:
    """Keeps what the department says within a working day after silence has agreed; it undoes nothing."""
    command = AttachLateOpinion(opinion=body.opinion, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)
