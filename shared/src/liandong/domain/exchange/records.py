"""The records of one matter, made from its history alone: the same history, the same records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from liandong.domain.exchange.kinds import COMMON, RecordKind, columns_of
from liandong.domain.exchange.table import kind_of
from liandong.domain.history import Told, pauses_of
from liandong.domain.numbers import master_of
from liandong.domain.worktime import clock
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events import case, case_silence, joint, joint_intake, link
from liandong.events.case_clock import CasePaused, CaseResumed, PauseGround
from liandong.events.said import Event
from liandong.terms.codes import Digest
from liandong.terms.legal_time import LEGAL_ZONE

Cell: TypeAlias = str | int | bool | None
Calendars: TypeAlias = Callable[[Digest], WorkingCalendar | None]
"""A calendar by its hash, if it is known here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One exchange record: its cells by column, every column of its kind, nothing that names a person."""

    kind: RecordKind
    of: Told
    cells: Mapping[str, Cell]


def records_of(history: Sequence[Told], calendars: Calendars) -> Iterator[Record]:
    """The records of a matter whose history is given from its beginning. Raises KeyError for a kind without mapping."""
    for place, told in enumerate(history):
        kind = kind_of(told.event, _ground(history[: place + 1]))
        if kind is None:
            continue
        common = _common(history[0], told)
        for own in _own(kind, told, history[: place + 1], calendars):
            found = common | own
            yield Record(kind=kind, of=told, cells={name: _cell(found.get(name)) for name in columns_of(kind)})


def _ground(until: Sequence[Told]) -> PauseGround | None:
    """The ground of the pause that the last event begins or ends."""
    match until[-1].event:
        case CasePaused(ground=ground):
            return ground
        case CaseResumed(number=number):
            begun = (each.event for each in reversed(until) if isinstance(each.event, CasePaused))
            return next((pause.ground for pause in begun if pause.number == number), None)
        case _:
            return None


def _common(first: Told, told: Told) -> dict[str, object]:
    begun = first.event
    entry = begun.frozen if isinstance(begun, case.CaseReceived | joint.JointReceived) else None
    cells: dict[str, object] = {
        "number": _number(told),
        "sequence": told.sequence,
        "unit": told.unit,
        "event": told.id,
        "event_kind": told.event.KIND,
        "occurred_at": told.occurred_at.astimezone(LEGAL_ZONE).isoformat(),
        "recorded_at": told.recorded_at.astimezone(LEGAL_ZONE).isoformat(),
        "project_code": getattr(begun, "project_code", None),
    }
    if entry is not None:
        cells |= {"item": entry.item, "item_name": entry.name, "department": entry.department}
    assert cells.keys() <= COMMON.keys(), "every cell has a column"
    return cells


def _number(told: Told) -> str:
    """The case or master a record is about; the history of a link is about the case opened for it, or its asker's."""
    match told.event:
        case link.LinkAcknowledged() as acknowledged if told.stream.startswith("link:"):
            return acknowledged.case
        case link.LinkMessage() as message if told.stream.startswith("link:"):
            return master_of(message.link)
        case _:
            return told.number


