"""What an asked unit notes of a check: a lead wants to know what is missing before it accepts jointly (D.12.9)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.case import SubmittedMaterial
from liandong.events.said import Event
from liandong.terms.codes import EventId, ItemCode, JointId, LinkId, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOpened(Event):
    """材料核对: the lead's question was stored; `askable` are the materials of the stage."""

    KIND: ClassVar[str] = "check.opened"
    unit: UnitCode
    link: LinkId
    asker: UnitCode
    request: EventId
    master: JointId
    item: ItemCode
    department: str | None = None
    project_code: str | None = None
    materials: tuple[SubmittedMaterial, ...] = ()
    askable: tuple[str, ...] = ()
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckClosed(Event):
    """核对结束: the lead needs no answer any more."""

    KIND: ClassVar[str] = "check.closed"
    link: LinkId


CHECK_EVENTS: tuple[type[Event], ...] = (CheckOpened, CheckClosed)
