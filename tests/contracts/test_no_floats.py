"""What is written down holds no float: `Codec.write` relies on it, and hashes would otherwise depend on the writer."""

from collections.abc import Iterator
from typing import Any

import city_center.kept
import district_center.kept
import township_hall.kept
from liandong.casework.preapplications.store import CODEC as PRE_APPLICATIONS
from liandong.wire.codec import CODECS, Codec

KEPT = (city_center.kept.KEPT, district_center.kept.KEPT, township_hall.kept.KEPT)
SAYS_WHAT_IT_IS = {"type", "$ref", "anyOf", "oneOf", "enum", "const"}


def _codecs() -> Iterator[Codec[Any]]:
    yield from CODECS.values()
    for service in KEPT:
        yield from (repository.codec for repository in service.repositories)
    yield PRE_APPLICATIONS


def _values_of(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schemas of every value in it, at whatever depth."""
    yield schema
    for inner in (*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()):
        yield from _values_of(inner)
    for name in ("items", "additionalProperties"):
        if isinstance(inner := schema.get(name), dict):
            yield from _values_of(inner)
    for name in ("anyOf", "oneOf", "prefixItems"):
        for inner in schema.get(name, ()):
            yield from _values_of(inner)


def test_no_event_and_no_state_holds_a_float_or_a_value_of_any_kind() -> None:
    seen = 0
    for codec in _codecs():
        for value in _values_of(codec.json_schema("#/$defs/{model}")):
            seen += 1
            assert value.get("type") != "number", codec.shape
            assert value.get("additionalProperties") is not True, codec.shape
            assert SAYS_WHAT_IT_IS & value.keys(), (codec.shape, value)
    assert seen > 2_000
