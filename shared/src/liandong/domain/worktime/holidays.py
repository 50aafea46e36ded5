"""Which holiday a day belongs to, by name and notice; only explanations ask, nothing is counted by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from liandong.events.reference import Holiday, NamedYear


@dataclass(frozen=True, slots=True)
class Named:
    """A holiday and the notice that gives it."""

    holiday: Holiday
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Holidays:
    """The holidays known by name. Build it with `of`."""

    _off: dict[date, Named]
    _made_up: dict[date, Named]
    all: tuple[Named, ...] = ()

    @classmethod
    def of(cls, years: Iterable[NamedYear]) -> "Holidays":
        """Of two that name a day, the later year's speaks: a notice may reach into the December before."""
        off: dict[date, Named] = {}
        made_up: dict[date, Named] = {}
        known: list[Named] = []
        for year in sorted(years, key=lambda each: each.year):
            for holiday in year.holidays:
                named = Named(holiday, year.source)
                known.append(named)
                days = range((holiday.last - holiday.first).days + 1)
                off |= {holiday.first + timedelta(days=n): named for n in days}
                made_up |= dict.fromkeys(holiday.work, named)
        return cls(off, made_up, tuple(known))

    def find_off(self, day: date) -> Named | None:
        """The holiday that makes this day one off."""
        return self._off.get(day)

    def find_made_up(self, day: date) -> Named | None:
        """The holiday that this weekend day is worked for."""
        return self._made_up.get(day)


UNNAMED = Holidays.of(())
"""Where no names are known: explanations then name the notice alone."""
