"""The pieces a limit is counted in, numbered in order of time: working days, half days, calendar days, minutes.

A piece in which a limit starts is not counted (民法典 201 for days); minutes start whole. A piece is spent if the clock
runs at its end. So two questions place everything: how many have begun at an instant, and how many have ended.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.office_hours import OfficeHours, Session, unit_day_end
from liandong.domain.worktime.policy import Policy
from liandong.events.reference import LimitUnit
from liandong.terms.legal_time import EPOCH, LEGAL_ZONE

EPOCH_HERE = EPOCH.astimezone(LEGAL_ZONE)
MINUTE = timedelta(minutes=1)
MINUTES_OF_AN_HOUR = 60
MINUTES_OF_A_DAY = 24 * 60
HALVES_OF_A_DAY = 2


class Scale(Protocol):
    """Numbers are of pieces, from 1; an instant is aware and of legal time."""

    def begun(self, at: datetime) -> int: ...
    def ended(self, at: datetime) -> int: ...
    def end(self, number: int) -> datetime: ...


@dataclass(frozen=True, slots=True)
class WorkingDays:
    calendar: WorkingCalendar
    hours: OfficeHours
    policy: Policy

    def begun(self, at: datetime) -> int:
        return self.calendar.count(at.date())

    def ended(self, at: datetime) -> int:
        return self.calendar.count_at(at.toordinal() - 1)

    def end(self, number: int) -> datetime:
        return unit_day_end(self.calendar.working_day(number), self.hours, self.policy)


@dataclass(frozen=True, slots=True)
class HalfDays:
    """Morning and afternoon session of each working day."""

    calendar: WorkingCalendar
    hours: OfficeHours

    def begun(self, at: datetime) -> int:
        return self._before(at.date()) + sum(each.opens <= at.time() for each in self._sessions(at))

    def ended(self, at: datetime) -> int:
        return self._before(at.date()) + sum(each.closes <= at.time() for each in self._sessions(at))

    def end(self, number: int) -> datetime:
        day = self.calendar.working_day(-(-number // HALVES_OF_A_DAY))
        return datetime.combine(day, self.hours.sessions[(number - 1) % HALVES_OF_A_DAY].closes, LEGAL_ZONE)

    def _before(self, day: date) -> int:
        return HALVES_OF_A_DAY * self.calendar.count_at(day.toordinal() - 1)

    def _sessions(self, at: datetime) -> tuple[Session, ...]:
        early = at.time() < self.hours.morning.opens
        return () if early or not self.calendar.is_working(at.date()) else self.hours.sessions


@dataclass(frozen=True, slots=True)
class OfficeMinutes:
    """The minutes of office hours."""

    calendar: WorkingCalendar
    hours: OfficeHours

    def begun(self, at: datetime) -> int:
        return self.ended(at)  # a minute counts from its beginning on

    def ended(self, at: datetime) -> int:
        day = at.date()
        today = self.hours.minutes_before(at.time())
        whole_days = self.hours.minutes * self.calendar.count_at(day.toordinal() - 1)
        return whole_days + (today if today and self.calendar.is_working(day) else 0)

    def end(self, number: int) -> datetime:
        whole_days, minutes = divmod(number - 1, self.hours.minutes)
        day = self.calendar.working_day(whole_days + 1)
        return datetime.combine(day, self.hours.after_minutes(minutes + 1), LEGAL_ZONE)


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """Every day of the calendar; a last day that nobody works is put off by who asks (民法典 203)."""

    calendar: WorkingCalendar
    hours: OfficeHours
    policy: Policy

    def begun(self, at: datetime) -> int:
        return self.ended(at) + 1

    def ended(self, at: datetime) -> int:
        before = at.toordinal() - 1
        self.calendar.count_at(before)  # refuses a day that is not covered
        return before

    def end(self, number: int) -> datetime:
        self.calendar.count_at(number)
        return unit_day_end(date.fromordinal(number), self.hours, self.policy)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Every minute of the calendar."""

    calendar: WorkingCalendar

    def begun(self, at: datetime) -> int:
        return self.ended(at)

    def ended(self, at: datetime) -> int:
        self.calendar.count_at(at.toordinal() - 1)
        return (at - EPOCH) // MINUTE

    def end(self, number: int) -> datetime:
        of_the_first_day = EPOCH_HERE.hour * MINUTES_OF_AN_HOUR
        self.calendar.count_at(EPOCH_HERE.toordinal() + (of_the_first_day + number - 1) // MINUTES_OF_A_DAY)
        return (EPOCH + number * MINUTE).astimezone(LEGAL_ZONE)


def scale_of(unit: LimitUnit, calendar: WorkingCalendar, hours: OfficeHours, policy: Policy) -> Scale:
    match unit:
        case LimitUnit.WORKING_DAY:
            return WorkingDays(calendar, hours, policy)
        case LimitUnit.HALF_DAY:
            return HalfDays(calendar, hours)
        case LimitUnit.CALENDAR_DAY:
            return CalendarDays(calendar, hours, policy)
        case LimitUnit.WORKING_HOUR:
            return OfficeMinutes(calendar, hours)
        case LimitUnit.NATURAL_HOUR:
            return Minutes(calendar)


def pieces(amount: int, unit: LimitUnit) -> int:
    """How many pieces of its scale a limit has."""
    return amount * MINUTES_OF_AN_HOUR if unit in (LimitUnit.WORKING_HOUR, LimitUnit.NATURAL_HOUR) else amount
