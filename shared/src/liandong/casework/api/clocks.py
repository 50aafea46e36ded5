"""暂停, 恢复, 延期, 容缺补齐: what stops and moves the clocks of a case."""

from typing import Annotated, Literal

from fastapi import Depends, Path
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_case
from liandong.casework.api.application import Materials, submitted
from liandong.casework.api.shown import CaseOut
from liandong.casework.files import files_for_case
from liandong.domain.case.clock_commands import Extend, HandInOwed, Pause, Resume
from liandong.domain.powers.actions import Action
from liandong.events.case import Channel
from liandong.events.case_clock import ApprovalLevel, PauseGround
from liandong.infrastructure.http import Idempotency, IdempotencyKey, IfMatch, In, Router
from liandong.infrastructure.http.fields import Code, DocumentNumber, Text
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/cases/{case}", tags=["计时"])

Number = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
Here = Annotated[Desk, Depends(desk_of)]


class PauseIn(In):
    """`days`: stated length in working days; `notice`: number of the written notice to the applicant (行政许可法 45).

    A special procedure or hold without notice does not stop the clock. A supplement lists its materials.
    """

    ground: PauseGround
    days: Annotated[int | None, Field(ge=1, le=1000, examples=[15])] = None
    notice: DocumentNumber | None = None
    lines: Annotated[tuple[Code, ...], Field(max_length=200)] = ()
    new_material: bool = False
    text: Text | None = None


class ResumeIn(In):
    text: Text | None = None


class ExtendIn(In):
    """Working days more; `approval` numbers the government's approval where that level is needed (行政许可法 42)."""

    days: Annotated[int, Field(ge=1, le=1000, examples=[10])]
    level: ApprovalLevel = ApprovalLevel.HEAD
    approval: DocumentNumber | None = None
    text: Text


class OwedIn(In):
    materials: Materials
    channel: Literal[Channel.WINDOW, Channel.ONLINE, Channel.VILLAGE] = Channel.WINDOW


@router.post("/pause", operation_id="pauseCase", summary="暂停计时", response_model=CaseOut)
async def pause_case(
    principal: Annotated[Principal, Permitted(Action.CASE_PAUSE)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: PauseIn,
    desk: Here,
) -> Response:
    """Stops the clock for a supplement, a special procedure or a coded reason."""
    command = Pause(
        ground=body.ground,
        days=body.days,
        notice=body.notice,
        lines=tuple(body.lines),
        new_material=body.new_material,
        text=body.text,
    )
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/resume", operation_id="resumeCase", summary="恢复计时", response_model=CaseOut)
async def resume_case(
    principal: Annotated[Principal, Permitted(Action.CASE_RESUME)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ResumeIn,
    desk: Here,
) -> Response:
    """Lets the clock run again: the result is there."""
    command = Resume(text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/extend", operation_id="extendCase", summary="批准延期", response_model=CaseOut)
async def extend_case(
    principal: Annotated[Principal, Permitted(Action.CASE_EXTEND)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ExtendIn,
    desk: Here,
) -> Response:
    """Extends the statutory limit, once, with a reason."""
    command = Extend(days=body.days, level=body.level, approval=body.approval, text=body.text)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)


@router.post("/owed", operation_id="handInOwed", summary="容缺补齐", response_model=CaseOut)
async def hand_in_owed(
    principal: Annotated[Principal, Permitted(Action.CASE_SUPPLEMENT)],
    case: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: OwedIn,
    desk: Here,
) -> Response:
    """Takes in materials owed since acceptance."""
    materials = submitted(body.materials)
    files = await files_for_case(desk, principal.unit, case, materials)
    command = HandInOwed(materials=materials, files=files, channel=body.channel)
    return await act_on_case(desk, principal, case, command, expects=expects, idempotency=idempotency)
