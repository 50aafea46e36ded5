"""经过: every entry of a history in an official's words, with who did it and which entry says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from liandong.casework.pages.choices import CHOICES
from liandong.events.kind_names import KIND_NAMES
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event
from liandong.wire.codec import read_event
from liandong.wire.envelope import Entry

TOLD = ("ground", "opinion", "outcome", "method")
"""Members of events whose value has a word of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry: `words` are said in the reader's language, `detail` is of the case itself."""

    id: str
    at: datetime
    words: str
    choices: Sequence[str]
    detail: str
    actor: str
    cause: str | None


def lines_of(entries: Sequence[Entry], entry: CatalogueEntry) -> list[Line]:
    """Newest first."""
    steps = {step.code: step.name for step in entry.steps}
    return [_line(each, steps) for each in reversed(entries)]


def _line(entry: Entry, steps: dict[str, str]) -> Line:
    event = read_event(entry.kind, entry.version, entry.body)
    return Line(
        id=entry.id,
        at=entry.occurred_at,
        words=KIND_NAMES[entry.kind],
        choices=list(_choices(event)),
        detail="；".join(_details(event, steps)),
        actor=entry.actor,
        cause=entry.cause,
    )


def _choices(event: Event) -> Iterator[str]:
    for name in TOLD:
        value = getattr(event, name, None)
        if isinstance(value, StrEnum) and (word := CHOICES.get(type(value), {}).get(value)) is not None:
            yield word


def _details(event: Event, steps: dict[str, str]) -> Iterator[str]:
    if (step := getattr(event, "step", None)) is not None:
        yield steps.get(step, step)
    for name in ("text", "document", "notice", "minutes"):
        if isinstance(told := getattr(event, name, None), str) and told:
            yield told
