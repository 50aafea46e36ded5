"""What a hearing adds to a timeline: asked for first when, and when it was held or given up."""

from collections.abc import Callable
from dataclasses import replace

from e_supervision.timeline.state import Hearing, Timeline
from liandong.events.case import CaseEvent
from liandong.events.case_hearing import (
    CaseHearingAsked,
    CaseHearingHeld,
    CaseHearingRightTold,
    CaseHearingSet,
    CaseHearingWaived,
)


def of_hearing(timeline: Timeline, event: CaseEvent, grown: Callable[..., Timeline]) -> Timeline:
    """The timeline with what the event says of a hearing; `grown` gives it the entry's position."""
    hearing = timeline.hearing
    match event:
        case CaseHearingAsked() if hearing is None or hearing.done_on is not None:
            return grown(hearing=Hearing(asked_on=event.asked_on), others_heard=True)
        case CaseHearingHeld() if hearing is not None:
            return grown(hearing=replace(hearing, done_on=event.held_on))
        case CaseHearingWaived() if hearing is not None:
            return grown(hearing=replace(hearing, done_on=event.waived_on))
        case CaseHearingRightTold() | CaseHearingSet():  # no limit of the law begins or ends with them
            return grown(others_heard=True)
        case _:
            return grown()
