"""Which slots an offer has: only on days that the unit's calendar works, from today as many days ahead as it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from liandong.domain.appointment.offer import Offer, minute_of
from liandong.domain.circumstances import Circumstances
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.terms.legal_time import LEGAL_ZONE
from liandong.terms.refusal import Nature, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """From `starts` to `ends` ("09:30") of a day."""

    day: date
    starts: str
    ends: str

    @property
    def begins_at(self) -> datetime:
        return _instant(self.day, self.starts)

    @property
    def is_over_at(self) -> datetime:
        return _instant(self.day, self.ends)


def bookable_days(offer: Offer, today: date, calendar: WorkingCalendar) -> tuple[date, ...]:
    """Today, if it is worked, and the working days ahead, as far as the calendar reaches; closed days too."""
    before = calendar.count(today)
    last = min(before + offer.days_ahead, calendar.count(calendar.last_day))
    first = before if calendar.is_working(today) else before + 1
    return tuple(calendar.working_day(number) for number in range(first, last + 1))


def slots_of(offer: Offer, day: date) -> tuple[Slot, ...]:
    """The slots of a working day, in order. On a weekend day that is worked (调休) sessions of every day are held."""
    return tuple(sorted(_slots(offer, day), key=lambda slot: slot.starts))


def _slots(offer: Offer, day: date) -> Iterator[Slot]:
    for session in offer.sessions:
        if session.weekdays and day.isoweekday() not in session.weekdays:
            continue
        closes = minute_of(session.closes)
        for minute in range(minute_of(session.opens), closes - offer.minutes + 1, offer.minutes):
            yield Slot(day=day, starts=_written(minute), ends=_written(minute + offer.minutes))


def slot_offered(offer: Offer, day: date, starts: str, given: Circumstances) -> Slot:
    """The slot that is asked for. Raises Refused if there is none such, it has begun, or the day is closed."""
    if day in bookable_days(offer, given.today, given.calendar):
        why = offer.why_closed(day)
        if why is not None:
            raise Refused("appointment.day-closed", f"{day}停止办理：{why}；请改选其他日期")
        for slot in slots_of(offer, day):
            if slot.starts == starts and slot.begins_at > given.now:
                return slot
    raise Refused(
        "appointment.no-such-slot",
        "所选的日期、时段不在可预约的范围内，或者已经开始，请重新查询可预约的时段",
        nature=Nature.INVALID,
    )


def _written(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _instant(day: date, at: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(at), LEGAL_ZONE)
