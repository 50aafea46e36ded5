"""From a form to the API's own endpoint and back: the body, the key, the version, and what is refused at its field."""

import json
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from inspect import signature
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.pages.failing import Failure, failure_of
from liandong.application.pages.route import TOLD
from liandong.application.pages.typed import Typed
from liandong.application.pages.visitor import Visitor
from liandong.application.sentences import sentence_of
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


async def call(
    endpoint: Endpoint,
    request: Request,
    visitor: Visitor,
    typed: Typed,
    model: type[In] | None,
    fields: Fields,
    *,
    body: Mapping[str, Any] | None = None,
    **path: str,
) -> Called:
    """Calls an endpoint of the API with what was typed, as if it had come by its route, with its permission.

    `model` is the shape of its body; `body` where a form cannot be read by the names of its fields alone (`body_of`).
    Whatever is refused comes back as failures, the database being away included: the page shows the form again.
    """
    try:
        sent = None if model is None else model.model_validate(body_of(typed, model) if body is None else body)
        try:
            return await _asked(endpoint, request, visitor, typed, sent, path)
        except Refused as refused:
            if refused.code != IN_FLIGHT:
                raise
            return await _asked(endpoint, request, visitor, typed, sent, path)
    except ValidationError as error:
        return Called(status=422, failures=tuple(_invalid(error, fields)))
    except TOLD as error:
        told = failure_of(error)
        return Called(status=told.status, failures=tuple(_pointed(told, error, fields)))


async def _asked(
    endpoint: Endpoint, request: Request, visitor: Visitor, typed: Typed, sent: In | None, path: Mapping[str, str]
) -> Called:
    route = next(each for each in request.app.routes if isinstance(each, APIRoute) and each.endpoint is endpoint)
    _must_be_allowed(route, visitor.principal)
    given: dict[str, Any] = {"principal": visitor.principal, "body": sent, "desk": request.app.state.desk, **path}
    wanted = signature(endpoint).parameters
    if "expects" in wanted:
        given["expects"] = read_if_match([f'"{version}"'] if (version := typed.one(VERSION)) else [])
    if key_of := next((name for name in wanted if name.lstrip("_") == "idempotency"), None):
        spelled = None if sent is None else sent.model_dump(mode="json")
        asked = request_hash("POST", route.path.format(unit=visitor.principal.unit, **path), spelled)
        key = read_key([key] if (key := typed.one(KEY)) else [])
        given[key_of] = Idempotency(key=key, route=str(route.operation_id), request_hash=asked)
    answered = await endpoint(**{name: given[name] for name in wanted})
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


def body_of(typed: Typed, model: type[BaseModel], before: str = "") -> dict[str, Any]:
    """The body of a request from the fields of a form named by their places; what was left empty is left out."""
    body: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        place, kind = f"{before}{name}", _kind(field.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if inner := body_of(typed, kind, f"{place}."):
                body[name] = inner
        elif get_origin(kind) in (tuple, list):
            if several := typed.all(place):
                body[name] = several
        elif kind is bool:
            body[name] = typed.one(place) is not None
        elif (text := typed.one(place)) is not None:
            body[name] = int(text) if kind is int and text.isascii() and text.isdigit() and len(text) < 10 else text
    return body


def _kind(annotation: Any) -> Any:
    """What a field is when it is there."""
    if get_origin(annotation) in (Union, UnionType):
        return next((kind for each in get_args(annotation) if (kind := _kind(each)) is not type(None)), None)
    return annotation.__origin__ if hasattr(annotation, "__metadata__") else annotation


def field_at(pointer: str, fields: Fields) -> str | None:
    """The field of the form that a JSON pointer leads into: its own, else the nearest around it."""
    steps = pointer.strip("/").split("/")
    around = (".".join(steps[:length]) for length in range(len(steps), 0, -1))
    return next((name for name in around if name in fields), None)


def _invalid(error: ValidationError, fields: Fields) -> Iterator[Failure]:
    """One for each field; the sentence begins with what the form calls it."""
    known: set[str | None] = set()
    for one in error.errors():
        field = field_at("/".join(map(str, one["loc"])), fields)
        if field is None or field not in known:
            known.add(field)
            reason = sentence_of(one) if field is None else f"{fields[field]}：{sentence_of(one)}"
            yield Failure(status=422, code="request.invalid", reason=reason, field=field)


def _pointed(told: Failure, error: Exception, fields: Fields) -> Iterator[Failure]:
    """The refusal's own sentence at the first field it points to, what else is to be put right at the others."""
    pointed: dict[str, str] = {}
    for pointer, detail in _pointers(error):
        if (field := field_at(pointer, fields)) is not None:
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
