"""Local days off by division code: an overlay with a hash of its own (全国年节及纪念日放假办法 4)."""

from datetime import date

import pytest

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import due
from liandong.domain.worktime.local import days_off_at, with_local_days_off
from liandong.events.reference import LocalDaysOff
from liandong.terms.codes import Digest, UnitCode
from liandong.terms.refusal import Nature, Refused
from liandong.wire.reference_hashes import local_calendar_hash

THIRD_OF_MARCH = LocalDaysOff(
    division="45",
    name="三月三",
    source="广西壮族自治区少数民族习惯节日放假办法",
    off=(date(2025, 3, 31), date(2025, 4, 1)),
)
COUNTY_DAY = LocalDaysOff(
    division="451228",
    name="自治县成立纪念日",
    source="自治县放假安排",
    off=(date(2025, 12, 15),),
    work=(date(2025, 12, 13),),
)
DECLARED = (COUNTY_DAY, THIRD_OF_MARCH)


def counted_at(calendar: WorkingCalendar, unit: str) -> WorkingCalendar:
    local = days_off_at(UnitCode(unit), DECLARED)
    return with_local_days_off(calendar, local, local_calendar_hash(calendar.hash, local))


def test_a_unit_counts_by_the_days_off_of_every_division_it_lies_in() -> None:
    assert days_off_at(UnitCode("451228"), DECLARED) == (THIRD_OF_MARCH, COUNTY_DAY)
    assert days_off_at(UnitCode("451228001"), DECLARED) == (THIRD_OF_MARCH, COUNTY_DAY)
    assert days_off_at(UnitCode("450100"), DECLARED) == (THIRD_OF_MARCH,)
    assert days_off_at(UnitCode("610113"), DECLARED) == ()


def test_a_limit_over_local_days_off_ends_later_there_and_nowhere_else(calendar: WorkingCalendar) -> None:
    accepted = date(2025, 3, 28)
    assert due(calendar, accepted, 5).day == date(2025, 4, 7)
    assert due(counted_at(calendar, "450100"), accepted, 5).day == date(2025, 4, 9)
    assert due(counted_at(calendar, "610113"), accepted, 5).day == date(2025, 4, 7)


def test_a_local_make_up_day_is_worked(calendar: WorkingCalendar) -> None:
    local = counted_at(calendar, "451228")
    assert (local.is_working(date(2025, 12, 13)), local.is_working(date(2025, 12, 15))) == (True, False)
    assert (calendar.is_working(date(2025, 12, 13)), calendar.is_working(date(2025, 12, 15))) == (False, True)


def test_the_hash_names_calendar_and_days_off_together_whatever_their_order(calendar: WorkingCalendar) -> None:
    both = local_calendar_hash(calendar.hash, DECLARED)
    assert both == local_calendar_hash(calendar.hash, DECLARED[::-1])
    assert len({both, calendar.hash, local_calendar_hash(calendar.hash, DECLARED[:1])}) == 3
    assert both != local_calendar_hash(Digest("0" * 64), DECLARED)
    assert counted_at(calendar, "451228").hash == both


def test_without_local_days_off_the_hash_is_the_citys(calendar: WorkingCalendar) -> None:
    assert local_calendar_hash(calendar.hash, ()) == calendar.hash
    assert counted_at(calendar, "610113").hash == calendar.hash


def one(division: str = "45", off: tuple[date, ...] = (), work: tuple[date, ...] = ()) -> LocalDaysOff:
    return LocalDaysOff(division=division, name="试验", source="某办法", off=off, work=work)


@pytest.mark.parametrize(
    "declared",
    [
        (one(off=(date(2026, 3, 7),)),),
        (one(off=(date(2026, 10, 1),)),),
        (one(work=(date(2026, 3, 6),)),),
        (one(work=(date(2026, 2, 14),)),),
        (one(off=(date(2026, 3, 6),)), one("4501", off=(date(2026, 3, 6),))),
        (one("4"),),
        (one("广西"),),
        (one("451"),),
    ],
    ids=[
        "a Saturday off",
        "a national holiday",
        "a weekday made up",
        "a day made up already",
        "a day twice",
        "no place",
        "a name",
        "half a prefecture",
    ],
)
def test_days_off_that_contradict_the_calendar_are_refused(
    calendar: WorkingCalendar, declared: tuple[LocalDaysOff, ...]
) -> None:
    with pytest.raises(Refused) as refusal:
        with_local_days_off(calendar, declared, Digest("h"))
    assert (refusal.value.code, refusal.value.nature) == ("calendar.local-contradicts", Nature.INVALID)
    assert "全国年节及纪念日放假办法 4" in str(refusal.value.basis)


def test_days_off_beyond_the_calendar_are_refused(calendar: WorkingCalendar) -> None:
    with pytest.raises(Refused, match=r"calendar\.beyond-horizon"):
        with_local_days_off(calendar, (one(off=(date(2029, 3, 6),)),), Digest("h"))
