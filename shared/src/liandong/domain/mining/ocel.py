"""OCEL 2.0: events related to objects of several types, as JSON, piece by piece, so that no log is ever held whole.

The objects are cases, masters, units, items, documents (decisions) and projects; applicants and staff are none. Values
are texts, as the published schema has them; the declared type says what they are.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from liandong.domain.history import Told
from liandong.domain.mining.activities import ACTIVITIES
from liandong.domain.mining.facts import Fact, Sort, declared, facts_of
from liandong.domain.numbers import is_joint
from liandong.events.all_events import CASE_HISTORY, JOINT_HISTORY
from liandong.events.case import (
    CaseDecided,
    CaseForwardAcknowledged,
    CaseReceived,
    CaseToldApart,
    CaseUpperDecided,
)
from liandong.events.joint import JointReceived, JointShareAcknowledged, JointShareAnswered
from liandong.events.link import LINK_EVENTS
from liandong.events.said import Event
from liandong.terms.codes import CaseId
from liandong.terms.legal_time import LEGAL_ZONE, midnight

OBJECT_TYPES: Final[Mapping[str, Mapping[str, Sort]]] = {
    "case": {"case_kind": Sort.TEXT, "channel": Sort.TEXT, "tier": Sort.TEXT, "department": Sort.TEXT},
    "master": {"department": Sort.TEXT},
    "unit": {},
    "item": {"name": Sort.TEXT, "department": Sort.TEXT},
    "document": {"number": Sort.TEXT, "outcome": Sort.TEXT},
    "project": {},
}
ACTIVITY: Final = "activity"
EVENT_TYPES: Final[Mapping[str, Mapping[str, Sort]]] = {
    event.KIND: {ACTIVITY: Sort.TEXT} | dict(declared(event)) for event in (*CASE_HISTORY, *JOINT_HISTORY, *LINK_EVENTS)
}
NEVER: Final = "1970-01-01T00:00:00+00:00"
"""Since when an attribute holds that always did."""


@dataclass(slots=True)
class OcelLog:
    """The events and objects of matters given one after the other, each in the order of its history.

    Only ids are held: a matter that others speak of and that is not in the log itself is added at the end, without
    attributes.
    """

    _told: set[str] = field(default_factory=set)
    _mentioned: set[str] = field(default_factory=set)

    def events_of(self, matter: Sequence[Told]) -> Iterator[str]:
        """Each event of a matter as a JSON object."""
        own, about = object_id(matter[0]), _about(matter[0].event)
        for told in matter:
            others = [_id_of(number) for number in _others(told.event)]
            self._mentioned.update(others)
            related = [(own, "matter"), (f"unit:{told.unit}", "unit"), *about, *((other, "other") for other in others)]
            if isinstance(told.event, CaseDecided):
                related.append((_document(told), "document"))
            yield _json(
                {
                    "id": told.id,
                    "type": told.event.KIND,
                    "time": _instant(told.occurred_at),
                    "attributes": _attributes({ACTIVITY: ACTIVITIES[told.event.KIND].name} | facts_of(told.event)),
                    "relationships": _relationships(related),
                }
            )

    def objects_of(self, matter: Sequence[Told]) -> Iterator[str]:
        """The objects of a matter that were not there before, each as a JSON object."""
        first = matter[0]
        about = _about(first.event)
        asked_by = [_id_of(number) for number in _others(first.event)]
        self._told.add(object_id(first))
        documents = [told for told in matter if isinstance(told.event, CaseDecided)]
        related = [(f"unit:{first.unit}", "handled by"), *about, *((other, "asked by") for other in asked_by)]
        related += [(_document(told), "decided by") for told in documents]
        yield _object(object_id(first), _type(first.number), _of_matter(first.event), first.occurred_at, related)
        for told in documents:
            assert isinstance(told.event, CaseDecided), "chosen by type"
            facts = {"number": told.event.document, "outcome": told.event.outcome.value}
            yield _object(_document(told), "document", facts, told.occurred_at, ())
        yield from self._new(f"unit:{first.unit}", {})
        for identifier, _ in about:
            yield from self._new(identifier, _of_item(first.event) if identifier.startswith("item:") else {})

    def _new(self, identifier: str, facts: Mapping[str, Fact]) -> Iterator[str]:
        """A shared object, the first time it is met."""
        if identifier not in self._told:
            self._told.add(identifier)
            yield _object(identifier, identifier.partition(":")[0], facts, None, ())

    def missing(self) -> Iterator[str]:
        """The matters that were spoken of and are not in the log, each as a JSON object."""
        for identifier in sorted(self._mentioned - self._told):
            yield _object(identifier, _type(identifier.partition(":")[2]), {}, None, ())


def head() -> str:
    """What the JSON document begins with, up to its first event."""
    return f'{{"objectTypes":{_types(OBJECT_TYPES)},"eventTypes":{_types(EVENT_TYPES)},"events":['


BETWEEN: Final = '],"objects":['
END: Final = "]}"


def object_id(told: Told) -> str:
    """The id of the matter a history is of."""
    return _id_of(told.number)


def _id_of(number: str) -> str:
    return f"{_type(number)}:{number}"


def _type(number: str) -> str:
    return "master" if is_joint(CaseId(number)) else "case"


def _document(told: Told) -> str:
    return f"document:{told.number}:{told.sequence}"


def _about(first: Event) -> list[tuple[str, str]]:
    """The item and the project a matter is about, as its receipt says."""
    match first:
        case CaseReceived():
            item, project = first.entry.item, first.project_code
        case JointReceived():
            item, project = first.stage.item, first.project_code
        case _:
            return []
    return [(f"item:{item}", "item"), *([(f"project:{project}", "project")] if project else [])]


def _others(event: Event) -> Sequence[str]:
    """The other matters an event speaks of."""
    match event:
        case CaseReceived():
            return () if event.asked_by is None else (event.asked_by.master,)
        case CaseToldApart():
            return event.others
        case CaseForwardAcknowledged() | CaseUpperDecided():
            return (event.upper_case,)
        case JointShareAcknowledged() | JointShareAnswered():
            return (event.case,)
        case _:
            return ()


def _of_matter(first: Event) -> dict[str, Fact]:
    match first:
        case CaseReceived():
            kind, channel, tier = first.case_kind.value, first.channel.value, first.tier.value
            return {"case_kind": kind, "channel": channel, "tier": tier, "department": first.frozen.department}
        case JointReceived():
            return {"department": first.frozen.department}
        case _:
            return {}


def _of_item(first: Event) -> dict[str, Fact]:
    assert isinstance(first, CaseReceived | JointReceived), "a receipt says what it is about"
    return {"name": first.frozen.name, "department": first.frozen.department}


def _object(
    identifier: str, sort: str, facts: Mapping[str, Fact], since: datetime | None, related: Sequence[tuple[str, str]]
) -> str:
    time = NEVER if since is None else _instant(since)
    attributes = [{"name": name, "value": _text(value), "time": time} for name, value in facts.items()]
    return _json({"id": identifier, "type": sort, "attributes": attributes, "relationships": _relationships(related)})


def _attributes(facts: Mapping[str, Fact]) -> list[dict[str, str]]:
    return [{"name": name, "value": _text(value)} for name, value in facts.items()]


def _relationships(related: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"objectId": identifier, "qualifier": qualifier} for identifier, qualifier in dict.fromkeys(related)]


def _types(types: Mapping[str, Mapping[str, Sort]]) -> str:
    return _json(
        [
            {"name": name, "attributes": [{"name": one, "type": sort.value} for one, sort in attributes.items()]}
            for name, attributes in types.items()
        ]
    )


def _text(value: Fact) -> str:
    match value:
        case bool():
            return str(value).lower()
        case datetime():
            return _instant(value)
        case date():
            return _instant(midnight(value))
        case _:
            return str(value)


def _instant(at: datetime) -> str:
    return at.astimezone(LEGAL_ZONE).isoformat()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
