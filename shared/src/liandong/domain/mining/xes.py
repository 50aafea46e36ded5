"""XES (IEEE 1849): one trace for each matter, as XML, piece by piece.

The order of elements and the types of attributes are those of the standard's schema; keys are XML names, values are
escaped, and characters XML cannot hold are left out.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from xml.sax.saxutils import quoteattr

from liandong.domain.history import Told
from liandong.domain.mining.activities import ACTIVITIES
from liandong.domain.mining.facts import Fact, facts_of
from liandong.domain.numbers import is_joint
from liandong.events.case import CaseReceived
from liandong.events.joint import JointReceived
from liandong.terms.codes import CaseId
from liandong.terms.legal_time import LEGAL_ZONE, midnight

EXTENSIONS: Final = (
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Lifecycle", "lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def head() -> str:
    """What the document begins with, up to its first trace."""
    extensions = "".join(
        f'<extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n' for name, prefix, uri in EXTENSIONS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<log xes.version="2.0" xes.features="" xmlns="http://www.xes-standard.org/">\n'
        f"{extensions}"
        f'<global scope="trace">{_attribute("concept:name", "")}</global>\n'
        f'<global scope="event">{_attribute("concept:name", "")}{_attribute("lifecycle:transition", "complete")}'
        f"{_date('time:timestamp', datetime.fromtimestamp(0, LEGAL_ZONE))}</global>\n"
        '<classifier name="Activity" scope="event" keys="concept:name"/>\n'
        '<classifier name="Activity and transition" scope="event" keys="concept:name lifecycle:transition"/>\n'
        f"{_attribute('lifecycle:model', 'standard')}\n"
    )


END: Final = "</log>\n"


def trace_of(matter: Sequence[Told]) -> str:
    """One matter as a trace, its events in the order of its history."""
    first = matter[0]
    about: dict[str, Fact] = {"concept:name": first.number, "unit": first.unit}
    about["sort"] = "master" if is_joint(CaseId(first.number)) else "case"
    match first.event:
        case CaseReceived() as received:
            about |= {"item": received.entry.item, "item_name": received.frozen.name}
            about |= {"department": received.frozen.department, "case_kind": received.case_kind.value}
            about |= {} if received.asked_by is None else {"master": received.asked_by.master}
        case JointReceived() as received:
            about |= {"item": received.stage.item, "item_name": received.frozen.name}
            about |= {"department": received.frozen.department}
        case _:
            pass
    attributes = "".join(_attribute(key, value) for key, value in about.items())
    return f"<trace>{attributes}\n{''.join(_event(told, matter[0]) for told in matter)}</trace>\n"


def _event(told: Told, first: Told) -> str:
    activity = ACTIVITIES[told.event.KIND]
    facts = facts_of(told.event)
    name = f"{activity.name}：{_step_name(str(facts['step']), first)}" if activity.step else activity.name
    attributes = [
        _attribute("concept:name", name),
        _attribute("lifecycle:transition", activity.transition.value),
        _date("time:timestamp", told.occurred_at),
        _attribute("org:group", told.unit),
        _attribute("kind", told.event.KIND),
        _attribute("entry", told.id),
        *(_attribute(key, value) for key, value in facts.items()),
    ]
    return f"<event>{''.join(attributes)}</event>\n"


def _step_name(code: str, first: Told) -> str:
    steps = first.event.frozen.steps if isinstance(first.event, CaseReceived) else ()
    return next((step.name for step in steps if step.code == code), code)


def _attribute(key: str, value: Fact) -> str:
    match value:
        case bool():
            return f'<boolean key="{key}" value="{str(value).lower()}"/>'
        case int():
            return f'<int key="{key}" value="{value}"/>'
        case datetime():
            return _date(key, value)
        case date():
            return _date(key, midnight(value))
        case _:
            return f'<string key="{key}" value={quoteattr(_NOT_XML.sub("", value))}/>'


def _date(key: str, at: datetime) -> str:
    return f'<date key="{key}" value="{at.astimezone(LEGAL_ZONE).isoformat()}"/>'
