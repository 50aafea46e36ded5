"""Shapes that have grown: a field added later is written only where it says something, so that old bytes stay."""

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from liandong.terms.later import LaterMark


def is_later(hint: object) -> bool:
    """Whether a field was added to its shape after the shape was first said."""
    return get_origin(hint) is Annotated and any(isinstance(mark, LaterMark) for mark in get_args(hint)[1:])


def later_defaults(shape: Any) -> Mapping[str, Any]:
    """The fields of a dataclass that are left out at their default, each with that default."""
    return _later_defaults(shape)


def grows(hint: Any) -> bool:
    """Whether a value of this type, or one inside it, may have fields that are left out."""
    shape: Any = hint
    if dataclasses.is_dataclass(hint):
        return bool(later_defaults(shape) or _growing_fields(shape))
    return any(map(grows, get_args(hint)))


def leave_out_silent(value: Any, written: Any) -> None:
    """Takes out of what was written the later fields that are at their default, at whatever depth."""
    if isinstance(value, tuple):
        for each, part in zip(value, written, strict=True):
            leave_out_silent(each, part)
    elif dataclasses.is_dataclass(value):
        shape: Any = type(value)
        for name in _growing_fields(shape):
            leave_out_silent(getattr(value, name), written[name])
        for name, default in later_defaults(shape).items():
            if getattr(value, name) == default:
                del written[name]


@cache
def _later_defaults(shape: Any) -> Mapping[str, Any]:
    hints = get_type_hints(shape, include_extras=True)
    return {field.name: field.default for field in dataclasses.fields(shape) if is_later(hints[field.name])}


@cache
def _growing_fields(shape: Any) -> tuple[str, ...]:
    hints = get_type_hints(shape)
    return tuple(field.name for field in dataclasses.fields(shape) if grows(hints[field.name]))
