"""An envelope has one spelling: what is read back is what was written, and whatever was changed on the way is seen."""

import json
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.terms.codes import EventId, UnitCode
from liandong.wire.envelope import Entry, Malformed, hash_of, message_id, read, signed_words, write
from liandong.wire.subjects import Channel
from tests.unit.wire.spoken import entries

SIGNATURES = st.none() | st.binary(min_size=64, max_size=64)
SIGNATURE = bytes(range(64))


def sample(**changes: Any) -> Entry:
    """One message of the city to a district."""
    entry = Entry(
        unit=UnitCode("610100"),
        epoch=1,
        seq=41,
        stream="joint:610100-L-00007",
        sequence=3,
        kind="link.requested",
        version=1,
        dest="610113",
        dest_seq=5,
        dest_prev=b"\2" * 32,
        occurred_at=datetime(2026, 11, 23, 1, 30, 0, 7, tzinfo=UTC),
        recorded_at=datetime(2026, 11, 23, 1, 30, 1, tzinfo=UTC),
        actor="C001",
        cause=EventId("610113:1:9"),
        body='{"item":"企业设立","link":"L1"}'.encode(),
        salt=b"\3" * 16,
        private_digest=b"\4" * 32,
        private=b"sealed",
        prev=b"\5" * 32,
        hash=bytes(32),
    )
    entry = replace(entry, **changes)
    return replace(entry, hash=hash_of(entry))


def spelled(entry: Entry, **changes: Any) -> bytes:
    """The envelope with some attributes set to something else, or left out (...)."""
    said = json.loads(write(entry, None)) | changes
    return json.dumps({name: value for name, value in said.items() if value is not ...}).encode()


@given(entries(), SIGNATURES)
@settings(max_examples=40, deadline=None)
def test_what_is_read_is_what_was_written(entry: Entry, signature: bytes | None) -> None:
    assert read(write(entry, signature)) == (entry, signature)
    assert write(*read(write(entry, signature))) == write(entry, signature)


@given(entries(), SIGNATURES, st.data())
@settings(max_examples=40, deadline=None)
def test_no_changed_byte_makes_another_entry(entry: Entry, signature: bytes | None, data: st.DataObject) -> None:
    raw = bytearray(write(entry, signature))
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    try:
        other, signed = read(bytes(raw))
    except Malformed:
        return
    # what the hash does not cover: the signature, and the sealed part, for which the private digest answers
    assert replace(other, private=entry.private) == entry
    assert signed != signature or other.private != entry.private


def test_every_changed_byte_of_the_sample_outside_signature_and_sealed_part_is_noticed() -> None:
    raw = write(sample(private=None), None)
    for at in range(len(raw)):
        for change in (1, 2, 16, 32, 128):
            with pytest.raises(Malformed):
                read(raw[:at] + bytes([raw[at] ^ change]) + raw[at + 1 :])


def test_the_envelope_is_a_cloudevent() -> None:
    said = json.loads(write(sample(), SIGNATURE))
    assert said["specversion"] == "1.0"
    assert said["id"] == "610100:1:41"
    assert said["source"] == "urn:liandong:unit:610100"
    assert said["type"] == "cn.liandong.link.requested"
    assert said["subject"] == "joint:610100-L-00007"
    assert said["time"] == "2026-11-23T01:30:00.000007+00:00"
    assert said["data"] == {"item": "企业设立", "link": "L1"}
    extensions = {name for name in said if name.startswith("ld")}
    assert all(name.isalnum() and name.islower() and len(name) <= 20 for name in extensions)
    assert all(isinstance(said[name], str) or 0 < said[name] < 2**31 for name in extensions)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "610100:1:42"),
        ("source", "urn:liandong:unit:610113"),
        ("time", "2026-11-23T01:30:00.000008+00:00"),
        ("specversion", "1.1"),
        ("datacontenttype", "text/plain"),
        ("type", "link.requested"),
        ("ldseq", 41),
        ("ldseq", "4_1"),
        ("ldseq", " 41"),
        ("ldseq", "٤١"),
        ("ldsequence", True),
        ("ldepoch", 1.0),
        ("lddest", []),
        ("lddest", ...),
        ("lddestseq", ...),
        ("ldcause", False),
        ("ldcause", ""),
        ("ldsalt", "AwMDAwMDAwMDAwMDAwMDAx=="),  # the same bytes, spelled otherwise
        ("data", ["item"]),
        ("data", {"item": "企业设立", "link": 1e2}),
    ],
)
def test_an_attribute_spelled_otherwise_is_malformed(name: str, value: object) -> None:
    assert read(spelled(sample()))
    with pytest.raises(Malformed):
        read(spelled(sample(), **{name: value}))


