"""One act of a person as a form: made of the API endpoint that does it, with its permission and its request model."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from inspect import signature
from types import NoneType
from typing import Any, TypeVar, get_args

from starlette.responses import Response

from liandong.casework.pages.fields import Field, fields_of
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import In
from liandong.infrastructure.http.marks import Permission

Endpoint = Callable[..., Coroutine[Any, Any, Response]]
V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The form of one act. `model` is None where nothing is asked."""

    endpoint: Endpoint
    action: Action
    model: type[In] | None
    fields: list[Field]

    @property
    def labels(self) -> Mapping[str, str]:
        return {field.name: field.label for field in self.fields}


def acts_of(endpoints: Mapping[V, Endpoint]) -> Mapping[V, Act]:
    """The forms, made when the program starts. Raises KeyError for a field or choice that has no name yet."""
    return {verb: _act(endpoint) for verb, endpoint in endpoints.items()}


def _act(endpoint: Endpoint) -> Act:
    asked = signature(endpoint).parameters
    body = asked.get("body")
    model = None if body is None else _model(body.annotation)
    fields = [] if model is None else fields_of(model)
    return Act(endpoint=endpoint, action=_action(asked["principal"].annotation), model=model, fields=fields)


def _model(annotation: Any) -> type[In]:
    found: type[In] = next(each for each in (get_args(annotation) or (annotation,)) if each is not NoneType)
    return found


def _action(annotation: Any) -> Action:
    """As the signature of the endpoint says: `Annotated[Principal, Permitted(Action.…)]`."""
    permission = get_args(annotation)[1].dependency
    assert isinstance(permission, Permission), "every endpoint begins with one"
    return Action(permission.action)
