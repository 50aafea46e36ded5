"""Canonical bytes have one spelling, and facts never carry what is personal."""

import dataclasses
import hashlib
import json
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from liandong.events.all_events import ALL_EVENTS
from liandong.events.case import CaseDelivered, DeliveryMethod
from liandong.events.said import Event, Publication
from liandong.terms.codes import CaseId
from liandong.wire.canonical import canonical
from liandong.wire.codec import CODECS, UnknownKind, read_event, write_event
from tests.unit.wire.spoken import EVENTS, JSON, PERSONAL_LETTERS, events_of

DELIVERED = CaseDelivered(
    case=CaseId("610113-261123-00001"),
    method=DeliveryMethod.COUNTER,
    delivered_on=date(2026, 11, 23),
    recipient="王小明",
)


@given(JSON)
@settings(max_examples=40, deadline=None)
def test_what_was_read_from_canonical_bytes_is_written_as_the_same_bytes(value: Any) -> None:
    spelled = canonical(value)
    assert canonical(json.loads(spelled)) == spelled
    assert json.loads(spelled) == value


@given(JSON)
@settings(max_examples=200, deadline=None)
def test_the_spelling_is_that_of_the_plainest_writer(value: Any) -> None:
    assert canonical(value) == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_names_are_sorted_at_every_depth_and_nothing_is_spaced() -> None:
    assert canonical({"乙": 1, "b": {"z": None, "a": [True, "x y"]}, "B": "号"}) == (
        '{"B":"号","b":{"a":[true,"x y"],"z":null},"乙":1}'.encode()
    )


def test_a_text_keeps_its_own_unicode_form() -> None:
    composed, decomposed = "\u00e9", "e\u0301"
    assert unicodedata.normalize("NFC", decomposed) == composed
    assert canonical(composed) == b'"\xc3\xa9"'
    assert canonical(decomposed) == b'"e\xcc\x81"'


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        {"a": [1, 0.5]},
        float("nan"),
        2**64,
        {"a": [-(2**63) - 1]},
        {1: "a"},
        {None: 1},
        {"a": {True: 1}},
        b"x",
        {"a": date.today},
        {1, 2},
    ],
)
def test_what_has_no_one_spelling_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical(value)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical({"a": "\ud83d"})


@pytest.mark.parametrize("shape", ALL_EVENTS, ids=lambda shape: shape.KIND)
def test_facts_never_contain_what_is_personal(shape: type[Event]) -> None:
    @given(events_of(shape))
    @settings(max_examples=5, deadline=None)
    def holds(event: Event) -> None:
        facts, personal = write_event(event)
        assert not set(facts.decode()) & set(PERSONAL_LETTERS)
        told = {name for name in CODECS[event.KIND, event.VERSION].private if getattr(event, name) is not None}
        assert set(json.loads(personal or b"{}")) == told
        assert (personal is None) == (not told)
        assert read_event(event.KIND, event.VERSION, facts, personal) == event

    holds()


@given(EVENTS)
@settings(max_examples=30, deadline=None)
def test_a_witness_reads_the_same_event_without_what_is_personal(event: Event) -> None:
    private = CODECS[event.KIND, event.VERSION].private
    facts, _ = write_event(event)
    assert read_event(event.KIND, event.VERSION, facts) == dataclasses.replace(event, **dict.fromkeys(private, None))


def test_every_field_that_may_name_a_person_can_be_left_out() -> None:
    for shape in ALL_EVENTS:
        fields = {field.name: field for field in dataclasses.fields(shape)}
        private = CODECS[shape.KIND, shape.VERSION].private
        assert all(fields[name].default is None for name in private), shape
        assert not (private and issubclass(shape, Publication)), f"{shape} is for everyone"


def test_the_personal_part_cannot_speak_for_a_fact() -> None:
    facts, _ = write_event(DELIVERED)
    personal = canonical({"recipient": "王小明", "method": "mail", "delivered_on": "2026-12-31"})
    assert read_event("case.delivered", 1, facts, personal) == DELIVERED


def test_the_facts_cannot_speak_for_what_is_personal() -> None:
    facts = canonical(json.loads(write_event(DELIVERED)[0]) | {"recipient": "王小明"})
    witnessed = read_event("case.delivered", 1, facts)
    assert isinstance(witnessed, CaseDelivered)
    assert witnessed.recipient is None


def test_the_bytes_of_an_event_are_known_by_heart() -> None:
    facts, personal = write_event(DELIVERED)
    assert facts == b'{"case":"610113-261123-00001","delivered_on":"2026-11-23","method":"counter"}'
    assert personal == '{"recipient":"王小明"}'.encode()
    assert hashlib.sha256(facts).hexdigest() == "61bf36639be0e881d5e311d5cc000d527ce97422af29d82e3c4dbf5c9f8fff40"


@pytest.mark.parametrize(("kind", "version"), [("case.delivered", 2), ("case.unheard", 1)])
def test_a_kind_or_version_not_known_here_is_never_guessed(kind: str, version: int) -> None:
    with pytest.raises(UnknownKind):
        read_event(kind, version, b"{}")


def test_no_two_events_share_a_kind_and_version() -> None:
    assert len(CODECS) == len(ALL_EVENTS)
