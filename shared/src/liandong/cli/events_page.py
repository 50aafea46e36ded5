"""The page that lists every kind of event: what it means, where it is said, what it carries."""

import dataclasses
from itertools import groupby
from typing import Any, get_type_hints

from liandong.cli.golden_samples import spelled
from liandong.events.all_events import ALL_EVENTS
from liandong.events.said import Event
from liandong.wire.asyncapi import CHANNELS, channels_of, meaning_of
from liandong.wire.codec import CODECS

AREAS = {
    "case": "办件",
    "appointment": "预约",
    "consultation": "咨询",
    "deadline": "期限",
    "link": "联动任务",
    "joint": "并联审批",
    "check": "材料核对",
    "document": "文书",
    "file": "材料文件",
    "letter": "授权书",
    "absence": "离岗",
    "registry": "单位名录",
    "catalogue": "事项目录",
    "calendar": "工作日历",
}
HEAD = """# Events · 事件

Written by `make events` from the program; do not edit. The same as a machine reads it: [asyncapi.json](asyncapi.json).
Facts go out on the channels named; what is personal stays at the unit, or goes sealed to the one addressed on `to`.

| channel | subject | carries |
|---|---|---|
"""


def events_page() -> str:
    """The page as Markdown."""
    channels = "".join(f"| `{channel}` | `{address}` | {what} |\n" for channel, (address, what) in CHANNELS.items())
    return HEAD + channels + "".join(_area(name, list(events)) for name, events in groupby(ALL_EVENTS, _area_of))


def _area_of(event: type[Event]) -> str:
    return event.KIND.partition(".")[0]


def _area(name: str, events: list[type[Event]]) -> str:
    head = f"\n## {AREAS[name]} · {name}\n\n| kind | meaning | on | facts | personal |\n|---|---|---|---|---|\n"
    return head + "".join(_line(event) for event in events)


def _line(event: type[Event]) -> str:
    private = CODECS[event.KIND, event.VERSION].private
    names = [field.name for field in dataclasses.fields(event)]
    facts = "<br>".join(_field(event, name) for name in names if name not in private)
    personal = "<br>".join(f"`{name}`" for name in names if name in private)
    on = " ".join(f"`{channel}`" for channel in channels_of(event))
    return f"| `{event.KIND}` v{event.VERSION} | {meaning_of(event)} | {on} | {facts} | {personal} |\n"


def _field(event: type[Event], name: str) -> str:
    hint: Any = get_type_hints(event)[name]
    return f"`{name}` {spelled(hint)}".replace("|", "\\|")
