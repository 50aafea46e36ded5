"""The working calendars as this service holds them: every version the city published, as each unit counts by it.

A unit counts by the years less the days off of its own divisions, so a version that says nothing new of these is none
for it, and its open matters stay as they were counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.holidays import Holidays
from liandong.domain.worktime.local import days_off_at, with_local_days_off
from liandong.events.reference import CalendarPublished, HolidaysNamed, LocalDaysOff, NamedYear
from liandong.terms.codes import UnitCode
from liandong.wire.reference_hashes import calendar_hash, local_calendar_hash

Path = tuple[tuple[LocalDaysOff, ...], ...]
"""The local days off of one place in every version published, the first version first."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version as published, the legal day of its publication, and its years without local days off."""

    said: CalendarPublished
    published_on: date
    everywhere: WorkingCalendar


class Calendars:
    """Replica of the calendars and of the names of the holidays."""

    def __init__(self) -> None:
        self._versions: list[Version] = []
        self._by_path: dict[Path, WorkingCalendar] = {}
        self._of_unit: dict[UnitCode | None, WorkingCalendar] = {}
        self._named: dict[int, NamedYear] = {}
        self._holidays: Holidays | None = None

    def take(self, said: CalendarPublished, published_on: date) -> None:
        """Heard from the city, in the order it published. Raises Refused for one that contradicts itself."""
        everywhere = WorkingCalendar.of(said.years, calendar_hash(said.years))
        for declared in said.local:
            with_local_days_off(everywhere, days_off_at(UnitCode(declared.division), said.local), said.hash)
        self._versions.append(Version(said, published_on, everywhere))
        self._of_unit.clear()

    def take_names(self, said: HolidaysNamed) -> None:
        """Of two that name a year the later speaks."""
        self._named |= {year.year: year for year in said.years}
        self._holidays = None

    def holidays(self) -> Holidays:
        """The names of the days off, as far as the city has published them."""
        if self._holidays is None:
            self._holidays = Holidays.of(self._named.values())
        return self._holidays

    def local_days_off(self) -> tuple[LocalDaysOff, ...]:
        """What the newest version has for every division."""
        return self._versions[-1].said.local if self._versions else ()

    def find(self, unit: UnitCode | None) -> WorkingCalendar | None:
        """The newest calendar as a unit counts by it (None: no unit, so nobody's local days off)."""
        if not self._versions:
            return None
        if unit not in self._of_unit:
            self._of_unit[unit] = self._along(tuple(_at(unit, version.said.local) for version in self._versions))
        return self._of_unit[unit]

    def find_by_hash(self, digest: str, unit: UnitCode | None) -> WorkingCalendar | None:
        """The version of a unit that has this hash."""
        return next((each for each in _versions_of(self.find(unit)) if each.hash == digest), None)

    def holds(self, digest: str, units: Iterable[UnitCode]) -> bool:
        """Whether it is the hash of a version of any of these units."""
        return any(self.find_by_hash(digest, unit) is not None for unit in (None, *units))

    def _along(self, path: Path) -> WorkingCalendar:
        """The versions of one place, each in the place of the one before; units of one place share them."""
        if path not in self._by_path:
            version, local = self._versions[len(path) - 1], path[-1]
            before = self._along(path[:-1]) if len(path) > 1 else None
            digest = local_calendar_hash(version.everywhere.hash, local)
            if before is not None and before.hash == digest:
                self._by_path[path] = before
            else:
                made = with_local_days_off(version.everywhere, local, digest) if local else version.everywhere
                self._by_path[path] = (
                    made.first_published(version.published_on)
                    if before is None
                    else made.replacing(before, version.published_on)
                )
        return self._by_path[path]


def _at(unit: UnitCode | None, declared: Iterable[LocalDaysOff]) -> tuple[LocalDaysOff, ...]:
    return () if unit is None else days_off_at(unit, declared)


def _versions_of(newest: WorkingCalendar | None) -> Iterator[WorkingCalendar]:
    while newest is not None:
        yield newest
        newest = newest.before
