"""联办: one application for a stage, accepted once, asked of all, joined, handed out together."""

from typing import Annotated, Literal

from fastapi import Depends, Path, Query
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.acts import act_on_joint
from liandong.casework.api.application import ApplicantIn, Materials, applicant_of, submitted
from liandong.casework.api.joint_shown import JointOut, ReceivedJointOut, joint_out
from liandong.casework.files import known_files
from liandong.casework.numbers import new_joint_number
from liandong.casework.queries import Wanted, get, listed
from liandong.casework.repositories import JOINTS
from liandong.domain.case.competence import units_above
from liandong.domain.joint.commands import AcceptJoint, AskAgain, Dispatch, ReceiveJoint, WantedShare
from liandong.domain.joint.share_commands import AddShare
from liandong.domain.joint.status import JointStatus
from liandong.domain.powers.actions import Action
from liandong.events.case import DeliveryMethod
from liandong.events.reference import CatalogueEntry, UnitPublished
from liandong.infrastructure.http import Cursor, Filter, Idempotency, IdempotencyKey, IfMatch, In, Page, Router, answer
from liandong.infrastructure.http.fields import Code, Name, Text
from liandong.terms.codes import ItemCode, LinkId, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/joints", tags=["并联审批"])

BY_NUMBER = Cursor("joints.by-number", str)
Number = Annotated[Code, Path(description="联办主件编号", examples=["610100-J261123-00001"])]
LinkNumber = Annotated[Code, Path(description="转办编号", examples=["610100-J261123-00001-1"])]
Here = Annotated[Desk, Depends(desk_of)]


class ShareIn(In):
    """Which item of the stage is asked of which unit."""

    item: Code
    unit: Code


class ReceiveJointIn(In):
    """Without `shares` those of the stage template are asked of the units of `place` (the unit the project lies in)."""

    stage: Code
    applicant: ApplicantIn
    project_name: Name | None = None
    project_code: Code | None = None
    materials: Materials = ()
    shares: Annotated[tuple[ShareIn, ...], Field(max_length=50)] = ()
    place: Code | None = None


class DispatchIn(In):
    method: Literal[DeliveryMethod.COUNTER, DeliveryMethod.MAIL, DeliveryMethod.ONLINE]
    recipient: Name | None = None


class AskAgainIn(In):
    unit: Code


class AddShareIn(In):
    """An item of the catalogue, also one the stage does not foresee, the unit to ask, and why."""

    item: Code
    unit: Code
    text: Text


class JointFilter(Filter):
    status: JointStatus | None = None


