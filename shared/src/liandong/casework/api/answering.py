"""首问负责 and 来几次: who answers for a case, and that its applicant came or called."""

from typing import Annotated

from fastapi import Depends, Path
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_case
from liandong.casework.api.shown import CaseOut
from liandong.domain.case.window_commands import HandOver, NoteContact
from liandong.domain.powers.actions import Action
from liandong.events.case_window import ContactChannel, ContactMatter, HandOverGround
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Code, Text
from liandong.terms.codes import StaffId
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases/{case}", tags=["首问负责与来访"])

Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
Here = Annotated[Desk, Depends(desk_of)]


class HandOverIn(In):
    """The staff number of whoever answers for the case from now on, and why."""

    to: Code
    ground: HandOverGround
    text: Text | None = None


class ContactIn(In):
    channel: ContactChannel
    matter: ContactMatter
    text: Text | None = None


@router.post("/handover", operation_id="handOverCase", summary="移交责任人", response_model=CaseOut)
async def hand_over(
    principal: Annotated[Principal, Permitted(Action.CASE_HAND_OVER)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: HandOverIn,
    desk: Here,
) -> Response:
    """Whoever first received the case answers for it until this; what came in online is taken up by it."""
    command = HandOver(to=StaffId(body.to), ground=body.ground, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/contacts", operation_id="noteContact", summary="登记来访来电", response_model=CaseOut)
async def note_contact(
    principal: Annotated[Principal, Permitted(Action.CASE_CONTACT)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ContactIn,
    desk: Here,
) -> Response:
    """Notes a visit or call that no other act tells of; handing in and collecting count by themselves."""
    command = NoteContact(channel=body.channel, matter=body.matter, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)
