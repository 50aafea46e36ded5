"""Histories of matters read from the journal: facts alone, nothing personal is opened."""

from collections.abc import Iterable

from liandong.domain.history import Told
from liandong.wire.codec import read_event
from liandong.wire.envelope import Entry


def history_of(entries: Iterable[Entry]) -> list[Told]:
    """What was said, in order. Raises UnknownKind, pydantic.ValidationError."""
    return [
        Told(
            id=entry.id,
            unit=entry.unit,
            stream=entry.stream,
            sequence=entry.sequence,
            occurred_at=entry.occurred_at,
            recorded_at=entry.recorded_at,
            event=read_event(entry.kind, entry.version, entry.body),
        )
        for entry in entries
    ]
