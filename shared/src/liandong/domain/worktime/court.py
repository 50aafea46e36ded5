"""In whose court a matter lay: its time split between department, applicant, third party and link (F102).

A day belongs to whoever holds the matter at its end, as a day is spent by the clock that runs at its end (D.4.2); only
the day on which a result is made ready is still the department's. So the parts sum to the whole, in working and in
calendar days, and the department's part is what its clock has spent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import calendar_days
from liandong.events.case_clock import PauseGround, PauseKind

ONE = timedelta(days=1)


class Court(StrEnum):
    """Who has to act."""

    DEPARTMENT = "department"  # 部门
    APPLICANT = "applicant"  # 申请人
    THIRD_PARTY = "third_party"  # 第三方: 听证、检测、评审
    LINK = "link"  # 传输: until the other unit's machine acknowledges (D.5.2)


HELD_BY: Mapping[PauseGround, Court] = {
    PauseGround.APPLICANT_ASKED: Court.APPLICANT,
    PauseGround.COURT: Court.THIRD_PARTY,
    PauseGround.FORCE_MAJEURE: Court.THIRD_PARTY,
}
"""Who must act while a hold lasts."""


class What(StrEnum):
    """What moves a matter from one court to another."""

    RECEIVED = "received"  # 收件
    NOTICE_SENT = "notice_sent"  # 一次性告知
    SUPPLEMENTED = "supplemented"  # 补正
    ACCEPTED = "accepted"  # 受理
    PAUSED = "paused"  # 中止
    RESUMED = "resumed"  # 恢复
    LINK_REQUESTED = "link_requested"  # 转出
    LINK_ACKNOWLEDGED = "link_acknowledged"  # 签收
    DECIDED = "decided"  # 决定
    READY = "ready"  # 待领取: uncollected is the applicant's (D.12.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that happened to a matter on a legal day.

    Of a pause: what it waits for, for a hold also who must act, and whether it stops the clock; one that does not
    (no written notice, 行政许可法 45) stays with the department.
    """

    on: date
    what: What
    waits_for: PauseKind | None = None
    held_by: Court | None = None
    stops_the_clock: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days by court."""

    department: int = 0
    applicant: int = 0
    third_party: int = 0
    link: int = 0

    @property
    def total(self) -> int:
        return self.department + self.applicant + self.third_party + self.link


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One matter's time: `working` days of the calendar, and all days as the applicant sees them."""

    working: Days
    calendar: Days


@dataclass(frozen=True, slots=True)
class Held:
    """The days (after, through] in one court."""

    court: Court
    after: date
    through: date


def split(calendar: WorkingCalendar, moments: Sequence[Moment], through: date) -> Split:
    """The days from the first moment (not counted) through `through`: today, or the day the matter ended.

    Raises ValueError for moments that are not in order of time or a hold by nobody, Refused outside the calendar.
    """
    working, all_days = dict.fromkeys(Court, 0), dict.fromkeys(Court, 0)
    for held in held_by(moments, through):
        working[held.court] += calendar.count(held.through) - calendar.count(held.after)
        all_days[held.court] += calendar_days(held.after, held.through)
    return Split(working=_days(working), calendar=_days(all_days))


def held_by(moments: Sequence[Moment], through: date) -> Iterator[Held]:
    """The courts in order; what changed hands several times on a day is with whoever held it at the end of the day.

    Moments after `through` play no part. Raises ValueError for moments that are not in order of time.
    """
    if any(later.on < earlier.on for earlier, later in pairwise(moments)):
        raise ValueError("the moments of a matter are told in order of time")
    court, after = Court.DEPARTMENT, moments[0].on if moments else through
    for moment in moments:
        if moment.on > through:
            break
        until = moment.on if moment.what is What.READY else moment.on - ONE
        if until > after:
            yield Held(court, after, until)
            after = until
        court = court_after(moment)
    if through > after:
        yield Held(court, after, through)


def court_after(moment: Moment) -> Court:
    """Who has to act once this has happened."""
    match moment.what:
        case What.NOTICE_SENT | What.READY:
            return Court.APPLICANT
        case What.LINK_REQUESTED:
            return Court.LINK
        case What.PAUSED:
            return _court_of_pause(moment)
        case What.RECEIVED | What.SUPPLEMENTED | What.ACCEPTED | What.RESUMED | What.LINK_ACKNOWLEDGED | What.DECIDED:
            return Court.DEPARTMENT


def _court_of_pause(moment: Moment) -> Court:
    if not moment.stops_the_clock:
        return Court.DEPARTMENT
    match moment.waits_for:
        case PauseKind.SUPPLEMENT:
            return Court.APPLICANT
        case PauseKind.SPECIAL:
            return Court.THIRD_PARTY
        case PauseKind.HOLD | None:
            if moment.held_by is None:
                raise ValueError("a hold says who must act")
            return moment.held_by


def _days(by: dict[Court, int]) -> Days:
    return Days(**{court.value: days for court, days in by.items()})