@router.post("", operation_id="receiveJoint", summary="联办收件", status_code=201, response_model=ReceivedJointOut)
async def receive_joint(
    principal: Annotated[Principal, Permitted(Action.JOINT_RECEIVE)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ReceiveJointIn,
    desk: Here,
) -> Response:
    """Takes one application for a whole stage; the secret by which it is tracked is told here once."""
    today = legal_day(desk.clock.now())
    entry, reference = desk.references.entry(body.stage, today)
    number = await new_joint_number(desk.pool, principal.unit, today)
    applicant = await applicant_of(desk, principal.unit, body.applicant)
    materials = submitted(body.materials)
    command = ReceiveJoint(
        joint=number,
        entry=entry,
        reference=reference,
        applicant=applicant,
        project_name=body.project_name,
        project_code=body.project_code,
        materials=materials,
        files=await known_files(desk, principal.unit, applicant.pseudonym, materials),
        wanted=tuple(
            WantedShare(item=ItemCode(share.item), unit=desk.references.unit(share.unit)) for share in body.shares
        ),
        place=_place(desk, body.place),
    )
    return await act_on_joint(desk, principal, number, command, idempotency=idempotency, status=201, tracked=True)


def _place(desk: Desk, code: str | None) -> tuple[UnitPublished, ...]:
    """The unit a project lies in and those above it, as far as the registry knows them."""
    known = None if code is None else desk.references.unit(code)
    if known is None:
        return ()
    return (known, *units_above(UnitCode(known.unit), desk.references.units))


@router.post("/{joint}/accept", operation_id="acceptJoint", summary="联合受理", response_model=JointOut)
async def accept_joint(
    principal: Annotated[Principal, Permitted(Action.JOINT_ACCEPT)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Here,
) -> Response:
    """Accepts for all on one date and asks every unit for its share."""
    return await act_on_joint(desk, principal, joint, AcceptJoint(), expects=expects, idempotency=idempotency)


@router.post("/{joint}/shares/{link}/ask", operation_id="askShareAgain", summary="重新转办", response_model=JointOut)
async def ask_again(
    principal: Annotated[Principal, Permitted(Action.JOINT_ACCEPT)],
    joint: Number,
    link: LinkNumber,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: AskAgainIn,
    desk: Here,
) -> Response:
    """Asks another unit for a share that was rejected."""
    entry = await _entry_of_added(desk, principal, joint, LinkId(link))
    command = AskAgain(link=LinkId(link), unit=desk.references.unit(body.unit), entry=entry)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)


async def _entry_of_added(desk: Desk, principal: Principal, number: str, link: LinkId) -> CatalogueEntry | None:
    """The item of a share that was added, as it was published on that day; None of a share the stage foresees."""
    joint = (await get(desk.pool, JOINTS, principal.unit, number, desk.keys[principal.unit])).state
    share = None if joint is None else joint.share(link)
    if share is None or not share.added:
        return None
    return desk.references.entry(share.item, share.days.begun)[0]


@router.post("/{joint}/shares", operation_id="addShare", summary="追加分件", response_model=JointOut)
async def add_share(
    principal: Annotated[Principal, Permitted(Action.JOINT_ACCEPT)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: AddShareIn,
    desk: Here,
) -> Response:
    """Asks one more unit, with a reason: its clock runs from today, the limits of the whole stay."""
    entry, _ = desk.references.entry(body.item, legal_day(desk.clock.now()))
    command = AddShare(entry=entry, unit=desk.references.unit(body.unit), text=body.text)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)


@router.post("/{joint}/dispatch", operation_id="dispatchJoint", summary="统一发件", response_model=JointOut)
async def dispatch_joint(
    principal: Annotated[Principal, Permitted(Action.JOINT_DISPATCH)],
    joint: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: DispatchIn,
    desk: Here,
) -> Response:
    """Hands all results out together; every share's case is delivered and closed."""
    command = Dispatch(method=body.method, recipient=body.recipient)
    return await act_on_joint(desk, principal, joint, command, expects=expects, idempotency=idempotency)


@router.get("", operation_id="listJoints", summary="联办件列表", response_model=Page[JointOut])
async def list_joints(
    principal: Annotated[Principal, Permitted(Action.JOINT_READ)],
    query: Annotated[JointFilter, Query()],
    desk: Here,
) -> Page[JointOut]:
    """The unit's joint masters, newest number first."""
    after = BY_NUMBER.read(query.cursor)
    wanted = Wanted(
        equal={} if query.status is None else {"status": query.status.value},
        before=None if after is None else after[0],
        limit=query.limit,
    )
    rows, more = await listed(desk.pool, JOINTS, principal.unit, wanted, desk.keys[principal.unit])
    return Page(
        items=[joint_out(loaded.state, loaded.version) for loaded in rows if loaded.state is not None],
        next=BY_NUMBER.write(rows[-1].state.id) if more and rows[-1].state is not None else None,
    )


@router.get("/{joint}", operation_id="getJoint", summary="联办件详情", response_model=JointOut)
async def get_joint(
    principal: Annotated[Principal, Permitted(Action.JOINT_READ)], joint: Number, desk: Here
) -> Response:
    """One joint master with its shares, and its ETag."""
    loaded = await get(desk.pool, JOINTS, principal.unit, joint, desk.keys[principal.unit])
    assert loaded.state is not None
    return answer(joint_out(loaded.state, loaded.version).model_dump(mode="json"), version=loaded.version)
