"""交换记录: what a unit wrote down in a period, as the records of the exchange standards."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.exchange import Days, exchanged
from liandong.domain.exchange.kinds import NAMES, RecordKind
from liandong.domain.exchange.records import Record
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Cursor, Filter, Out, Page, Router
from liandong.infrastructure.http.fields import Day
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/exchange", tags=["交换记录"])

BY_SEQ = Cursor("exchange.by-seq", int)


class ExchangeFilter(Filter):
    """Legal days, both counted, by when it was written down; `limit` counts journal entries."""

    since: Annotated[Day, Field(alias="from", description="起始日期")]
    until: Annotated[Day, Field(alias="to", description="截止日期")]


class RecordOut(Out):
    """One record: its kind, what the EX_ and XK_ families call it (null: no such table), its cells by column."""

    kind: RecordKind
    title: str
    ex: str | None
    xk: str | None
    cells: dict[str, str | int | bool | None]


@router.get("", operation_id="listExchangeRecords", summary="交换记录", response_model=Page[RecordOut])
async def list_exchange_records(
    principal: Annotated[Principal, Permitted(Action.EXCHANGE_READ)],
    query: Annotated[ExchangeFilter, Query()],
    desk: Annotated[Desk, Depends(desk_of)],
) -> Page[RecordOut]:
    """The unit's records in the order they were written down, without personal data. A closed period never changes."""
    after = BY_SEQ.read(query.cursor)
    days = Days(query.since, query.until)
    part = await exchanged(desk, principal.unit, days, None if after is None else after[0], query.limit)
    return Page(
        items=[_shown(record) for record in part.records],
        next=None if part.after is None else BY_SEQ.write(part.after),
    )


def _shown(record: Record) -> RecordOut:
    named = NAMES[record.kind]
    return RecordOut(kind=record.kind, title=named.title, ex=named.ex, xk=named.xk, cells=dict(record.cells))
