"""A calendar version is published if a day changed, and never takes back that a year is official."""

from dataclasses import replace
from datetime import date

import pytest

from city_center.catalogue_office.calendar import CalendarVersion, PublishedCalendar, evolve, publish_calendar
from liandong.application.calendar_seed import provisional_year, seed_years
from liandong.events.reference import (
    CalendarPublished,
    CalendarYear,
    Holiday,
    HolidaysNamed,
    LocalDaysOff,
    NamedYear,
    YearStatus,
)
from liandong.events.said import Event
from liandong.terms.codes import Digest
from liandong.terms.refusal import Nature, Refused
from liandong.wire.reference_hashes import calendar_hash, local_calendar_hash

TODAY = date(2026, 11, 23)
SEED = seed_years()


def published(years: tuple[CalendarYear, ...]) -> PublishedCalendar:
    return evolve(None, CalendarPublished(hash=calendar_hash(years), years=years))


def publish(
    standing: PublishedCalendar | None,
    years: tuple[CalendarYear, ...],
    local: tuple[LocalDaysOff, ...] | None = None,
    named: tuple[NamedYear, ...] = (),
) -> list[Event]:
    return publish_calendar(standing, CalendarVersion(years=years, local=local, named=named), TODAY)


def test_the_official_years_of_a_published_calendar_are_remembered() -> None:
    assert published(SEED).official == tuple(range(2004, 2027))


def test_a_version_is_published_once_and_again_when_a_year_becomes_official() -> None:
    assert len(publish(None, SEED)) == 1
    assert publish(published(SEED), SEED) == []
    official = (*SEED[:-2], replace(SEED[-2], status=YearStatus.OFFICIAL, source="某通知"), SEED[-1])
    assert len(publish(published(SEED), official)) == 1


@pytest.mark.parametrize(
    "taken_back",
    [
        (*SEED[:-3], provisional_year(2026), *SEED[-2:]),
        SEED[1:],
    ],
    ids=["made provisional", "left out"],
)
def test_an_official_year_is_not_taken_back(taken_back: tuple[CalendarYear, ...]) -> None:
    with pytest.raises(Refused) as refusal:
        publish(published(SEED), taken_back)
    assert (refusal.value.code, refusal.value.nature) == ("calendar.official-year-lost", Nature.CONFLICT)
    assert refusal.value.basis == "全国年节及纪念日放假办法"


def test_a_calendar_published_before_its_official_years_were_remembered_gives_way() -> None:
    assert len(publish(PublishedCalendar(hash=Digest("0" * 64)), SEED)) == 1


def test_a_calendar_that_ends_within_a_year_is_refused() -> None:
    with pytest.raises(Refused, match=r"calendar\.too-short"):
        publish(None, SEED[:-2])


DAYS = (LocalDaysOff(division="610113", name="某节", source="某办法", off=(date(2027, 3, 3),)),)


def test_local_days_off_make_a_version_and_stay_until_they_are_sent_anew() -> None:
    [said] = publish(published(SEED), SEED, DAYS)
    assert said == CalendarPublished(hash=local_calendar_hash(calendar_hash(SEED), DAYS), years=SEED, local=DAYS)
    standing = evolve(published(SEED), said)
    assert publish(standing, SEED) == []
    [without] = publish(standing, SEED, ())
    assert without == CalendarPublished(hash=calendar_hash(SEED), years=SEED)


def test_local_days_off_that_contradict_the_calendar_are_refused() -> None:
    wrong = replace(DAYS[0], off=(date(2027, 3, 6),))
    with pytest.raises(Refused, match=r"calendar\.local-contradicts"):
        publish(published(SEED), SEED, (wrong,))
    county_and_township = (*DAYS, replace(DAYS[0], division="610113001"))
    with pytest.raises(Refused, match=r"calendar\.local-contradicts"):
        publish(published(SEED), SEED, county_and_township)


def test_holidays_are_named_once_and_again_when_their_notice_changes() -> None:
    new_year = NamedYear(
        year=2027, source="某通知", holidays=(Holiday(name="元旦", first=date(2026, 12, 31), last=date(2027, 1, 2)),)
    )
    assert publish(published(SEED), SEED, named=(new_year,)) == [HolidaysNamed(years=(new_year,))]
    standing = evolve(published(SEED), HolidaysNamed(years=(new_year,)))
    assert publish(standing, SEED, named=(new_year,)) == []
    amended = replace(new_year, source="某通知；某补充通知")
    assert publish(standing, SEED, named=(amended,)) == [HolidaysNamed(years=(amended,))]
    assert evolve(standing, HolidaysNamed(years=(amended,))).named == (amended,)


@pytest.mark.parametrize("days", [(date(2027, 1, 3), date(2027, 1, 1)), (date(2027, 12, 31), date(2028, 1, 2))])
def test_a_holiday_that_is_not_of_its_year_is_not_named(days: tuple[date, date]) -> None:
    first, last = days
    wrong = NamedYear(year=2027, source="某通知", holidays=(Holiday(name="元旦", first=first, last=last),))
    with pytest.raises(Refused) as refusal:
        publish(published(SEED), SEED, named=(wrong,))
    assert (refusal.value.code, refusal.value.nature) == ("calendar.holiday-outside-its-year", Nature.INVALID)
