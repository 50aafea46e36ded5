"""离岗登记: while an A post is registered as away, his B acts for him."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.application.sign_in import Staff
from liandong.casework.queries import Wanted, listed
from liandong.casework.repositories import ABSENCES
from liandong.domain.powers.actions import Action
from liandong.domain.powers.letters.commands import EndAbsence, RegisterAbsence
from liandong.domain.powers.letters.decide import end, register
from liandong.domain.powers.letters.state import Absence
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
from liandong.infrastructure.http.fields import Code, Day, Text
from liandong.terms.codes import AbsenceId, StaffId
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/absences", tags=["授权书"])

BY_NUMBER = Cursor("absences.by-number", str)
Number = Annotated[Code, Path(description="离岗登记编号", examples=["610113-04-261123"])]
Here = Annotated[Desk, Depends(desk_of)]


class AbsenceIn(In):
    """Away from `first` to `last`, both included; without `staff` whoever registers it."""

    staff: Staff | None = None
    first: Day
    last: Day
    text: Text | None = None


class AbsenceOut(Out):
    """An absence; `ended_on` where he came back before."""

    absence: str
    version: int
    staff: str
    first: date
    last: date
    ended_on: date | None


class AbsenceFilter(Filter):
    staff: Annotated[Code | None, Field(description="工号")] = None


@router.post("", operation_id="registerAbsence", summary="登记离岗", status_code=201, response_model=AbsenceOut)
async def register_absence(
    principal: Annotated[Principal, Permitted(Action.ABSENCE_REGISTER)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: AbsenceIn,
    desk: Here,
) -> Response:
    """By himself or by the head; his B acts for him on these days."""
    staff = StaffId(body.staff or principal.id)
    command = RegisterAbsence(
        absence=AbsenceId(f"{staff}-{body.first:%y%m%d}"),
        staff=staff,
        first=body.first,
        last=body.last,
        text=body.text,
    )
    given = desk.given(principal)
    handled = await desk.handler.handle(
        ABSENCES,
        command.absence,
        lambda absence: register(absence, command, given),
        by=principal,
        occurred_at=given.now,
        idempotency=idempotency,
        status=201,
        answer=lambda state, version: _shown(state, version).model_dump(mode="json"),
    )
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)


@router.get("", operation_id="listAbsences", summary="离岗登记一览")
async def list_absences(
    principal: Annotated[Principal, Permitted(Action.LETTER_READ)],
    query: Annotated[AbsenceFilter, Query()],
    desk: Here,
) -> Page[AbsenceOut]:
    """The unit's absences, past ones too, highest number first."""
    after = BY_NUMBER.read(query.cursor)
    wanted = Wanted(
        equal={} if query.staff is None else {"staff": query.staff},
        before=None if after is None else after[0],
        limit=query.limit,
    )
    rows, more = await listed(desk.pool, ABSENCES, principal.unit, wanted, desk.keys[principal.unit])
    shown = [_shown(loaded.state, loaded.version) for loaded in rows if loaded.state is not None]
    return Page(items=shown, next=BY_NUMBER.write(shown[-1].absence) if more else None)


@router.post("/{absence}/end", operation_id="endAbsence", summary="登记返岗", response_model=AbsenceOut)
async def end_absence(
    principal: Annotated[Principal, Permitted(Action.ABSENCE_REGISTER)],
    absence: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Here,
) -> Response:
    """He is back before the last day; from now on his B does not act for him."""
    given = desk.given(principal)
    handled = await desk.handler.handle(
        ABSENCES,
        absence,
        lambda state: end(state, EndAbsence(), given),
        by=principal,
        occurred_at=given.now,
        expects=expects,
        idempotency=idempotency,
        answer=lambda state, version: _shown(state, version).model_dump(mode="json"),
    )
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)


def _shown(absence: Absence, version: int) -> AbsenceOut:
    return AbsenceOut(
        absence=absence.id,
        version=version,
        staff=absence.staff,
        first=absence.first,
        last=absence.last,
        ended_on=absence.ended_on,
    )
