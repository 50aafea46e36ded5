"""In whose court matters lay (F102): one matter's time from what was heard of it, and the sums by unit."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final, Protocol

from e_supervision import queries
from e_supervision.queries import Received
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.court import Days, Split, split
from liandong.domain.worktime.moments import ended_on, moments
from liandong.events import Event
from liandong.infrastructure.database import Pool, Row
from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import from_micros, legal_day
from liandong.terms.refusal import Refused
from liandong.wire.codec import read_event

AT_ONCE: Final = 100
NO_DAYS: Final = Days()


class Calendars(Protocol):
    """The calendars supervision holds as published."""

    def calendar_by_hash(self, calendar_hash: str, unit: UnitCode, /) -> WorkingCalendar | None: ...
    def calendar(self, unit: UnitCode, /) -> WorkingCalendar: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """One matter's time by court, through the day it ended or `today`."""

    through: date
    split: Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The time of a unit's matters summed; `uncounted` are those whose calendar is not held or does not reach."""

    unit: UnitCode
    is_joint: bool
    matters: int = 0
    uncounted: int = 0
    working: Days = NO_DAYS
    calendar: Days = NO_DAYS


def court(
    said: Iterable[Row], unit: UnitCode, counted_by: str | None, calendars: Calendars, today: date
) -> Court | None:
    """The time of one matter of a unit from its entries in order; None without the calendar it is counted by."""
    history = [_told(row) for row in said]
    through = ended_on(history) or today
    try:
        calendar = calendars.calendar(unit) if counted_by is None else calendars.calendar_by_hash(counted_by, unit)
        if calendar is None:
            return None
        return Court(through=through, split=split(calendar, moments(history), through))
    except Refused:  # no calendar was heard, or it does not reach so far
        return None


def _told(row: Row) -> tuple[date, Event]:
    return legal_day(from_micros(row["occurred_at"])), read_event(row["kind"], row["version"], row["body"])


async def totals(pool: Pool, wanted: Received, calendars: Calendars, today: date) -> list[Total]:
    """The selected matters' time by unit, cases and joint masters apart, by unit."""
    sums: dict[tuple[UnitCode, bool], Total] = {}
    async for matter, found in _each(pool, wanted, calendars, today):
        key = (UnitCode(matter["unit"]), matter["stream"].startswith("joint:"))
        before = sums.get(key) or Total(unit=key[0], is_joint=key[1])
        sums[key] = replace(before, uncounted=before.uncounted + 1) if found is None else _added(before, found.split)
    return [sums[key] for key in sorted(sums)]


async def _each(
    pool: Pool, wanted: Received, calendars: Calendars, today: date
) -> AsyncIterator[tuple[Row, Court | None]]:
    after = ("", "")
    while page := await queries.matters_received(pool, wanted, after, AT_ONCE):
        after = (page[-1]["unit"], page[-1]["stream"])
        by_key = {(matter["unit"], matter["stream"]): matter for matter in page}
        rows = await queries.said_of(pool, page)
        for key, said in groupby(rows, key=lambda row: (row["unit"], row["stream"])):
            yield by_key[key], court(said, UnitCode(key[0]), by_key[key]["calendar"], calendars, today)


def _added(total: Total, one: Split) -> Total:
    return replace(
        total,
        matters=total.matters + 1,
        working=_sum(total.working, one.working),
        calendar=_sum(total.calendar, one.calendar),
    )


def _sum(one: Days, other: Days) -> Days:
    return Days(
        department=one.department + other.department,
        applicant=one.applicant + other.applicant,
        third_party=one.third_party + other.third_party,
        link=one.link + other.link,
    )
