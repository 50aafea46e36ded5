"""Looking at cases: a listing, one case, its history."""

from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import Depends, Path, Query
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.shown import CaseOut, case_out
from liandong.casework.queries import Wanted, get, get_history, listed
from liandong.casework.repositories import CASES
from liandong.domain.case.status import Status
from liandong.domain.powers.actions import Action
from liandong.events.case import CaseKind
from liandong.infrastructure.http import Cursor, Filter, Out, Page, Router, answer
from liandong.infrastructure.http.fields import Code, Name
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases", tags=["查询办件"])

BY_NUMBER = Cursor("cases.by-number", str)
Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]


class CaseFilter(Filter):
    COLUMNS: ClassVar[tuple[str, ...]] = (
        "status",
        "item",
        "case_kind",
        "department",
        "asked_by",
        "applicant",
        "application",
    )

    status: Status | None = None
    item: Code | None = None
    case_kind: CaseKind | None = None
    department: Name | None = None
    asked_by: Annotated[Code | None, Field(description="发起联办的单位")] = None
    applicant: Annotated[Code | None, Field(description="申请人的假名")] = None
    application: Annotated[Code | None, Field(description="一次申请多个事项的申请编号")] = None


class HistoryLine(Out):
    """One journal entry of the case: what happened, when in law, when recorded, by whom, because of which message."""

    seq: int
    sequence: int
    kind: str
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    cause: str | None
    hash: str


class HistoryOut(Out):
    case: str
    entries: list[HistoryLine]


@router.get("", operation_id="listCases", summary="办件列表", response_model=Page[CaseOut])
async def list_cases(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)],
    query: Annotated[CaseFilter, Query()],
    desk: Annotated[Desk, Depends(desk_of)],
) -> Page[CaseOut]:
    """The unit's cases, newest number first."""
    after = BY_NUMBER.read(query.cursor)
    wanted = Wanted(
        equal={name: str(value) for name in CaseFilter.COLUMNS if (value := getattr(query, name)) is not None},
        before=None if after is None else after[0],
        limit=query.limit,
    )
    rows, more = await listed(desk.pool, CASES, principal.unit, wanted, desk.keys[principal.unit])
    return Page(
        items=[case_out(loaded.state, loaded.version) for loaded in rows if loaded.state is not None],
        next=BY_NUMBER.write(rows[-1].state.id) if more and rows[-1].state is not None else None,
    )


@router.get("/{case}", operation_id="getCase", summary="办件详情", response_model=CaseOut)
async def get_case(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)],
    case: Number,
    desk: Annotated[Desk, Depends(desk_of)],
) -> Response:
    """One case with its ETag; personal data is masked."""
    loaded = await get(desk.pool, CASES, principal.unit, case, desk.keys[principal.unit])
    assert loaded.state is not None
    return answer(case_out(loaded.state, loaded.version).model_dump(mode="json"), version=loaded.version)


@router.get("/{case}/history", operation_id="getCaseHistory", summary="办件经过")
async def get_case_history(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)],
    case: Number,
    desk: Annotated[Desk, Depends(desk_of)],
) -> HistoryOut:
    """Every journal entry of the case, in order."""
    entries = await get_history(desk.pool, CASES, principal.unit, case)
    return HistoryOut(
        case=case,
        entries=[
            HistoryLine(
                seq=entry.seq,
                sequence=entry.sequence,
                kind=entry.kind,
                occurred_at=entry.occurred_at,
                recorded_at=entry.recorded_at,
                actor=entry.actor,
                cause=entry.cause,
                hash=entry.hash.hex(),
            )
            for entry in entries
        ],
    )
