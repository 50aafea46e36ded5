"""The light of a limit in half days, calendar days or hours: the same colours as `light`, to the instant (D.4.10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.ending import Ending, Standstill, ending_by, judged_ending, restarts
from liandong.domain.worktime.light import Light, warning_days
from liandong.domain.worktime.office_hours import ORDINARY
from liandong.domain.worktime.policy import CN_WORKDAYS_1
from liandong.domain.worktime.scale import MINUTES_OF_AN_HOUR, scale_of
from liandong.events.reference import LimitUnit
from liandong.terms.legal_time import LEGAL_ZONE, midnight

OF_HOURS = (LimitUnit.WORKING_HOUR, LimitUnit.NATURAL_HOUR)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLight:
    """A light, the last day and the end it goes by, and the instant at which a running one changes next."""

    light: Light
    due: date
    ends: datetime
    provisional: bool
    changes_at: datetime | None


def unit_light(
    calendar: WorkingCalendar,
    now: datetime,
    start: datetime,
    amount: int,
    unit: LimitUnit,
    pauses: Sequence[Standstill] = (),
    *,
    finished_at: datetime | None = None,
) -> UnitLight:
    """Yellow once a fifth of the units is left, at least one, never all; red once the limit has ended: by the version
    of the calendar that its end goes by.

    Raises Refused outside the calendar.
    """
    found, version = judged_ending(calendar, start, amount, unit, pauses)
    light, changes_at = Light.PAUSED, None
    if finished_at is not None:
        light = Light.FINISHED_LATE if found.is_over(finished_at) else Light.FINISHED
    elif not found.open:
        warns_at = _warns_at(version, found, amount, unit, pauses)
        if found.is_over(now):
            light = Light.RED
        else:
            light = Light.YELLOW if now >= warns_at else Light.GREEN
            changes_at = found.at if light is Light.YELLOW else warns_at
    return UnitLight(light=light, due=found.day, ends=found.at, provisional=found.provisional, changes_at=changes_at)


def remaining_units(calendar: WorkingCalendar, now: datetime, ends: datetime, unit: LimitUnit) -> int:
    """Whole units left until the end, the one under way with them; negative once it is over. Hours are rounded down."""
    if unit is LimitUnit.CALENDAR_DAY:
        return (ends - timedelta(microseconds=1)).toordinal() - now.astimezone(LEGAL_ZONE).toordinal()
    scale = scale_of(unit, calendar, ORDINARY, CN_WORKDAYS_1)
    left = scale.ended(ends.astimezone(LEGAL_ZONE)) - scale.ended(now.astimezone(LEGAL_ZONE))
    return int(left / MINUTES_OF_AN_HOUR) if unit in OF_HOURS else left


def _warns_at(
    calendar: WorkingCalendar, found: Ending, amount: int, unit: LimitUnit, pauses: Sequence[Standstill]
) -> datetime:
    warning = warning_days(amount)
    if warning <= 0:
        return found.at
    if unit is LimitUnit.CALENDAR_DAY:
        return midnight(found.day - timedelta(days=warning))
    keeping = [each for each in pauses if not restarts(each, CN_WORKDAYS_1)]
    return ending_by(calendar, found.since, amount - warning, unit, keeping).at
