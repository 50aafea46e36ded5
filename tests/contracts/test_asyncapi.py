"""The AsyncAPI document keeps to the rules of AsyncAPI 3.0, and tells the truth about what is said."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft7Validator

from liandong.cli.golden_samples import names_of
from liandong.events.all_events import ALL_EVENTS
from liandong.events.said import Message, Publication
from liandong.terms.codes import EVERYONE, UnitCode
from liandong.wire.asyncapi import asyncapi, channels_of
from liandong.wire.canonical import canonical
from liandong.wire.codec import CODECS
from liandong.wire.control import ChainHead, Control, Verb, write_control
from liandong.wire.envelope import Entry, hash_of, write
from liandong.wire.later import later_defaults
from liandong.wire.subjects import Channel, subject_for
from tests.about import about

DOCUMENT = asyncapi("1.2.3")
SAMPLES = Path(__file__).parent / "events"

ALLOWED = {
    "document": {"asyncapi", "id", "info", "servers", "defaultContentType", "channels", "operations", "components"},
    "info": {"title", "version", "description", "termsOfService", "contact", "license", "tags", "externalDocs"},
    "channel": {"address", "messages", "title", "summary", "description", "servers", "parameters", "tags", "bindings"},
    "parameter": {"enum", "default", "description", "examples", "location"},
    "operation": {"action", "channel", "title", "summary", "description", "messages", "reply", "tags", "bindings"},
    "message": {"name", "title", "summary", "description", "contentType", "headers", "payload", "tags", "examples"},
}
"""The fields of each object by the specification; others must begin with x-."""


def only_known(sort: str, said: dict[str, Any]) -> None:
    assert {name for name in said if not name.startswith("x-")} <= ALLOWED[sort]


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def resolve(reference: str) -> Any:
    assert reference.startswith("#/"), "nothing outside the document"
    found: Any = DOCUMENT
    for step in reference[2:].split("/"):
        found = found[step]
    return found


def schema(name: str) -> Draft7Validator:
    """A validator of one of the document's schemas, or of a message's payload."""
    return Draft7Validator({**resolve(f"#/components/{name}"), "components": DOCUMENT["components"]})


def test_the_document_has_the_fields_of_asyncapi_3() -> None:
    assert re.fullmatch(r"3\.0\.\d+", DOCUMENT["asyncapi"])
    only_known("document", DOCUMENT)
    only_known("info", DOCUMENT["info"])
    assert DOCUMENT["info"]["version"] == "1.2.3"
    assert DOCUMENT["info"]["title"]
    assert json.loads(json.dumps(DOCUMENT)) == DOCUMENT


def test_every_reference_leads_somewhere() -> None:
    found = set(references(DOCUMENT))
    assert len(found) > 80
    for reference in found:
        assert resolve(reference) is not None


def test_every_component_has_an_allowed_name_and_is_used() -> None:
    used = set(references(DOCUMENT))
    for sort, parts in DOCUMENT["components"].items():
        for name in parts:
            assert re.fullmatch(r"[A-Za-z0-9._-]+", name)
            assert f"#/components/{sort}/{name}" in used, f"{name} is not used"


@pytest.mark.parametrize("name", list(DOCUMENT["channels"]))
def test_a_channel_has_the_parameters_of_its_address_and_messages_by_reference(name: str) -> None:
    channel = DOCUMENT["channels"][name]
    only_known("channel", channel)
    assert set(re.findall(r"\{(\w+)\}", channel["address"])) == set(channel["parameters"])
    for parameter in channel["parameters"].values():
        only_known("parameter", parameter)
        assert all(isinstance(example, str) for example in parameter.get("examples", []))
    assert channel["messages"]
    for key, message in channel["messages"].items():
        assert message == {"$ref": f"#/components/messages/{key}"}


@pytest.mark.parametrize("name", list(DOCUMENT["operations"]))
def test_an_operation_sends_or_receives_on_a_channel_of_the_document(name: str) -> None:
    operation = DOCUMENT["operations"][name]
    only_known("operation", operation)
    assert operation["action"] in ("send", "receive")
    assert operation["channel"]["$ref"].removeprefix("#/channels/") in DOCUMENT["channels"]


def test_a_message_says_what_it_means_and_what_it_carries() -> None:
    for name in DOCUMENT["components"]["messages"]:
        with about(name):
            message = DOCUMENT["components"]["messages"][name]
            only_known("message", message)
            assert message["payload"]
            if not name.startswith("control."):
                assert re.match(r"[一-鿿]", message["summary"]), "its meaning, in the window's words first"


def test_each_kind_stands_on_the_channels_it_is_said_on() -> None:
    for event in ALL_EVENTS:
        with about(event.KIND):
            on = {name for name, channel in DOCUMENT["channels"].items() if f"{event.KIND}.v1" in channel["messages"]}
            assert "evt" in on, "supervision hears everything"
            assert ("to" in on) == issubclass(event, Message)
            assert ("pub" in on) == issubclass(event, Publication)


@pytest.mark.parametrize("channel", list(Channel))
def test_an_address_is_the_subject_the_relay_uses(channel: Channel) -> None:
    address = DOCUMENT["channels"][channel]["address"]
    kind = {"verb": "heartbeat"} if channel is Channel.CONTROL else {"kind": "case.received"}
    filled = address.format(district="610113", unit="610113004", dest="610100", **kind)
    assert filled == subject_for(channel, UnitCode("610113004"), next(iter(kind.values())), "610100")


def test_what_is_personal_is_marked_and_in_no_schema_of_facts() -> None:
    for event in ALL_EVENTS:
        with about(event.KIND):
            sample = json.loads((SAMPLES / names_of(SAMPLES, event)[-1]).read_text(encoding="utf-8"))
            name = f"{event.KIND}.v{event.VERSION}"
            facts = DOCUMENT["components"]["schemas"][name]
            assert set(facts["properties"]) == set(sample["facts"])
            assert (
                set(facts["properties"]) - set(facts["required"])
                == set(later_defaults(event)) - CODECS[event.KIND, event.VERSION].private
            )
            assert schema(f"schemas/{name}").is_valid(sample["facts"])
            marked = DOCUMENT["components"]["messages"][name].get("x-private")
            assert (marked is None) == (sample["private"] is None)
            if marked is not None:
                personal = resolve(marked["$ref"])
                assert personal["x-private"] is True
                assert set(personal["properties"]) == set(sample["private"])
                assert schema(f"schemas/{name}.personal").is_valid(sample["private"])
                assert "ApplicantDetails" not in set(references(facts))


def test_what_the_relay_writes_is_what_the_document_describes() -> None:
    for event in ALL_EVENTS:
        with about(event.KIND):
            sample = json.loads((SAMPLES / f"{event.KIND}.v{event.VERSION}.json").read_text(encoding="utf-8"))
            addressed = len(channels_of(event)) > 1
            dest = EVERYONE if issubclass(event, Publication) else "610113"
            entry = Entry(
                unit=UnitCode("610100"),
                epoch=1,
                seq=41,
                stream="case:610100-261123-00001",
                sequence=3,
                kind=event.KIND,
                version=event.VERSION,
                dest=dest if addressed else None,
                dest_seq=5 if addressed else None,
                dest_prev=bytes(32) if addressed else None,
                occurred_at=datetime(2026, 11, 23, 1, 30, tzinfo=UTC),
                recorded_at=datetime(2026, 11, 23, 1, 30, tzinfo=UTC),
                actor="C001",
                cause=None,
                body=canonical(sample["facts"]),
                salt=bytes(16),
                private_digest=bytes(32),
                prev=bytes(32),
                hash=bytes(32),
            )
            said = json.loads(write(replace(entry, hash=hash_of(entry)), bytes(64)))
            payload = schema(f"messages/{event.KIND}.v{event.VERSION}/payload")
            assert payload.is_valid(said)
            assert payload.is_valid(said | {"ldprivate": b64encode(b"sealed").decode()})
            for missing in ("id", "ldhash", "data"):
                assert not payload.is_valid({name: part for name, part in said.items() if name != missing})
            assert not payload.is_valid(said | {"data": {}})
            assert not payload.is_valid(said | {"type": "cn.liandong.other"})


def test_a_control_word_is_what_the_document_describes() -> None:
    beat = Control(
        unit=UnitCode("610100"),
        verb=Verb.HEARTBEAT,
        at=datetime(2026, 11, 23, tzinfo=UTC),
        heads=(ChainHead(channel="evt", dest="", position=7, hash="ab" * 32),),
    )
    word = json.loads(write_control(beat, lambda _: bytes(64)))
    assert schema("schemas/control").is_valid(word)
    assert schema("schemas/said").is_valid(json.loads(word["said"]))
    assert not schema("schemas/said").is_valid(json.loads(word["said"]) | {"verb": "fence"})
