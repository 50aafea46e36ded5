"""用时: how long a closed case took, in working days of its unit's clock and in days as the applicant saw them."""

from dataclasses import dataclass
from datetime import date

from e_supervision.clocks import Clock
from e_supervision.lights import Judgement
from e_supervision.timeline import Timeline
from liandong.domain.worktime import clock as worktime
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.light import Light
from liandong.events.case import Outcome
from liandong.terms.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """办结 on this day: decided, or terminated after acceptance (D.8, D.12.1).

    `in_time`: `net` was within the promise. `net` are the working days in (acceptance, end of the unit's clock]
    without those of the pauses that count; `gross` all days in (acceptance, `on`].
    """

    on: date
    in_time: bool
    net: int
    gross: int


def spent(timeline: Timeline, judgement: Judgement, calendar: WorkingCalendar | None) -> Spent | None:
    """None while it is open or awaits its entry or calendar, and for what is not counted as closed.

    That are matters never accepted, those withdrawn (shown apart), and joint masters: their shares are counted.
    """
    promised = next((each for each in judgement.clocks if each.clock is Clock.PROMISED), None)
    start, on = timeline.reopened_on or timeline.accepted_on, timeline.decided_on or timeline.turned_back_on
    if promised is None or promised.stopped_on is None or start is None or on is None or calendar is None:
        return None
    if timeline.outcome is Outcome.WITHDRAWN or timeline.stream.startswith("joint:"):
        return None
    pauses = [worktime.Pause(each.start, each.end) for each in timeline.pauses if each.counts]
    try:
        net = worktime.elapsed(calendar, start, promised.stopped_on, pauses).net
    except Refused:  # the calendar does not reach so far
        return None
    in_time = promised.light is not Light.FINISHED_LATE
    return Spent(on=on, in_time=in_time, net=net, gross=worktime.calendar_days(start, on))
