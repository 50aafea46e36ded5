"""The AsyncAPI 3.0 document of everything that is said on the bus, made from the list of events."""

from liandong.events.all_events import ALL_EVENTS
from liandong.events.said import Event, Message, Publication
from liandong.wire.codec import CODECS
from liandong.wire.control import Verb
from liandong.wire.envelope import TYPE_PREFIX
from liandong.wire.schemas import SCHEMAS, Json, name_of, schemas
from liandong.wire.subjects import Channel

CHANNELS: dict[Channel, tuple[str, str]] = {
    Channel.EVENT: ("ld.{district}.{unit}.evt.{kind}", "Every entry of a unit's journal, without personal data."),
    Channel.MESSAGE: (
        "ld.{district}.{unit}.to.{dest}.{kind}",
        "Entries addressed to one unit, the personal part sealed.",
    ),
    Channel.PUBLICATION: ("ld.{district}.{unit}.pub.{kind}", "Reference data for every unit."),
    Channel.CONTROL: (
        "ld.{district}.{unit}.ctl.{dest}.{verb}",
        "Signed control words: never journalled, they carry no facts.",
    ),
}
PARAMETERS: dict[str, Json] = {
    "district": {"description": "行政区划代码: the six digits the unit belongs to", "examples": ["610100", "610113"]},
    "unit": {"description": "单位: who speaks", "examples": ["610100", "610113", "610113004"]},
    "dest": {"description": "单位: who is addressed; on `ctl` _ is everyone", "examples": ["610113004", "_"]},
    "kind": {"description": "The kind of event; its dot makes two tokens of the subject"},
    "verb": {"description": "The control word", "enum": [verb.value for verb in Verb]},
}


def asyncapi(version: str) -> Json:
    """The whole document; what names or describes a person is marked `x-private` and never on `evt`."""
    messages = {name_of(event): _message(event) for event in ALL_EVENTS}
    messages |= {f"control.{verb}": _control(verb) for verb in Verb}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "联动 Liandong",
            "version": version,
            "description": "What units say to each other and to electronic supervision: CloudEvents 1.0 around facts.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {channel.value: _channel(channel) for channel in Channel},
        "operations": {
            f"{verb}_{channel}": {"action": action, "channel": _to("channels", channel.value)}
            for channel in Channel
            for verb, action in (("say", "send"), ("hear", "receive"))
        },
        "components": {"messages": messages, "schemas": schemas()},
    }


def channels_of(event: type[Event]) -> tuple[Channel, ...]:
    """Where an event is said."""
    if issubclass(event, Message):
        return Channel.EVENT, Channel.MESSAGE
    return (Channel.EVENT, Channel.PUBLICATION) if issubclass(event, Publication) else (Channel.EVENT,)


def meaning_of(event: type[Event]) -> str:
    """The first paragraph of what is promised of it."""
    return " ".join((event.__doc__ or "").split("\n\n")[0].split())


def _to(*path: str) -> Json:
    return {"$ref": "#/" + "/".join(path)}


def _channel(channel: Channel) -> Json:
    address, summary = CHANNELS[channel]
    said = [name_of(event) for event in ALL_EVENTS if channel in channels_of(event)]
    if channel is Channel.CONTROL:
        said = [f"control.{verb}" for verb in Verb]
    return {
        "address": address,
        "summary": summary,
        "parameters": {name: said for name, said in PARAMETERS.items() if f"{{{name}}}" in address},
        "messages": {name: _to("components", "messages", name) for name in said},
    }


def _message(event: type[Event]) -> Json:
    said: Json = {
        "name": TYPE_PREFIX + event.KIND,
        "title": event.__name__,
        "summary": meaning_of(event),
        "tags": [{"name": event.KIND.partition(".")[0]}],
        "payload": {
            "allOf": [
                {"$ref": SCHEMAS + "envelope"},
                {
                    "type": "object",
                    "properties": {
                        "type": {"const": TYPE_PREFIX + event.KIND},
                        "ldversion": {"const": event.VERSION},
                        "data": {"$ref": SCHEMAS + name_of(event)},
                    },
                },
            ]
        },
    }
    if CODECS[event.KIND, event.VERSION].private:
        said["x-private"] = {"$ref": SCHEMAS + name_of(event) + ".personal"}
    return said


def _control(verb: Verb) -> Json:
    return {
        "name": f"control.{verb}",
        "title": verb.value.capitalize(),
        "contentType": "application/json",
        "tags": [{"name": "control"}],
        "payload": {"$ref": SCHEMAS + "control"},
    }
