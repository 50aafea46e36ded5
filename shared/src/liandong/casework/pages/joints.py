"""联办件: the joint approvals of this lead, and the page of one: its shares as lanes, and what may be done."""

from typing import Annotated, Any, Final

from fastapi import Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.pages.permission import SignedIn
from liandong.application.pages.rendering import rendered, said_in
from liandong.application.pages.route import PageRouter
from liandong.application.pages.visitor import Visitor
from liandong.casework.api.joint_clocks import explain_deadline
from liandong.casework.api.joint_shown import joint_out
from liandong.casework.api.shown import applicant_shown
from liandong.casework.inbox import MOST, joints_waiting
from liandong.casework.pages import acting
from liandong.casework.pages.joint_acts import ACTS, CARRIES_ON, NAMES, open_on_share, open_to, path_arguments
from liandong.casework.pages.keeping import WithFiles
from liandong.casework.pages.lanes import Lanes, lanes_of_joint
from liandong.casework.pages.matter import Matters, entries_of, found, told_of
from liandong.casework.repositories import JOINTS
from liandong.casework.tracking.told import names_of_shares, standing_of
from liandong.domain.joint.clocks import CLOCK_NAMES, clocks_of
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import STATUS_NAMES, VERB_NAMES, JointVerb
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http.fields import Code
from liandong.terms.codes import LinkId
from liandong.terms.principal import Principal

router = PageRouter(prefix="/joints")

Number = Annotated[Code, Path(description="联办件编号")]
Here = Annotated[Desk, Depends(desk_of)]
Looking = Annotated[Visitor, SignedIn(Action.JOINT_READ)]
Link = Annotated[str, Query(max_length=64)]


def _possible(by: Principal, joint: Joint, link: str) -> list[JointVerb]:
    if not link:
        return open_to(by, joint)
    share = joint.share(LinkId(link))
    return [] if share is None else open_on_share(by, joint, share)


def _part(desk: Desk, joint: Joint, link: str) -> str | None:
    share = joint.share(LinkId(link))
    return None if share is None else f"{names_of_shares(desk, joint)[share.item]} · {_unit_name(desk, share)}"


def _unit_name(desk: Desk, share: ShareState) -> str:
    known = desk.references.unit(share.unit)
    return share.unit if known is None else known.name


MATTERS: Final[Matters[Joint, JointVerb]] = Matters(
    repository=JOINTS,
    page="/joints",
    back="联办件页",
    acts=ACTS,
    names=NAMES,
    names_on_part=VERB_NAMES,
    status_names=STATUS_NAMES,
    first=CARRIES_ON,
    possible=_possible,
    beside=path_arguments,
    part=_part,
    clocks=clocks_of,
    clock_names=CLOCK_NAMES,
    explain=explain_deadline,
)


@router.get("")
async def show_joints(visitor: Looking, request: Request, desk: Here) -> Response:
    """What is open, the most urgent first."""
    rows = await joints_waiting(desk, visitor.principal)
    return rendered(request, "joints.html", rows=rows, status_names=STATUS_NAMES, applicant=applicant_shown, most=MOST)


@router.get("/{joint}")
async def show_joint(
    visitor: Looking, request: Request, joint: Number, desk: Here, done: Annotated[str, Query(max_length=32)] = ""
) -> Response:
    state, version = await found(MATTERS, desk, visitor, joint)
    entries = await entries_of(MATTERS, desk, visitor, joint)
    return rendered(
        request,
        "joint.html",
        joint=state,
        shown=joint_out(state, version),
        lanes=_lanes(desk, visitor, state),
        shares=_shares(request, desk, visitor, state),
        **await told_of(MATTERS, desk, visitor, state, entries, done),
    )


@router.get("/{joint}/acts/{verb}")
async def show_act(
    visitor: Looking, request: Request, joint: Number, verb: JointVerb, desk: Here, link: Link = ""
) -> Response:
    """The form of one act, if he may try it now; some are on one share, by its link."""
    return await acting.show_act(MATTERS, request, visitor, desk, joint, verb, link)


@router.post("/{joint}/acts/{verb}")
async def do_act(
    visitor: Looking, request: Request, joint: Number, verb: JointVerb, desk: Here, _room: WithFiles
) -> Response:
    return await acting.do_act(MATTERS, request, visitor, desk, joint, verb)


def _lanes(desk: Desk, visitor: Visitor, joint: Joint) -> Lanes | None:
    names = names_of_shares(desk, joint)

    def told(share: ShareState) -> tuple[str, str]:
        return names[share.item], _unit_name(desk, share)

    return lanes_of_joint(joint, told, desk.references.calendar(joint.unit), desk.given(visitor.principal).today)


def _shares(request: Request, desk: Desk, visitor: Visitor, joint: Joint) -> list[dict[str, Any]]:
    names, say = names_of_shares(desk, joint), said_in(request)
    return [
        {
            "share": share,
            "item": names[share.item],
            "unit": _unit_name(desk, share),
            "standing": standing_of(share, say),
            "acts": [(verb, VERB_NAMES[verb]) for verb in open_on_share(visitor.principal, joint, share)],
        }
        for share in joint.shares
    ]
