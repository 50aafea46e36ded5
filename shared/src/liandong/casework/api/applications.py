"""一窗多事: one application for several items; a case for each under one application number, or none at all."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

from fastapi import Depends
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.handler import Decide
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import shown_case, unit_here
from liandong.casework.api.application import ApplicantIn, LicenceIn, applicant_of
from liandong.casework.api.shown import ReceivedCaseOut
from liandong.casework.earlier import EarlierIn, earlier_of
from liandong.casework.files import known_files
from liandong.casework.numbers import new_application_number, new_case_number
from liandong.casework.queries import undecided
from liandong.casework.repositories import CASES
from liandong.casework.tracking.secrets import give_secret
from liandong.domain.case.application import (
    SharedMaterial,
    Use,
    as_part,
    items_are_applied_for_once,
    materials_for,
    materials_serve_items,
)
from liandong.domain.case.commands import Applicant, Receive
from liandong.domain.case.decide import decide
from liandong.domain.case.state import Case
from liandong.domain.circumstances import Circumstances
from liandong.domain.powers.actions import Action
from liandong.events.case import Channel
from liandong.events.said import Event
from liandong.infrastructure.http import Idempotency, IdempotencyKey, In, Out, Router, answer
from liandong.infrastructure.http.fields import Code, Hash
from liandong.terms.codes import ApplicationId, CaseId, Digest, ItemCode
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/applications", tags=["收件与受理"])

Here = Annotated[Desk, Depends(desk_of)]


class PartIn(In):
    """One item applied for; the rest as for a single case."""

    item: Code
    project_code: Code | None = None
    licence: LicenceIn | None = None
    not_duplicate_of: Annotated[tuple[Code, ...], Field(max_length=50)] = ()


class UseIn(In):
    """An item of this application, and the material's code in that item's list."""

    item: Code
    code: Code


class SharedMaterialIn(In):
    """One material handed in once, and where it serves."""

    digest: Hash | None = None
    serves: Annotated[tuple[UseIn, ...], Field(min_length=1, max_length=20)]


class ApplicationIn(EarlierIn):
    """One application by one applicant, for items of this unit, and what came before it."""

    channel: Literal[Channel.WINDOW, Channel.ONLINE, Channel.VILLAGE] = Channel.WINDOW
    point: Code | None = None
    applicant: ApplicantIn
    items: Annotated[tuple[PartIn, ...], Field(min_length=2, max_length=20)]
    materials: Annotated[tuple[SharedMaterialIn, ...], Field(max_length=400)] = ()


class ApplicationOut(Out):
    """The number all cases share, and the cases in the order of the items, each with a clock of its own."""

    application: str
    cases: list[ReceivedCaseOut]


@router.post(
    "", operation_id="receiveApplication", summary="多事项一次收件", status_code=201, response_model=ApplicationOut
)
async def receive_application(
    principal: Annotated[Principal, Permitted(Action.CASE_RECEIVE)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ApplicationIn,
    desk: Here,
) -> Response:
    """Receives a case for every item in one transaction: if one item is refused, none is received.

    The secrets by which the cases are tracked are told here once; a repeated request is not told them again.
    """
    given = desk.given(principal)
    applicant = await applicant_of(desk, principal.unit, body.applicant)
    materials = _shared(body.materials)
    items_are_applied_for_once([(ItemCode(part.item), part.project_code) for part in body.items])
    materials_serve_items([ItemCode(part.item) for part in body.items], materials)
    number = await new_application_number(desk.pool, principal.unit, given.today)
    commands = [await _command(desk, principal, body, part, number, applicant, materials, given) for part in body.items]
    handled = await desk.handler.handle_together(
        CASES,
        {command.case: _decision(place, command, given) for place, command in enumerate(commands)},
        by=principal,
        occurred_at=given.now,
        idempotency=idempotency,
        status=201,
        answer=_shown(number),
    )
    cases = handled.body["cases"]
    for case in cases:
        case["tracking_secret"] = None
        if not handled.replayed:
            keys = desk.keys[principal.unit]
            case["tracking_secret"] = await give_secret(desk.pool, keys, case["id"], principal, given.now)
    told = answer({**handled.body, "cases": cases}, status=handled.status, replayed=handled.replayed)
    told.headers["Cache-Control"] = "no-store"
    return told


async def _command(
    desk: Desk,
    principal: Principal,
    body: ApplicationIn,
    part: PartIn,
    number: ApplicationId,
    applicant: Applicant,
    shared: Sequence[SharedMaterial],
    given: Circumstances,
) -> Receive:
    unit, here = principal.unit, unit_here(desk, principal.unit)
    entry, reference = desk.references.entry(part.item, given.today, unit)
    materials = materials_for(entry.item, shared)
    return Receive(
        case=await new_case_number(desk.pool, unit, given.today),
        tier=here.tier,
        entry=entry,
        reference=reference,
        channel=body.channel,
        applicant=applicant,
        point=body.point,
        points=here.points,
        project_code=part.project_code,
        materials=materials,
        files=await known_files(desk, unit, applicant.pseudonym, materials),
        undecided=await undecided(desk.pool, unit, applicant.pseudonym, entry.item),
        not_duplicate_of=tuple(CaseId(other) for other in part.not_duplicate_of),
        application=number,
        handler=principal.id,
        licence=None if part.licence is None else part.licence.held(),
        earlier=await earlier_of(desk, unit, body, [ItemCode(each.item) for each in body.items], applicant),
    )


def _shared(sent: Sequence[SharedMaterialIn]) -> tuple[SharedMaterial, ...]:
    return tuple(
        SharedMaterial(
            digest=None if each.digest is None else Digest(each.digest),
            serves=tuple(Use(item=ItemCode(use.item), code=use.code) for use in each.serves),
        )
        for each in sent
    )


def _decision(place: int, command: Receive, given: Circumstances) -> Decide[Case]:
    def decision(case: Case | None) -> list[Event]:
        return as_part(place, command.entry, lambda: decide(case, command, given))

    return decision


def _shown(number: ApplicationId) -> Callable[[Sequence[tuple[Case, int]]], dict[str, Any]]:
    def shown(cases: Sequence[tuple[Case, int]]) -> dict[str, Any]:
        return {"application": number, "cases": [shown_case(case, version) for case, version in cases]}

    return shown
