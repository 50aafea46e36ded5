"""公众查询: anybody who knows a number and its secret reads what has become of the matter; no account is needed."""

from typing import Annotated, Final

from fastapi import Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.casework.histories import history_of
from liandong.casework.queries import get, get_history
from liandong.casework.repositories import CASES, JOINTS
from liandong.casework.tracking.secrets import opens
from liandong.casework.tracking.told import TrackingOut, told_of_case, told_of_joint
from liandong.domain.numbers import is_before_a_case, is_joint, is_pre_application, unit_of
from liandong.domain.tracking.words import Say, in_chinese
from liandong.infrastructure.http import EdgeRefusal, In, Router, answer, problem, public
from liandong.infrastructure.http.fields import Code
from liandong.infrastructure.http.quota import HEADERS, Policy, Quotas, client_of, quotas_of
from liandong.terms.codes import CaseId, UnitCode

router = Router(prefix="/v1/tracking", tags=["公众查询"])

PER_ADDRESS: Final = Policy("address", quota=60, seconds=60)
PER_NUMBER: Final = Policy("number", quota=20, seconds=300)
"""A secret has 60 bits and cannot be found by trying: the quotas spare the service, and slow whoever tries."""


class TrackingIn(In):
    """What stands on the receipt; dashes, small letters and I, L, O in the secret do not matter."""

    number: Annotated[Code, Field(description="办件或联办件编号", examples=["610113-261123-00001Z"])]
    secret: Annotated[Code, Field(description="查询码", examples=["7K3D-9QXW-02MB"])]


@router.post(
    "",
    operation_id="trackMatter",
    summary="凭编号和查询码查询办理进度",
    response_model=TrackingOut,
    responses={
        200: {"headers": dict(HEADERS)},
        404: problem("编号或查询码不对") | {"headers": dict(HEADERS)},
        429: problem("查询过于频繁") | {"headers": dict(HEADERS)},
        503: problem("服务暂时不可用，请稍后重试"),
    },
    dependencies=[public("an applicant has no account: the secret is the key, with a quota per address and number")],
)
async def track(
    request: Request,
    body: TrackingIn,
    desk: Annotated[Desk, Depends(desk_of)],
    quotas: Annotated[Quotas, Depends(quotas_of)],
) -> Response:
    """What happened, what happens next and by when. A wrong number and a wrong secret are answered alike."""
    found, headers = await tracked(request, body, desk, quotas)
    shown = answer(found.model_dump(mode="json"))
    shown.headers.update(headers)
    return shown


async def tracked(
    request: Request, body: TrackingIn, desk: Desk, quotas: Quotas, say: Say = in_chinese
) -> tuple[TrackingOut, dict[str, str]]:
    """What is told to whoever knows the secret, and the headers that go with the answer.

    Raises EdgeRefusal 404 for a wrong number or secret, 429 over the quota.
    """
    number = CaseId(body.number.upper())
    headers = await quotas.take([(PER_ADDRESS, client_of(request)), (PER_NUMBER, number)])
    headers["Cache-Control"] = "no-store"
    unit = unit_of(number)
    if is_pre_application(number):
        raise EdgeRefusal(
            404,
            "tracking.pre-application",
            "这是预申报编号，尚未提交，没有办理进度；请到网上预申报凭编号和提取码读取",
            headers=headers,
        )
    if is_before_a_case(number):
        raise EdgeRefusal(
            404,
            "tracking.no-matter",
            "这是预约或者咨询的编号，没有办理进度；请到网上预约或者网上咨询凭编号和提取码读取",
            headers=headers,
        )
    if not await opens(desk.pool, desk.keys, unit, number, body.secret):
        raise EdgeRefusal(
            404,
            "tracking.not-found",
            "没有查到：编号或查询码不对，请对照受理凭证核对；查询码遗失的，请到收件窗口补发",
            headers=headers,
        )
    return await _told(desk, unit, number, say), headers


async def _told(desk: Desk, unit: UnitCode, number: CaseId, say: Say) -> TrackingOut:
    keys = desk.keys[unit]
    if is_joint(number):
        joint = (await get(desk.pool, JOINTS, unit, number, keys)).state
        assert joint is not None, "get raises"
        return told_of_joint(desk, joint, history_of(await get_history(desk.pool, JOINTS, unit, number)), say)
    case = (await get(desk.pool, CASES, unit, number, keys)).state
    assert case is not None, "get raises"
    return told_of_case(desk, case, history_of(await get_history(desk.pool, CASES, unit, number)), say)
