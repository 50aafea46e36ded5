"""The fields of a form, made from the API's own request model: what is asked, how, and what it is called."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum, auto
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic.fields import FieldInfo

from liandong.application.pages.typed import Typed
from liandong.casework.api.application import MaterialIn
from liandong.casework.pages.choices import CHOICES
from liandong.casework.pages.names import HINTS, NAMES, TICKS
from liandong.infrastructure.http import In

LONG = 1_000
"""A text that may be longer is typed into several lines."""


class Sort(Enum):
    """How something is asked."""

    LINE = auto()
    LINES = auto()
    NUMBER = auto()
    DAY = auto()
    TICK = auto()
    YES_NO = auto()
    CHOICE = auto()
    LIST = auto()
    """One a line."""
    CODES = auto()
    """Of the item's materials, by code."""
    MATERIALS = auto()
    """As CODES: what is handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    label: str
    sort: Sort
    required: bool
    hint: str | None = None
    choices: Sequence[tuple[str, str]] = ()
    default: str = ""


def fields_of(model: type[In]) -> list[Field]:
    """In the model's order. Raises KeyError for a field or choice that has no name yet."""
    return [_field(name, info) for name, info in model.model_fields.items()]


def _field(name: str, info: FieldInfo) -> Field:
    sort, choices = _sort(info.annotation, info.metadata)
    if sort is Sort.TICK and info.is_required():
        sort = Sort.YES_NO
    default = info.default if isinstance(info.default, StrEnum) else ""
    return Field(
        name=name,
        label=TICKS.get(name, NAMES[name]) if sort is Sort.TICK else NAMES[name],
        sort=sort,
        required=info.is_required(),
        hint=HINTS.get(name),
        choices=choices,
        default=str(default),
    )


def _sort(annotation: Any, metadata: Sequence[Any]) -> tuple[Sort, Sequence[tuple[str, str]]]:
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        (only,) = (each for each in get_args(annotation) if each is not NoneType)
        return _sort(only, metadata)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        flat = [each for one in more for each in (one.metadata if isinstance(one, FieldInfo) else [one])]
        return _sort(inner, flat)
    if origin is Literal:
        return Sort.CHOICE, [(value.value, CHOICES[type(value)][value]) for value in get_args(annotation)]
    if origin is tuple:
        return _sort_of_many(get_args(annotation)[0]), ()
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return Sort.CHOICE, [(value.value, word) for value, word in CHOICES[annotation].items()]
    plain = {bool: Sort.TICK, int: Sort.NUMBER, date: Sort.DAY}.get(annotation)
    if plain is not None:
        return plain, ()
    most = next((each.max_length for each in metadata if isinstance(each, MaxLen)), 0)
    return (Sort.LINES if most > LONG else Sort.LINE), ()


def _sort_of_many(each: Any) -> Sort:
    if each is MaterialIn:
        return Sort.MATERIALS
    pattern = any(getattr(part, "pattern", None) for one in get_args(each)[1:] for part in getattr(one, "metadata", ()))
    return Sort.CODES if pattern else Sort.LIST


def body_of(fields: Sequence[Field], typed: Typed) -> Mapping[str, Any]:
    """What was typed as the JSON of the model; what was left empty is left out."""
    return dict(_filled(fields, typed))


def _filled(fields: Sequence[Field], typed: Typed) -> Iterator[tuple[str, Any]]:
    for field in fields:
        match field.sort:
            case Sort.TICK:
                yield field.name, typed.has(field.name)
            case Sort.LIST:
                lines = [line.strip() for line in (typed.one(field.name) or "").splitlines() if line.strip()]
                if lines or field.required:
                    yield field.name, lines
            case Sort.CODES:
                if (codes := typed.all(field.name)) or field.required:
                    yield field.name, codes
            case Sort.MATERIALS:
                yield field.name, [{"code": code} for code in typed.all(field.name)]
            case Sort.YES_NO:
                if (said := typed.one(field.name)) is not None:
                    yield field.name, said == "yes"
            case Sort.LINE | Sort.LINES | Sort.NUMBER | Sort.DAY | Sort.CHOICE:
                if (said := typed.one(field.name)) is not None:
                    yield field.name, said
