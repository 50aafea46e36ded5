"""The ledger: every entry heard of every unit, newest first; what is parked can be asked for."""

from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from e_supervision import queries
from e_supervision.api.shown import EntryOut, entry_out
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Cursor, Filter, Page, Router
from liandong.infrastructure.http.fields import Code
from liandong.terms.principal import Principal

router = Router(prefix="/v1/events", tags=["监察台账"])

BY_RECEIPT = Cursor("events.by-receipt", int)


class Status(StrEnum):
    """What has become of an entry."""

    PENDING = "pending"
    APPLIED = "applied"
    STUCK = "stuck"
    ORPHAN = "orphan"


class EventFilter(Filter):
    unit: Annotated[Code | None, Field(description="来源单位", examples=["610113"])] = None
    stream: Annotated[Code | None, Field(description="所属经过", examples=["case:610113-261123-00001"])] = None
    kind: Annotated[Code | None, Field(description="事件种类", examples=["case.accepted"])] = None
    status: Annotated[Status | None, Field(description="计入情况", examples=["stuck"])] = None


COLUMN_OF = {"unit": "source", "stream": "stream", "kind": "kind", "status": "status"}


@router.get("", operation_id="listEvents", summary="监察台账", response_model=Page[EntryOut])
async def list_events(
    principal: Annotated[Principal, Permitted(Action.SUPERVISION_READ)],
    query: Annotated[EventFilter, Query()],
    desk: Annotated[Desk, Depends(desk_of)],
) -> Page[EntryOut]:
    """What was heard, the last received first."""
    after = BY_RECEIPT.read(query.cursor)
    equal = {column: str(value) for name, column in COLUMN_OF.items() if (value := getattr(query, name)) is not None}
    rows = await queries.ledger(desk.pool, equal, None if after is None else after[0], query.limit + 1)
    shown = rows[: query.limit]
    return Page(
        items=[entry_out(row) for row in shown],
        next=BY_RECEIPT.write(shown[-1]["id"]) if len(rows) > query.limit else None,
    )
