"""A unit's office hours: the sessions of a working day in which it is open, to the minute."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from liandong.domain.worktime.policy import CN_WORKDAYS_1, DayEnd, Policy
from liandong.terms.legal_time import LEGAL_ZONE, midnight
from liandong.terms.refusal import Nature, Refused


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


@dataclass(frozen=True, slots=True)
class Session:
    """Open in [opens, closes)."""

    opens: time
    closes: time

    @property
    def minutes(self) -> int:
        return _minute(self.closes) - _minute(self.opens)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """Morning and afternoon, the same on every working day. Raises Refused (INVALID) if they are not in this order."""

    morning: Session
    afternoon: Session

    def __post_init__(self) -> None:
        times = (self.morning.opens, self.morning.closes, self.afternoon.opens, self.afternoon.closes)
        minutes = [_minute(at) for at in times]
        whole = all(at.second == at.microsecond == 0 and at.tzinfo is None for at in times)
        if not whole or not minutes[0] < minutes[1] <= minutes[2] < minutes[3]:
            raise Refused(
                "worktime.office-hours-faulty",
                "办公时间应按上午开始、上午结束、下午开始、下午结束的先后填写，精确到分钟",
                basis="民法典 203",
                nature=Nature.INVALID,
            )

    @property
    def sessions(self) -> tuple[Session, Session]:
        return self.morning, self.afternoon

    @property
    def minutes(self) -> int:
        """Of a whole working day."""
        return self.morning.minutes + self.afternoon.minutes

    def minutes_before(self, at: time) -> int:
        """Office minutes of a working day that have passed at a time of it."""
        minute = _minute(at)
        return sum(max(0, min(minute, _minute(each.closes)) - _minute(each.opens)) for each in self.sessions)

    def after_minutes(self, minutes: int) -> time:
        """The time at which so many office minutes, from 1 to all, have passed. The inverse of `minutes_before`."""
        if minutes <= self.morning.minutes:
            return _time(_minute(self.morning.opens) + minutes)
        return _time(_minute(self.afternoon.opens) + minutes - self.morning.minutes)


ORDINARY: Final = OfficeHours(morning=Session(time(9), time(12)), afternoon=Session(time(13, 30), time(17, 30)))
"""Where a unit has told no hours of its own: 9:00 to 12:00 and 13:30 to 17:30."""


def unit_day_end(day: date, hours: OfficeHours = ORDINARY, policy: Policy = CN_WORKDAYS_1) -> datetime:
    """The first instant at which a department's last day is over; overdue from then on, not before (民法典 203)."""
    return _end(day, policy.unit_day_ends, hours)


def counter_day_end(day: date, hours: OfficeHours = ORDINARY, policy: Policy = CN_WORKDAYS_1) -> datetime:
    """The first instant at which an applicant's last day at a counter is over (民法典 203, D.12.5)."""
    return _end(day, policy.counter_day_ends, hours)


def _end(day: date, ends: DayEnd, hours: OfficeHours) -> datetime:
    if ends is DayEnd.CLOSE_OF_BUSINESS:
        return datetime.combine(day, hours.afternoon.closes, LEGAL_ZONE)
    return midnight(day) + timedelta(days=1)


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)
