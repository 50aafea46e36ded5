"""What is kept of a stream reads as it was, although nothing is written of what is at its default."""

import dataclasses
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import city_center.kept
import district_center.kept
from liandong.domain.case.state import Case
from liandong.wire.codec import StateCodec
from tests.unit.wire.spoken import values

CODECS = [each.codec for each in (*city_center.kept.KEPT.repositories, *district_center.kept.KEPT.repositories)]


@given(st.sampled_from(CODECS).flatmap(lambda codec: st.tuples(st.just(codec), values(codec.shape))))
@settings(max_examples=150, deadline=None)
def test_a_state_reads_as_it_was_written(kept: tuple[StateCodec[Any], Any]) -> None:
    codec, state = kept

    facts, personal = codec.write(state)

    assert codec.read(facts, personal) == state
    written = json.loads(facts)
    at_default = {field.name for field in dataclasses.fields(state) if getattr(state, field.name) == field.default}
    assert not at_default & written.keys()


def test_every_state_is_kept_without_its_defaults() -> None:
    assert all(isinstance(codec, StateCodec) for codec in CODECS)
    assert Case in {codec.shape for codec in CODECS}
