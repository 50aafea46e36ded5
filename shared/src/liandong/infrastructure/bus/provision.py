"""What must exist on the broker: four streams and the durable consumers, made again whenever they are missing."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nats.aio.client import Client

from liandong.wire.envelope import LARGEST_MESSAGE

EVENTS, MESSAGES, PUBLICATIONS, CONTROL = "LD_EVT", "LD_MSG", "LD_PUB", "LD_CTL"

SECOND = 1_000_000_000
"""JetStream counts in nanoseconds."""
DAY = 86_400 * SECOND

_FILE = {
    "storage": "file",
    "retention": "limits",
    "discard": "old",
    "duplicate_window": 120 * SECOND,
    "deny_delete": True,
    "deny_purge": True,
    "max_msg_size": LARGEST_MESSAGE,
    "num_replicas": 1,
    "allow_atomic": True,
}

STREAMS: Mapping[str, Mapping[str, object]] = {
    EVENTS: {**_FILE, "subjects": ["ld.*.*.evt.>"], "max_age": 30 * DAY},
    MESSAGES: {**_FILE, "subjects": ["ld.*.*.to.>"], "max_age": 30 * DAY},
    PUBLICATIONS: {**_FILE, "subjects": ["ld.*.*.pub.>"], "max_age": 0},
    CONTROL: {
        "storage": "memory",
        "retention": "limits",
        "discard": "old",
        "subjects": ["ld.*.*.ctl.>"],
        "max_age": 300 * SECOND,
        "duplicate_window": 120 * SECOND,
        "max_msg_size": LARGEST_MESSAGE,
        "num_replicas": 1,
    },
}
"""The journals carry the promise, so a stream only has to outlive the longest cut it bridges."""

STREAM_NOT_FOUND = 10059
CONSUMER_NOT_FOUND = 10014


@dataclass(frozen=True, slots=True, kw_only=True)
class Durable:
    """A pull consumer that remembers how far its reader has confirmed; replicas of one service share it."""

    stream: str
    name: str
    filter: str | None = None


class ProvisioningFailed(Exception):
    """The broker refused a stream or a consumer."""


async def provision(admin: Client, durables: Iterable[Durable]) -> list[str]:
    """Create what is missing and bring what differs into line; what is as it should be is left alone.

    Returns the names of what was created or changed. Raises ProvisioningFailed.
    """
    changed = [name for name, wanted in STREAMS.items() if await _stream(admin, name, wanted)]
    return changed + [durable.name for durable in durables if await _durable(admin, durable)]


async def missing(admin: Client, durables: Iterable[Durable]) -> list[str]:
    """The names of streams and consumers that are not there; nothing is made. Raises ProvisioningFailed."""
    lacking = [
        name for name in STREAMS if await _ask(admin, f"STREAM.INFO.{name}", {}, absent=STREAM_NOT_FOUND) is None
    ]
    for durable in durables:
        place = f"{durable.stream}.{durable.name}"
        absent = STREAM_NOT_FOUND if durable.stream in lacking else CONSUMER_NOT_FOUND
        if await _ask(admin, f"CONSUMER.INFO.{place}", {}, absent=absent) is None:
            lacking.append(durable.name)
    return lacking


async def _stream(admin: Client, name: str, wanted: Mapping[str, object]) -> bool:
    found = await _ask(admin, f"STREAM.INFO.{name}", {}, absent=STREAM_NOT_FOUND)
    if found is None:
        await _ask(admin, f"STREAM.CREATE.{name}", {"name": name, **wanted})
        return True
    if _agrees(found["config"], wanted):
        return False
    await _ask(admin, f"STREAM.UPDATE.{name}", {"name": name, **wanted})
    return True


async def _durable(admin: Client, durable: Durable) -> bool:
    wanted: dict[str, object] = {
        "durable_name": durable.name,
        "name": durable.name,
        "ack_policy": "explicit",
        "ack_wait": 10 * SECOND,
        "deliver_policy": "all",
        "max_ack_pending": 512,
        "max_deliver": -1,
        "replay_policy": "instant",
    }
    if durable.filter is not None:
        wanted["filter_subject"] = durable.filter
    place = f"{durable.stream}.{durable.name}"
    found = await _ask(admin, f"CONSUMER.INFO.{place}", {}, absent=CONSUMER_NOT_FOUND)
    if found is not None and _agrees(found["config"], wanted):
        return False
    await _ask(admin, f"CONSUMER.DURABLE.CREATE.{place}", {"stream_name": durable.stream, "config": wanted})
    return True


def _agrees(found: Mapping[str, object], wanted: Mapping[str, object]) -> bool:
    """The broker leaves zero, false and empty values out of what it tells."""
    return all((found.get(key) or None) == (value or None) for key, value in wanted.items())


async def _ask(admin: Client, call: str, body: object, absent: int | None = None) -> dict[str, Any] | None:
    reply = await admin.request(f"$JS.API.{call}", json.dumps(body).encode(), timeout=5)
    answer: dict[str, Any] = json.loads(reply.data)
    error = answer.get("error")
    if error is None:
        return answer
    if error.get("err_code") == absent:
        return None
    raise ProvisioningFailed(f"{call}: {error.get('description')} ({error.get('err_code')})")
