"""What light a running limit shows: green, yellow when little is left, red once its last day has ended."""

from datetime import date, timedelta
from enum import StrEnum

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import remaining


class Light(StrEnum):
    """灯色. Grey is a silent source only; a pause has its own shape."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    PAUSED = "paused"  # ◆ 计时中止
    FINISHED = "finished"  # 按期办结
    FINISHED_LATE = "finished_late"  # 超期办结
    GREY = "grey"  # 数据源失联
    AWAITING_EDITION = "awaiting_edition"  # 待目录版本


def warning_days(limit: int) -> int:
    """Yellow at this many working days left or fewer: a fifth of the limit, at least one, never the whole limit."""
    return min(max(1, -(-limit // 5)), limit - 1)


def light_of(
    calendar: WorkingCalendar,
    today: date,
    due: date,
    limit: int,
    *,
    paused: bool = False,
    finished_on: date | None = None,
) -> Light:
    """The light of one clock on the legal day `today`; `limit` in working days as frozen at the start."""
    if finished_on is not None:
        return Light.FINISHED if finished_on <= due else Light.FINISHED_LATE
    if paused:
        return Light.PAUSED
    if today > due:
        return Light.RED
    return Light.YELLOW if remaining(calendar, today, due) <= warning_days(limit) else Light.GREEN


def next_change(calendar: WorkingCalendar, today: date, due: date, limit: int) -> date | None:
    """The legal day at whose beginning the light of a running clock next changes; None once it is red."""
    if today > due:
        return None
    if light_of(calendar, today, due, limit) is Light.YELLOW or warning_days(limit) < 0:
        return due + timedelta(days=1)
    return calendar.working_day(calendar.count(due) - warning_days(limit))
