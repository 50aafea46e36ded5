"""A calendar version is published if a day changed, and never takes back that a year is official."""

from dataclasses import replace
from datetime import date

import pytest

from city_center.catalogue_office.decide import Published, publish_calendar
from city_center.catalogue_office.repositories import evolve
from liandong.application.calendar_seed import provisional_year, seed_years
from liandong.events.reference import CalendarPublished, CalendarYear, YearStatus
from liandong.terms.codes import Digest
from liandong.terms.refusal import Nature, Refused
from liandong.wire.reference_hashes import calendar_hash

TODAY = date(2026, 11, 23)
SEED = seed_years()


def published(years: tuple[CalendarYear, ...]) -> Published:
    return evolve(None, CalendarPublished(hash=calendar_hash(years), years=years))


def publish(standing: Published | None, years: tuple[CalendarYear, ...]) -> list[object]:
    return list(publish_calendar(standing, years, calendar_hash(years), TODAY))


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
    assert len(publish(Published(hash=Digest("0" * 64)), SEED)) == 1


def test_a_calendar_that_ends_within_a_year_is_refused() -> None:
    with pytest.raises(Refused, match=r"calendar\.too-short"):
        publish(None, SEED[:-2])
