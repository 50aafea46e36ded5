"""联办件: the joint approvals of this lead, and the page of one: its shares as lanes, and what may be done."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from liandong.application.desk import Desk, desk_of
from liandong.application.pages.permission import SignedIn
from liandong.application.pages.rendering import rendered, said_in
from liandong.application.pages.route import PageRouter
from liandong.application.pages.typed import typed_of
from liandong.application.pages.visitor import Visitor
from liandong.casework.api.courts import court_of
from liandong.casework.api.deadlines import DeadlineFilter, DeadlineOut
from liandong.casework.api.joint_clocks import explain_deadline
from liandong.casework.api.joint_shown import joint_out
from liandong.casework.api.shown import applicant_shown
from liandong.casework.inbox import MOST, joints_waiting
from liandong.casework.pages.bridge import call, new_key
from liandong.casework.pages.choices import word_of
from liandong.casework.pages.entries import lines_of
from liandong.casework.pages.fields import body_of
from liandong.casework.pages.handed_in import materials_of
from liandong.casework.pages.joint_acts import ACTS, CARRIES_ON, OF_A_SHARE, open_on_share, open_to
from liandong.casework.pages.lanes import Lanes, lanes_of_joint
from liandong.casework.pages.names import REASONS, WEEKDAYS
from liandong.casework.queries import get, get_history
from liandong.casework.repositories import JOINTS
from liandong.casework.tracking.told import names_of_shares, standing_of
from liandong.domain.case.explained import Which
from liandong.domain.case.rules.powers import must_be_allowed
from liandong.domain.joint.clocks import CLOCK_NAMES, clocks_of
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import STATUS_NAMES, VERB_NAMES, JointVerb
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import NOTHING_KNOWN
from liandong.infrastructure.http.fields import Code
from liandong.terms.codes import LinkId
from liandong.terms.refusal import Nature, Refused

router = PageRouter(prefix="/joints")

Number = Annotated[Code, Path(description="联办件编号")]
Here = Annotated[Desk, Depends(desk_of)]
Looking = Annotated[Visitor, SignedIn(Action.JOINT_READ)]
Link = Annotated[str, Query(max_length=64)]


@router.get("")
async def show_joints(visitor: Looking, request: Request, desk: Here) -> Response:
    """What is open, the most urgent first."""
    rows = await joints_waiting(desk, visitor.principal)
    return rendered(request, "joints.html", rows=rows, status_names=STATUS_NAMES, applicant=applicant_shown, most=MOST)


@router.get("/{joint}")
async def show_joint(
    visitor: Looking, request: Request, joint: Number, desk: Here, done: Annotated[str, Query(max_length=32)] = ""
) -> Response:
    state, version = await _get(desk, visitor, joint)
    acts = open_to(visitor.principal, state)
    first = [verb for verb in CARRIES_ON.get(state.status, ()) if verb in acts]
    entries = await get_history(desk.pool, JOINTS, visitor.principal.unit, joint)
    return rendered(
        request,
        "joint.html",
        joint=state,
        shown=joint_out(state, version),
        status_name=STATUS_NAMES[state.status],
        clocks=_clocks(desk, visitor, state),
        clock_names=CLOCK_NAMES,
        whys=await _whys(desk, visitor, state),
        lanes=_lanes(desk, visitor, state),
        shares=_shares(request, desk, visitor, state),
        court=await court_of(desk, JOINTS, visitor.principal.unit, joint),
        lines=lines_of(entries, state.entry),
        first=[(verb, VERB_NAMES[verb]) for verb in first],
        others=[(verb, VERB_NAMES[verb]) for verb in acts if verb not in first],
        done=VERB_NAMES[JointVerb(done)] if done in {verb.value for verb in ACTS} else None,
        materials=materials_of(state),
        word=word_of,
        weekdays=WEEKDAYS,
        reasons=REASONS,
    )


@router.get("/{joint}/acts/{verb}")
async def show_act(
    visitor: Looking, request: Request, joint: Number, verb: JointVerb, desk: Here, link: Link = ""
) -> Response:
    """The form of one act, if he may try it now; some are on one share, by its link."""
    state, version = await _get(desk, visitor, joint)
    _must_be_open(visitor, state, verb, link)
    return _form(request, state, verb, version, link, errors=())


@router.post("/{joint}/acts/{verb}")
async def do_act(visitor: Looking, request: Request, joint: Number, verb: JointVerb, desk: Here) -> Response:
    """Sent to the API's endpoint of the act; refused, the form comes back as it was."""
    if verb not in ACTS:
        raise _no_such_act()
    state, version = await _get(desk, visitor, joint)
    act, typed = ACTS[verb], typed_of(request)
    link = typed.one("_link") or ""
    path = {"link": link} if verb in OF_A_SHARE else {}
    body = None if act.model is None else body_of(act.fields, typed)
    called = await call(act.endpoint, request, visitor, typed, act.model, act.labels, body=body, joint=joint, **path)
    if called.done:
        return RedirectResponse(f"/joints/{joint}?done={verb.value}", 303)
    return _form(request, state, verb, version, link, errors=called.failures)


async def _get(desk: Desk, visitor: Visitor, number: str) -> tuple[Joint, int]:
    loaded = await get(desk.pool, JOINTS, visitor.principal.unit, number, desk.keys[visitor.principal.unit])
    assert loaded.state is not None, "get raises"
    return loaded.state, loaded.version


def _clocks(desk: Desk, visitor: Visitor, joint: Joint) -> Any:
    try:
        return clocks_of(joint, desk.given(visitor.principal))
    except Refused:
        return ()


async def _whys(desk: Desk, visitor: Visitor, joint: Joint) -> list[DeadlineOut]:
    if joint.accepted_on is None:
        return []
    try:
        return [
            await explain_deadline(visitor.principal, joint.id, desk, DeadlineFilter(which=which))
            for which in (Which.PROMISED, Which.STATUTORY)
        ]
    except Refused:
        return []


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


def _unit_name(desk: Desk, share: ShareState) -> str:
    known = desk.references.unit(share.unit)
    return share.unit if known is None else known.name


def _must_be_open(visitor: Visitor, joint: Joint, verb: JointVerb, link: str) -> None:
    if verb not in ACTS:
        raise _no_such_act()
    must_be_allowed(visitor.principal, ACTS[verb].action, NOTHING_KNOWN)
    share = joint.share(LinkId(link)) if verb in OF_A_SHARE else None
    possible = open_to(visitor.principal, joint)
    if share is not None:
        possible = open_on_share(visitor.principal, joint, share)
    if verb not in possible:
        reason = f"此件现在是“{STATUS_NAMES[joint.status]}”，不能“{VERB_NAMES[verb]}”；请回到联办件页查看可以办理的事"
        raise Refused("joint.not-now", reason, nature=Nature.CONFLICT)


def _no_such_act() -> Refused:
    return Refused("joint.no-such-act", "没有这个办理动作，请从联办件页选择", nature=Nature.NOT_FOUND)


def _form(request: Request, joint: Joint, verb: JointVerb, version: int, link: str, *, errors: Any) -> Response:
    typed = typed_of(request)
    return rendered(
        request,
        "act.html",
        status=errors[0].status if errors else 200,
        matter=joint,
        back=f"/joints/{joint.id}",
        link=link,
        name=VERB_NAMES[verb],
        fields=ACTS[verb].fields,
        errors=errors,
        typed=typed,
        key=typed.one("_key") or new_key(),
        version=typed.one("_version") or version,
        materials=materials_of(joint),
    )
