"""Which days are worked: the State Council's notices year by year, official or (not yet published) provisional."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from liandong.events.reference import CalendarYear, LocalDaysOff, YearStatus
from liandong.terms.codes import Digest
from liandong.terms.refusal import Nature, Refused

SATURDAY = 5
BASIS = "全国年节及纪念日放假办法"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WorkingCalendar:
    """One version of the working calendar; `hash` names it, local days off included. Build it with `of`.

    Counting is by table: `_through[i]` is the number of working days among the first `i` days covered, `_before`
    the ordinal of the eve of the first, `_worked[n - 1]` the ordinal of working day number `n`.

    `before` is the version it replaced, on the legal day `published_on`. One made by `judging` is pieced together of
    `versions`, each from a day on.
    """

    hash: Digest
    years: tuple[CalendarYear, ...]
    _before: int
    _through: tuple[int, ...]
    _worked: tuple[int, ...]
    _provisional: tuple[tuple[int, int], ...]
    local: tuple[LocalDaysOff, ...] = ()
    published_on: date | None = None
    before: "WorkingCalendar | None" = None
    versions: "tuple[tuple[date, WorkingCalendar], ...]" = ()

    @classmethod
    def of(
        cls,
        years: Iterable[CalendarYear],
        hash: Digest,  # noqa: A002  # the field's name
        local: tuple[LocalDaysOff, ...] = (),
    ) -> "WorkingCalendar":
        """The calendar of these years. Raises Refused (INVALID) if they leave a gap or contradict themselves.

        Local days off are taken as they are: `local.with_local_days_off` checks them.
        """
        ordered = tuple(sorted(years, key=lambda each: each.year))
        _years_must_follow_each_other(ordered)
        for year in ordered:
            _year_must_not_contradict_itself(year)
        first = date(ordered[0].year, 1, 1).toordinal()
        flags = [worked for year in ordered for worked in _days_worked(year)]
        for one in local:
            for days, worked in ((one.off, False), (one.work, True)):
                for day in days:
                    flags[day.toordinal() - first] = worked
        through, numbered = _tables(first, flags)
        return cls(
            hash=hash,
            years=ordered,
            _before=first - 1,
            _through=through,
            _worked=numbered,
            _provisional=tuple(
                (date(year.year, 1, 1).toordinal(), date(year.year, 12, 31).toordinal())
                for year in ordered
                if year.status is YearStatus.PROVISIONAL
            ),
            local=local,
        )

    def replacing(self, before: "WorkingCalendar", published_on: date) -> "WorkingCalendar":
        """This version as the one that took the place of `before` on a legal day."""
        return replace(self, before=before, published_on=published_on)

    def first_published(self, published_on: date) -> "WorkingCalendar":
        """This version as the first of all."""
        return replace(self, published_on=published_on)

    def judging(self, start: date) -> tuple["WorkingCalendar", ...]:
        """The calendars a limit from `start` is judged by; the end that is latest counts (D.12.16).

        This version itself; and for each one replaced after the limit began, that version through the eve of the next
        one's publication, the next one from then on, and so forth: nobody is late for what he could not know.
        """
        return (self,) if self.before is None else tuple(_judging(self, start))

    def of_day(self, day: date) -> "WorkingCalendar":
        """The version that says of this day whether it is worked, and why; the newest where that does not reach."""
        speaking = [version for since, version in self.versions if since <= day]
        return speaking[-1] if speaking and speaking[-1].first_day <= day <= speaking[-1].last_day else self

    @property
    def first_day(self) -> date:
        return date.fromordinal(self._before + 1)

    @property
    def last_day(self) -> date:
        """The horizon: the last day this version can count."""
        return date.fromordinal(self._before + len(self._through) - 1)

    def is_working(self, day: date) -> bool:
        ordinal = day.toordinal()
        return self.count_at(ordinal) > self.count_at(ordinal - 1)

    def is_provisional(self, day: date) -> bool:
        """Whether the day's year is not yet published, so that the answer may still change."""
        ordinal = day.toordinal()
        self.count_at(ordinal)
        return self.passes_provisional(ordinal - 1, ordinal)

    def passes_provisional(self, after: int, through: int) -> bool:
        """Whether any day in (after, through], by ordinals, lies in a provisional year."""
        for first, last in self._provisional:  # noqa: SIM110  # a plain loop: this is on the path of every due date
            if first <= through and after < last:
                return True
        return False

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, otherwise the first working day after it."""
        return date.fromordinal(self.ordinal_of(self.count_at(day.toordinal() - 1) + 1))

    def count(self, day: date) -> int:
        """The number of working days from the first day covered through `day`, both included."""
        return self.count_at(day.toordinal())

    def working_day(self, number: int) -> date:
        """The working day of this number, counted as `count` does, from 1."""
        return date.fromordinal(self.ordinal_of(number))

    def count_at(self, ordinal: int) -> int:
        """As `count`, by the day's ordinal; 0 for the eve of the first day."""
        index = ordinal - self._before
        if index < 0:
            raise _before_first_year(self.first_day)
        if index >= len(self._through):
            raise _beyond_horizon(self.last_day)
        return self._through[index]

    def ordinal_of(self, number: int) -> int:
        """As `working_day`, as an ordinal."""
        if number > len(self._worked):
            raise _beyond_horizon(self.last_day)
        return self._worked[number - 1]


