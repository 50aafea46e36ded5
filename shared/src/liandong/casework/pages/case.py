"""The page of a case: its clocks and why they end when they end, what was handed in and said, and what may be done."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from liandong.application.desk import Desk, desk_of
from liandong.application.pages.permission import SignedIn
from liandong.application.pages.rendering import rendered
from liandong.application.pages.route import PageRouter
from liandong.application.pages.typed import typed_of
from liandong.application.pages.visitor import Visitor
from liandong.casework.api.courts import court_of
from liandong.casework.api.deadlines import DeadlineFilter, DeadlineOut, explain_deadline
from liandong.casework.api.shown import case_out
from liandong.casework.pages.acts import ACTS, open_to, path_arguments
from liandong.casework.pages.bridge import call, new_key
from liandong.casework.pages.choices import word_of
from liandong.casework.pages.entries import lines_of
from liandong.casework.pages.fields import body_of
from liandong.casework.pages.handed_in import materials_of
from liandong.casework.pages.lanes import lane_of_case
from liandong.casework.pages.names import REASONS, WEEKDAYS
from liandong.casework.queries import get, get_history
from liandong.casework.repositories import CASES
from liandong.domain.case.clocks import CLOCK_NAMES, Running, clocks_of
from liandong.domain.case.explained import Which
from liandong.domain.case.rules.powers import must_be_allowed
from liandong.domain.case.state import Case
from liandong.domain.case.status import STATUS_NAMES, VERB_NAMES, Verb
from liandong.domain.case.turn import CARRIES_ON
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import NOTHING_KNOWN
from liandong.domain.powers.kinds import KIND_NAMES
from liandong.infrastructure.http.fields import Code
from liandong.terms.refusal import Nature, Refused

router = PageRouter(prefix="/cases/{case}")

Number = Annotated[Code, Path(description="办件编号")]
Here = Annotated[Desk, Depends(desk_of)]
Looking = Annotated[Visitor, SignedIn(Action.CASE_READ)]


@router.get("")
async def show_case(
    visitor: Looking, request: Request, case: Number, desk: Here, done: Annotated[str, Query(max_length=32)] = ""
) -> Response:
    state, version = await _get(desk, visitor, case)
    acts = open_to(visitor.principal, state)
    first = [verb for verb in CARRIES_ON.get(state.status, ()) if verb in acts]
    entries = await get_history(desk.pool, CASES, visitor.principal.unit, case)
    clocks = _clocks(desk, visitor, state)
    whys = await _whys(desk, visitor, state)
    return rendered(
        request,
        "case.html",
        case=state,
        shown=case_out(state, version),
        status_name=STATUS_NAMES[state.status],
        kind_name=KIND_NAMES[state.case_kind],
        clocks=clocks,
        clock_names=CLOCK_NAMES,
        whys=whys,
        lane=lane_of_case(state, desk.references.calendar(state.unit), desk.given(visitor.principal).today),
        court=await court_of(desk, CASES, visitor.principal.unit, case),
        lines=lines_of(entries, state.entry),
        first=[(verb, VERB_NAMES[verb]) for verb in first],
        others=[(verb, VERB_NAMES[verb]) for verb in acts if verb not in first],
        done=VERB_NAMES[Verb(done)] if done in ACTS_BY_NAME else None,
        materials=materials_of(state),
        word=word_of,
        weekdays=WEEKDAYS,
        reasons=REASONS,
    )


@router.get("/acts/{verb}")
async def show_act(visitor: Looking, request: Request, case: Number, verb: Verb, desk: Here) -> Response:
    """The form of one act, if he may try it now."""
    state, version = await _get(desk, visitor, case)
    _must_be_open(visitor, state, verb)
    return _form(request, state, verb, version, errors=())


@router.post("/acts/{verb}")
async def do_act(visitor: Looking, request: Request, case: Number, verb: Verb, desk: Here) -> Response:
    """Sent to the API's endpoint of the act; refused, the form comes back as it was."""
    if verb not in ACTS:
        raise _no_such_act()
    state, version = await _get(desk, visitor, case)
    act, typed = ACTS[verb], typed_of(request)
    body = None if act.model is None else body_of(act.fields, typed)
    path = path_arguments(verb, state)
    called = await call(act.endpoint, request, visitor, typed, act.model, act.labels, body=body, case=case, **path)
    if called.done:
        return RedirectResponse(f"/cases/{case}?done={verb.value}", 303)
    return _form(request, state, verb, version, errors=called.failures)


ACTS_BY_NAME = {verb.value for verb in ACTS}


async def _get(desk: Desk, visitor: Visitor, number: str) -> tuple[Case, int]:
    loaded = await get(desk.pool, CASES, visitor.principal.unit, number, desk.keys[visitor.principal.unit])
    assert loaded.state is not None, "get raises"
    return loaded.state, loaded.version


def _clocks(desk: Desk, visitor: Visitor, case: Case) -> tuple[Running, ...]:
    try:
        return clocks_of(case, desk.given(visitor.principal))
    except Refused:
        return ()


async def _whys(desk: Desk, visitor: Visitor, case: Case) -> list[DeadlineOut]:
    """Day by day, the promise first; nothing before acceptance, or where the calendar does not reach."""
    if case.accepted_on is None:
        return []
    try:
        return [
            await explain_deadline(visitor.principal, case.id, desk, DeadlineFilter(which=which))
            for which in (Which.PROMISED, Which.STATUTORY)
        ]
    except Refused:
        return []


def _must_be_open(visitor: Visitor, case: Case, verb: Verb) -> None:
    if verb not in ACTS:
        raise _no_such_act()
    must_be_allowed(visitor.principal, ACTS[verb].action, NOTHING_KNOWN)
    if verb not in open_to(visitor.principal, case):
        reason = f"此件现在是“{STATUS_NAMES[case.status]}”，不能“{VERB_NAMES[verb]}”；请回到办件页查看可以办理的事"
        raise Refused("case.not-now", reason, nature=Nature.CONFLICT)


def _no_such_act() -> Refused:
    return Refused("case.no-such-act", "没有这个办理动作，请从办件页选择", nature=Nature.NOT_FOUND)


def _form(request: Request, case: Case, verb: Verb, version: int, *, errors: Any) -> Response:
    typed = typed_of(request)
    return rendered(
        request,
        "act.html",
        status=errors[0].status if errors else 200,
        matter=case,
        back=f"/cases/{case.id}",
        name=VERB_NAMES[verb],
        fields=ACTS[verb].fields,
        errors=errors,
        typed=typed,
        key=typed.one("_key") or new_key(),
        version=typed.one("_version") or version,
        link=None,
        materials=materials_of(case),
    )
