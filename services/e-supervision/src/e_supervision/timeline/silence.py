"""What its unit says of silence, as a timeline has it; whether that is so is judged elsewhere."""

from datetime import date
from functools import partial

from e_supervision.timeline.known import Grown
from e_supervision.timeline.state import BySilence, SilenceGround, Standing, Timeline
from liandong.events.case import CaseEvent
from liandong.events.case_silence import CaseAgreedBySilence, CaseRenewedBySilence


def of_silence(timeline: Timeline, event: CaseEvent, day: date, grown: Grown) -> Timeline:
    """The timeline with what the event says; `grown` gives it the entry's position."""
    said = partial(BySilence, said_on=day, decided_before=timeline.decided_on, stopped_before=timeline.stopped_at)
    decided = partial(grown, standing=Standing.DECIDED)
    match event:
        case CaseRenewedBySilence(expired_on=last_day, decided_on=decided_on, outcome=outcome):
            by = said(ground=SilenceGround.RENEWAL, last_day=last_day)
            return decided(by_silence=by, decided_on=decided_on, outcome=outcome)
        case CaseAgreedBySilence(due=last_day, decided_on=decided_on, outcome=outcome, calendar=calendar):
            by = said(ground=SilenceGround.AGREEMENT, last_day=last_day)
            return decided(by_silence=by, decided_on=decided_on, outcome=outcome, calendar=calendar)
        case _:  # a warning, an opinion that came too late: they decide nothing
            return grown()
