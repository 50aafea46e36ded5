"""收件 to 受理: an application comes in, is told once what is missing, is accepted, refused or returned."""

from typing import Annotated, Literal

from fastapi import Depends, Path
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_case, unit_here
from liandong.casework.api.application import ApplicantIn, LicenceIn, Materials, applicant_of, submitted
from liandong.casework.api.shown import CaseOut, ReceivedCaseOut
from liandong.casework.earlier import EarlierIn, earlier_of
from liandong.casework.files import files_for_case, known_files
from liandong.casework.numbers import new_case_number
from liandong.casework.queries import undecided
from liandong.domain.case.commands import (
    Accept,
    Receive,
    RefusalGround,
    RefuseAcceptance,
    RequestCorrection,
    Return,
    ReturnGround,
    Supplement,
)
from liandong.domain.powers.actions import Action
from liandong.events.case import Channel
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Code, DocumentNumber, Text
from liandong.terms.codes import CaseId
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases", tags=["收件与受理"])

Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
Here = Annotated[Desk, Depends(desk_of)]


class ReceiveIn(EarlierIn):
    """An application as handed in at a window, online or at a village point, and what came before it."""

    item: Code
    channel: Literal[Channel.WINDOW, Channel.ONLINE, Channel.VILLAGE] = Channel.WINDOW
    point: Code | None = None
    applicant: ApplicantIn
    project_code: Code | None = None
    licence: LicenceIn | None = None
    materials: Materials = ()
    not_duplicate_of: Annotated[
        tuple[Code, ...],
        Field(max_length=50, description="经核实不是同一件事的在办件编号", examples=[["610113-261123-00001Z"]]),
    ] = ()


class NoticeIn(In):
    """The one complete list of what is missing: codes of materials."""

    lines: Annotated[tuple[Code, ...], Field(min_length=1, max_length=200)]
    text: Text | None = None


class SupplementIn(In):
    materials: Materials
    channel: Literal[Channel.WINDOW, Channel.ONLINE, Channel.VILLAGE] = Channel.WINDOW


class AcceptIn(In):
    """`undertaking` numbers the 补齐承诺书 under which tolerable materials are still owed (容缺受理)."""

    undertaking: DocumentNumber | None = None


class RefuseIn(In):
    ground: RefusalGround
    text: Text


class ReturnIn(In):
    ground: ReturnGround
    text: Text


@router.post("", operation_id="receiveCase", summary="收件", status_code=201, response_model=ReceivedCaseOut)
async def receive_case(
    principal: Annotated[Principal, Permitted(Action.CASE_RECEIVE)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ReceiveIn,
    desk: Here,
) -> Response:
    """Takes an application in and freezes the catalogue entry into the case.

    The secret by which the applicant tracks it is told here once; a repeated request is not told it again.
    """
    now = desk.clock.now()
    entry, reference = desk.references.entry(body.item, legal_day(now), principal.unit)
    applicant = await applicant_of(desk, principal.unit, body.applicant)
    number = await new_case_number(desk.pool, principal.unit, legal_day(now))
    materials = submitted(body.materials)
    here = unit_here(desk, principal.unit)
    command = Receive(
        case=number,
        tier=here.tier,
        entry=entry,
        reference=reference,
        channel=body.channel,
        applicant=applicant,
        point=body.point,
        points=here.points,
        project_code=body.project_code,
        materials=materials,
        files=await known_files(desk, principal.unit, applicant.pseudonym, materials),
        undecided=await undecided(desk.pool, principal.unit, applicant.pseudonym, entry.item),
        not_duplicate_of=tuple(CaseId(other) for other in body.not_duplicate_of),
        handler=principal.id,
        licence=None if body.licence is None else body.licence.held(),
        earlier=await earlier_of(desk, principal.unit, body, [entry.item], applicant),
    )
    return await act_on_case(
        desk, principal, number, command, idempotency=idempotency, status=201, now=now, tracked=True
    )


@router.post("/{case}/notice", operation_id="requestCorrection", summary="一次性告知", response_model=CaseOut)
async def request_correction(
    principal: Annotated[Principal, Permitted(Action.CASE_NOTICE)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: NoticeIn,
    desk: Here,
) -> Response:
    """Tells the applicant once everything that is missing (行政许可法 32)."""
    command = RequestCorrection(lines=tuple(body.lines), text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/{case}/supplement", operation_id="supplementCase", summary="补正", response_model=CaseOut)
async def supplement_case(
    principal: Annotated[Principal, Permitted(Action.CASE_SUPPLEMENT)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: SupplementIn,
    desk: Here,
) -> Response:
    """Takes in what was missing; a new five-day round begins."""
    materials = submitted(body.materials)
    files = await files_for_case(desk, principal.unit, case, materials)
    command = Supplement(materials=materials, channel=body.channel, files=files)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/{case}/accept", operation_id="acceptCase", summary="受理", response_model=CaseOut)
async def accept_case(
    principal: Annotated[Principal, Permitted(Action.CASE_ACCEPT)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Here,
    body: AcceptIn | None = None,
) -> Response:
    """Accepts the case: the promised and statutory limits run from the next working day."""
    command = Accept(undertaking=None if body is None else body.undertaking)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/{case}/refuse", operation_id="refuseAcceptance", summary="不予受理", response_model=CaseOut)
async def refuse_acceptance(
    principal: Annotated[Principal, Permitted(Action.CASE_REFUSE)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: RefuseIn,
    desk: Here,
) -> Response:
    """Refuses acceptance with the reason and where to go."""
    command = RefuseAcceptance(ground=body.ground, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/{case}/return", operation_id="returnCase", summary="退回", response_model=CaseOut)
async def return_case(
    principal: Annotated[Principal, Permitted(Action.CASE_RETURN)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ReturnIn,
    desk: Here,
) -> Response:
    """Sends the materials back in writing."""
    command = Return(ground=body.ground, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)
