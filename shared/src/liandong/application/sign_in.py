"""How somebody signs in at the embedded issuer, and how others check its tokens."""

from typing import Annotated, Any, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from liandong.infrastructure.clock import real_now
from liandong.infrastructure.http.fields import In, Out
from liandong.infrastructure.http.form import FormOf
from liandong.infrastructure.http.marks import public
from liandong.infrastructure.http.problem import problem
from liandong.infrastructure.http.router import Router
from liandong.infrastructure.identity.identity import Identity
from liandong.infrastructure.identity.issuer import ALGORITHM, LIFETIME_SECONDS
from liandong.terms.refusal import Nature, Refused

USERNAME_PATTERN = r"^[a-z0-9][a-z0-9._\-]{1,62}[a-z0-9]$"
Username = Annotated[str, Field(pattern=USERNAME_PATTERN, examples=["610113-0017"])]
Password = Annotated[str, Field(min_length=1, max_length=128, examples=["长江长河长又长 2026"])]
Staff = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z_\-]{0,31}$", examples=["0017"])]
NO_STORE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}

router = Router(tags=["登录"])


class TokenIn(In):
    """RFC 6749, 4.3.2."""

    grant_type: Literal["password"]
    username: Username
    password: Password
    scope: Annotated[str | None, Field(max_length=200)] = None


class TokenOut(Out):
    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
    """Seconds."""


def identity_of(request: Request) -> Identity:
    """The identity the composition root put into `app.state.identity`."""
    identity: Identity = request.app.state.identity
    return identity


@router.post(
    "/v1/token",
    operation_id="issueToken",
    summary="用户名和密码换取令牌",
    response_model=TokenOut,
    responses={
        401: problem("用户名或密码不正确"),
        404: problem("使用外部统一身份认证"),
        429: problem("尝试过于频繁"),
        503: problem("服务暂时不可用，请稍后重试"),
    },
    dependencies=[public("one cannot have a token before this; limited per account")],
)
async def issue_token(request: Request, form: Annotated[TokenIn, FormOf(TokenIn)]) -> Response:
    identity = identity_of(request)
    if identity.login is None or identity.issuer is None:
        raise _external()
    now = real_now()
    principal = await identity.login.check(form.username, form.password, at=now)
    token = identity.issuer.issue(principal, now=now.timestamp())
    answer = TokenOut(access_token=token, token_type="Bearer", expires_in=LIFETIME_SECONDS)  # noqa: S106
    return JSONResponse(answer.model_dump(), headers=NO_STORE)


@router.get(
    "/.well-known/jwks.json",
    operation_id="getSigningKeys",
    summary="令牌签名公钥",
    response_model=dict[str, list[dict[str, str]]],
    responses={404: problem("使用外部统一身份认证")},
    dependencies=[public("public keys are for everybody")],
)
async def get_signing_keys(request: Request) -> Response:
    issuer = identity_of(request).issuer
    if issuer is None:
        raise _external()
    return JSONResponse(issuer.jwks(), headers={"Cache-Control": "max-age=300"})


@router.get(
    "/.well-known/openid-configuration",
    operation_id="describeIssuer",
    summary="令牌签发者说明",
    response_model=dict[str, str | list[str]],
    responses={404: problem("使用外部统一身份认证")},
    dependencies=[public("clients find the issuer by it")],
)
async def describe_issuer(request: Request) -> Response:
    issuer = identity_of(request).issuer
    if issuer is None:
        raise _external()
    here = str(request.base_url).rstrip("/")
    described: dict[str, Any] = {
        "issuer": issuer.name,
        "jwks_uri": f"{here}/.well-known/jwks.json",
        "token_endpoint": f"{here}/v1/token",
        "grant_types_supported": ["password"],
        "response_types_supported": ["token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": ["none"],
    }
    return JSONResponse(described)


def _external() -> Refused:
    return Refused("identity.external", "本实例使用外部统一身份认证，请到该处登录", nature=Nature.NOT_FOUND)