@pytest.mark.parametrize(
    "changes",
    [
        {"dest": ""},
        {"dest": None},
        {"dest_seq": 0},
        {"dest_seq": None},
        {"dest_prev": b""},
        {"cause": ""},
        {"actor": ""},
        {"actor": "C\0001"},
        {"stream": "case:\0"},
        {"seq": 0},
        {"seq": -1},
        {"sequence": 2**31},
        {"epoch": 2**31},
        {"version": 0},
        {"salt": b""},
        {"salt": b"\3" * 17},
        {"private_digest": b"\4" * 31},
        {"prev": b""},
        {"body": b"[]"},
        {"body": b"7"},
        {"body": b'{"a":"\\ud800"}'},
    ],
    ids=str,
)
def test_an_entry_no_database_could_keep_is_malformed_though_its_hash_is_right(changes: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        read(write(sample(**changes), None))


@pytest.mark.parametrize(
    "raw", [b"", b"null", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"ldunit":' * 50_000, b"1" * 5000]
)
def test_what_is_no_envelope_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        read(raw)


def test_an_attribute_of_a_later_program_is_left_alone() -> None:
    assert read(spelled(sample(), traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")) == (
        sample(),
        None,
    )


def test_salt_and_facts_cannot_be_cut_elsewhere() -> None:
    entry = sample(body=b"{}")
    moved = replace(entry, salt=entry.salt[:-1], body=entry.salt[-1:] + entry.body)
    assert hash_of(moved) == entry.hash
    with pytest.raises(Malformed):
        read(spelled(entry, ldsalt=b64encode(entry.salt[:-1]).decode()))


def test_the_hash_is_known_by_heart() -> None:
    assert sample().hash.hex() == ("0711c70b54576ce0e6bdaecdcb02d61042fa9ece09a7965367a905fa8615144b")


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": "61010", "cause": "610113:1:90"},
        {"kind": "link.request", "stream": "joint:610100-L-00007d"},
        {"dest": None, "dest_seq": None, "dest_prev": None},
        {"occurred_at": sample().recorded_at, "recorded_at": sample().occurred_at},
        {"epoch": 41, "seq": 1},
        {"sequence": 1, "version": 3},
        {"cause": None},
        {"private_digest": b"\3" * 32},
        {"prev": b"\2" * 32, "dest_prev": b"\5" * 32},
    ],
    ids=str,
)
def test_the_hash_tells_one_field_from_its_neighbour(changes: dict[str, Any]) -> None:
    assert sample(**changes).hash != sample().hash


@given(entries())
@settings(max_examples=20, deadline=None)
def test_what_is_signed_names_the_channel(entry: Entry) -> None:
    words = {signed_words(channel, entry) for channel in Channel}
    assert len(words) == len(Channel)
    assert all(entry.hash in one for one in words)


def test_a_restored_database_says_new_events_under_new_message_ids() -> None:
    before, after = sample(), sample(actor="C002")
    assert before.id == after.id
    assert message_id(before) != message_id(after)
    assert message_id(before) == message_id(replace(before, private=b"sealed anew"))
    assert message_id(before, ":again") != message_id(before)
