"""听证: the right is told, a hearing is asked for, set, held or given up (行政许可法 46 to 48)."""

from typing import Annotated

from fastapi import Depends, Path
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_case
from liandong.casework.api.shown import CaseOut
from liandong.domain.case.hearing_commands import AskHearing, HoldHearing, SetHearing, TellHearingRight, WaiveHearing
from liandong.domain.powers.actions import Action
from liandong.events.case_hearing import HearingAsker, HearingGround
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Address, Code, Count, Day, DocumentNumber, Name, Text
from liandong.terms.codes import StaffId
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases/{case}/hearing", tags=["听证"])

Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
Here = Annotated[Desk, Depends(desk_of)]


class TellIn(In):
    """`notice` numbers the notice, `interested` are the others it went to, by name (行政许可法 47)."""

    notice: DocumentNumber
    interested: Annotated[tuple[Name, ...], Field(min_length=1, max_length=200)]


class AskIn(In):
    """Who asks; `name` of somebody other than the applicant."""

    asker: HearingAsker = HearingAsker.APPLICANT
    name: Name | None = None


class SetIn(In):
    """`notice` numbers what tells time and place, seven working days ahead; `presiding` did not examine the case."""

    ground: HearingGround = HearingGround.ASKED
    notice: DocumentNumber
    held_on: Day
    place: Address
    presiding: Code
    public: bool = True


class HoldIn(In):
    """`minutes` numbers the record that the participants signed."""

    minutes: DocumentNumber
    applicant_attended: bool
    interested_attended: Count = 0
    text: Text | None = None


class WaiveIn(In):
    text: Text


@router.post("/tell", operation_id="tellHearingRight", summary="告知听证权利", response_model=CaseOut)
async def tell_hearing_right(
    principal: Annotated[Principal, Permitted(Action.CASE_HEARING)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: TellIn,
    desk: Here,
) -> Response:
    """Notes that applicant and interested others were told that they may ask for a hearing."""
    command = TellHearingRight(notice=body.notice, interested=tuple(body.interested))
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/ask", operation_id="askHearing", summary="登记听证要求", response_model=CaseOut)
async def ask_hearing(
    principal: Annotated[Principal, Permitted(Action.CASE_ASK_HEARING)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: AskIn,
    desk: Here,
) -> Response:
    """Somebody asks for a hearing: the twenty days to hold it begin."""
    command = AskHearing(asker=body.asker, name=body.name)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/set", operation_id="setHearing", summary="安排听证", response_model=CaseOut)
async def set_hearing(
    principal: Annotated[Principal, Permitted(Action.CASE_HEARING)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: SetIn,
    desk: Here,
) -> Response:
    """Notes that time, place and who presides were told to those concerned; once more to put it off."""
    command = SetHearing(
        ground=body.ground,
        notice=body.notice,
        held_on=body.held_on,
        place=body.place,
        presiding=StaffId(body.presiding),
        public=body.public,
    )
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/hold", operation_id="holdHearing", summary="登记举行听证", response_model=CaseOut)
async def hold_hearing(
    principal: Annotated[Principal, Permitted(Action.CASE_HEARING)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: HoldIn,
    desk: Here,
) -> Response:
    """Notes that the hearing was held, with its minutes."""
    command = HoldHearing(
        minutes=body.minutes,
        applicant_attended=body.applicant_attended,
        interested_attended=body.interested_attended,
        text=body.text,
    )
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/waive", operation_id="waiveHearing", summary="登记放弃听证", response_model=CaseOut)
async def waive_hearing(
    principal: Annotated[Principal, Permitted(Action.CASE_ASK_HEARING)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: WaiveIn,
    desk: Here,
) -> Response:
    """Notes that nobody who may have a hearing wants one."""
    command = WaiveHearing(text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)
