"""Golden samples: a file for each kind and version of event, written once and never edited, by which a change shows.

A sample has every field filled. It holds shape, facts and personal part, and the SHA-256 of both as canonical bytes.
When a shape has grown by fields marked Later, a further sample is written beside the first: `….v1.2.json`.
"""

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from liandong.events.said import Event
from liandong.terms.legal_time import LEGAL_ZONE
from liandong.terms.personal import PrivateMark
from liandong.wire.canonical import canonical
from liandong.wire.codec import read_event, write_event
from liandong.wire.later import is_later

Json = dict[str, Any]

WORDS = {
    "AppointmentId": "610113-Y261123-00001Z",
    "CaseId": "610113-261123-00001",
    "ConsultationId": "610113-Z261123-00001Z",
    "DocumentId": "610113-261123-00001.2.acceptance_notice",
    "Digest": "c0ffee" * 10 + "c0de",
    "EventId": "610100:1:41",
    "ItemCode": "SX-0101",
    "JointId": "610100-L261123-00001",
    "LinkId": "610100-L261123-00001/1",
    "Pseudonym": "5f" * 16,
    "StaffId": "C001",
    "UnitCode": "610113",
}
DAY = date(2026, 11, 23)
INSTANT = datetime(2026, 11, 23, 10, 15, tzinfo=LEGAL_ZONE)


def write_missing(folder: Path, events: Sequence[type[Event]]) -> list[str]:
    """Writes the samples that are not there yet; returns their names. One that is there is never touched."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for event in events:
        known = names_of(folder, event)
        if not known or _has_grown(event, folder / known[-1]):
            name = file_name(event, len(known) + 1)
            text = json.dumps(sample_of(event), ensure_ascii=False, indent=2) + "\n"
            (folder / name).write_text(text, encoding="utf-8")
            written.append(name)
    return written


def names_of(folder: Path, event: type[Event]) -> list[str]:
    """The samples there are of this kind and version, the oldest first."""
    names: list[str] = []
    while (folder / (name := file_name(event, len(names) + 1))).exists():
        names.append(name)
    return names


def file_name(event: type[Event], growth: int = 1) -> str:
    """`growth` counts the samples of one version, from 1."""
    return f"{event.KIND}.v{event.VERSION}{'' if growth == 1 else f'.{growth}'}.json"


def _has_grown(event: type[Event], newest: Path) -> bool:
    """Whether fields were added later that the newest sample does not have."""
    if not later_in(event):
        return False
    return bool(later_in(event) - json.loads(newest.read_text(encoding="utf-8"))["shape"].keys())


def sample_of(event: type[Event]) -> Json:
    """A sample of this kind as this program says it."""
    facts, personal = write_event(filled(event))
    return {
        "kind": event.KIND,
        "version": event.VERSION,
        "shape": dict(shape_of(event)),
        "facts": json.loads(facts),
        "private": None if personal is None else json.loads(personal),
        "facts_sha256": hashlib.sha256(facts).hexdigest(),
        "private_sha256": None if personal is None else hashlib.sha256(personal).hexdigest(),
    }


def differences(event: type[Event], sample: Json) -> list[str]:
    """Where what is said today is not what the sample says; a change needs a new version. Empty if all is well.

    Only a field that is marked Later may be missing from a sample: without it the same bytes are written.
    """
    now = dict(shape_of(event))
    names = sorted((now.keys() - later_in(event)) | sample["shape"].keys())
    found = [
        f"{event.KIND} v{event.VERSION}: {name} was {before or 'not there'}, is {after or 'gone'}"
        for name in names
        if (before := sample["shape"].get(name)) != (after := now.get(name))
    ]
    facts, personal = write_event(read_event(event.KIND, event.VERSION, *_parts(sample)))
    for part, said in (("facts", facts), ("private", personal)):
        if (None if said is None else hashlib.sha256(said).hexdigest()) != sample[f"{part}_sha256"]:
            found.append(f"{event.KIND} v{event.VERSION}: the {part} are written as other bytes than before")
    return found


def _parts(sample: Json) -> tuple[bytes, bytes | None]:
    return canonical(sample["facts"]), None if sample["private"] is None else canonical(sample["private"])


def shape_of(shape: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every field, at whatever depth, with its type as text."""
    hints = get_type_hints(shape, include_extras=True)
    for field in dataclasses.fields(shape):
        yield prefix + field.name, spelled(hints[field.name])
        for inner in _dataclasses_in(hints[field.name]):
            yield from shape_of(inner, f"{prefix}{field.name}.")


def later_in(shape: Any, prefix: str = "", *, within: bool = False) -> set[str]:
    """The names in `shape_of` of the fields that were added later, and of all that lies in them."""
    found = set()
    hints = get_type_hints(shape, include_extras=True)
    for field in dataclasses.fields(shape):
        late = within or is_later(hints[field.name])
        found |= {prefix + field.name} if late else set()
        for inner in _dataclasses_in(hints[field.name]):
            found |= later_in(inner, f"{prefix}{field.name}.", within=late)
    return found


def spelled(hint: Any) -> str:
    """A type as text: the same text, the same values."""
    match get_origin(hint):
        case None:
            members = ", ".join(hint) if isinstance(hint, type) and issubclass(hint, StrEnum) else ""
            return f"{hint.__name__}({members})" if members else "null" if hint is types.NoneType else hint.__name__
        case origin if origin is Annotated:
            inner, *marks = get_args(hint)
            return f"private {spelled(inner)}" if PrivateMark in map(type, marks) else spelled(inner)
        case origin if origin is tuple:
            return f"{spelled(get_args(hint)[0])}[]"
        case _:
            return " | ".join(spelled(part) for part in get_args(hint))


def _dataclasses_in(hint: Any) -> Iterator[Any]:
    if dataclasses.is_dataclass(hint):
        yield hint
    for part in get_args(hint):
        yield from _dataclasses_in(part)


def filled(shape: Any, name: str = "") -> Any:
    """One value of a type with nothing left out; texts say what they are."""
    if get_origin(shape) is Annotated:
        return filled(get_args(shape)[0], name)
    if get_origin(shape) is tuple:
        return (filled(get_args(shape)[0], name),)
    if get_args(shape):  # a union: the first that is something
        return filled(get_args(shape)[0], name)
    if isinstance(shape, typing.NewType):
        return WORDS.get(shape.__name__, name)
    if dataclasses.is_dataclass(shape):
        hints = get_type_hints(shape, include_extras=True)
        return shape(**{field.name: filled(hints[field.name], field.name) for field in dataclasses.fields(shape)})  # type: ignore[operator]  # a class
    if issubclass(shape, StrEnum):
        return next(iter(shape))
    return {bool: True, int: 7, date: DAY, datetime: INSTANT, str: f"{name}〔2026〕1号 “é”"}[shape]
