"""The page of a case: its clocks and why they end when they end, what was handed in and said, and what may be done."""

from typing import Annotated, Final

from fastapi import Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.pages.permission import SignedIn
from liandong.application.pages.rendering import rendered
from liandong.application.pages.route import PageRouter
from liandong.application.pages.visitor import Visitor
from liandong.casework.api.deadlines import explain_deadline
from liandong.casework.api.shown import case_out
from liandong.casework.histories import by_day
from liandong.casework.pages import acting
from liandong.casework.pages.acts import ACTS, open_to, path_arguments
from liandong.casework.pages.keeping import WithFiles
from liandong.casework.pages.lanes import lane_of_case
from liandong.casework.pages.matter import Matters, entries_of, found, told_of
from liandong.casework.repositories import CASES
from liandong.domain.case.clocks import CLOCK_NAMES, clocks_of
from liandong.domain.case.state import Case
from liandong.domain.case.status import STATUS_NAMES, VERB_NAMES, Verb
from liandong.domain.case.turn import CARRIES_ON
from liandong.domain.powers.actions import Action
from liandong.domain.powers.kinds import KIND_NAMES
from liandong.domain.worktime.moments import ended_on
from liandong.infrastructure.http.fields import Code

router = PageRouter(prefix="/cases/{case}")

Number = Annotated[Code, Path(description="办件编号")]
Here = Annotated[Desk, Depends(desk_of)]
Looking = Annotated[Visitor, SignedIn(Action.CASE_READ)]

MATTERS: Final[Matters[Case, Verb]] = Matters(
    repository=CASES,
    page="/cases",
    back="办件页",
    acts=ACTS,
    names=VERB_NAMES,
    names_on_part=VERB_NAMES,
    status_names=STATUS_NAMES,
    first=CARRIES_ON,
    possible=lambda by, case, _link: open_to(by, case),
    beside=lambda verb, case, _link: path_arguments(verb, case),
    part=lambda _desk, _case, _link: None,
    clocks=clocks_of,
    clock_names=CLOCK_NAMES,
    explain=explain_deadline,
)


@router.get("")
async def show_case(
    visitor: Looking, request: Request, case: Number, desk: Here, done: Annotated[str, Query(max_length=32)] = ""
) -> Response:
    state, version = await found(MATTERS, desk, visitor, case)
    entries = await entries_of(MATTERS, desk, visitor, case)
    today = desk.given(visitor.principal).today
    return rendered(
        request,
        "case.html",
        case=state,
        shown=case_out(state, version),
        kind_name=KIND_NAMES[state.case_kind],
        lane=lane_of_case(state, ended_on(by_day(entries)), desk.references.calendar(state.unit), today),
        **await told_of(MATTERS, desk, visitor, state, entries, done),
    )


@router.get("/acts/{verb}")
async def show_act(visitor: Looking, request: Request, case: Number, verb: Verb, desk: Here) -> Response:
    """The form of one act, if he may try it now."""
    return await acting.show_act(MATTERS, request, visitor, desk, case, verb)


@router.post("/acts/{verb}")
async def do_act(
    visitor: Looking, request: Request, case: Number, verb: Verb, desk: Here, _room: WithFiles
) -> Response:
    return await acting.do_act(MATTERS, request, visitor, desk, case, verb)
