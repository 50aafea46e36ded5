"""为何是这一天: why a case is due on its day, day by day, and in whose court its time went."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import Field

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.courts import CourtOut, court_of
from liandong.casework.api.shown import MovedOut
from liandong.casework.queries import get, get_history
from liandong.casework.repositories import CASES
from liandong.domain.case.explained import Which, explained
from liandong.domain.case.moved import moved_by
from liandong.domain.case.state import Case
from liandong.domain.joint.state import Joint
from liandong.domain.powers.actions import Action
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.explain import Explanation
from liandong.domain.worktime.reasons import Reason
from liandong.events.case import CaseAccepted
from liandong.events.case_clock import CaseExtended, CasePaused, CaseResumed, DeadlineRecomputed
from liandong.events.case_ending import CaseReopened
from liandong.events.counted import CountedFrom
from liandong.events.handling import LimitUnit
from liandong.events.joint import JointAccepted, JointDeadlineRecomputed
from liandong.events.joint_clock import JointExtended, JointPausesCounted, JointStageClosed
from liandong.events.joint_share import JointSharePaused, JointShareResumed
from liandong.infrastructure.http import Filter, Out, Router
from liandong.infrastructure.http.fields import Code
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal
from liandong.wire.codec import read_event
from liandong.wire.envelope import Entry

router = Router(prefix="/v1/units/{unit}/cases/{case}", tags=["计时"])

Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
Here = Annotated[Desk, Depends(desk_of)]

MOVING = frozenset(
    event.KIND
    for event in (
        CaseAccepted,
        CasePaused,
        CaseResumed,
        CaseExtended,
        CaseReopened,
        DeadlineRecomputed,
        JointAccepted,
        JointSharePaused,
        JointShareResumed,
        JointPausesCounted,
        JointExtended,
        JointStageClosed,
        JointDeadlineRecomputed,
    )
)
"""What starts, stops or moves the clocks of promise and law."""


class DeadlineFilter(Filter):
    which: Annotated[Which, Field(description="承诺时限或者法定时限")] = Which.STATUTORY


class DayOut(Out):
    """One day of the trace: counted or not, how much of the limit it spends (hours in minutes), why, by which law."""

    date: date
    counted: bool
    amount: int
    reason: Reason
    sentence: str
    basis: str
    provisional: bool


class PauseCountedOut(Out):
    """The clock stood still on the days [start, end)."""

    start: date
    end: date | None


class CountedOut(Out):
    """What was stored with the due days when they were computed last."""

    start: date
    promised_limit: int
    statutory_limit: int
    pauses: list[PauseCountedOut]
    policy: str
    calendar: str
    published_on: date | None


class ClockEventOut(Out):
    """An entry of the history by which the clock was started, stopped or moved."""

    id: str
    kind: str
    on: date


class DeadlineOut(Out):
    """The last day of a limit, and its end to the instant, with everything it was computed from: events, limits,
    calendar and policy.

    `moved`: when a new calendar moved the due days, from which days, and by which notices.
    """

    which: Which
    start: datetime
    unit: LimitUnit
    limit: int
    total: int
    basis: str
    due: date
    ends: datetime
    provisional: bool
    open: bool
    policy: str
    calendar: str
    days: list[DayOut]
    counted: CountedOut | None
    events: list[ClockEventOut]
    moved: list[MovedOut]


@router.get("/deadline", operation_id="explainDeadline", summary="逐日说明到期日", response_model=DeadlineOut)
async def explain_deadline(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)],
    case: Number,
    desk: Here,
    query: Annotated[DeadlineFilter, Query()],
) -> DeadlineOut:
    """Why this date: which days count, which do not, by which law or notice."""
    state = (await get(desk.pool, CASES, principal.unit, case, desk.keys[principal.unit])).state
    assert state is not None, "an unknown number is answered before"
    told = explained(state, query.which, calendar_of(desk, state), desk.references.holidays())
    entries = await get_history(desk.pool, CASES, principal.unit, case)
    return deadline_out(query.which, told, state.counted, entries)


@router.get("/court", operation_id="splitByCourt", summary="各方用时", response_model=CourtOut)
async def split_by_court(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)], case: Number, desk: Here
) -> CourtOut:
    """How long the department, the applicant, third parties and the link had the case."""
    return await court_of(desk, CASES, principal.unit, case)


def deadline_out(which: Which, told: Explanation, counted: CountedFrom | None, entries: Sequence[Entry]) -> DeadlineOut:
    """The explanation of a case or master with the entries of its history that started, stopped or moved its clock."""
    return DeadlineOut(
        which=which,
        start=told.start,
        unit=told.limit.unit,
        limit=told.limit.amount,
        total=told.total,
        basis=told.limit.basis,
        due=told.due,
        ends=told.ends,
        provisional=told.provisional,
        open=told.open,
        policy=told.policy,
        calendar=told.calendar,
        days=[DayOut.model_validate(day) for day in told.days],
        counted=None if counted is None else CountedOut.model_validate(counted),
        events=[
            ClockEventOut(id=each.id, kind=each.kind, on=legal_day(each.occurred_at))
            for each in entries
            if each.kind in MOVING
        ],
        moved=[MovedOut.model_validate(moved_by(event)) for event in _recounts(entries)],
    )


def _recounts(entries: Sequence[Entry]) -> Iterator[DeadlineRecomputed | JointDeadlineRecomputed]:
    for each in entries:
        if each.kind in (DeadlineRecomputed.KIND, JointDeadlineRecomputed.KIND):
            event = read_event(each.kind, each.version, each.body)
            assert isinstance(event, DeadlineRecomputed | JointDeadlineRecomputed), "of this kind"
            yield event


def calendar_of(desk: Desk, matter: Case | Joint) -> WorkingCalendar:
    """The calendar a case or master is counted by; the one in force if that has not been heard."""
    known = None if matter.calendar is None else desk.references.calendar_by_hash(matter.calendar, matter.unit)
    return known or desk.references.calendar(matter.unit)
