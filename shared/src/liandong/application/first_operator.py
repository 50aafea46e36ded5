"""The page behind the link that the first start prints: it makes the first operator's account, once."""

from html import escape
from typing import Annotated

from fastapi import Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from liandong.application.sign_in import NO_STORE, Password, Staff, Username, identity_of
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.http.fields import In, Out
from liandong.infrastructure.http.form import FormOf
from liandong.infrastructure.http.marks import public
from liandong.infrastructure.http.problem import problem
from liandong.infrastructure.http.router import Router
from liandong.infrastructure.identity.first_operator import set_up_operator
from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.refusal import Nature, Refused

Secret = Annotated[str, Field(min_length=20, max_length=100, pattern=r"^[0-9A-Za-z_\-]+$")]

router = Router(tags=["登录"])


class SetUpIn(In):
    secret: Secret
    unit: Annotated[str, Field(min_length=1, max_length=64, examples=["610100"])]
    staff: Staff
    username: Username
    password: Password


class SetUpOut(Out):
    unit: str
    staff: str
    username: str


PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>设立首个运维账号</title>
<h1>设立首个运维账号</h1><form method="post" action="/v1/setup-admin">
<input type="hidden" name="secret" value="{secret}">
<p><label>单位代码 <input name="unit" required value="{unit}"></label>
<p><label>工号 <input name="staff" required></label>
<p><label>用户名 <input name="username" required autocomplete="username"></label>
<p><label>密码（至少 12 个字） <input name="password" type="password" required autocomplete="new-password"></label>
<p><button>设立</button></form></html>
"""


@router.get(
    "/v1/setup-admin",
    operation_id="showOperatorSetup",
    summary="设立首个运维账号的页面",
    response_class=HTMLResponse,
    dependencies=[public("an empty form; the one-time secret is checked when it is sent")],
)
async def show_operator_setup(request: Request, secret: Annotated[Secret, Query()]) -> Response:
    unit = min(identity_of(request).units)
    headers = NO_STORE | {"Content-Security-Policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'"}
    return HTMLResponse(PAGE.format(secret=escape(secret), unit=escape(unit)), headers=headers)


@router.post(
    "/v1/setup-admin",
    operation_id="setUpOperator",
    summary="以一次性密钥设立首个运维账号",
    status_code=201,
    response_model=SetUpOut,
    responses={
        403: problem("密钥无效、已使用或已过期"),
        404: problem("本实例不服务该单位"),
        409: problem("账号已存在"),
        503: problem("服务暂时不可用，请稍后重试"),
    },
    dependencies=[public("there is nobody yet who could have a token; a random one-time secret stands for it")],
)
async def set_up_first_operator(request: Request, form: Annotated[SetUpIn, FormOf(SetUpIn)]) -> Response:
    identity = identity_of(request)
    if form.unit not in identity.units:
        raise Refused("unit.not-here", "本实例不服务该单位", nature=Nature.NOT_FOUND)
    account = await set_up_operator(
        identity.pool,
        identity.accounts,
        form.secret,
        UnitCode(form.unit),
        StaffId(form.staff),
        form.username,
        form.password,
        at=real_now(),
    )
    made = SetUpOut(unit=account.principal.unit, staff=account.principal.id, username=account.username)
    return JSONResponse(made.model_dump(), 201, headers=NO_STORE)