def _own(kind: RecordKind, told: Told, until: Sequence[Told], calendars: Calendars) -> Iterator[dict[str, object]]:
    """The cells of a record's own, one row; or one for each material of a supplement."""
    event = told.event
    cells: dict[str, object] = {name: getattr(event, name, None) for name in columns_of(kind) if name not in COMMON}
    match event:
        case case.CaseReceived():
            yield cells | _handed_in(event) | {"master": None if event.asked_by is None else event.asked_by.master}
        case joint.JointReceived():
            yield cells | _handed_in(event)
        case case.CaseSupplemented() | joint_intake.JointSupplemented():
            for line, material in enumerate(event.materials, start=1):
                yield cells | {"line": line, "material": material.code, "digest": material.digest}
        case case.CaseCorrectionRequested() | joint_intake.JointCorrectionRequested():
            yield cells | {"lines": " ".join(event.lines)}
        case case.CaseStepStarted():
            yield cells | _step(until[0], event.step) | {"phase": "started", "person": event.responsible}
        case case.CaseStepDone():
            yield cells | _step(until[0], event.step) | {"phase": "done", "person": event.by}
        case case.CaseUpperDecided():
            yield cells | {"decided_by": event.by}
        case case.CaseDecided() | case_silence.CaseRenewedBySilence() | case_silence.CaseAgreedBySilence():
            yield cells | {"decided_by": told.unit}
        case joint.JointJoined():
            yield cells | {"decided_by": told.unit, "decided_on": event.joined_on}
        case CaseResumed():
            yield cells | {"ground": _ground(until)}
        case case.CaseClosed():
            yield cells | _times(until, calendars)
        case _:
            yield cells | _result(kind, event) | _other_side(kind, event)


def _handed_in(event: case.CaseReceived | joint.JointReceived) -> dict[str, object]:
    return {"materials": " ".join(material.code for material in event.materials)}


def _step(first: Told, code: str) -> dict[str, object]:
    received = first.event
    steps = received.frozen.steps if isinstance(received, case.CaseReceived) else ()
    return {"step_name": next((step.name for step in steps if step.code == code), None)}


def _result(kind: RecordKind, event: Event) -> dict[str, object]:
    """The word of an answer to an application: what its event is called."""
    return {"result": event.KIND.partition(".")[2]} if kind is RecordKind.ACCEPTANCE else {}


def _other_side(kind: RecordKind, event: Event) -> dict[str, object]:
    """Who is on the other side of a link, under which number; the link's own number says for which master."""
    if kind is not RecordKind.LINKED:
        return {}
    share = event.share if isinstance(event, joint.JointShareAskedAgain) else None
    named = getattr(event, "link", None) if share is None else share.link
    return {
        "link": named,
        "master": None if named is None else master_of(named),
        "other_unit": _first(event, "to", "dest") if share is None else share.unit,
        "other_item": getattr(event, "item", None) if share is None else share.item,
        "other_number": _first(event, "upper_case", "case") if isinstance(event, _ABOUT_ANOTHER) else None,
    }


_ABOUT_ANOTHER = (case.CaseForwardAcknowledged, joint.JointShareAcknowledged, joint.JointShareAnswered)
"""Events that tell the number a link is handled under at the other unit."""


def _first(event: Event, *names: str) -> object:
    return next((value for name in names if (value := getattr(event, name, None)) is not None), None)


def _times(until: Sequence[Told], calendars: Calendars) -> dict[str, object]:
    """How long it took from acceptance to decision: working days, those the clock stood still apart, and all days.

    Counted by the calendar of the acceptance, so that a later one changes nothing that was exported.
    """
    accepted = next((told.event for told in until if isinstance(told.event, case.CaseAccepted)), None)
    decided = next((told.event for told in until if isinstance(told.event, _DECISIONS)), None)
    if accepted is None or decided is None:
        return {}
    began, ended = accepted.accepted_on, decided.decided_on
    cells: dict[str, object] = {"accepted_on": began, "decided_on": ended, "gross_days": (ended - began).days}
    calendar = calendars(accepted.calendar)
    if calendar is not None and calendar.first_day <= began and ended <= calendar.last_day:
        gone = clock.elapsed(calendar, began, ended, pauses_of(until))
        cells |= {"net_working_days": gone.net, "paused_working_days": gone.paused}
    return cells


_DECISIONS = (
    case.CaseDecided,
    case.CaseUpperDecided,
    case_silence.CaseRenewedBySilence,
    case_silence.CaseAgreedBySilence,
)
"""Events by which a case is decided, by somebody or by nobody."""


def _cell(value: object) -> Cell:
    match value:
        case None | bool() | int():
            return value
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case str():
            return value
        case _:
            raise TypeError(f"no cell can hold {type(value).__name__}")
