"""The days of one limit, walked one by one until it is spent: how much of it each spends, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from liandong.domain.worktime import reasons
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.ending import (
    AN_INSTANT,
    Ending,
    Standstill,
    in_order,
    legal_minute,
    restarts,
    spans,
)
from liandong.domain.worktime.holidays import Holidays
from liandong.domain.worktime.policy import Policy
from liandong.domain.worktime.reasons import Because, Reason
from liandong.domain.worktime.scale import Scale
from liandong.domain.worktime.stated_pause import StatedPause
from liandong.events.reference import LimitUnit
from liandong.terms.legal_time import midnight

ONE = timedelta(days=1)
OF_WORKING_TIME = (LimitUnit.WORKING_DAY, LimitUnit.HALF_DAY, LimitUnit.WORKING_HOUR)
OF_HOURS = (LimitUnit.WORKING_HOUR, LimitUnit.NATURAL_HOUR)


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedDay:
    """One day of the trace. `amount` is what it spends of the limit: days, half days, or minutes for hours."""

    date: date
    counted: bool
    amount: int
    reason: Reason
    sentence: str
    basis: str
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Goes through the days of one limit."""

    calendar: WorkingCalendar
    holidays: Holidays
    policy: Policy
    unit: LimitUnit
    scale: Scale
    begun: datetime
    found: Ending
    valid: tuple[StatedPause, ...]
    void: tuple[StatedPause, ...]

    def days(self, wanted: int) -> Iterator[TracedDay]:
        """From the day of the start through the last day; in the end `wanted` pieces are spent."""
        keeping = [one for one in in_order([each.standstill for each in self.valid]) if not self._restarts(one)]
        lost = [
            (after, through)
            for after, through in spans(self.scale, self.found.since, keeping, self.policy)
            if through is not None
        ]
        spent, day = 0, self.begun.date()
        while day <= self.found.day:
            amount = min(self._available(day, lost), wanted - spent)
            spent += amount
            done = spent == wanted
            if not wanted:
                because = reasons.AT_ONCE
            else:
                because = self._why_counted(day) if amount else self._why_not(day, done=done)
            yield self._traced(day, amount, because, self._so_far(spent) if amount else "", done=done)
            day += ONE

    def _available(self, day: date, lost: Sequence[tuple[int, int]]) -> int:
        """The pieces that end on a day, after the start of the count, and during no pause that has ended."""
        low = max(self.scale.ended(midnight(day)), self.scale.begun(self.found.since))
        high = self.scale.ended(midnight(day + ONE))
        return max(0, high - low - sum(max(0, min(high, through) - max(low, after)) for after, through in lost))

    def _why_counted(self, day: date) -> Because:
        standing = self._standing(day)
        if standing is not None and standing.end is None:
            return reasons.projected(standing.ground, standing.basis)
        if self.unit not in OF_WORKING_TIME:
            return reasons.CALENDAR_DAY
        return reasons.why_worked(self.calendar, self.holidays, day)

    def _why_not(self, day: date, *, done: bool) -> Because:
        since = self.found.since.date()
        if day == since and self.unit not in OF_HOURS:
            return reasons.start(self.unit, anew=self.found.since != self.begun)
        if day == self.begun.date() and self.unit not in OF_HOURS:
            return reasons.start(self.unit, anew=False)
        if self.unit in OF_WORKING_TIME and not self.calendar.is_working(day):
            return reasons.why_not_worked(self.calendar, self.holidays, day)
        if day < since:
            anew = (one for one in self.valid if self._restarts(one.standstill) and one.start <= self.found.since)
            last = max(anew, key=lambda one: one.start)
            return reasons.begun_anew(last.ground, last.basis)
        if done and self.unit is LimitUnit.CALENDAR_DAY:
            return reasons.PUT_OFF
        standing = self._standing(day)
        return reasons.AFTER_HOURS if standing is None else reasons.paused(standing.ground, standing.basis)

    def _traced(self, day: date, amount: int, because: Because, so_far: str, *, done: bool) -> TracedDay:
        provisional = self._rests_on_the_calendar(day, done=done) and self.calendar.is_provisional(day)
        told = [because.sentence, so_far]
        void = next((one for one in self.void if amount and self._touches(one, day)), None)
        told += [f"{void.ground}未书面告知所需时间，不予扣除（{void.basis}）"] if void else []
        told += ["暂定，待国务院办公厅通知"] if provisional else []
        return TracedDay(
            date=day,
            counted=amount > 0,
            amount=amount,
            reason=because.reason,
            sentence="；".join(part for part in told if part),
            basis=because.basis,
            provisional=provisional,
        )

    def _rests_on_the_calendar(self, day: date, *, done: bool) -> bool:
        """Whether another calendar could have this day otherwise and so move the end."""
        since = self.found.since.date()
        match self.unit:
            case LimitUnit.WORKING_DAY:
                return day > since
            case LimitUnit.HALF_DAY | LimitUnit.WORKING_HOUR:
                return day >= since and self.found.at > self.found.since
            case LimitUnit.CALENDAR_DAY:
                return done and day > since
            case LimitUnit.NATURAL_HOUR:
                return False

    def _standing(self, day: date) -> StatedPause | None:
        """The pause that the end of a day lies in, or else the last one that ended on it."""
        through_the_end = [one for one in self.valid if one.covers(midnight(day + ONE) - AN_INSTANT)]
        ended_on_it = [one for one in self.valid if one.end is not None and legal_minute(one.end).date() == day]
        return next(iter(through_the_end or sorted(ended_on_it, key=lambda one: one.start, reverse=True)), None)

    def _touches(self, pause: StatedPause, day: date) -> bool:
        return pause.start < midnight(day + ONE) and (pause.end is None or pause.end > midnight(day))

    def _so_far(self, spent: int) -> str:
        match self.unit:
            case LimitUnit.WORKING_DAY:
                return f"第{spent}个工作日"
            case LimitUnit.CALENDAR_DAY:
                return f"第{spent}日"
            case LimitUnit.HALF_DAY:
                return f"累计{spent}个半日"
            case LimitUnit.WORKING_HOUR | LimitUnit.NATURAL_HOUR:
                return f"累计{spent // 60}小时{spent % 60}分" if spent % 60 else f"累计{spent // 60}小时"

    def _restarts(self, pause: Standstill) -> bool:
        return restarts(pause, self.policy)
