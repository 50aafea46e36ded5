"""材料核对: what leads ask this unit before a joint acceptance, and its answer."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.shown import MaterialOut
from liandong.casework.queries import Wanted, get, listed
from liandong.casework.repositories import CHECKS
from liandong.domain.check.decide import AnswerCheck
from liandong.domain.check.decide import answer as decide
from liandong.domain.check.state import Check, CheckStatus
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import (
    Cursor,
    Filter,
    Idempotency,
    IdempotencyKey,
    IfMatch,
    In,
    Out,
    Page,
    Router,
    answer,
)
from liandong.infrastructure.http.fields import Code, Text
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/checks", tags=["并联审批"])

BY_NUMBER = Cursor("checks.by-number", str)
LinkNumber = Annotated[Code, Path(description="转办编号", examples=["610100-J261123-00001-1"])]
Here = Annotated[Desk, Depends(desk_of)]


class CheckFilter(Filter):
    status: CheckStatus | None = None


class AnswerCheckIn(In):
    """What is missing from this unit's part, all of it at once; no lines: nothing is missing."""

    lines: Annotated[tuple[Code, ...], Field(max_length=200)] = ()
    text: Text | None = None


class CheckOut(Out):
    """One question of a lead: what was handed in, what may be asked for, by when it is answered."""

    link: str
    unit: str
    version: int
    status: CheckStatus
    asker: str
    master: str
    item: str
    project_code: str | None
    materials: list[MaterialOut]
    askable: list[str]
    answer_by: date
    lines: list[str]


def check_out(check: Check, version: int) -> CheckOut:
    return CheckOut(
        link=check.link,
        unit=check.unit,
        version=version,
        status=check.status,
        asker=check.asker,
        master=check.master,
        item=check.item,
        project_code=check.project_code,
        materials=[MaterialOut(code=each.code, digest=each.digest) for each in check.materials],
        askable=list(check.askable),
        answer_by=check.answer_by,
        lines=list(check.lines),
    )


@router.get("", operation_id="listChecks", summary="材料核对列表", response_model=Page[CheckOut])
async def list_checks(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)], query: Annotated[CheckFilter, Query()], desk: Here
) -> Page[CheckOut]:
    """What this unit was asked, newest number first."""
    after = BY_NUMBER.read(query.cursor)
    wanted = Wanted(
        equal={} if query.status is None else {"status": query.status.value},
        before=None if after is None else after[0],
        limit=query.limit,
    )
    rows, more = await listed(desk.pool, CHECKS, principal.unit, wanted, desk.keys[principal.unit])
    shown = [check_out(loaded.state, loaded.version) for loaded in rows if loaded.state is not None]
    return Page(items=shown, next=BY_NUMBER.write(shown[-1].link) if more and shown else None)


@router.get("/{link}", operation_id="getCheck", summary="材料核对详情", response_model=CheckOut)
async def get_check(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)], link: LinkNumber, desk: Here
) -> Response:
    """One question, and its ETag."""
    loaded = await get(desk.pool, CHECKS, principal.unit, link, desk.keys[principal.unit])
    assert loaded.state is not None, "found"
    return answer(check_out(loaded.state, loaded.version).model_dump(mode="json"), version=loaded.version)


@router.post("/{link}/answer", operation_id="answerCheck", summary="答复材料核对", response_model=CheckOut)
async def answer_check(
    principal: Annotated[Principal, Permitted(Action.CASE_NOTICE)],
    link: LinkNumber,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: AnswerCheckIn,
    desk: Here,
) -> Response:
    """Says once what is missing from this unit's part; the lead merges it into the one notice."""
    given = desk.given(principal)
    command = AnswerCheck(lines=tuple(body.lines), text=body.text)
    handled = await desk.handler.handle(
        CHECKS,
        link,
        lambda check: decide(check, command, given),
        by=principal,
        occurred_at=given.now,
        expects=expects,
        idempotency=idempotency,
        answer=lambda state, version: check_out(state, version).model_dump(mode="json"),
    )
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)
