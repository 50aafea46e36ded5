"""Alarms: requests that no machine has acknowledged in time, cases that silence is about to decide."""

import json
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Query

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.queries import link_alarms, silence_warnings
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Cursor, Filter, Out, Page, Router
from liandong.terms.legal_time import from_micros
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/alarms", tags=["告警"])

BY_SEQ = Cursor("alarms.by-seq", int)
WARNINGS_BY_SEQ = Cursor("alarms.silence.by-seq", int)


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


class WarnedOfSilenceOut(Out):
    """默许预警: undecided when `due` is over the case is agreed to; `over`: it has been decided or has ended since."""

    seq: int
    case: str
    due: date
    days_left: int
    responsible: str
    warned_at: datetime
    over: bool


@router.get("/silence", operation_id="listSilenceWarnings", summary="默许预警", response_model=Page[WarnedOfSilenceOut])
async def list_silence_warnings(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)],
    query: Annotated[AlarmFilter, Query()],
    desk: Annotated[Desk, Depends(desk_of)],
) -> Page[WarnedOfSilenceOut]:
    """The unit's warnings three and one working days before a promise ends in silence, newest first."""
    after = WARNINGS_BY_SEQ.read(query.cursor)
    found = await silence_warnings(desk.pool, principal.unit, None if after is None else after[0], query.limit + 1)
    shown = [
        WarnedOfSilenceOut(
            seq=warning.seq,
            case=warning.case,
            warned_at=from_micros(warning.warned_at),
            over=warning.over,
            **{name: json.loads(warning.facts)[name] for name in ("due", "days_left", "responsible")},
        )
        for warning in found[: query.limit]
    ]
    return Page(items=shown, next=WARNINGS_BY_SEQ.write(shown[-1].seq) if len(found) > query.limit else None)
