"""From a form to the API's own endpoint and back: the body, the key, the version, and what is refused at its field."""

import json
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from inspect import signature
from typing import Any, Final

from fastapi.routing import APIRoute
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.pages.failing import STALE, Failure, failure_of
from liandong.application.pages.route import TOLD
from liandong.application.pages.typed import Typed
from liandong.application.pages.visitor import Visitor
from liandong.application.sentences import sentence_of
from liandong.casework.pages.body import body_of
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Denied, decide
from liandong.infrastructure.http import EdgeRefusal, Idempotency, In, permission_of
from liandong.infrastructure.http.etag import read_if_match
from liandong.infrastructure.http.idempotency import read_key, request_hash
from liandong.infrastructure.http.marks import Permission
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused

KEY, VERSION = "_key", "_version"
IN_FLIGHT: Final = "idempotency.in-flight"
"""The same form is just being done: asked again, the handler has its answer."""
OTHER_REQUEST: Final = "idempotency.other-request"
SENT_BEFORE: Final = "这份表单提交过一次，已经办成；如确要再办一次，请核对内容后重新提交"
Endpoint = Callable[..., Awaitable[Any]]
Fields = Mapping[str, str]
"""What a form asks for: the names of its fields, and what the page calls them in Chinese.

A field's name is its place in the body, with dots: `applicant.name` is /applicant/name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What the endpoint answered, as its JSON; or why it refused, at the fields of the form."""

    body: Any = None
    status: int = 200
    failures: Sequence[Failure] = ()

    @property
    def done(self) -> bool:
        return not self.failures


def new_key() -> str:
    """The idempotency key of a form, made when it is shown."""
    return secrets.token_urlsafe(18)


def key_of(typed: Typed, errors: Sequence[Failure] = ()) -> str:
    """The key of a form that is shown again: its own, unless with that something else was done already, or somebody
    is to think it over because the matter has changed."""
    spent = any(error.code in (OTHER_REQUEST, STALE) for error in errors)
    return new_key() if spent else typed.one(KEY) or new_key()


async def call(
    endpoint: Endpoint,
    request: Request,
    visitor: Visitor,
    typed: Typed,
    model: type[In] | None,
    fields: Fields,
    *,
    before: str = "",
    body: Mapping[str, Any] | None = None,
    key: str | None = None,
    version: str | None = None,
    **more: Any,
) -> Called:
    """Calls an endpoint of the API with what was typed, as if it had come by its route, with its permission.

    `model` is the shape of its body; `body` where a form cannot be read by the names of its fields alone (`body_of`);
    `before` stands before the names of its fields where a page has several forms. `key` and `version` are the form's
    unless given; `more` is the path, and whatever else the endpoint takes. Whatever is refused comes back as failures,
    the database being away included: the page shows the form again.
    """
    if mended := [name for name in typed.mended if name in fields]:
        return Called(status=422, failures=[_mended(name, fields[name]) for name in mended])
    try:
        spelled = body if body is not None or model is None else body_of(typed, model, before)
        act = _Act(
            endpoint=endpoint,
            visitor=visitor,
            sent=None if model is None else model.model_validate(spelled),
            key=key or typed.one(KEY),
            version=version or typed.one(VERSION),
            more=more,
        )
        try:
            return await _asked(request, act)
        except Refused as refused:
            if refused.code != IN_FLIGHT:
                raise
            return await _asked(request, act)
    except ValidationError as error:
        return Called(status=422, failures=tuple(_invalid(error, fields, before)))
    except TOLD as error:
        told = failure_of(error)
        if told.code == OTHER_REQUEST:
            told = replace(told, reason=SENT_BEFORE)
        return Called(status=told.status, failures=tuple(_pointed(told, error, fields, before)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """What is asked of which endpoint, by whom."""

    endpoint: Endpoint
    visitor: Visitor
    sent: In | None
    key: str | None
    version: str | None
    more: Mapping[str, Any]


async def _asked(request: Request, act: _Act) -> Called:
    route = next(each for each in request.app.routes if isinstance(each, APIRoute) and each.endpoint is act.endpoint)
    principal = act.visitor.principal
    _must_be_allowed(route, principal)
    given = {"principal": principal, "body": act.sent, "desk": request.app.state.desk, **act.more}
    wanted = signature(act.endpoint).parameters
    if "expects" in wanted:
        given["expects"] = read_if_match([] if act.version is None else [f'"{act.version}"'])
    if key_of := next((name for name in wanted if name.lstrip("_") == "idempotency"), None):
        spelled = None if act.sent is None else act.sent.model_dump(mode="json")
        same = request_hash("POST", route.path.format(unit=principal.unit, **act.more), spelled)
        key = read_key([] if act.key is None else [act.key])
        given[key_of] = Idempotency(key=key, route=str(route.operation_id), request_hash=same)
    answered = await act.endpoint(**{name: given[name] for name in wanted})
    if isinstance(answered, Response):
        return Called(body=json.loads(bytes(answered.body)), status=answered.status_code)
    return Called(body=answered.model_dump(mode="json"))


def _must_be_allowed(route: APIRoute, principal: Principal) -> None:
    """By the permission the endpoint has on its route, whatever the page itself took."""
    permission = permission_of(route)
    if isinstance(permission, Permission):
        answer = decide(principal, Action(permission.action))
        if isinstance(answer, Denied):
            raise Refused(answer.code, answer.reason, basis=answer.basis, nature=Nature.FORBIDDEN)


def field_at(pointer: str, fields: Fields, before: str = "") -> str | None:
    """The field of the form that a JSON pointer leads into: its own, else the nearest around it."""
    steps = pointer.strip("/").split("/")
    around = (before + ".".join(steps[:length]) for length in range(len(steps), 0, -1))
    return next((name for name in around if name in fields), None)


def _mended(name: str, called: str) -> Failure:
    reason = f"{called}：含有不能保存的字符，已经删去，请核对后再提交"
    return Failure(status=422, code="request.unstorable-text", reason=reason, field=name)


def _invalid(error: ValidationError, fields: Fields, before: str) -> Iterator[Failure]:
    """One for each field; the sentence begins with what the form calls it."""
    known: set[str | None] = set()
    for one in error.errors():
        field = field_at("/".join(map(str, one["loc"])), fields, before)
        if field is None or field not in known:
            known.add(field)
            reason = sentence_of(one) if field is None else f"{fields[field]}：{sentence_of(one)}"
            yield Failure(status=422, code="request.invalid", reason=reason, field=field)


def _pointed(told: Failure, error: Exception, fields: Fields, before: str) -> Iterator[Failure]:
    """The refusal's own sentence at the first field it points to, what else is to be put right at the others."""
    pointed: dict[str, str] = {}
    for pointer, detail in _pointers(error):
        if (field := field_at(pointer, fields, before)) is not None:
            pointed.setdefault(field, detail)
    first, *others = pointed or [None]
    yield replace(told, field=first)
    for field in others:
        assert field is not None, "only the first may be"
        yield replace(told, field=field, basis=None, reason=f"{fields[field]}：{pointed[field]}")


def _pointers(error: Exception) -> list[tuple[str, str]]:
    match error:
        case Refused():
            return [(each.pointer, each.detail) for each in error.errors]
        case EdgeRefusal():
            return [(each["pointer"], each["detail"]) for each in error.errors]
        case _:
            return []
