"""各方用时: in whose court a case or joint master lay, from its own history (F102)."""

from datetime import date
from typing import Any

from liandong.application.desk import Desk
from liandong.application.repository import Repository
from liandong.casework.histories import by_day
from liandong.casework.queries import get_history
from liandong.domain.worktime.court import split
from liandong.domain.worktime.moments import ended_on, moments
from liandong.infrastructure.http import Out
from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import legal_day


class DaysOut(Out):
    """Days by court; they sum to the whole."""

    department: int
    applicant: int
    third_party: int
    link: int
    total: int


class CourtOut(Out):
    """In whose court the case lay through `through`: in working days, and in days as the applicant sees them."""

    through: date
    working: DaysOut
    calendar: DaysOut


async def court_of(desk: Desk, repository: Repository[Any], unit: UnitCode, number: str) -> CourtOut:
    """The time of one case or master through the day it ended, or today. Raises Refused(NOT_FOUND)."""
    history = by_day(await get_history(desk.pool, repository, unit, number))
    through = ended_on(history) or legal_day(desk.clock.now())
    found = split(desk.references.calendar(unit), moments(history), through)
    return CourtOut(
        through=through,
        working=DaysOut.model_validate(found.working),
        calendar=DaysOut.model_validate(found.calendar),
    )
