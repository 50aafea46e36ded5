"""The key figures of the wall, each with its definition (D.8), and the curve of today."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from e_supervision.board.matrix import Counts
from liandong.domain.worktime.light import Light

LATELY_DAYS: Final = 30
"""The legal days, today included, whose closed cases the rates and means are of."""
CLOSING: Final = (
    "case.decided",
    "case.upper_decided",
    "case.agreed_by_silence",
    "case.renewed_by_silence",
    "case.terminated",
)
FIRST_HOUR, LAST_HOUR = 8, 18
"""The curve shows at least the hours in which windows are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Cases by legal hour of today (0 to 23), by when it occurred. Joint masters are no cases; their shares are."""

    accepted: Mapping[int, int]
    closed: Mapping[int, int]
    withdrawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """The cases closed in the last 30 legal days: how many, how many in time, their means (None without any)."""

    closed: int
    in_time: int
    net: float | None
    gross: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What stands over the wall.

    `accepted` 受理: cases accepted, by events of today's legal day, by lapse of time too.
    `closed` 办结: cases decided, by whomever or by silence where that holds, or terminated, by events of today; the
    date of the decision counts, not that of the closing of the file (D.12.1). `withdrawn` are shown apart.
    `at_work` 在办: matters, joint masters among them, with a clock that runs or stands still, whatever became of the
    file; of those that await their entry or calendar, the ones not ended by their unit. The list behind has as many.
    `yellow`, `red`, `silent`: of these by the light shown; at silent units neither, as nobody knows.
    `on_time` 按时办结率: of the cases closed lately those whose net working days were within the promise, in per cent;
    a period's rate, no cohort's. None if none was closed.
    `net` 平均用时: mean working days of the unit's clock of these, pauses left out. `gross` 平均历时: mean calendar
    days from acceptance to decision, pauses and all, as the applicant sees them. `of` cases the three are of.
    """

    accepted: int
    closed: int
    withdrawn: int
    at_work: int
    yellow: int
    red: int
    silent: int
    on_time: float | None
    net: float | None
    gross: float | None
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Cases accepted and closed today by legal hour, as far as the day has come; `hours` goes on to closing time."""

    hours: tuple[int, ...]
    accepted: tuple[int, ...]
    closed: tuple[int, ...]


def today_of(events: Iterable[tuple[str, int, int]]) -> Today:
    """From (kind, hour, how many)."""
    accepted: Counter[int] = Counter()
    closed: Counter[int] = Counter()
    withdrawn = 0
    for kind, hour, number in events:
        if kind == "case.accepted":
            accepted[hour] += number
        elif kind in CLOSING:
            closed[hour] += number
        else:
            withdrawn += number
    return Today(accepted=accepted, closed=closed, withdrawn=withdrawn)


def figures(counts: Counts, today: Today, lately: Lately) -> Figures:
    total: Counter[Light] = Counter()
    for lights in counts.values():
        total.update(lights)
    return Figures(
        accepted=sum(today.accepted.values()),
        closed=sum(today.closed.values()),
        withdrawn=today.withdrawn,
        at_work=total.total(),
        yellow=total[Light.YELLOW],
        red=total[Light.RED],
        silent=total[Light.GREY],
        on_time=100 * lately.in_time / lately.closed if lately.closed else None,
        net=lately.net,
        gross=lately.gross,
        of=lately.closed,
    )


def curve(today: Today, hour: int) -> Curve:
    """From eight to six, or as much earlier and later as anything happened; `hour` is the present one."""
    busy = (*today.accepted, *today.closed)
    first, last = min((*busy, FIRST_HOUR)), max((*busy, LAST_HOUR))
    so_far = range(first, max((*busy, hour)) + 1)
    return Curve(
        hours=tuple(range(first, last + 1)),
        accepted=tuple(today.accepted.get(each, 0) for each in so_far),
        closed=tuple(today.closed.get(each, 0) for each in so_far),
    )
