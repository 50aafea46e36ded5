"""One act on one stream: what is to be decided for whom, what came of it, and how it may fail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from liandong.application.repository import Loaded, Repository
from liandong.events.said import Event
from liandong.infrastructure.http.idempotency import Idempotency
from liandong.terms.principal import Principal

S = TypeVar("S")
Decide = Callable[[S | None], Sequence[Event]]


class LostRace(Exception):
    """Somebody else changed the stream in between: decide again on what it is now."""


class StaleVersion(Exception):
    """The sender saw an older version (If-Match) and the act is still possible on the newer one."""

    def __init__(self, current: int) -> None:
        super().__init__(f"the current version is {current}")
        self.current = current


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """The heard event this is a reaction to: one command per (event, stream) takes effect once."""

    event: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled(Generic[S]):
    """What came of a command. `body` is what `answer` made of the state; `replayed` if it had been done before."""

    state: S | None
    version: int
    events: tuple[Event, ...] = ()
    body: Any = None
    replayed: bool = False
    status: int = 200


Answer = Callable[[Any, int], object]
"""(state, version) → a JSON-able body, kept for a repeated request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Generic[S]):
    repository: Repository[S]
    key: str
    decide: Decide[S]
    by: Principal
    occurred_at: datetime | None
    cause: Cause | None
    expects: int | None
    idempotency: Idempotency | None
    status: int
    answer: Answer | None

    @property
    def stream(self) -> str:
        return self.repository.stream(self.key)

    @property
    def done_for(self) -> tuple[str | None, tuple[str, ...]]:
        """Where it is noted that this was done, and under which key: a heard event, a sender's key, or nowhere."""
        if self.cause is not None:
            return "received", (self.cause.event, self.stream, self.cause.command)
        if self.idempotency is not None:
            return "idempotency", (f"{self.by.unit}/{self.by.id}", self.idempotency.key, self.idempotency.route)
        return None, ()


def decided_on(act: Act[S], loaded: Loaded[S]) -> Handled[S]:
    """The state after what was decided, not written yet. Raises Refused, StaleVersion."""
    events = tuple(act.decide(loaded.state))
    if act.expects is not None and act.expects != loaded.version:
        raise StaleVersion(loaded.version)
    state = loaded.state
    for event in events:
        state = act.repository.evolve(state, event)
    return Handled(state=state, version=loaded.version + len(events), events=events)
