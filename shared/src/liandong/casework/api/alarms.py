"""Alarms for operators: requests that no machine has acknowledged in time."""

import json
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Query

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.queries import link_alarms
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Cursor, Filter, Out, Page, Router
from liandong.terms.legal_time import from_micros
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/alarms", tags=["告警"])

BY_SEQ = Cursor("alarms.by-seq", int)


class AlarmFilter(Filter):
    pass


class LinkAlarmOut(Out):
    """A request not acknowledged within one working day: a matter of transport, not of the asked unit.

    `arrived`: something has come back for it since, so nothing is left to do.
    """

    seq: int
    master: str
    link: str
    to: str
    requested_on: date
    raised_at: datetime
    arrived: bool


@router.get("", operation_id="listAlarms", summary="联动告警", response_model=Page[LinkAlarmOut])
async def list_alarms(
    principal: Annotated[Principal, Permitted(Action.ALARMS_READ)],
    query: Annotated[AlarmFilter, Query()],
    desk: Annotated[Desk, Depends(desk_of)],
) -> Page[LinkAlarmOut]:
    """The unit's link alarms, newest first."""
    after = BY_SEQ.read(query.cursor)
    found = await link_alarms(desk.pool, principal.unit, None if after is None else after[0], query.limit + 1)
    shown = [
        LinkAlarmOut(
            seq=alarm.seq,
            master=alarm.master,
            raised_at=from_micros(alarm.raised_at),
            arrived=alarm.arrived,
            **{name: json.loads(alarm.facts)[name] for name in ("link", "to", "requested_on")},
        )
        for alarm in found[: query.limit]
    ]
    return Page(items=shown, next=BY_SEQ.write(shown[-1].seq) if len(found) > query.limit else None)
