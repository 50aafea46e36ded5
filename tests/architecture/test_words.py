"""What may be said: each kind once, facts and personal data apart, and somebody who reacts to every message."""

import dataclasses
from importlib import import_module
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest

from liandong.application.reactions import REACTIONS
from liandong.cli.stack.plan import SERVICES, Standing
from liandong.events.all_events import ALL_EVENTS
from liandong.events.said import Event, Message, Publication
from liandong.terms.personal import PrivateMark
from tests.about import about


def hints(event: type[Event]) -> dict[str, object]:
    known = get_type_hints(event, include_extras=True)
    return {field.name: known[field.name] for field in dataclasses.fields(event)}


def is_private(hint: object) -> bool:
    return get_origin(hint) is Annotated and any(isinstance(mark, PrivateMark) for mark in get_args(hint)[1:])


def all_subclasses(of: type) -> set[type]:
    return {one for direct in of.__subclasses__() for one in {direct, *all_subclasses(direct)}}


def test_each_kind_and_version_is_said_once() -> None:
    said = [(event.KIND, event.VERSION) for event in ALL_EVENTS]
    assert len(said) == len(set(said))


def test_everything_that_has_a_kind_is_written_out_in_the_list() -> None:
    # by name: a dataclass with slots is made anew, and the first draft of the class stays known to its parent
    known = all_subclasses(Event)
    with_kind = {one.__name__ for one in known if "KIND" in vars(one) and one.__module__.startswith("liandong.")}
    assert with_kind == {event.__name__ for event in ALL_EVENTS}


def test_somebody_reacts_to_every_message() -> None:
    heard = set(REACTIONS)
    for service in SERVICES:
        heard |= set(import_module(f"{service.module}.app").SERVICE.reactions)
    assert {event for event in ALL_EVENTS if issubclass(event, Message)} <= heard


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.module)
def test_the_stack_makes_each_database_as_its_service_expects_it(service: Standing) -> None:
    assert service.packages == import_module(f"{service.module}.kept").KEPT.packages


def test_a_witness_can_read_an_event_without_its_private_part() -> None:
    for event in ALL_EVENTS:
        with about(event.KIND):
            for field in dataclasses.fields(event):
                if is_private(hints(event)[field.name]):
                    assert field.default is None, f"{event.KIND}.{field.name} must be None when it is not told"


def test_no_fact_is_a_float_and_no_publication_is_private() -> None:
    for event in ALL_EVENTS:
        with about(event.KIND):
            for name, hint in hints(event).items():
                assert "float" not in str(hint), f"{event.KIND}.{name}"
                assert not (issubclass(event, Publication) and is_private(hint)), f"{event.KIND}.{name}"


PERSONAL = {"name", "id_number", "phone", "address", "text", "remedy", "recipient", "opinion_text", "details"}


def test_what_names_or_describes_a_person_is_private() -> None:
    for event in ALL_EVENTS:
        with about(event.KIND):
            allowed = {("registry.unit_published", "name")}  # a unit's name, no person's
            for name, hint in hints(event).items():
                if name in PERSONAL and (event.KIND, name) not in allowed:
                    assert is_private(hint), f"{event.KIND}.{name}"
