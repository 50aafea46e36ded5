"""Why a limit ends on its day: day by day, which count, which do not, by which law or notice (F101).

The end is `ending`'s; the days are walked one by one until the limit is spent, and both must meet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.ending import judged_ending, legal_minute
from liandong.domain.worktime.holidays import UNNAMED, Holidays
from liandong.domain.worktime.limit import Judged, Limit, judge_extensions, total
from liandong.domain.worktime.office_hours import ORDINARY, OfficeHours
from liandong.domain.worktime.policy import CN_WORKDAYS_1, Policy
from liandong.domain.worktime.scale import pieces, scale_of
from liandong.domain.worktime.stated_pause import StatedPause, stops_the_clock
from liandong.domain.worktime.trace import TracedDay, Walk
from liandong.terms.codes import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The end of a limit with everything it was computed from (D.4.8), and the trace that leads to it.

    `total` are the limit's units with the extension that counts; `void` the pauses that do not stop the clock.
    """

    start: datetime
    limit: Limit
    total: int
    extensions: tuple[Judged, ...]
    pauses: tuple[StatedPause, ...]
    void: tuple[StatedPause, ...]
    due: date
    ends: datetime
    provisional: bool
    open: bool
    policy: str
    calendar: Digest
    days: tuple[TracedDay, ...]


def explain(
    calendar: WorkingCalendar,
    start: datetime,
    limit: Limit,
    pauses: Sequence[StatedPause] = (),
    *,
    holidays: Holidays = UNNAMED,
    hours: OfficeHours = ORDINARY,
    policy: Policy = CN_WORKDAYS_1,
) -> Explanation:
    """The explanation of a limit from `start`; a day as a start is its midnight.

    Of the versions a limit is judged by it explains the one that leads to the latest end, as `clock.due` does.

    Raises Refused outside the calendar, ValueError for a negative limit or a time without its offset.
    """
    valid = tuple(pause for pause in pauses if stops_the_clock(pause))
    still = [pause.standstill for pause in valid]
    judged = judge_extensions(calendar, start, limit, still, hours=hours, policy=policy)
    whole = total(limit, judged)
    found, calendar = judged_ending(calendar, start, whole, limit.unit, still, hours=hours, policy=policy)
    walk = Walk(
        calendar=calendar,
        holidays=holidays,
        policy=policy,
        unit=limit.unit,
        scale=scale_of(limit.unit, calendar, hours, policy),
        begun=legal_minute(start),
        found=found,
        valid=valid,
        void=tuple(pause for pause in pauses if not stops_the_clock(pause)),
    )
    return Explanation(
        start=walk.begun,
        limit=limit,
        total=whole,
        extensions=judged,
        pauses=tuple(pauses),
        void=walk.void,
        due=found.day,
        ends=found.at,
        provisional=found.provisional,
        open=found.open,
        policy=policy.name,
        calendar=calendar.hash,
        days=tuple(walk.days(pieces(whole, limit.unit))),
    )
