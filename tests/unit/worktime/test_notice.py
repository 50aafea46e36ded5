"""A State Council notice made part of the calendar, or refused whole if it contradicts itself or what stands."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from liandong.application.calendar_seed import provisional_year
from liandong.cli.notice_file import read_notice
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import due
from liandong.domain.worktime.merging import merged, named_year
from liandong.domain.worktime.notice import Arranged, Notice, faults
from liandong.events.reference import CalendarYear, YearStatus
from liandong.terms.refusal import Nature, Refused
from liandong.wire.reference_hashes import calendar_hash

NOTICES = Path(__file__).parents[3] / "docs" / "notices"
OF_2026 = read_notice(NOTICES / "2026.toml")
MADE_UP_2027 = read_notice(Path(__file__).parent / "notices" / "made-up-2027.toml")
RULE_2027 = provisional_year(2027)
NEW_YEAR = MADE_UP_2027.holiday[0]


def codes(notice: Notice) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(fault.code, fault.place) for fault in faults(notice)]


def with_holiday(**changed: object) -> Notice:
    return replace(MADE_UP_2027, holiday=(replace(NEW_YEAR, **changed), *MADE_UP_2027.holiday[1:]))  # type: ignore[arg-type]  # fields by name


def test_the_notice_of_2026_is_the_seeds_2026(seeded: tuple[CalendarYear, ...]) -> None:
    assert merged(seeded, OF_2026, provisional_year(2026)) == seeded


def test_a_published_year_becomes_official_and_a_running_limit_ends_anew(seeded: tuple[CalendarYear, ...]) -> None:
    years = merged(seeded, MADE_UP_2027, RULE_2027)

    changed = {year.year: year for year in years}[2027]
    assert changed == CalendarYear(
        year=2027,
        status=YearStatus.OFFICIAL,
        source="国务院办公厅关于2027年部分节假日安排的通知（虚构〔2026〕0号）",
        off=(
            date(2027, 1, 1),
            *(date(2027, 2, day) for day in (5, 8, 9, 10, 11, 12)),
            date(2027, 4, 5),
            *(date(2027, 5, day) for day in (3, 4, 5)),
            date(2027, 6, 9),
            date(2027, 9, 15),
            *(date(2027, 10, day) for day in (1, 4, 5, 6, 7)),
        ),
        work=(
            date(2027, 1, 31),
            date(2027, 2, 20),
            date(2027, 5, 8),
            date(2027, 9, 26),
            date(2027, 10, 9),
        ),
    )
    before, after = (WorkingCalendar.of(each, calendar_hash(each)) for each in (seeded, years))
    assert (due(before, date(2027, 1, 25), 10).day, due(before, date(2027, 1, 25), 10).provisional) == (
        date(2027, 2, 10),
        True,
    )
    assert (due(after, date(2027, 1, 25), 10).day, due(after, date(2027, 1, 25), 10).provisional) == (
        date(2027, 2, 15),
        False,
    )


def test_the_same_notice_again_changes_nothing(seeded: tuple[CalendarYear, ...]) -> None:
    once = merged(seeded, MADE_UP_2027, RULE_2027)
    assert merged(once, MADE_UP_2027, RULE_2027) == once


def test_a_slip_is_mended_by_the_same_notice_written_down_anew(seeded: tuple[CalendarYear, ...]) -> None:
    wrong = with_holiday(work=(date(2027, 1, 9),))
    mended = merged(merged(seeded, wrong, RULE_2027), MADE_UP_2027, RULE_2027)
    assert mended == merged(seeded, MADE_UP_2027, RULE_2027)


def test_a_notice_may_reach_into_the_december_before_and_takes_it_back_when_mended(
    seeded: tuple[CalendarYear, ...],
) -> None:
    reaching = with_holiday(first=date(2026, 12, 31), days=4, work=(date(2026, 12, 26),))
    years = {year.year: year for year in merged(seeded, reaching, RULE_2027)}
    assert years[2026].off[-1] == date(2026, 12, 31)
    assert years[2026].work[-1] == date(2026, 12, 26)
    assert (years[2026].status, years[2026].source) == (YearStatus.OFFICIAL, OF_2026.source)
    assert years[2027].off[0] == date(2027, 1, 1)
    assert merged(tuple(years.values()), MADE_UP_2027, RULE_2027) == merged(seeded, MADE_UP_2027, RULE_2027)


def test_a_changing_notice_stands_beside_the_one_it_changes(before_extension: WorkingCalendar) -> None:
    """国办发明电〔2020〕1号 lengthened 春节 to 2 February, when the year had begun."""
    standing = replace(
        before_extension.years[0], source="国务院办公厅关于2020年部分节假日安排的通知（国办发明电〔2019〕16号）"
    )
    spring = Arranged(name="春节", first=date(2020, 1, 24), last=date(2020, 2, 2), days=10, work=(date(2020, 1, 19),))
    statutory = replace(provisional_year(2020), off=(date(2020, 1, 27),))
    change = Notice(document="国办发明电〔2020〕1号", year=2020, holiday=(spring,), amends="国办发明电〔2019〕16号")

    (year,) = merged((standing,), change, statutory)

    assert year.off == (date(2020, 1, 24), *(date(2020, 1, day) for day in (27, 28, 29, 30, 31)))
    assert year.work == (date(2020, 1, 19),)
    assert year.source == "国务院办公厅关于2020年部分节假日安排的通知（国办发明电〔2019〕16号；国办发明电〔2020〕1号）"
    assert merged((year,), change, statutory) == (year,)


@pytest.mark.parametrize(
    ("notice", "found"),
    [
        (replace(MADE_UP_2027, document=" "), [("notice.without-number", ("document",))]),
        (replace(MADE_UP_2027, holiday=()), [("notice.empty", ("holiday",))]),
        (with_holiday(name=""), [("notice.without-name", ("holiday", 0, "name"))]),
        (
            with_holiday(work=(date(2027, 1, 4),)),
            [("notice.make-up-on-a-weekday", ("holiday", 0, "work", 0))],
        ),
        (
            with_holiday(work=(date(2027, 1, 3),)),
            [("notice.off-and-worked", ("holiday", 0, "work", 0))],
        ),
        (
            with_holiday(work=(date(2027, 1, 9), date(2027, 1, 9))),
            [("notice.day-twice", ("holiday", 0, "work", 1))],
        ),
        (
            with_holiday(work=(date(2027, 2, 20),)),
            [("notice.day-twice", ("holiday", 1, "work", 1))],
        ),
        (with_holiday(days=4), [("notice.days-differ", ("holiday", 0, "days"))]),
        (
            with_holiday(first=date(2026, 12, 19), days=16),
            [("notice.days-differ", ("holiday", 0, "days"))],
        ),
        (
            with_holiday(first=date(2027, 1, 5)),
            [("notice.ends-before-it-begins", ("holiday", 0, "last"))],
        ),
        (
            with_holiday(first=date(2026, 11, 30), last=date(2026, 12, 2)),
            [("notice.outside-the-year", ("holiday", 0, "first"))],
        ),
        (
            with_holiday(work=(date(2027, 12, 4),)),
            [("notice.outside-the-year", ("holiday", 0, "work", 0))],
        ),
        (
            replace(MADE_UP_2027, year=2026),
            [("notice.outside-the-year", ("holiday", index, key)) for index in range(7) for key in ("first", "last")],
        ),
        (
            with_holiday(last=date(2027, 2, 6), first=date(2027, 2, 4), name="元旦"),
            [("notice.day-twice", ("holiday", 1, "first")), ("notice.day-twice", ("holiday", 1, "first"))],
        ),
    ],
    ids=[
        "no number",
        "nothing arranged",
        "no name",
        "a weekday made up",
        "off and worked",
        "worked twice",
        "worked for two",
        "another number of days",
        "too long",
        "backwards",
        "before December",
        "its own December",
        "another year",
        "two holidays on a day",
    ],
)
def test_a_notice_that_contradicts_itself_is_told_where(
    notice: Notice, found: list[tuple[str, tuple[str | int, ...]]]
) -> None:
    told = codes(notice)
    assert [one for one in told if one in found] == found
    assert {code for code, _ in told} <= {code for code, _ in found} | {"notice.outside-the-year"}


def test_a_notice_with_a_fault_is_refused_whole_with_all_of_them(seeded: tuple[CalendarYear, ...]) -> None:
    wrong = with_holiday(days=4, work=(date(2027, 1, 4),))
    with pytest.raises(Refused) as refusal:
        merged(seeded, wrong, RULE_2027)
    assert (refusal.value.code, refusal.value.nature) == ("notice.contradicts-itself", Nature.INVALID)
    assert [error.pointer for error in refusal.value.errors] == ["/holiday/0/days", "/holiday/0/work/0"]


def test_a_notice_gives_every_statutory_day(seeded: tuple[CalendarYear, ...]) -> None:
    without = replace(MADE_UP_2027, holiday=MADE_UP_2027.holiday[:5] + MADE_UP_2027.holiday[6:])
    with pytest.raises(Refused) as refusal:
        merged(seeded, without, RULE_2027)
    assert [error.detail for error in refusal.value.errors] == ["法定节日2027-09-15没有放假"]


@pytest.mark.parametrize(
    ("notice", "code"),
    [
        (replace(OF_2026, document="国办发明电〔2026〕1号"), "notice.year-official"),
        (
            replace(OF_2026, document="国办发明电〔2026〕1号", amends="国办发明电〔2025〕8号"),
            "notice.not-the-one-amended",
        ),
        (replace(MADE_UP_2027, amends="国办发明电〔2025〕7号"), "notice.not-the-one-amended"),
    ],
    ids=["a second notice that does not say so", "another one amended", "a year not yet official amended"],
)
def test_an_official_year_gives_way_only_to_a_notice_that_says_so(
    seeded: tuple[CalendarYear, ...], notice: Notice, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        merged(seeded, notice, provisional_year(notice.year))
    assert refusal.value.code == code


def test_a_year_the_calendar_does_not_have_is_refused(seeded: tuple[CalendarYear, ...]) -> None:
    with pytest.raises(Refused, match=r"notice\.year-unknown"):
        merged(seeded[:-2], MADE_UP_2027, RULE_2027)


def test_the_holidays_of_a_notice_by_name() -> None:
    named = named_year(MADE_UP_2027, MADE_UP_2027.source)
    assert [(one.name, one.first) for one in named.holidays][:2] == [
        ("元旦", date(2027, 1, 1)),
        ("春节", date(2027, 2, 5)),
    ]
