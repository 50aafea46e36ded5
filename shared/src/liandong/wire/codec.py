"""Events and states as canonical bytes, facts and personal data apart."""

import dataclasses
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

import orjson
from pydantic import TypeAdapter

from liandong.events.all_events import ALL_EVENTS
from liandong.events.said import Event
from liandong.terms.personal import PrivateMark
from liandong.wire.canonical import spelled
from liandong.wire.later import grows, leave_out_silent

T = TypeVar("T")


def _is_private(hint: object) -> bool:
    return get_origin(hint) is Annotated and any(isinstance(mark, PrivateMark) for mark in get_args(hint)[1:])


class Codec(Generic[T]):
    """Writes and reads one dataclass; fields marked Private go into a part of their own."""

    def __init__(self, shape: type[T]) -> None:
        self.shape = shape

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        """Made when it is first needed: no process reads or writes every kind."""
        return TypeAdapter(self.shape)

    @cached_property
    def private(self) -> frozenset[str]:
        """The fields marked Private."""
        hints = get_type_hints(self.shape, include_extras=True)
        names = [field.name for field in dataclasses.fields(self.shape)]  # type: ignore[arg-type]  # it is a dataclass
        return frozenset(name for name in names if _is_private(hints[name]))

    @cached_property
    def _grows(self) -> bool:
        return grows(self.shape)

    def write(self, value: T) -> tuple[bytes, bytes | None]:
        """(facts, personal data or None), canonical; fields marked Later only where they say something."""
        whole = self._dump(value)
        hidden = {name: whole.pop(name, None) for name in self.private}
        told = {name: part for name, part in hidden.items() if part is not None}
        return spelled(whole), spelled(told) if told else None

    def _dump(self, value: T) -> dict[str, Any]:
        whole: dict[str, Any] = self._adapter.dump_python(value, mode="json")
        if self._grows:
            leave_out_silent(value, whole)
        return whole

    def read(self, facts: bytes, personal: bytes | None = None) -> T:
        """The value; without its personal part those fields are None. Raises ValueError: pydantic.ValidationError, or
        orjson.JSONDecodeError for what is no JSON.

        Each part speaks for its own fields only, so that a witness of the facts and the addressee read the same facts.
        """
        whole = {name: part for name, part in orjson.loads(facts).items() if name not in self.private}
        if personal is not None:
            whole |= {name: part for name, part in orjson.loads(personal).items() if name in self.private}
        return self._adapter.validate_python(whole)

    def json_schema(self, ref_template: str) -> dict[str, Any]:
        """The shape of facts and personal data together."""
        return self._adapter.json_schema(mode="serialization", ref_template=ref_template)


class StateCodec(Codec[T]):
    """A codec for what is kept and written anew with each event: at whatever depth, no field at its default is written.

    So a default may not change once it was released: rows written before would read differently.
    """

    def _dump(self, value: T) -> dict[str, Any]:
        whole: dict[str, Any] = self._adapter.dump_python(value, mode="json", exclude_defaults=True)
        return whole


CODECS: Mapping[tuple[str, int], Codec[Any]] = {(event.KIND, event.VERSION): Codec(event) for event in ALL_EVENTS}


class UnknownKind(Exception):
    """A kind or version this program does not know: kept and shown, never guessed."""


def write_event(event: Event) -> tuple[bytes, bytes | None]:
    """An event's facts and personal data as canonical bytes."""
    return CODECS[event.KIND, event.VERSION].write(event)


def read_event(kind: str, version: int, facts: bytes, personal: bytes | None = None) -> Event:
    """The event of these bytes. Raises UnknownKind, ValueError as `Codec.read`."""
    codec = CODECS.get((kind, version))
    if codec is None:
        raise UnknownKind(f"{kind} v{version}")
    event: Event = codec.read(facts, personal)
    return event
