"""查询码补发: the window gives an applicant a fresh secret for his matter; the one before no longer works."""

from typing import Annotated

from fastapi import Depends, Path
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.queries import get
from liandong.casework.repositories import CASES, JOINTS
from liandong.casework.tracking.secrets import give_secret
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Out, Router, answer, problem
from liandong.infrastructure.http.fields import Code
from liandong.terms.principal import Principal
from liandong.terms.refusal import Refused

router = Router(prefix="/v1/units/{unit}", tags=["公众查询"])

Here = Annotated[Desk, Depends(desk_of)]


class SecretOut(Out):
    """The number and its secret, for the receipt; told this once."""

    number: str
    tracking_secret: str


@router.post(
    "/cases/{case}/tracking-secret",
    operation_id="giveCaseSecret",
    summary="补发查询码",
    response_model=SecretOut,
    responses={409: problem("此件由其他单位发起，凭主件的查询码查询")},
)
async def give_case_secret(
    principal: Annotated[Principal, Permitted(Action.TRACKING_GIVE)],
    case: Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001Z"])],
    desk: Here,
) -> Response:
    """A fresh secret. A linked case has none: its applicant tracks the matter it was asked for."""
    state = (await get(desk.pool, CASES, principal.unit, case, desk.keys[principal.unit])).state
    assert state is not None, "get raises"
    if state.asked_by is not None:
        raise Refused(
            "tracking.of-the-asker", f"此件由{state.asked_by.unit}发起，请申请人凭{state.asked_by.master}的查询码查询"
        )
    return await _given(desk, principal, case)


@router.post(
    "/joints/{joint}/tracking-secret",
    operation_id="giveJointSecret",
    summary="补发联办件查询码",
    response_model=SecretOut,
)
async def give_joint_secret(
    principal: Annotated[Principal, Permitted(Action.TRACKING_GIVE)],
    joint: Annotated[Code, Path(description="联办主件编号", examples=["610100-J261123-00001Z"])],
    desk: Here,
) -> Response:
    """A fresh secret for a joint approval, with which all its shares are seen."""
    await get(desk.pool, JOINTS, principal.unit, joint, desk.keys[principal.unit])
    return await _given(desk, principal, joint)


async def _given(desk: Desk, principal: Principal, number: str) -> Response:
    secret = await give_secret(desk.pool, desk.keys[principal.unit], number, principal, desk.clock.now())
    shown = answer({"number": number, "tracking_secret": secret})
    shown.headers["Cache-Control"] = "no-store"
    return shown
