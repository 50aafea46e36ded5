"""The session of a person at a browser: the issuer's token in a cookie that scripts and other sites cannot use."""

from starlette.requests import Request
from starlette.responses import Response

from liandong.infrastructure.identity.issuer import LIFETIME_SECONDS


def cookie_name(request: Request) -> str:
    """Of its own for each service: browsers share the cookies of a host among its ports."""
    return f"__Host-liandong-{request.app.state.pages.service}"


def session_of(request: Request) -> str | None:
    return request.cookies.get(cookie_name(request))


def begin(request: Request, answer: Response, token: str) -> None:
    answer.set_cookie(
        cookie_name(request), token, max_age=LIFETIME_SECONDS, path="/", secure=True, httponly=True, samesite="lax"
    )


def end(request: Request, answer: Response) -> None:
    answer.delete_cookie(cookie_name(request), path="/", secure=True, httponly=True, samesite="lax")
    answer.headers["Clear-Site-Data"] = '"cache"'
