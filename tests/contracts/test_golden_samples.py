"""What was once said is said and read the same for ever; another shape is another version."""

import json
from dataclasses import dataclass, make_dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, get_type_hints

import pytest

from liandong.cli.golden_samples import (
    Json,
    differences,
    file_name,
    later_in,
    names_of,
    sample_of,
    shape_of,
    write_missing,
)
from liandong.events.all_events import ALL_EVENTS
from liandong.events.case import CaseDelivered, CaseEvent, DeliveryMethod
from liandong.events.said import Event
from liandong.terms.codes import CaseId
from liandong.terms.later import Later
from liandong.wire.canonical import canonical
from liandong.wire.codec import CODECS, Codec, read_event, write_event
from tests.about import about

FOLDER = Path(__file__).parent / "events"
PRIVATE = get_type_hints(CaseDelivered, include_extras=True)["recipient"]
BY_KIND = {(event.KIND, event.VERSION): event for event in ALL_EVENTS}


def sample(name: str) -> Json:
    read: Json = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return read


SAMPLES = sorted(file.name for file in FOLDER.glob("*.json"))


def test_every_kind_and_version_has_its_sample() -> None:
    assert {file_name(event) for event in ALL_EVENTS} <= set(SAMPLES), "run `make events` and commit what it writes"


def test_a_shape_that_has_grown_has_a_sample_with_all_its_fields() -> None:
    for event in [event for event in ALL_EVENTS if later_in(event)]:
        with about(event.KIND):
            newest = sample(names_of(FOLDER, event)[-1])
            assert newest["shape"] == dict(shape_of(event)), "run `make events` and commit what it writes"


def test_what_was_said_is_read_and_written_as_the_same_bytes() -> None:
    for name in SAMPLES:
        with about(name):
            said = sample(name)
            assert (said["kind"], said["version"]) in BY_KIND, f"{name} was said once: it must stay readable"
            event = BY_KIND[said["kind"], said["version"]]
            assert differences(event, said) == []
            facts, personal = canonical(said["facts"]), None if said["private"] is None else canonical(said["private"])
            assert write_event(read_event(event.KIND, event.VERSION, facts, personal)) == (facts, personal)


def test_a_sample_fills_every_field() -> None:
    for name in SAMPLES:
        with about(name):
            said = sample(name)
            event = BY_KIND[said["kind"], said["version"]]
            private = {field for field in CODECS[event.KIND, event.VERSION].private if field in said["shape"]}
            assert set(said["private"] or {}) == private
            assert set(said["facts"]) | private == {field for field in said["shape"] if "." not in field}
            assert said == sample_of(event) or names_of(FOLDER, event)[-1] != name
            assert None not in said["facts"].values()


def changed(**fields: Any) -> type[CaseEvent]:
    """`case.delivered` with fields added, replaced or (...) taken away, in the same version."""
    was = {"case": CaseId, "method": DeliveryMethod, "delivered_on": date, "recipient": PRIVATE}
    now = {name: hint for name, hint in (was | fields).items() if hint is not ...}
    optional = {"recipient", "copies", "receipt"}
    specification = [(name, hint, None) if name in optional else (name, hint) for name, hint in now.items()]
    kind = [("KIND", ClassVar[str], "case.delivered")]
    made: type[CaseEvent] = make_dataclass(
        "CaseDelivered", [*specification, *kind], bases=(CaseEvent,), frozen=True, kw_only=True
    )
    return made


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"copies": int | None}, "copies was not there, is int | null"),
        ({"recipient": ...}, "recipient was private str | null, is gone"),
        ({"recipient": str | None}, "recipient was private str | null, is str | null"),
        ({"delivered_on": str}, "delivered_on was date, is str"),
        ({"method": str}, "method was DeliveryMethod(counter, mail, online, unified), is str"),
        ({"receipt": PRIVATE}, "receipt was not there, is private str | null"),
    ],
)
def test_a_changed_shape_without_a_new_version_is_told(
    monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], says: str
) -> None:
    shape = changed(**fields)
    monkeypatch.setitem(CODECS, ("case.delivered", 1), Codec(shape))
    told = differences(shape, sample("case.delivered.v1.json"))
    assert f"case.delivered v1: {says}" in told


def test_a_field_added_later_leaves_the_old_samples_as_they_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shape = changed(copies=Later[int | None])
    write_missing(tmp_path, [CaseDelivered])
    monkeypatch.setitem(CODECS, ("case.delivered", 1), Codec(shape))
    old = json.loads((tmp_path / "case.delivered.v1.json").read_text(encoding="utf-8"))
    assert differences(shape, old) == []
    assert write_missing(tmp_path, [shape]) == ["case.delivered.v1.2.json"]
    grown = json.loads((tmp_path / "case.delivered.v1.2.json").read_text(encoding="utf-8"))
    assert (grown["shape"]["copies"], grown["facts"]["copies"]) == ("int | null", 7)
    assert differences(shape, grown) == []
    assert write_missing(tmp_path, [shape]) == []


def test_other_bytes_of_the_same_shape_are_told() -> None:
    said = sample("case.delivered.v1.json") | {"facts_sha256": "0" * 64}
    assert differences(CaseDelivered, said) == ["case.delivered v1: the facts are written as other bytes than before"]


def test_only_missing_samples_are_written(tmp_path: Path) -> None:
    old = tmp_path / "case.closed.v1.json"
    old.write_text("as it is")
    written = write_missing(tmp_path, ALL_EVENTS)
    assert len(written) == len(ALL_EVENTS) - 1
    assert old.read_text() == "as it is"
    assert write_missing(tmp_path, ALL_EVENTS) == []
    assert json.loads((tmp_path / "case.delivered.v1.json").read_text(encoding="utf-8")) == sample_of(CaseDelivered)


def test_a_new_version_gets_a_sample_beside_the_old_one(tmp_path: Path) -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Second(CaseDelivered):
        VERSION: ClassVar[int] = 2

    kinds: tuple[type[Event], ...] = (CaseDelivered, Second)
    assert [file_name(kind) for kind in kinds] == ["case.delivered.v1.json", "case.delivered.v2.json"]
