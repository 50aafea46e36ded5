"""Histories of matters read from the journal: facts alone, nothing personal is opened."""

from collections.abc import Iterable
from datetime import date

from liandong.domain.history import Told
from liandong.events.said import Event
from liandong.terms.legal_time import legal_day
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


def by_day(entries: Iterable[Entry]) -> list[tuple[date, Event]]:
    """What was said with the legal day on which it happened, in order. Raises as `history_of`."""
    return [(legal_day(each.occurred_at), read_event(each.kind, each.version, each.body)) for each in entries]
