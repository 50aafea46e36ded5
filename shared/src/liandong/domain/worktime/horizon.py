"""How far the calendar reaches: how many days ahead are arranged by a notice, and how many can be counted at all."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.reference import YearStatus

AHEAD: Final = timedelta(days=60)
"""Most limits begun today end within it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """`official`: the last day of the last year, in unbroken line from today's, that rests on a notice."""

    official: date | None
    last: date


def horizon(calendar: WorkingCalendar, today: date) -> Horizon:
    """How far the calendar reaches as seen from a day."""
    arranged = {year.year for year in calendar.years if year.status is YearStatus.OFFICIAL}
    year = today.year
    while year in arranged:
        year += 1
    return Horizon(official=None if year == today.year else date(year - 1, 12, 31), last=calendar.last_day)


def too_short(reach: Horizon, today: date) -> str | None:
    """That limits soon cannot be counted, and what to do; None if they can."""
    if reach.last >= today + AHEAD:
        return None
    return f"工作日历只编到 {reach.last}，不足 60 天，请发布后续年份"


def not_yet_official(reach: Horizon, today: date) -> str | None:
    """That limits soon run into days no notice has arranged, and what to do; None if they do not."""
    if reach.official is not None and reach.official >= today + AHEAD:
        return None
    told = f"正式放假安排只到 {reach.official}，不足 60 天" if reach.official else f"{today.year}年尚无正式放假安排"
    return f"{told}，此后的期限暂定；国务院办公厅通知公布后请用 liandong calendar publish 发布"
