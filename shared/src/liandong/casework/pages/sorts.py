"""How a field of a request is asked in a form: by a line, a tick, a choice, and so on, as its type says."""

from collections.abc import Sequence
from datetime import date
from enum import Enum, StrEnum, auto
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from liandong.casework.api.application import MaterialIn

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
    """Each by a tick of its own."""
    MATERIALS = auto()
    """As CODES: what is handed in, with its file if there is one."""
    PART = auto()
    """Several fields of its own, named with a dot."""


def sort_of(info: FieldInfo) -> Sort:
    kind, metadata = kind_of(info)
    origin = get_origin(kind)
    if origin in (tuple, list):
        return _sort_of_many(get_args(kind)[0])
    if origin is Literal:
        return Sort.CHOICE
    if kind is bool:
        return Sort.YES_NO if info.is_required() else Sort.TICK
    if issubclass(kind, BaseModel):
        return Sort.PART
    if issubclass(kind, StrEnum):
        return Sort.CHOICE
    if kind in (int, date):
        return Sort.NUMBER if kind is int else Sort.DAY
    most = next((each.max_length for each in metadata if isinstance(each, MaxLen)), 0)
    return Sort.LINES if most > LONG else Sort.LINE


def kind_of(info: FieldInfo) -> tuple[Any, Sequence[Any]]:
    """What a field is when it is there, and what is said of it."""
    return _bare(info.annotation, info.metadata)


def _bare(annotation: Any, metadata: Sequence[Any]) -> tuple[Any, Sequence[Any]]:
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        (only,) = (each for each in get_args(annotation) if each is not NoneType)
        return _bare(only, metadata)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _bare(inner, [each for one in more for each in (one.metadata if isinstance(one, FieldInfo) else [one])])
    return annotation, metadata


def _sort_of_many(each: Any) -> Sort:
    if each is MaterialIn:
        return Sort.MATERIALS
    pattern = any(getattr(part, "pattern", None) for one in get_args(each)[1:] for part in getattr(one, "metadata", ()))
    return Sort.CODES if pattern else Sort.LIST
