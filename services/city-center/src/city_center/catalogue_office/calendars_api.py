"""The catalogue office's calendar: a version of the working days, with local days off and the holidays' names."""

from typing import Annotated

from fastapi import Depends
from starlette.responses import Response

from city_center.catalogue_office.calendar import CalendarVersion, publish_calendar
from city_center.catalogue_office.models import CalendarIn, CalendarOut
from city_center.catalogue_office.repositories import CALENDARS
from city_center.catalogue_office.shaping import LOCAL, NAMED, YEARS, shaped
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Idempotency, IdempotencyKey, Router, answer
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}", tags=["目录管理"])

CALENDAR = "working-days"


@router.post(
    "/calendars", operation_id="publishCalendar", summary="发布工作日历", status_code=201, response_model=CalendarOut
)
async def publish_one_calendar(
    principal: Annotated[Principal, Permitted(Action.CALENDAR_PUBLISH)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: CalendarIn,
    desk: Annotated[Desk, Depends(desk_of)],
) -> Response:
    """Publishes a version of the working calendar to all tiers; local days off that are not sent stay as they are."""
    version = CalendarVersion(
        years=shaped(YEARS, list(body.years)),
        local=None if body.local is None else shaped(LOCAL, list(body.local)),
        named=shaped(NAMED, list(body.holidays)),
    )
    today = legal_day(desk.clock.now())
    handled = await desk.handler.handle(
        CALENDARS,
        CALENDAR,
        lambda published: publish_calendar(published, version, today),
        by=principal,
        idempotency=idempotency,
        status=201,
        answer=lambda state, _version: {"hash": state.hash},
    )
    return answer(handled.body, version=handled.version, status=201, replayed=handled.replayed)