def _tables(first: int, flags: list[bool]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of days worked or not from an ordinal on: how many there are before each, and the ordinal of each by number."""
    worked = tuple(first + index for index, flag in enumerate(flags) if flag)
    return tuple(accumulate(flags, initial=0)), worked


def _judging(newest: WorkingCalendar, start: date) -> Iterator[WorkingCalendar]:
    """A version published before the first day counted has no day left that an older one could judge."""
    yield newest
    for published_on, kept in _kept(newest):
        if published_on <= start + timedelta(days=1):
            return
        yield kept


@lru_cache(maxsize=256)  # calendars are compared by identity: a few versions live at a time
def _kept(newest: WorkingCalendar) -> tuple[tuple[date, WorkingCalendar], ...]:
    """The latest first: the day a version was replaced, and the calendar that keeps it for the days before."""
    found: list[tuple[date, WorkingCalendar]] = []
    version = newest
    later: tuple[tuple[date, WorkingCalendar], ...] = ((newest.published_on or date.min, newest),)
    while version.before is not None and version.published_on is not None:
        replaced_on, version = version.published_on, version.before
        found.append((replaced_on, _pieced(newest, ((date.min, version), *later))))
        later = ((version.published_on or date.min, version), *later)
    return tuple(found)


def _pieced(newest: WorkingCalendar, versions: tuple[tuple[date, WorkingCalendar], ...]) -> WorkingCalendar:
    """The newest with every day as the version that is to judge it has it."""
    made = replace(newest, before=None, versions=versions)
    days = (made.first_day + timedelta(days=n) for n in range((made.last_day - made.first_day).days + 1))
    through, numbered = _tables(made.first_day.toordinal(), [made.of_day(day).is_working(day) for day in days])
    return replace(made, _through=through, _worked=numbered)


def _before_first_year(first: date) -> Refused:
    return Refused(
        "calendar.before-first-year",
        f"日期早于工作日历的起始日{first}，请核对日期",
        basis=BASIS,
        nature=Nature.INVALID,
    )


def _beyond_horizon(last: date) -> Refused:
    return Refused(
        "calendar.beyond-horizon",
        f"工作日历只编到{last}，无法推算期限，请联系目录管理员发布后续年份",
        basis=BASIS,
        nature=Nature.UNAVAILABLE,
    )


def _years_must_follow_each_other(years: tuple[CalendarYear, ...]) -> None:
    numbers = [year.year for year in years]
    if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise Refused("calendar.years-not-consecutive", "工作日历的年份必须连续且不重复", nature=Nature.INVALID)


def _year_must_not_contradict_itself(year: CalendarYear) -> None:
    """Days off are weekdays, make-up days weekend days, each once and of this year."""
    right = (
        all(day.year == year.year and day.weekday() < SATURDAY for day in year.off)
        and all(day.year == year.year and day.weekday() >= SATURDAY for day in year.work)
        and len(set(year.off)) == len(year.off)
        and len(set(year.work)) == len(year.work)
    )
    if not right:
        raise Refused(
            "calendar.contradicts-itself",
            f"{year.year}年工作日历自相矛盾：放假日应为当年的周一至周五，调休上班日应为当年的周六或周日，且不得重复",
            basis=year.source,
            nature=Nature.INVALID,
        )


def _days_worked(year: CalendarYear) -> Iterator[bool]:
    off, work = frozenset(year.off), frozenset(year.work)
    day, one = date(year.year, 1, 1), timedelta(days=1)
    while day.year == year.year:
        yield day in work or (day.weekday() < SATURDAY and day not in off)
        if day == date.max:
            return
        day += one
