"""提请补正, 分件承诺: what the unit of a share tells the lead of its joint approval."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Path
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_case
from liandong.casework.api.shown import CaseOut
from liandong.domain.case.share_commands import PromiseShare, ProposeSupplement
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Code, Text
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases/{case}", tags=["并联审批"])

Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
Here = Annotated[Desk, Depends(desk_of)]


class ProposeIn(In):
    """Materials of the stage; `new_material`: the need arose from what was handed in since."""

    lines: Annotated[tuple[Code, ...], Field(min_length=1, max_length=200)]
    new_material: bool = False
    text: Text | None = None


class PromiseIn(In):
    """`decide_by` lies between today and the last day by law."""

    decide_by: Annotated[date, Field(examples=["2026-12-15"])]


@router.post("/propose-supplement", operation_id="proposeSupplement", summary="提请补正", response_model=CaseOut)
async def propose_supplement(
    principal: Annotated[Principal, Permitted(Action.CASE_PROPOSE)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ProposeIn,
    desk: Here,
) -> Response:
    """Tells the lead of a joint approval what this share needs; the lead asks the applicant for all shares at once."""
    command = ProposeSupplement(lines=tuple(body.lines), new_material=body.new_material, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/promise", operation_id="promiseShare", summary="分件承诺", response_model=CaseOut)
async def promise_share(
    principal: Annotated[Principal, Permitted(Action.CASE_PROMISE)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: PromiseIn,
    desk: Here,
) -> Response:
    """Promises the lead of a joint approval a decision by a day; under 前置联办 it need not wait for this share."""
    command = PromiseShare(decide_by=body.decide_by)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)
