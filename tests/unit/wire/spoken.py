"""What can be said: generated events whose personal data is written in letters that no fact uses, and entries."""

import dataclasses
import typing
from datetime import datetime
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from liandong.events.all_events import ALL_EVENTS
from liandong.events.said import Event
from liandong.terms.codes import EventId, UnitCode
from liandong.terms.legal_time import from_micros
from liandong.terms.personal import PrivateMark
from liandong.wire.canonical import canonical
from liandong.wire.envelope import Entry, hash_of

PERSONAL_LETTERS = "甲乙丙丁戊己庚辛壬癸"
LETTERS = 'abzAZ019-_:.,{}[] "\\/\n\x01\x7f\u00e9e\u0301\u2028\ufeff\uffff号办件〔〕😀'
"""Letters that a spelling could get wrong: quotes, controls, two forms of é, separators, letters of four bytes."""
FACTS = st.text(LETTERS + "\0", max_size=12)
WHOLE = st.integers(-(2**63), 2**64 - 1)
PERSONAL = st.text(PERSONAL_LETTERS, min_size=1, max_size=12)


def values(hint: Any, letters: st.SearchStrategy[str] = FACTS) -> st.SearchStrategy[Any]:
    """Any value of a type; texts of it, at whatever depth, are made of these letters."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        return values(inner, PERSONAL if any(isinstance(mark, PrivateMark) for mark in marks) else letters)
    if isinstance(hint, typing.NewType):
        return values(hint.__supertype__, letters)
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint, include_extras=True)
        fields = {field.name: values(hints[field.name], letters) for field in dataclasses.fields(hint)}
        return st.builds(hint, **fields)  # type: ignore[arg-type]  # hint is a type
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0], letters), max_size=2).map(tuple)
    if get_origin(hint) is not None or isinstance(hint, typing.types.UnionType):  # type: ignore[attr-defined]
        return st.one_of([values(part, letters) for part in get_args(hint)])
    if hint is int:
        return WHOLE
    return letters if hint is str else st.from_type(hint)


def events_of(shape: type[Event]) -> st.SearchStrategy[Event]:
    """Any event of this class, every field filled."""
    return values(shape)


EVENTS = st.sampled_from(ALL_EVENTS).flatmap(events_of)

_COUNTS = st.integers(1, 2**31 - 1)
_POSITIONS = st.integers(1, 2**63 - 1)
_HASHES = st.binary(min_size=32, max_size=32)
_CODES = st.text(LETTERS, min_size=1, max_size=12)
_INSTANTS: st.SearchStrategy[datetime] = st.integers(-(10**15), 10**17).map(from_micros)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | WHOLE | FACTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FACTS, inner, max_size=3),
    max_leaves=8,
)
BODIES = st.dictionaries(FACTS, JSON, max_size=3)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any honest journal entry: its hash is that of its content."""
    addressed = draw(st.booleans())
    entry = Entry(
        unit=UnitCode(draw(_CODES)),
        epoch=draw(_COUNTS),
        seq=draw(_POSITIONS),
        stream=draw(_CODES),
        sequence=draw(_COUNTS),
        kind=draw(_CODES),
        version=draw(_COUNTS),
        dest=draw(_CODES) if addressed else None,
        dest_seq=draw(_POSITIONS) if addressed else None,
        dest_prev=draw(_HASHES) if addressed else None,
        occurred_at=draw(_INSTANTS),
        recorded_at=draw(_INSTANTS),
        actor=draw(_CODES),
        cause=draw(st.none() | _CODES.map(EventId)),
        body=canonical(draw(BODIES)),
        salt=draw(st.binary(min_size=16, max_size=16)),
        private_digest=draw(_HASHES),
        private=draw(st.none() | st.binary(min_size=1, max_size=40)),
        prev=draw(_HASHES),
        hash=bytes(32),
    )
    return dataclasses.replace(entry, hash=hash_of(entry))
