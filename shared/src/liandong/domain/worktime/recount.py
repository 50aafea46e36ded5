"""Counting a running limit again after a new version of the calendar (D.4.9, D.12.16)."""

from collections.abc import Sequence
from datetime import date, timedelta

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import Due, Pause, counted_since, due, elapsed, restarts
from liandong.domain.worktime.policy import CN_WORKDAYS_1, Policy


def recounted(
    before: WorkingCalendar,
    after: WorkingCalendar,
    published_on: date,
    start: date,
    limit: int,
    pauses: Sequence[Pause] = (),
    policy: Policy = CN_WORKDAYS_1,
) -> Due:
    """The due day of an open limit once `after` has replaced `before` on a day.

    The days before that day are judged by the version under which fewer of them were spent, so that nobody is late
    for what he could not know; the rest by the new one. A limit that ended before that day was finished or overdue
    already: it gets the later of the two due days. Raises Refused outside either calendar.
    """
    by_new = due(after, start, limit, pauses, policy)
    since, eve = counted_since(after, start, limit, pauses, policy), published_on - timedelta(days=1)
    if eve <= since:
        return by_new
    keeping = [pause for pause in pauses if not restarts(pause, policy)]
    spent_before, spent_after = (elapsed(each, since, eve, keeping, policy).net for each in (before, after))
    if min(spent_before, spent_after) >= limit:
        return max(by_new, due(before, start, limit, pauses, policy), key=lambda found: found.day)
    if spent_after <= spent_before:
        return by_new
    rest = due(after, eve, limit - spent_before, keeping, policy)
    passed = after.passes_provisional(since.toordinal(), eve.toordinal())
    return Due(rest.day, rest.provisional or passed, rest.open or by_new.open)
