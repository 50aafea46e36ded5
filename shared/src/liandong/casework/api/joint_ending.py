"""联办件受理后: the one supplement list, withdrawal of the whole or a share, void shares, termination."""

from typing import Annotated, Literal

from fastapi import Depends, Path
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_joint
from liandong.casework.api.joint_shown import JointOut
from liandong.domain.joint.review_commands import (
    AskJointWithdrawal,
    AskSupplement,
    RetractJointWithdrawal,
    TerminateJoint,
    VoidShare,
)
from liandong.domain.powers.actions import Action
from liandong.events.case_ending import TerminationGround
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Code, DocumentNumber, Text
from liandong.terms.codes import LinkId
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/joints/{joint}", tags=["并联审批"])

Number = Annotated[Code, Path(description="联办主件编号", examples=["610100-J261123-00001"])]
LinkNumber = Annotated[Code, Path(description="转办编号", examples=["610100-J261123-00001-1"])]
Here = Annotated[Desk, Depends(desk_of)]


class AskSupplementIn(In):
    text: Text | None = None


class WithdrawJointIn(In):
    """`link`: only this share; without it the whole."""

    link: Code | None = None
    text: Text | None = None


class RetractIn(In):
    """`link`: only this share; without it the whole."""

    link: Code | None = None


class VoidShareIn(In):
    text: Text


class TerminateJointIn(In):
    ground: Literal[TerminationGround.APPLICANT_GONE, TerminationGround.MATTER_GONE]
    document: DocumentNumber
    text: Text


@router.post("/ask-supplement", operation_id="askJointSupplement", summary="联办补正通知", response_model=JointOut)
async def ask_supplement(
    principal: Annotated[Principal, Permitted(Action.JOINT_NOTICE)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: AskSupplementIn,
    desk: Here,
) -> Response:
    """Asks the applicant in one list for what the units proposed; only their shares stand still."""
    command = AskSupplement(text=body.text)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)


@router.post("/withdraw", operation_id="withdrawJoint", summary="登记联办撤回申请", response_model=JointOut)
async def withdraw_joint(
    principal: Annotated[Principal, Permitted(Action.JOINT_WITHDRAW)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: WithdrawJointIn,
    desk: Here,
) -> Response:
    """The applicant withdraws the whole or a share: final before acceptance, after it confirmed by every unit."""
    command = AskJointWithdrawal(link=None if body.link is None else LinkId(body.link), text=body.text)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)


@router.post(
    "/withdraw/retract", operation_id="retractJointWithdrawal", summary="联办取消撤回", response_model=JointOut
)
async def retract_withdrawal(
    principal: Annotated[Principal, Permitted(Action.JOINT_WITHDRAW)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: RetractIn,
    desk: Here,
) -> Response:
    """What no unit has confirmed yet goes on where it stood."""
    command = RetractJointWithdrawal(link=None if body.link is None else LinkId(body.link))
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)


@router.post("/shares/{link}/void", operation_id="voidShare", summary="作废分件", response_model=JointOut)
async def void_share(
    principal: Annotated[Principal, Permitted(Action.JOINT_ACCEPT)],
    joint: Number,
    link: LinkNumber,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: VoidShareIn,
    desk: Here,
) -> Response:
    """Takes a share out of the whole, with a reason; a decision made before stands."""
    command = VoidShare(link=LinkId(link), text=body.text)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)


@router.post("/terminate", operation_id="terminateJoint", summary="终止联办", response_model=JointOut)
async def terminate_joint(
    principal: Annotated[Principal, Permitted(Action.JOINT_TERMINATE)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: TerminateJointIn,
    desk: Here,
) -> Response:
    """Ends the whole without a decision, with proof; every open share is void."""
    command = TerminateJoint(ground=body.ground, document=body.document, text=body.text)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)
