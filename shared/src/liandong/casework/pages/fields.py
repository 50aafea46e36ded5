"""The fields of a form, made from the API's own request model: what is asked, how, and what it is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from liandong.casework.pages.choices import CHOICES
from liandong.casework.pages.names import HINTS, NAMES, TICKS
from liandong.casework.pages.sorts import Sort, kind_of, sort_of
from liandong.infrastructure.http import In

NAMED_BY_THE_PAGE = frozenset({"link"})
"""Of which share a form is, its page says: nobody is asked to type it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`default` is what is chosen before anybody has chosen; of a tick "yes" or nothing."""

    name: str
    label: str
    sort: Sort
    required: bool
    hint: str | None = None
    choices: Sequence[tuple[str, str]] = ()
    default: str = ""


def fields_of(model: type[In]) -> list[Field]:
    """In the model's order. Raises KeyError for a field or choice that has no name yet."""
    return [_field(name, info) for name, info in model.model_fields.items() if name not in NAMED_BY_THE_PAGE]


def _field(name: str, info: FieldInfo) -> Field:
    sort = sort_of(info)
    return Field(
        name=name,
        label=TICKS.get(name, NAMES[name]) if sort is Sort.TICK else NAMES[name],
        sort=sort,
        required=info.is_required(),
        hint=HINTS.get(name),
        choices=_choices(kind_of(info)[0]) if sort is Sort.CHOICE else (),
        default=_default(info.default),
    )


def _choices(kind: Any) -> Sequence[tuple[str, str]]:
    if get_origin(kind) is Literal:
        return [(value.value, CHOICES[type(value)][value]) for value in get_args(kind)]
    return [(value.value, word) for value, word in CHOICES[kind].items()]


def _default(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value) if isinstance(value, StrEnum) else ""
