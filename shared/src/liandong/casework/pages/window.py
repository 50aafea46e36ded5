"""窗口受理: the applicant, his matter and his materials on one page; what was typed is never lost."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.pages.failing import Failure, failure_of
from liandong.application.pages.permission import SignedIn
from liandong.application.pages.rendering import rendered
from liandong.application.pages.route import PageRouter
from liandong.application.pages.typed import Typed, typed_of
from liandong.application.pages.visitor import Visitor
from liandong.casework.api.acts import unit_here
from liandong.casework.api.application import applicant_of
from liandong.casework.api.intake import ReceiveIn, accept_case, receive_case
from liandong.casework.pages.bridge import KEY, Called, call, key_of
from liandong.casework.pages.keeping import ROOM, WithFiles, keep_files
from liandong.casework.pages.kept import FILE, Kept, at_materials, kept_files
from liandong.casework.pages.window_form import Form, application, fields_of, whose_files, with_choice
from liandong.casework.pages.window_items import Chosen, chosen_item, find_items
from liandong.casework.pages.window_received import FIELDS as ACTS
from liandong.casework.pages.window_received import on_to, received_page, tell_secret
from liandong.casework.pages.window_standing import may
from liandong.casework.queries import undecided
from liandong.domain import identifiers
from liandong.domain.case.rules.duplicate import look_the_same
from liandong.domain.powers.actions import Action
from liandong.events.case import ApplicantKind
from liandong.infrastructure.http.fields import Code
from liandong.terms.codes import ItemCode, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.refusal import Refused

router = PageRouter(prefix="/window")

Clerk = Annotated[Visitor, SignedIn(Action.CASE_RECEIVE)]
Here = Annotated[Desk, Depends(desk_of)]
Words = Annotated[str, Query(max_length=200)]
RECEIVE, ACCEPT = "receive", "accept"
"""What the buttons of the form do; any other only shows it again."""


@router.get("")
async def show_window(visitor: Clerk, request: Request, desk: Here, q: Words = "", item: Words = "") -> Response:
    """The empty form; an item may be searched for or chosen by the address."""
    typed = Typed([("q", q), ("item", item), ("applicant.kind", ApplicantKind.PERSON)])
    return await _shown(request, visitor, desk, typed)


@router.get("/items")
async def search_items(visitor: Clerk, request: Request, desk: Here, q: Words = "") -> Response:
    """What the search finds, for the page while somebody types."""
    found = find_items(desk, visitor.principal.unit, q)
    return rendered(request, "window_found.html", found=found)


@router.post("/number")
async def check_number(visitor: Clerk, request: Request, desk: Here) -> Response:
    """What is wrong with the applicant's number, for the page as soon as it is typed."""
    typed = typed_of(request)
    kind, number = typed.one("applicant.kind"), typed.one("applicant.id_number")
    wrong = None
    if kind in set(ApplicantKind) and number is not None:
        try:
            identifiers.of_applicant(ApplicantKind(kind), number, legal_day(desk.clock.now()))
        except Refused as refused:
            wrong = failure_of(refused)
    return rendered(request, "window_number.html", wrong=wrong)


@router.post("/files/{material}")
async def keep_file(
    visitor: Clerk, request: Request, desk: Here, material: Annotated[Code, Path()], _room: WithFiles
) -> Response:
    """Keeps the file of one material as soon as it is chosen; its row comes back."""
    typed = typed_of(request)
    only = {name: file for name, file in typed.files.items() if name == f"{FILE}{material}"}
    kept, failures = await keep_files(request, visitor, replace(typed, files=only), whose_files(typed))
    form = await _form(visitor, desk, typed, failures, kept)
    wanted = [] if form.chosen is None else [one for one in form.chosen.materials if one.code == material]
    return rendered(request, "window_material.html", form=form, wanted=wanted, room=ROOM)


@router.post("")
async def hand_in(visitor: Clerk, request: Request, desk: Here, _room: WithFiles) -> Response:
    """Receives the case, with 收件并受理 accepts it too; what the other buttons ask for shows the form again."""
    typed = with_choice(typed_of(request))
    kept, failures = await keep_files(request, visitor, typed, whose_files(typed))
    wish = typed.one("_do")
    if failures or wish not in (RECEIVE, ACCEPT):
        return await _shown(request, visitor, desk, typed, failures, kept)
    chosen = await _chosen(desk, visitor.principal.unit, typed)
    fields = fields_of(typed, kept, chosen if isinstance(chosen, Chosen) else None)
    called = await call(receive_case, request, visitor, typed, ReceiveIn, fields, body=application(typed, kept))
    if not called.done:
        wrong = at_materials(called.failures, typed, kept)
        return await _shown(request, visitor, desk, typed, wrong, kept)
    return await _goes_on(request, visitor, desk, typed, called, accept=wish == ACCEPT)


async def _goes_on(
    request: Request, visitor: Visitor, desk: Desk, typed: Typed, called: Called, *, accept: bool
) -> Response:
    """On to the case; where accepting it was refused, the case stands and the reason is told with it."""
    number, secret = called.body["id"], called.body["tracking_secret"]
    answer = on_to(number)
    if accept:
        key, version = f"{typed.one(KEY)}.accept", str(called.body["version"])
        accepted = await call(
            accept_case, request, visitor, typed, None, ACTS, before="accept.", key=key, version=version, case=number
        )
        if not accepted.done:
            answer = await received_page(request, visitor, desk, number, accepted.failures, accepted.status, secret)
    tell_secret(answer, number, secret)
    return answer


async def _shown(
    request: Request,
    visitor: Visitor,
    desk: Desk,
    typed: Typed,
    errors: Sequence[Failure] = (),
    kept: Mapping[str, Kept] | None = None,
) -> Response:
    form = await _form(visitor, desk, typed, errors, kept_files(typed) if kept is None else kept)
    status = form.errors[0].status if form.errors else 200
    return rendered(request, "window.html", status=status, form=form, room=ROOM)


async def _form(
    visitor: Visitor, desk: Desk, typed: Typed, errors: Sequence[Failure], kept: Mapping[str, Kept]
) -> Form:
    unit = visitor.principal.unit
    chosen = await _chosen(desk, unit, typed)
    if isinstance(chosen, Failure):
        errors = [chosen, *(error for error in errors if error.code != chosen.code)]
    return Form(
        typed=typed,
        key=key_of(typed, errors),
        kept=kept,
        found=find_items(desk, unit, typed.one("q") or ""),
        chosen=None if isinstance(chosen, Failure) else chosen,
        points=unit_here(desk, unit).points,
        may_accept=may(visitor.principal, Action.CASE_ACCEPT),
        alike=await _alike(desk, unit, typed, errors),
        errors=errors,
    )


async def _chosen(desk: Desk, unit: UnitCode, typed: Typed) -> Chosen | Failure | None:
    item = typed.one("item")
    return None if item is None else await chosen_item(desk, unit, item)


async def _alike(desk: Desk, unit: UnitCode, typed: Typed, errors: Sequence[Failure]) -> list[str]:
    """The open cases that look the same, which somebody is to look at; those he has looked at among them."""
    looked_at = typed.all("not_duplicate_of")
    if all(error.code != "case.duplicate" for error in errors):
        return looked_at
    sent = ReceiveIn.model_validate(application(typed, {}))
    applicant = await applicant_of(desk, unit, sent.applicant)
    others = await undecided(desk.pool, unit, applicant.pseudonym, ItemCode(sent.item))
    return list(dict.fromkeys([*look_the_same(sent.project_code, others), *looked_at]))
