"""The shapes of what is said, as JSON Schema: the envelope, the facts of each kind, and apart what is personal."""

from typing import Any

from liandong.events.all_events import ALL_EVENTS
from liandong.events.said import Event
from liandong.wire.codec import CODECS
from liandong.wire.control import SAID
from liandong.wire.envelope import TYPE_PREFIX
from liandong.wire.later import later_defaults

Json = dict[str, Any]

SCHEMAS = "#/components/schemas/"
REF = SCHEMAS + "{model}"
BYTES = {"type": "string", "contentEncoding": "base64"}
COUNT = {"type": "string", "pattern": "^[1-9][0-9]*$", "description": "a count from 1, as text"}
MICROSECONDS = {"type": "string", "pattern": "^-?[0-9]+$", "description": "microseconds since 1970 in UTC"}
INTEGER = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
TEXT = {"type": "string", "minLength": 1}
ATTRIBUTES: dict[str, Json] = {
    "specversion": {"const": "1.0"},
    "id": {**TEXT, "description": "unit:epoch:seq"},
    "source": {**TEXT, "description": "urn:liandong:unit: and the unit's code"},
    "type": {**TEXT, "description": f"{TYPE_PREFIX} and the kind"},
    "subject": {**TEXT, "description": "the stream, e.g. case: and its number"},
    "time": {"type": "string", "format": "date-time", "description": "when it happened, legal time in UTC"},
    "datacontenttype": {"const": "application/json"},
    "ldunit": {**TEXT, "description": "whose journal"},
    "ldepoch": {**INTEGER, "description": "from which restoration of the journal on"},
    "ldseq": {**COUNT, "description": "position in the journal"},
    "ldsequence": {**INTEGER, "description": "position in the stream"},
    "ldversion": {**INTEGER, "description": "version of the kind"},
    "ldoccurred": {**MICROSECONDS, "description": "`time` as it was hashed"},
    "ldrecorded": {**MICROSECONDS, "description": "when it was written"},
    "ldactor": {**TEXT, "description": "staff number, or platform"},
    "ldsalt": {**BYTES, "description": "16 bytes before the facts in the hash"},
    "ldprivatedigest": {
        **BYTES,
        "description": "what stands for the personal part in the hash; zeroes if there is none",
    },
    "ldprev": {**BYTES, "description": "hash of the entry before it in the journal"},
    "ldhash": {**BYTES, "description": "SHA-256 of this entry"},
}
OPTIONAL: dict[str, Json] = {
    "ldcause": {**TEXT, "description": "id of the event this is a reaction to"},
    "lddest": {**TEXT, "description": "the unit addressed, or * for everyone"},
    "lddestseq": {**COUNT, "description": "position in what was said to this destination"},
    "lddestprev": {**BYTES, "description": "hash of the entry said to it before"},
    "ldprivate": {**BYTES, "description": "on `to` only: the personal part, sealed to the addressee (HPKE)"},
    "ldsignature": {**BYTES, "description": "Ed25519 of the unit, on the last entry of each window"},
}


def name_of(event: type[Event]) -> str:
    """Kind and version: case.received.v1."""
    return f"{event.KIND}.v{event.VERSION}"


def schemas() -> Json:
    """Every shape by name: the envelope, the control words, each event's facts and, apart, its personal data."""
    envelope = {
        "type": "object",
        "description": "A journal entry as a CloudEvent; attributes of other names are to be left alone.",
        "required": [*ATTRIBUTES, "data"],
        "properties": ATTRIBUTES | OPTIONAL | {"data": {"type": "object"}},
    }
    control = {
        "type": "object",
        "required": ["said", "signature"],
        "properties": {
            "said": {"type": "string", "contentMediaType": "application/json", "x-schema": {"$ref": SCHEMAS + "said"}},
            "signature": {"type": "string", "pattern": "^[0-9a-f]{128}$"},
        },
    }
    shared: Json = {}
    found: Json = {
        "envelope": envelope,
        "control": control,
        "said": _collect(SAID.json_schema(ref_template=REF), shared),
    }
    for event in ALL_EVENTS:
        codec = CODECS[event.KIND, event.VERSION]
        whole = _collect(codec.json_schema(REF), shared)
        properties = whole["properties"]
        facts = {name: schema for name, schema in properties.items() if name not in codec.private}
        required = [name for name in facts if name not in later_defaults(event)]
        found[name_of(event)] = {"type": "object", "required": required, "properties": facts}
        if codec.private:
            personal = {name: properties[name] for name in properties if name in codec.private}
            found[name_of(event) + ".personal"] = {"type": "object", "x-private": True, "properties": personal}
    return dict(sorted((shared | found).items()))


def _collect(schema: Json, shared: Json) -> Json:
    """The schema without its definitions, which join the shared ones."""
    for name, inner in schema.pop("$defs", {}).items():
        plain = _untitled(inner)
        assert shared.setdefault(name, plain) == plain, f"two shapes are called {name}"
    untitled: Json = _untitled(schema)
    return untitled


def _untitled(schema: Any) -> Any:
    """Without the titles that only repeat a field's name."""
    match schema:
        case {"properties": properties, **rest}:
            inner = {name: _untitled(property_) for name, property_ in properties.items()}
            return {**_untitled(rest), "properties": inner}
        case dict():
            return {name: _untitled(part) for name, part in schema.items() if name != "title"}
        case list():
            return [_untitled(part) for part in schema]
        case _:
            return schema
