"""Control words are believed by their signature alone, and never make a receiver stumble."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import from_micros
from liandong.wire.canonical import canonical
from liandong.wire.control import MARK, ChainHead, Control, Resend, Verb, read_control, write_control
from liandong.wire.envelope import Malformed

CITY = UnitCode("610100")
POSITIONS = st.integers(0, 2**63 - 1)
CHANNELS = st.sampled_from(["evt", "to", "pub"])
DESTS = st.sampled_from(["", "*", "610113"])
HEADS = st.builds(
    ChainHead, channel=CHANNELS, dest=DESTS, position=POSITIONS, hash=st.binary(min_size=32, max_size=32).map(bytes.hex)
)
WORDS = st.builds(
    Control,
    unit=st.sampled_from([CITY, UnitCode("610113004")]),
    verb=st.sampled_from(Verb),
    at=st.integers(0, 10**17).map(from_micros),
    heads=st.lists(HEADS, max_size=3).map(tuple),
    resend=st.none() | st.builds(Resend, channel=CHANNELS, dest=DESTS, first=POSITIONS, last=POSITIONS),
)
BEAT = Control(
    unit=CITY,
    verb=Verb.HEARTBEAT,
    at=datetime(2026, 11, 23, 1, 30, tzinfo=UTC),
    heads=(ChainHead(channel="to", dest="610113", position=7, hash="ab" * 32),),
)


def seal(words: bytes) -> bytes:
    """A signature everyone can check and nobody is fooled by."""
    return words[::-1]


def holds(unit: str, signature: bytes, words: bytes) -> bool:
    return unit in (CITY, "610113004") and signature == words[::-1]


def said(**changes: object) -> bytes:
    """The words of BEAT with some parts set to something else, well signed."""
    words = json.loads(json.loads(write_control(BEAT, seal))["said"]) | changes
    text = json.dumps(words)
    return canonical({"said": text, "signature": seal(MARK + text.encode()).hex()})


@given(WORDS)
@settings(max_examples=40, deadline=None)
def test_a_word_is_read_as_it_was_said(word: Control) -> None:
    assert read_control(write_control(word, seal), holds) == word


@given(WORDS, st.data())
@settings(max_examples=40, deadline=None)
def test_a_changed_byte_is_never_believed(word: Control, data: st.DataObject) -> None:
    raw = bytearray(write_control(word, seal))
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    try:
        assert read_control(bytes(raw), holds) == word  # at most the case of a letter in the signature's spelling
    except Malformed:
        return
    assert bytes(raw).lower() == write_control(word, seal).lower()


def test_a_word_signed_by_another_is_refused() -> None:
    with pytest.raises(Malformed, match="not signed"):
        read_control(write_control(BEAT, lambda words: b"other"), holds)
    with pytest.raises(Malformed, match="not signed"):
        read_control(write_control(replace(BEAT, unit=UnitCode("610116")), seal), holds)


def test_a_window_of_entries_cannot_be_passed_off_as_a_control_word() -> None:
    words = write_control(BEAT, seal)
    text = json.loads(words)["said"].encode()
    assert not holds(CITY, seal(b"ld1-window\0" + text), MARK + text)


def test_what_a_later_program_adds_is_left_alone() -> None:
    heads = [{"channel": "to", "dest": "610113", "position": 7, "hash": "ab" * 32, "at": 1}]
    assert read_control(said(trace="x"), holds) == BEAT
    assert read_control(said(heads=heads), holds) == BEAT


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": 610100},
        {"verb": "fence"},
        {"at": "now"},
        {"at": 1.5},
        {"at": 10**30},
        {"heads": [{"channel": "ctl", "dest": "", "position": 1, "hash": "ab" * 32}]},
        {"heads": [{"channel": "evt", "dest": "", "position": "1", "hash": "ab" * 32}]},
        {"heads": [{"channel": "evt", "dest": "", "position": -1, "hash": "ab" * 32}]},
        {"heads": [{"channel": "evt", "dest": "", "position": 2**63, "hash": "ab" * 32}]},
        {"heads": [{"channel": "evt", "dest": "a\0", "position": 1, "hash": "ab" * 32}]},
        {"heads": [{"channel": "evt", "dest": "", "position": 1, "hash": "ab"}]},
        {"heads": {}},
        {"resend": {"channel": "ctl", "dest": "", "first": 1, "last": 2}},
        {"resend": {"channel": "evt", "dest": None, "first": 1, "last": 2}},
        {"resend": {"channel": "evt", "dest": "", "first": "1", "last": 2}},
        {"resend": {"channel": "evt", "dest": "", "first": 1}},
    ],
    ids=str,
)
def test_a_well_signed_word_that_makes_no_sense_is_malformed(changes: dict[str, object]) -> None:
    assert read_control(said(), holds) == BEAT
    with pytest.raises(Malformed):
        read_control(said(**changes), holds)


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"null", b"[" * 100_000, b'{"said":1,"signature":""}', b"\xff", b'"\\ud800"']
)
def test_what_is_no_control_word_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        read_control(raw, holds)
