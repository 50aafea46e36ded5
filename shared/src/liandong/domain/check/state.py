"""A check as it stands at the asked unit."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from liandong.events.case import SubmittedMaterial
from liandong.events.check import CheckClosed, CheckOpened
from liandong.events.link import LinkCheckAnswered
from liandong.events.said import Event
from liandong.terms.codes import EventId, ItemCode, JointId, LinkId, UnitCode


class CheckStatus(StrEnum):
    """材料核对的状态."""

    OPEN = "open"  # 待答复
    ANSWERED = "answered"  # 已答复
    CLOSED = "closed"  # 已结束


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What is asked of this unit, by when; `lines` is what it found missing."""

    link: LinkId
    unit: UnitCode
    asker: UnitCode
    request: EventId
    master: JointId
    item: ItemCode
    department: str | None
    project_code: str | None
    materials: tuple[SubmittedMaterial, ...]
    askable: tuple[str, ...]
    answer_by: date
    status: CheckStatus = CheckStatus.OPEN
    lines: tuple[str, ...] = ()


def evolve(check: Check | None, event: Event) -> Check:
    """The check after the event. Raises TypeError for an event that is no part of its history."""
    match event:
        case CheckOpened():
            return _opened(event)
        case LinkCheckAnswered() if check is not None:
            return replace(check, status=CheckStatus.ANSWERED, lines=event.lines)
        case CheckClosed() if check is not None:
            return replace(check, status=CheckStatus.CLOSED)
        case _:
            raise TypeError(f"{event.KIND} cannot follow in the history of a check")


def _opened(event: CheckOpened) -> Check:
    return Check(
        link=event.link,
        unit=event.unit,
        asker=event.asker,
        request=event.request,
        master=event.master,
        item=event.item,
        department=event.department,
        project_code=event.project_code,
        materials=event.materials,
        askable=event.askable,
        answer_by=event.answer_by,
    )
