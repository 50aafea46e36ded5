"""过程挖掘导出: the matters received in a period as an event log, OCEL 2.0 or XES, without applicants and officers."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import Field

from e_supervision.event_logs import matters, ocel_document, xes_document
from e_supervision.queries import Received
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Router
from liandong.infrastructure.http.fields import Code, Day, Selection
from liandong.terms.legal_time import midnight, to_micros
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Pointer, Refused

router = Router(prefix="/v1/exports", tags=["过程挖掘"])


class LogSelection(Selection):
    """Which matters: by the legal day of receipt, both counted; of one unit or item, or of all."""

    since: Annotated[Day, Field(alias="from", description="收件起始日期")]
    until: Annotated[Day, Field(alias="to", description="收件截止日期")]
    unit: Annotated[Code | None, Field(description="承办单位", examples=["610113"])] = None
    item: Annotated[Code | None, Field(description="事项编码")] = None


Supervisor = Annotated[Principal, Permitted(Action.SUPERVISION_EXPORT)]
Asked = Annotated[LogSelection, Query()]
Here = Annotated[Desk, Depends(desk_of)]


@router.get(
    "/ocel",
    operation_id="exportOcel",
    summary="导出对象中心事件日志（OCEL 2.0 JSON）",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "OCEL 2.0"}},
)
async def export_ocel(principal: Supervisor, query: Asked, desk: Here) -> StreamingResponse:
    """Cases, masters, units, items, documents and projects, and what happened to them."""
    document = ocel_document(matters(desk.pool, _wanted(query)))
    return _file(document, "application/json", f"{_name(query)}.ocel.json")


@router.get(
    "/xes",
    operation_id="exportXes",
    summary="导出事件日志（XES）",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/xml": {"schema": {"type": "string"}}}, "description": "IEEE 1849 XES"}},
)
async def export_xes(principal: Supervisor, query: Asked, desk: Here) -> StreamingResponse:
    """One trace for each matter, its activities in order."""
    document = xes_document(matters(desk.pool, _wanted(query)))
    return _file(document, "application/xml", f"{_name(query)}.xes")


def _wanted(query: LogSelection) -> Received:
    if query.since > query.until:
        raise Refused(
            "export.period-backwards",
            "起始日期不能晚于截止日期，请更正",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/from", detail="晚于截止日期"),),
        )
    return Received(
        since=to_micros(midnight(query.since)),
        until=to_micros(midnight(query.until + timedelta(days=1))),
        unit=query.unit,
        item=query.item,
    )


def _name(query: LogSelection) -> str:
    return f"liandong-{query.since}-{query.until}"


def _file(document: AsyncIterator[bytes], media_type: str, name: str) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingResponse(document, media_type=media_type, headers=headers)
