"""Why this day: the trace of a limit, day by day, with the law or notice of each (F101)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from liandong.application.holiday_names import seed_holidays
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.explain import Explanation, explain
from liandong.domain.worktime.holidays import Holidays
from liandong.domain.worktime.limit import Extension, Granted, Limit
from liandong.domain.worktime.local import with_local_days_off
from liandong.domain.worktime.reasons import Reason
from liandong.domain.worktime.stated_pause import StatedPause
from liandong.events.case_clock import PauseKind
from liandong.events.reference import LimitUnit, LocalDaysOff
from liandong.terms.codes import Digest
from liandong.terms.legal_time import LEGAL_ZONE, midnight
from liandong.terms.refusal import Refused

NAMED = Holidays.of(seed_holidays())
NOTICE_OF_2026 = "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）"


def pause(
    start: date,
    end: date | None,
    kind: PauseKind = PauseKind.SPECIAL,
    *,
    noticed: bool = True,
    restarts: bool = False,
) -> StatedPause:
    return StatedPause(
        kind=kind,
        ground="听证" if kind is PauseKind.SPECIAL else "补正材料",
        basis="行政许可法 45",
        start=midnight(start),
        end=None if end is None else midnight(end),
        noticed=noticed,
        restarts=restarts,
    )


def told(
    calendar: WorkingCalendar,
    start: date | datetime,
    amount: int,
    *pauses: StatedPause,
    unit: LimitUnit = LimitUnit.WORKING_DAY,
    extensions: tuple[Extension, ...] = (),
    holidays: Holidays = NAMED,
) -> Explanation:
    at = start if isinstance(start, datetime) else midnight(start)
    return explain(calendar, at, Limit(amount=amount, unit=unit, extensions=extensions), pauses, holidays=holidays)


def reasons(found: Explanation) -> list[tuple[str, str]]:
    return [(f"{day.date:%m-%d}", day.reason.value) for day in found.days]


def sentence(found: Explanation, day: date) -> tuple[str, str]:
    return next((one.sentence, one.basis) for one in found.days if one.date == day)


def test_every_day_from_the_start_to_the_due_day_is_told_with_its_reason(calendar: WorkingCalendar) -> None:
    found = told(calendar, date(2026, 2, 11), 4)
    assert found.due == date(2026, 2, 24)
    assert reasons(found) == [
        ("02-11", "start_day"),
        ("02-12", "working_day"),
        ("02-13", "working_day"),
        ("02-14", "make_up_day"),
        *[(f"02-{day}", "holiday") for day in range(15, 24)],
        ("02-24", "working_day"),
    ]
    assert [day.counted for day in found.days] == [False, True, True, True, *[False] * 9, True]


def test_each_day_names_its_law_or_its_notice(calendar: WorkingCalendar) -> None:
    found = told(calendar, date(2026, 2, 11), 10)
    assert sentence(found, date(2026, 2, 11)) == ("开始的当日不计入", "民法典 201")
    assert sentence(found, date(2026, 2, 12)) == ("工作日；第1个工作日", "行政许可法 82")
    assert sentence(found, date(2026, 2, 14)) == ("春节调休上班；第3个工作日", NOTICE_OF_2026)
    assert sentence(found, date(2026, 2, 17)) == ("春节放假", NOTICE_OF_2026)
    assert sentence(found, date(2026, 3, 1)) == ("星期日，周休息日", "国务院关于职工工作时间的规定 7")


def test_where_names_are_not_known_the_notice_is_named_alone(calendar: WorkingCalendar) -> None:
    found = told(calendar, date(2026, 2, 13), 2, holidays=Holidays.of(()))
    assert reasons(found)[1:5] == [
        ("02-14", "make_up_day"),
        ("02-15", "weekend"),
        ("02-16", "day_off"),
        ("02-17", "day_off"),
    ]
    assert sentence(found, date(2026, 2, 14)) == ("调休上班；第1个工作日", NOTICE_OF_2026)
    assert sentence(found, date(2026, 2, 16)) == ("节假日放假", NOTICE_OF_2026)


def test_the_days_of_a_pause_name_its_ground_and_those_nobody_works_stay_what_they_are(
    calendar: WorkingCalendar,
) -> None:
    found = told(calendar, date(2026, 9, 28), 3, pause(date(2026, 9, 30), date(2026, 10, 9)))
    assert found.due == date(2026, 10, 10)
    assert reasons(found) == [
        ("09-28", "start_day"),
        ("09-29", "working_day"),
        ("09-30", "paused"),
        *[(f"10-0{day}", "holiday") for day in range(1, 8)],
        ("10-08", "paused"),
        ("10-09", "working_day"),
        ("10-10", "make_up_day"),
    ]
    assert sentence(found, date(2026, 9, 30)) == ("听证期间，计时中止，不计入", "行政许可法 45")


def test_of_two_pauses_that_meet_each_day_names_its_own(calendar: WorkingCalendar) -> None:
    supplement = pause(date(2026, 3, 5), date(2026, 3, 6), PauseKind.SUPPLEMENT)
    found = told(calendar, date(2026, 3, 2), 5, pause(date(2026, 3, 4), date(2026, 3, 5)), supplement)
    assert sentence(found, date(2026, 3, 4))[0].startswith("听证")
    assert sentence(found, date(2026, 3, 5))[0].startswith("补正材料")


def test_a_special_procedure_nobody_was_told_of_in_writing_does_not_stop_the_clock(calendar: WorkingCalendar) -> None:
    """行政许可法 45 asks for a written notice; a supplement list is a notice itself."""
    unnoticed = pause(date(2026, 3, 4), date(2026, 3, 6), noticed=False)
    found = told(calendar, date(2026, 3, 2), 5, unnoticed)
    assert found.due == date(2026, 3, 9)
    assert found.void == (unnoticed,)
    assert sentence(found, date(2026, 3, 4)) == (
        "工作日；第2个工作日；听证未书面告知所需时间，不予扣除（行政许可法 45）",
        "行政许可法 82",
    )
    assert sentence(found, date(2026, 3, 6)) == ("工作日；第4个工作日", "行政许可法 82")
    supplement = pause(date(2026, 3, 4), date(2026, 3, 6), PauseKind.SUPPLEMENT, noticed=False)
    assert told(calendar, date(2026, 3, 2), 5, supplement).due == date(2026, 3, 11)


def test_days_of_an_unpublished_year_are_marked(calendar: WorkingCalendar) -> None:
    found = told(calendar, date(2026, 12, 30), 2)
    assert (found.due, found.provisional) == (date(2027, 1, 4), True)
    assert [day.provisional for day in found.days] == [False, False, True, True, True, True]
    assert sentence(found, date(2027, 1, 1))[0] == "元旦放假；暂定，待国务院办公厅通知"
    assert sentence(found, date(2027, 1, 4))[0] == "工作日；第2个工作日；暂定，待国务院办公厅通知"


def test_a_start_in_an_unpublished_year_marks_no_day_that_the_calendar_does_not_move(
    calendar: WorkingCalendar,
) -> None:
    assert [day.provisional for day in told(calendar, date(2027, 3, 1), 0).days] == [False]


def test_a_clock_that_still_stands_is_told_as_the_earliest_end(calendar: WorkingCalendar) -> None:
    found = told(calendar, date(2026, 3, 2), 3, pause(date(2026, 3, 4), None))
    assert (found.due, found.open) == (date(2026, 3, 5), True)
    assert reasons(found)[2:] == [("03-04", "projected"), ("03-05", "projected")]
    assert sentence(found, date(2026, 3, 4)) == (
        "听证尚未结束，按计时不停推算，为最早情形；第2个工作日",
        "行政许可法 45",
    )


def test_days_before_a_limit_began_anew_count_no_more(calendar: WorkingCalendar) -> None:
    found = told(calendar, date(2026, 3, 2), 3, pause(date(2026, 3, 4), date(2026, 3, 6), restarts=True))
    assert found.due == date(2026, 3, 11)
    assert reasons(found) == [
        ("03-02", "start_day"),
        ("03-03", "begun_anew"),
        ("03-04", "begun_anew"),
        ("03-05", "begun_anew"),
        ("03-06", "start_day"),
        ("03-07", "weekend"),
        ("03-08", "weekend"),
        ("03-09", "working_day"),
        ("03-10", "working_day"),
        ("03-11", "working_day"),
    ]
    assert sentence(found, date(2026, 3, 6))[0] == "期限重新起算，开始的当日不计入"


def test_an_interruption_too_late_to_matter_is_no_reason(calendar: WorkingCalendar) -> None:
    anew = pause(date(2026, 3, 4), date(2026, 3, 6), restarts=True)
    late = replace(pause(date(2026, 3, 12), date(2026, 3, 13), restarts=True), ground="鉴定")
    found = told(calendar, date(2026, 3, 2), 3, anew, late)
    assert found.due == date(2026, 3, 11)
    assert sentence(found, date(2026, 3, 3))[0] == "因听证期限中断并重新起算，此日不再计入"


def test_an_extension_is_part_of_the_limit_and_a_late_one_is_shown_and_not_counted(calendar: WorkingCalendar) -> None:
    in_time = Extension(amount=10, approved_on=date(2026, 3, 10))
    found = told(calendar, date(2026, 2, 10), 20, extensions=(in_time,))
    assert (found.due, found.total) == (date(2026, 3, 30), 30)
    late = Extension(amount=10, approved_on=date(2026, 3, 17))
    found = told(calendar, date(2026, 2, 10), 20, extensions=(late,))
    assert (found.due, found.total, found.extensions[0].granted) == (date(2026, 3, 16), 20, Granted.LATE)


def test_an_instant_case_is_told_in_one_day(calendar: WorkingCalendar) -> None:
    found = told(calendar, date(2026, 3, 2), 0)
    assert (found.due, found.ends) == (date(2026, 3, 2), midnight(date(2026, 3, 3)))
    assert [(day.counted, day.sentence, day.basis) for day in found.days] == [
        (False, "即办，当日办结", "行政许可法 34")
    ]


def test_local_days_off_are_told_with_the_local_rule(calendar: WorkingCalendar) -> None:
    local = LocalDaysOff(
        division="45",
        name="三月三",
        source="广西壮族自治区少数民族习惯节日放假办法",
        off=(date(2025, 3, 31), date(2025, 4, 1)),
        work=(date(2025, 3, 29),),
    )
    found = told(with_local_days_off(calendar, (local,), Digest("local")), date(2025, 3, 28), 2)
    assert found.due == date(2025, 4, 2)
    assert sentence(found, date(2025, 3, 29)) == ("三月三调休上班；第1个工作日", local.source)
    assert sentence(found, date(2025, 3, 31)) == ("三月三，地方放假", local.source)
    assert found.days[3].reason is Reason.LOCAL_HOLIDAY


def test_a_last_calendar_day_nobody_works_is_put_off_by_the_civil_code(calendar: WorkingCalendar) -> None:
    found = told(calendar, date(2026, 9, 28), 5, unit=LimitUnit.CALENDAR_DAY)
    assert reasons(found) == [
        ("09-28", "start_day"),
        ("09-29", "calendar_day"),
        ("09-30", "calendar_day"),
        *[(f"10-0{day}", "calendar_day") for day in (1, 2, 3)],
        *[(f"10-0{day}", "put_off") for day in (4, 5, 6, 7, 8)],
    ]
    assert sentence(found, date(2026, 10, 8)) == (
        "期限的最后一日不是工作日，以其后第一个工作日为最后一日",
        "民法典 203",
    )


@pytest.mark.parametrize(
    ("unit", "amount", "amounts", "last"),
    [
        (LimitUnit.HALF_DAY, 4, [1, 2, 1], "工作日；累计4个半日"),
        (LimitUnit.WORKING_HOUR, 9, [390, 150], "工作日；累计9小时"),
        (LimitUnit.NATURAL_HOUR, 20, [870, 330], "按自然时间连续计算；累计20小时"),
    ],
)
def test_parts_of_days_are_told_by_how_much_of_the_limit_they_spend(
    calendar: WorkingCalendar, unit: LimitUnit, amount: int, amounts: list[int], last: str
) -> None:
    found = told(calendar, datetime(2026, 3, 2, 9, 30, tzinfo=LEGAL_ZONE), amount, unit=unit)
    assert [day.amount for day in found.days] == amounts
    assert found.days[-1].sentence == last
    assert found.days[-1].date == found.due


def test_after_hours_nothing_of_a_day_is_left(calendar: WorkingCalendar) -> None:
    start = datetime(2026, 3, 2, 18, tzinfo=LEGAL_ZONE)
    found = told(calendar, start, 1, unit=LimitUnit.WORKING_HOUR)
    assert reasons(found) == [("03-02", "after_hours"), ("03-03", "working_day")]
    assert found.ends == datetime(2026, 3, 3, 10, tzinfo=LEGAL_ZONE)


def test_an_explanation_holds_all_it_was_computed_from(calendar: WorkingCalendar) -> None:
    given = pause(date(2026, 3, 4), date(2026, 3, 6))
    found = told(calendar, date(2026, 3, 2), 5, given)
    assert (found.start, found.limit, found.pauses) == (midnight(date(2026, 3, 2)), Limit(amount=5), (given,))
    assert (found.policy, found.calendar) == ("cn-workdays-1", calendar.hash)
    assert found.ends == midnight(found.due) + timedelta(days=1)


def test_what_can_not_be_counted_can_not_be_explained(calendar: WorkingCalendar) -> None:
    with pytest.raises(Refused, match=r"calendar\.beyond-horizon"):
        told(calendar, date(2028, 12, 15), 30)
