"""撤回, 终止, 重新办理, 撤销, 注销, 更正, 归档: how a case ends otherwise, and acts on a file that has ended."""

from typing import Annotated, Literal

from fastapi import Depends, Path
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_case
from liandong.casework.api.shown import CaseOut
from liandong.casework.queries import is_of_stream
from liandong.casework.repositories import CASES
from liandong.domain.case.ending_commands import (
    Annul,
    Archive,
    AskWithdrawal,
    ConfirmWithdrawal,
    Correct,
    MakeReady,
    Reopen,
    RetractWithdrawal,
    Revoke,
    Terminate,
)
from liandong.domain.powers.actions import Action
from liandong.events.case import Channel
from liandong.events.case_ending import AnnulmentGround, RevocationGround, TerminationGround
from liandong.events.handling import Retention
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Code, DocumentNumber, Text
from liandong.terms.codes import EventId
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases/{case}", tags=["撤回、终止与归档"])

Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
Here = Annotated[Desk, Depends(desk_of)]


class WithdrawIn(In):
    text: Text | None = None
    channel: Literal[Channel.WINDOW, Channel.ONLINE, Channel.VILLAGE] = Channel.WINDOW


class ConfirmIn(In):
    document: DocumentNumber


class ReadyIn(In):
    """`notice` numbers what told the applicant that the result can be collected."""

    notice: DocumentNumber


class TerminateIn(In):
    ground: TerminationGround
    document: DocumentNumber
    text: Text


class ReasonIn(In):
    text: Text


class RevokeIn(In):
    ground: RevocationGround
    document: DocumentNumber
    text: Text


class AnnulIn(In):
    ground: AnnulmentGround
    document: DocumentNumber
    text: Text


class CorrectIn(In):
    """`corrects` is an entry of this case's history, `text` what is right instead."""

    corrects: Annotated[Code, Field(examples=["610113:1:27"])]
    text: Text


class ArchiveIn(In):
    retention: Retention


@router.post("/ready", operation_id="makeCaseReady", summary="通知领取", response_model=CaseOut)
async def make_ready(
    principal: Annotated[Principal, Permitted(Action.CASE_DELIVER)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ReadyIn,
    desk: Here,
) -> Response:
    """Notes that the result is there and the applicant has been told; the delivery timer stops."""
    command = MakeReady(notice=body.notice)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/withdraw", operation_id="askWithdrawal", summary="登记撤回申请", response_model=CaseOut)
async def ask_withdrawal(
    principal: Annotated[Principal, Permitted(Action.CASE_WITHDRAW)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: WithdrawIn,
    desk: Here,
) -> Response:
    """The applicant withdraws: final before acceptance, to be confirmed after it."""
    command = AskWithdrawal(text=body.text, channel=body.channel)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/withdraw/retract", operation_id="retractWithdrawal", summary="取消撤回", response_model=CaseOut)
async def retract_withdrawal(
    principal: Annotated[Principal, Permitted(Action.CASE_WITHDRAW)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Here,
) -> Response:
    """The case goes on where it stood."""
    command = RetractWithdrawal()
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/withdraw/confirm", operation_id="confirmWithdrawal", summary="确认撤回", response_model=CaseOut)
async def confirm_withdrawal(
    principal: Annotated[Principal, Permitted(Action.CASE_CONFIRM_WITHDRAWAL)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ConfirmIn,
    desk: Here,
) -> Response:
    """The department confirms the withdrawal."""
    command = ConfirmWithdrawal(document=body.document)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/terminate", operation_id="terminateCase", summary="终止办理", response_model=CaseOut)
async def terminate_case(
    principal: Annotated[Principal, Permitted(Action.CASE_TERMINATE)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: TerminateIn,
    desk: Here,
) -> Response:
    """Ends the case without a decision, with proof."""
    command = Terminate(ground=body.ground, document=body.document, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/reopen", operation_id="reopenCase", summary="重新办理", response_model=CaseOut)
async def reopen_case(
    principal: Annotated[Principal, Permitted(Action.CASE_REOPEN)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ReasonIn,
    desk: Here,
) -> Response:
    """Takes a closed case up again, with limits of its own."""
    command = Reopen(text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/revoke", operation_id="revokeDecision", summary="撤销决定", response_model=CaseOut)
async def revoke_decision(
    principal: Annotated[Principal, Permitted(Action.CASE_REVOKE)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: RevokeIn,
    desk: Here,
) -> Response:
    """Takes back a decision made (行政许可法 69)."""
    command = Revoke(ground=body.ground, document=body.document, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/annul", operation_id="annulPermit", summary="注销许可", response_model=CaseOut)
async def annul_permit(
    principal: Annotated[Principal, Permitted(Action.CASE_REVOKE)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: AnnulIn,
    desk: Here,
) -> Response:
    """Strikes off a permit no longer in force (行政许可法 70)."""
    command = Annul(ground=body.ground, document=body.document, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/correct", operation_id="correctCase", summary="更正", response_model=CaseOut)
async def correct_case(
    principal: Annotated[Principal, Permitted(Action.CASE_CORRECT)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: CorrectIn,
    desk: Here,
) -> Response:
    """Puts a mistake in an earlier entry right by saying so."""
    command = Correct(
        corrects=EventId(body.corrects),
        known=await is_of_stream(desk.pool, principal.unit, CASES.stream(case), body.corrects),
        text=body.text,
    )
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/archive", operation_id="archiveCase", summary="归档", response_model=CaseOut)
async def archive_case(
    principal: Annotated[Principal, Permitted(Action.CASE_ARCHIVE)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ArchiveIn,
    desk: Here,
) -> Response:
    """Sends the ended file to the archive."""
    command = Archive(retention=body.retention)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)
