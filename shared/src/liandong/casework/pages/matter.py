"""What the pages of cases and of joint approvals have in common: found, shown, and told what may be done with it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from liandong.application.desk import Desk
from liandong.application.pages.visitor import Visitor
from liandong.application.repository import Repository
from liandong.casework.api.courts import court_of
from liandong.casework.api.deadlines import DeadlineFilter, DeadlineOut
from liandong.casework.pages.act import Act
from liandong.casework.pages.choices import word_of
from liandong.casework.pages.entries import lines_of
from liandong.casework.pages.handed_in import materials_of
from liandong.casework.pages.names import REASONS, WEEKDAYS
from liandong.casework.queries import get, get_history
from liandong.domain.case.explained import Which
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.terms.principal import Principal
from liandong.terms.refusal import Refused
from liandong.wire.envelope import Entry

M = TypeVar("M", Case, Joint)
V = TypeVar("V", Verb, JointVerb)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters(Generic[M, V]):
    """One of the two. `page` is where its pages are, `back` what people call them.

    `possible` are the acts somebody may try now, on the whole or on the share of a link; `first` are those that carry
    it on; `beside` is what an endpoint wants to know beside the number; `part` is what the share of a link is called.
    """

    repository: Repository[M]
    page: str
    back: str
    acts: Mapping[V, Act]
    names: Mapping[V, str]
    names_on_part: Mapping[V, str]
    status_names: Mapping[Any, str]
    first: Mapping[Any, tuple[V, ...]]
    possible: Callable[[Principal, M, str], Sequence[V]]
    beside: Callable[[V, M, str], Mapping[str, str]]
    part: Callable[[Desk, M, str], str | None]
    clocks: Callable[[M, Circumstances], Sequence[Any]]
    clock_names: Mapping[Any, str]
    explain: Callable[[Principal, str, Desk, DeadlineFilter], Awaitable[DeadlineOut]]

    def called(self, verb: V, link: str) -> str:
        return (self.names_on_part if link else self.names)[verb]


async def found(matters: Matters[M, V], desk: Desk, visitor: Visitor, number: str) -> tuple[M, int]:
    """The matter with its version. Raises Refused(NOT_FOUND) for a number that is not this unit's."""
    unit = visitor.principal.unit
    loaded = await get(desk.pool, matters.repository, unit, number, desk.keys[unit])
    assert loaded.state is not None, "get raises"
    return loaded.state, loaded.version


async def entries_of(matters: Matters[M, V], desk: Desk, visitor: Visitor, number: str) -> list[Entry]:
    return await get_history(desk.pool, matters.repository, visitor.principal.unit, number)


async def told_of(
    matters: Matters[M, V], desk: Desk, visitor: Visitor, matter: M, entries: Sequence[Entry], done: str
) -> dict[str, Any]:
    """What the page of either shows; `entries` are its history, `done` is the act that led here."""
    acts = matters.possible(visitor.principal, matter, "")
    first = [verb for verb in matters.first.get(matter.status, ()) if verb in acts]
    return {
        "status_name": matters.status_names[matter.status],
        "clocks": _clocks(matters, desk, visitor, matter),
        "clock_names": matters.clock_names,
        "whys": await _whys(matters, desk, visitor, matter),
        "court": await court_of(desk, matters.repository, visitor.principal.unit, matter.id),
        "lines": lines_of(entries, matter.entry),
        "first": [(verb, matters.names[verb]) for verb in first],
        "others": [(verb, matters.names[verb]) for verb in acts if verb not in first],
        "done": next((matters.names_on_part[verb] for verb in matters.acts if verb.value == done), None),
        "materials": materials_of(matter),
        "word": word_of,
        "weekdays": WEEKDAYS,
        "reasons": REASONS,
    }


def _clocks(matters: Matters[M, V], desk: Desk, visitor: Visitor, matter: M) -> Sequence[Any]:
    try:
        return matters.clocks(matter, desk.given(visitor.principal))
    except Refused:
        return ()


async def _whys(matters: Matters[M, V], desk: Desk, visitor: Visitor, matter: M) -> list[DeadlineOut]:
    """Day by day, the promise first; nothing before acceptance, or where the calendar does not reach."""
    if matter.accepted_on is None:
        return []
    try:
        return [
            await matters.explain(visitor.principal, matter.id, desk, DeadlineFilter(which=which))
            for which in (Which.PROMISED, Which.STATUTORY)
        ]
    except Refused:
        return []
