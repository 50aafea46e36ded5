"""送达 and 办结: the result is handed out and the file is closed."""

from typing import Annotated, Literal

from fastapi import Depends, Path
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_case
from liandong.casework.api.shown import CaseOut
from liandong.domain.case.commands import Close, Deliver
from liandong.domain.powers.actions import Action
from liandong.events.case import DeliveryMethod
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Code, Name
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases/{case}", tags=["送达与办结"])

Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]


class DeliverIn(In):
    """`recipient` is who collected it at the counter."""

    method: Literal[DeliveryMethod.COUNTER, DeliveryMethod.MAIL, DeliveryMethod.ONLINE]
    recipient: Name | None = None


@router.post("/deliver", operation_id="deliverCase", summary="送达", response_model=CaseOut)
async def deliver_case(
    principal: Annotated[Principal, Permitted(Action.CASE_DELIVER)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: DeliverIn,
    desk: Annotated[Desk, Depends(desk_of)],
) -> Response:
    """Hands the result to the applicant, a refusal too (行政许可法 44)."""
    command = Deliver(method=body.method, recipient=body.recipient)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/close", operation_id="closeCase", summary="办结", response_model=CaseOut)
async def close_case(
    principal: Annotated[Principal, Permitted(Action.CASE_CLOSE)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Annotated[Desk, Depends(desk_of)],
) -> Response:
    """Closes the file."""
    return await act_on_case(desk, principal, case, Close(), expects=expects, idempotency=idempotency)
