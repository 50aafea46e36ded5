"""联办件受理前: the check round, the one notice, the supplement, refusal and return."""

from typing import Annotated, Literal

from fastapi import Depends, Path
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_joint
from liandong.casework.api.application import Materials, submitted
from liandong.casework.api.intake import NoticeIn, RefuseIn, ReturnIn
from liandong.casework.api.joint_shown import JointOut
from liandong.casework.files import files_for_joint
from liandong.domain.joint.intake_commands import (
    OpenCheck,
    RefuseJoint,
    RequestJointCorrection,
    ReturnJoint,
    SupplementJoint,
)
from liandong.domain.powers.actions import Action
from liandong.events.case import Channel
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Code
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/joints/{joint}", tags=["并联审批"])

Number = Annotated[Code, Path(description="联办主件编号", examples=["610100-J261123-00001"])]
Here = Annotated[Desk, Depends(desk_of)]


class SupplementJointIn(In):
    """What was handed in at the lead, for all shares."""

    materials: Annotated[Materials, Field(min_length=1)]
    channel: Literal[Channel.WINDOW, Channel.ONLINE] = Channel.WINDOW


@router.post("/check", operation_id="openJointCheck", summary="会审材料", response_model=JointOut)
async def open_check(
    principal: Annotated[Principal, Permitted(Action.JOINT_NOTICE)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Here,
) -> Response:
    """Asks every unit what is missing from its part; it answers within three working days."""
    return await act_on_joint(desk, principal, joint, OpenCheck(), expects=expects, idempotency=idempotency)


@router.post("/notice", operation_id="requestJointCorrection", summary="联办一次性告知", response_model=JointOut)
async def request_correction(
    principal: Annotated[Principal, Permitted(Action.JOINT_NOTICE)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: NoticeIn,
    desk: Here,
) -> Response:
    """Tells the applicant once what is missing from all parts (行政许可法 32)."""
    command = RequestJointCorrection(lines=tuple(body.lines), text=body.text)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)


@router.post("/supplement", operation_id="supplementJoint", summary="联办补正", response_model=JointOut)
async def supplement_joint(
    principal: Annotated[Principal, Permitted(Action.JOINT_RECEIVE)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: SupplementJointIn,
    desk: Here,
) -> Response:
    """Takes in what was missing once, for all shares."""
    materials = submitted(body.materials)
    files = await files_for_joint(desk, principal.unit, joint, materials)
    command = SupplementJoint(materials=materials, channel=body.channel, files=files)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)


@router.post("/refuse", operation_id="refuseJoint", summary="联办不予受理", response_model=JointOut)
async def refuse_joint(
    principal: Annotated[Principal, Permitted(Action.JOINT_REFUSE)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: RefuseIn,
    desk: Here,
) -> Response:
    """Refuses acceptance of the whole with the reason and where to go."""
    command = RefuseJoint(ground=body.ground, text=body.text)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)


@router.post("/return", operation_id="returnJoint", summary="联办退件", response_model=JointOut)
async def return_joint(
    principal: Annotated[Principal, Permitted(Action.JOINT_REFUSE)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ReturnIn,
    desk: Here,
) -> Response:
    """Sends the materials back in writing before acceptance."""
    command = ReturnJoint(ground=body.ground, text=body.text)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)
