"""How far the calendar reaches, and when somebody has to do something about it."""

from datetime import date

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.horizon import Horizon, horizon, not_yet_official, too_short


def test_the_horizon_is_the_end_of_the_last_official_year_in_line(calendar: WorkingCalendar) -> None:
    assert horizon(calendar, date(2026, 10, 1)) == Horizon(official=date(2026, 12, 31), last=date(2028, 12, 31))
    assert horizon(calendar, date(2027, 1, 1)) == Horizon(official=None, last=date(2028, 12, 31))


def test_sixty_days_before_the_official_years_end_the_notice_is_missed(calendar: WorkingCalendar) -> None:
    assert not_yet_official(horizon(calendar, date(2026, 11, 1)), date(2026, 11, 1)) is None
    told = not_yet_official(horizon(calendar, date(2026, 11, 2)), date(2026, 11, 2))
    assert told == (
        "正式放假安排只到 2026-12-31，不足 60 天，此后的期限暂定；"
        "国务院办公厅通知公布后请用 liandong calendar publish 发布"
    )
    told = not_yet_official(horizon(calendar, date(2027, 1, 1)), date(2027, 1, 1))
    assert told is not None
    assert told.startswith("2027年尚无正式放假安排，")


def test_only_where_no_year_at_all_reaches_can_nothing_be_counted(calendar: WorkingCalendar) -> None:
    assert too_short(horizon(calendar, date(2028, 11, 1)), date(2028, 11, 1)) is None
    told = too_short(horizon(calendar, date(2028, 11, 2)), date(2028, 11, 2))
    assert told == "工作日历只编到 2028-12-31，不足 60 天，请发布后续年份"
