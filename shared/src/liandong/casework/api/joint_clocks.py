"""联办延期, 期限说明 and 各方用时: what moves the clock of a joint master, why it is due, and whose time it was."""

from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_joint
from liandong.casework.api.courts import CourtOut, court_of
from liandong.casework.api.deadlines import DeadlineFilter, DeadlineOut, calendar_of, deadline_out
from liandong.casework.api.joint_shown import JointOut
from liandong.casework.queries import get, get_history
from liandong.casework.repositories import JOINTS
from liandong.domain.joint.commands import ExtendJoint
from liandong.domain.joint.explained import explained
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Code, DocumentNumber, Text
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/joints/{joint}", tags=["并联审批"])

Number = Annotated[Code, Path(description="联办主件编号", examples=["610100-J261123-00001"])]
Here = Annotated[Desk, Depends(desk_of)]


class ExtendJointIn(In):
    """Working days more; `approval` numbers the approval by the head of the government (行政许可法 42)."""

    days: Annotated[int, Field(ge=1, le=1000, examples=[15])]
    approval: DocumentNumber
    text: Text


@router.post("/extend", operation_id="extendJoint", summary="批准联办延期", response_model=JointOut)
async def extend_joint(
    principal: Annotated[Principal, Permitted(Action.JOINT_EXTEND)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ExtendJointIn,
    desk: Here,
) -> Response:
    """Extends the statutory limit of the whole, once, with a reason; every open share is told."""
    command = ExtendJoint(days=body.days, approval=body.approval, text=body.text)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)


@router.get("/deadline", operation_id="explainJointDeadline", summary="逐日说明联办到期日", response_model=DeadlineOut)
async def explain_deadline(
    principal: Annotated[Principal, Permitted(Action.JOINT_READ)],
    joint: Number,
    desk: Here,
    query: Annotated[DeadlineFilter, Query()],
) -> DeadlineOut:
    """Why this date: which days count, which do not because all shares stood still, by which law or notice."""
    state = (await get(desk.pool, JOINTS, principal.unit, joint, desk.keys[principal.unit])).state
    assert state is not None, "an unknown number is answered before"
    told = explained(state, query.which, calendar_of(desk, state), desk.references.holidays())
    entries = await get_history(desk.pool, JOINTS, principal.unit, joint)
    return deadline_out(query.which, told, state.counted, entries)


@router.get("/court", operation_id="splitJointByCourt", summary="联办件各方用时", response_model=CourtOut)
async def split_joint_by_court(
    principal: Annotated[Principal, Permitted(Action.JOINT_READ)], joint: Number, desk: Here
) -> CourtOut:
    """The master's time: with a department while one share is worked on, elsewhere only while all shares wait."""
    return await court_of(desk, JOINTS, principal.unit, joint)
