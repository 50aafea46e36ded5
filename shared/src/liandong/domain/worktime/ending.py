"""When a limit of any unit ends, to the instant: days, half days, office hours, plain hours; pauses to the minute.

For working days it says the same as `clock.due`, which is the quick way when only days matter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.office_hours import ORDINARY, OfficeHours, unit_day_end
from liandong.domain.worktime.policy import CN_WORKDAYS_1, EventDay, Policy, Resume
from liandong.domain.worktime.scale import Scale, pieces, scale_of
from liandong.events.reference import LimitUnit
from liandong.terms.legal_time import LEGAL_ZONE

AN_INSTANT = timedelta(microseconds=1)
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standstill:
    """A pause to the instant, [start, end); None, while it lasts. After one that `restarts` the limit begins anew."""

    start: datetime
    end: datetime | None = None
    restarts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A limit's end: the first instant no longer in it, and the last day in it.

    `since` is where the count that led here began: the start, or where it began anew. `open`: the clock still stands
    still, so the end is the earliest it can be.
    """

    at: datetime
    day: date
    provisional: bool
    open: bool
    since: datetime

    def is_over(self, now: datetime) -> bool:
        """Overdue only after the limit has ended (D.4.1)."""
        return now >= self.at


def ending(
    calendar: WorkingCalendar,
    start: datetime,
    amount: int,
    unit: LimitUnit = LimitUnit.WORKING_DAY,
    pauses: Sequence[Standstill] = (),
    *,
    hours: OfficeHours = ORDINARY,
    policy: Policy = CN_WORKDAYS_1,
) -> Ending:
    """The end of `amount` units from `start`, seconds left off; a limit of 0 ends with its day, or at once.

    Where versions of the calendar were replaced since, the latest of the ends they lead to, as for `clock.due` (D.4.9,
    D.12.16).

    Raises Refused outside the calendar, ValueError for a negative limit or a time without its offset.
    """
    return judged_ending(calendar, start, amount, unit, pauses, hours=hours, policy=policy)[0]


def judged_ending(
    calendar: WorkingCalendar,
    start: datetime,
    amount: int,
    unit: LimitUnit = LimitUnit.WORKING_DAY,
    pauses: Sequence[Standstill] = (),
    *,
    hours: OfficeHours = ORDINARY,
    policy: Policy = CN_WORKDAYS_1,
) -> tuple[Ending, WorkingCalendar]:
    """As `ending`, with the version of the calendar that leads to it; of two alike the newest."""
    if calendar.before is None:
        return ending_by(calendar, start, amount, unit, pauses, hours=hours, policy=policy), calendar
    eve = legal_minute(start).date() - ONE  # hours of the first day itself may be spent
    ends = (
        (ending_by(each, start, amount, unit, pauses, hours=hours, policy=policy), each)
        for each in calendar.judging(eve)
    )
    return max(ends, key=lambda found: found[0].at)


def ending_by(
    calendar: WorkingCalendar,
    start: datetime,
    amount: int,
    unit: LimitUnit = LimitUnit.WORKING_DAY,
    pauses: Sequence[Standstill] = (),
    *,
    hours: OfficeHours = ORDINARY,
    policy: Policy = CN_WORKDAYS_1,
) -> Ending:
    """As `ending`, by this version of the calendar alone."""
    if amount < 0:
        raise ValueError(f"a limit is never negative: {amount}")
    since = legal_minute(start)
    calendar.count(since.date())  # refuses a start that is not covered
    if amount == 0:
        return _at_once(since, unit, hours, policy)
    scale, wanted = scale_of(unit, calendar, hours, policy), pieces(amount, unit)
    still = in_order(pauses)
    keeping = [pause for pause in still if not restarts(pause, policy)]
    number, standing = _counted(scale, since, wanted, keeping, policy)
    for pause in (pause for pause in still if restarts(pause, policy)):
        if pause.end is not None and pause.end <= since:
            continue
        if scale.ended(pause.start) >= number and not standing:
            break
        since = max(since, pause.start) if pause.end is None else pause.end
        number, standing = _counted(scale, since, wanted, keeping, policy)
        if pause.end is None:
            standing = True
            break
    at = scale.end(number)
    day = (at - AN_INSTANT).date()
    begun = since.toordinal() if unit is LimitUnit.WORKING_DAY else since.toordinal() - 1
    if unit is LimitUnit.CALENDAR_DAY:  # 民法典 203: a last day nobody works ends with the next that is worked
        begun, day = day.toordinal() - 1, calendar.next_working_day(day)
        at = unit_day_end(day, hours, policy)
    provisional = unit is not LimitUnit.NATURAL_HOUR and calendar.passes_provisional(begun, day.toordinal())
    return Ending(at=at, day=day, provisional=provisional, open=standing, since=since)


def spans(
    scale: Scale, since: datetime, pauses: Sequence[Standstill], policy: Policy
) -> Iterator[tuple[int, int | None]]:
    """The pieces after `since` not spent: (after, through], by number, in order, without overlap.

    The pauses are `in_order`.
    """
    free = scale.begun(since)
    for pause in pauses:
        after = max(scale.ended(pause.start), free)
        if pause.end is None:
            yield after, None
            return
        resume_day = policy.event_day is EventDay.RESUME_DAY_NOT_SPENT
        through = scale.begun(pause.end) if resume_day else scale.ended(pause.end)
        if through > after:
            yield after, through
            free = through


def legal_minute(at: datetime) -> datetime:
    """An instant as legal time, its seconds left off. Raises ValueError without an offset."""
    if at.tzinfo is None:
        raise ValueError(f"a time of a limit has its offset: {at}")
    return at.astimezone(LEGAL_ZONE).replace(second=0, microsecond=0)


def in_order(pauses: Sequence[Standstill]) -> list[Standstill]:
    """By their beginning, to the minute; one that ends before it began is left out."""
    whole = (
        Standstill(legal_minute(each.start), None if each.end is None else legal_minute(each.end), each.restarts)
        for each in pauses
    )
    return sorted((each for each in whole if each.end is None or each.end >= each.start), key=attrgetter("start"))


def restarts(pause: Standstill, policy: Policy) -> bool:
    """Whether the whole limit begins anew after it."""
    return pause.restarts or policy.resume is Resume.RESTART


def _counted(
    scale: Scale, since: datetime, wanted: int, pauses: Sequence[Standstill], policy: Policy
) -> tuple[int, bool]:
    """The number of the last piece, and whether the clock still stands."""
    number = scale.begun(since) + wanted
    for after, through in spans(scale, since, pauses, policy):
        if after >= number:
            break
        if through is None:
            return number, True
        number += through - after
    return number, False


def _at_once(since: datetime, unit: LimitUnit, hours: OfficeHours, policy: Policy) -> Ending:
    """A limit of nothing: days end with the day, parts of days where they begin."""
    of_days = unit in (LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY)
    at = unit_day_end(since.date(), hours, policy) if of_days else since
    return Ending(at=at, day=since.date(), provisional=False, open=False, since=since)
