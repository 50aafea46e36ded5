"""为何是这一天: why a case is due on its day, day by day, and in whose court its time went."""

from datetime import date, datetime
from functools import cache
from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import Field

from liandong.application.desk import Desk, desk_of
from liandong.application.holiday_names import seed_holidays
from liandong.application.permissions import Permitted
from liandong.casework.api.courts import CourtOut, court_of
from liandong.casework.queries import get
from liandong.casework.repositories import CASES
from liandong.domain.case.explained import Which, explained
from liandong.domain.powers.actions import Action
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.holidays import Holidays
from liandong.domain.worktime.reasons import Reason
from liandong.infrastructure.http import Filter, Out, Router
from liandong.infrastructure.http.fields import Code
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases/{case}", tags=["计时"])

Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
Here = Annotated[Desk, Depends(desk_of)]


class DeadlineFilter(Filter):
    which: Annotated[Which, Field(description="承诺时限或者法定时限")] = Which.STATUTORY


class DayOut(Out):
    """One day of the trace: counted or not, why, and by which law or notice."""

    date: date
    counted: bool
    reason: Reason
    sentence: str
    basis: str
    provisional: bool


class DeadlineOut(Out):
    """The last day of a limit with everything it was computed from."""

    which: Which
    start: datetime
    limit: int
    total: int
    basis: str
    due: date
    provisional: bool
    open: bool
    policy: str
    calendar: str
    days: list[DayOut]


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
    told = explained(state, query.which, _calendar(desk, state.calendar), holidays())
    return DeadlineOut(
        which=query.which,
        start=told.start,
        limit=told.limit.amount,
        total=told.total,
        basis=told.limit.basis,
        due=told.due,
        provisional=told.provisional,
        open=told.open,
        policy=told.policy,
        calendar=told.calendar,
        days=[DayOut.model_validate(day) for day in told.days],
    )


@router.get("/court", operation_id="splitByCourt", summary="各方用时", response_model=CourtOut)
async def split_by_court(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)], case: Number, desk: Here
) -> CourtOut:
    """How long the department, the applicant, third parties and the link had the case."""
    return await court_of(desk, CASES, principal.unit, case)


@cache
def holidays() -> Holidays:
    """The names of the days off, as far as they are known."""
    return Holidays.of(seed_holidays())


def _calendar(desk: Desk, counted_by: str | None) -> WorkingCalendar:
    """The calendar a case is counted by; the one in force if that has not been heard."""
    known = None if counted_by is None else desk.references.calendar_by_hash(counted_by)
    return known or desk.references.calendar()
