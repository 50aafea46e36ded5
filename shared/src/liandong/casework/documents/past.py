"""The history of a matter with its personal parts opened, and the matter as it stood after each act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from liandong.application.desk import Desk
from liandong.application.repository import Repository
from liandong.domain.documents.facts import Act
from liandong.events.said import Event
from liandong.infrastructure.database import Connection
from liandong.infrastructure.journal.entries import StreamKey, history
from liandong.terms.codes import EventId, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.refusal import Nature, Refused
from liandong.wire.codec import read_event
from liandong.wire.envelope import Entry

Evolve = Callable[[Any, Event], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What a matter's documents can be about: its acts, and the journal entry of each by its place."""

    acts: Sequence[Act]
    entries: dict[int, EventId]


async def read_past(desk: Desk, repository: Repository[Any], unit: UnitCode, number: str) -> Past:
    """Raises Refused(NOT_FOUND) if this unit has no such matter."""
    async with desk.pool.acquire() as connection:
        loaded = await repository.load(connection, unit, number, desk.keys[unit])
        told = await opened_history(connection, unit, repository.stream(number), loaded.key)
    if not told:
        raise Refused(f"{repository.name}.not-found", "本单位没有这一编号的办件，请核对编号", nature=Nature.NOT_FOUND)
    acts, state = [], None
    received_on = legal_day(told[0][0].occurred_at)
    for entry, event in told:
        state = repository.evolve(state, event)
        acts.append(Act(sequence=entry.sequence, event=event, after=state, received_on=received_on))
    return Past(acts=acts, entries={entry.sequence: entry.id for entry, _ in told})


async def opened_history(
    connection: Connection, unit: UnitCode, stream: str, key: StreamKey | None
) -> list[tuple[Entry, Event]]:
    """Each entry of a stream with what it says; a personal part whose key is gone stays closed."""
    return [
        (entry, read_event(entry.kind, entry.version, entry.body, _personal(entry, key)))
        for entry in await history(connection, unit, stream)
    ]


def _personal(entry: Entry, key: StreamKey | None) -> bytes | None:
    if entry.private is None or key is None:
        return None
    return key.decrypt(entry.private, str(entry.sequence))
