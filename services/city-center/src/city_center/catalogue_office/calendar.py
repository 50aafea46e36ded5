"""Publishing the working calendar: its years, the divisions' own days off, and the names of the holidays."""

from dataclasses import dataclass
from datetime import date, timedelta

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.local import days_off_at, with_local_days_off
from liandong.events.reference import (
    CalendarPublished,
    CalendarYear,
    HolidaysNamed,
    LocalDaysOff,
    NamedYear,
    YearStatus,
)
from liandong.events.said import Event
from liandong.terms.codes import Digest, UnitCode
from liandong.terms.refusal import Nature, Refused
from liandong.wire.reference_hashes import calendar_hash, local_calendar_hash

HORIZON = timedelta(days=366)
"""Longer than any limit of the catalogue, pauses included in what can be foreseen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCalendar:
    """What stands published: the hash of the newest version, its official years, its local days off, all names."""

    hash: Digest
    official: tuple[int, ...] = ()
    local: tuple[LocalDaysOff, ...] = ()
    named: tuple[NamedYear, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarVersion:
    """What is to be published. `local` None: as it stands; `named` are the years to be named anew."""

    years: tuple[CalendarYear, ...]
    local: tuple[LocalDaysOff, ...] | None = None
    named: tuple[NamedYear, ...] = ()


def publish_calendar(published: PublishedCalendar | None, version: CalendarVersion, today: date) -> list[Event]:
    """A new version if any day changed, and the names of holidays that are new.

    Raises Refused for one that contradicts itself, ends within a year, takes back that a year is official, or names
    days that are not of their year.
    """
    calendar = WorkingCalendar.of(version.years, calendar_hash(version.years))
    if calendar.last_day < today + HORIZON:
        raise Refused(
            "calendar.too-short",
            f"工作日历只编到{calendar.last_day}，在办件的期限将无法推算；请至少编到一年以后",
            nature=Nature.INVALID,
        )
    lost = set(published.official if published else ()) - set(official_years(version.years))
    if lost:
        raise Refused(
            "calendar.official-year-lost",
            f"{'、'.join(map(str, sorted(lost)))}年已按国务院通知发布，不能改为暂定或略去；请在现行日历上修改",
            basis="全国年节及纪念日放假办法",
        )
    standing = published.local if published else ()
    local = standing if version.local is None else version.local
    for one in local:
        with_local_days_off(calendar, days_off_at(UnitCode(one.division), local), calendar.hash)
    names_fit_their_years(version.named)
    fingerprint = local_calendar_hash(calendar.hash, local)
    said: list[Event] = []
    if published is None or published.hash != fingerprint:
        said.append(CalendarPublished(hash=fingerprint, years=version.years, local=local))
    new = tuple(year for year in version.named if published is None or year not in published.named)
    if new:
        said.append(HolidaysNamed(years=new))
    return said


def names_fit_their_years(named: tuple[NamedYear, ...]) -> None:
    """A holiday begins before it ends, and ends in its year: that of the turn of the year is the new year's."""
    for year in named:
        for one in year.holidays:
            if one.first > one.last or one.last.year != year.year:
                raise Refused(
                    "calendar.holiday-outside-its-year",
                    f"{year.year}年的节日“{one.name}”（{one.first}至{one.last}）起止颠倒或不在当年，请核对通知原文",
                    basis="全国年节及纪念日放假办法",
                    nature=Nature.INVALID,
                )


def official_years(years: tuple[CalendarYear, ...]) -> tuple[int, ...]:
    """The years that rest on a notice."""
    return tuple(sorted(year.year for year in years if year.status is YearStatus.OFFICIAL))


def evolve(calendar: PublishedCalendar | None, event: Event) -> PublishedCalendar:
    """The newest version stands; of names, the newest of each year."""
    named = () if calendar is None else calendar.named
    match event:
        case CalendarPublished():
            return PublishedCalendar(
                hash=event.hash, official=official_years(event.years), local=event.local, named=named
            )
        case HolidaysNamed():
            assert calendar is not None, "a calendar is published before its holidays are named"
            again = {year.year for year in event.years}
            kept = tuple(year for year in named if year.year not in again)
            return PublishedCalendar(
                hash=calendar.hash, official=calendar.official, local=calendar.local, named=(*kept, *event.years)
            )
        case _:
            raise TypeError(f"{event.KIND} is not said of the calendar")
