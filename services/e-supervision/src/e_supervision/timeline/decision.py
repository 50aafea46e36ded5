"""What surrounds a decision, as a timeline has it: materials owed and handed in, a result that is ready."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from e_supervision.timeline.state import Owed, Standing, Timeline
from liandong.events.case import CaseEvent
from liandong.events.case_decision import CaseOwedHandedIn, CaseReady, CaseTolerated


def of_decision(timeline: Timeline, event: CaseEvent, day: date, grown: Callable[..., Timeline]) -> Timeline:
    """The timeline with what the event says; `grown` gives it the entry's position."""
    match event:
        case CaseTolerated():
            return grown(owed=Owed(since=timeline.accepted_on or day, by=event.owed_by, codes=event.owed))
        case CaseOwedHandedIn():
            owed = timeline.owed
            if owed is not None:
                handed_in_on = None if event.still_owed else event.handed_in_on
                owed = replace(owed, codes=event.still_owed, handed_in_on=handed_in_on)
            return grown(owed=owed)
        case CaseReady():
            return grown(standing=Standing.READY, ready_on=event.ready_on)
        case _:  # drafted, reviewed, conditions: they move no clock
            return grown()
