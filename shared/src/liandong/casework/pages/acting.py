"""The form of one act on a case or joint approval: shown if he may try it, sent to the API's endpoint, shown again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from liandong.application.desk import Desk
from liandong.application.pages.failing import STALE, Failure
from liandong.application.pages.rendering import rendered
from liandong.application.pages.typed import typed_of
from liandong.application.pages.visitor import Visitor
from liandong.application.pages.waiting import DO, LOOK
from liandong.casework.api.files import UploadIn
from liandong.casework.pages.body import body_of
from liandong.casework.pages.bridge import VERSION, call, key_of
from liandong.casework.pages.entries import Line, lines_of
from liandong.casework.pages.handed_in import materials_of
from liandong.casework.pages.keeping import ROOM, keep_files
from liandong.casework.pages.kept import Kept, at_materials, fields_of_materials
from liandong.casework.pages.matter import M, Matters, V, entries_of, found
from liandong.domain.case.rules.powers import must_be_allowed
from liandong.domain.powers.decide import NOTHING_KNOWN
from liandong.terms.refusal import Nature, Refused

LINK = "link"
"""The field that says which share an act is on; where there is none, it is on the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What a form is shown with after it was sent: why it was refused, the files kept, what happened meanwhile."""

    errors: Sequence[Failure] = ()
    kept: Mapping[str, Kept] = field(default_factory=dict)
    changes: Sequence[Line] = ()


async def show_act(
    matters: Matters[M, V], request: Request, visitor: Visitor, desk: Desk, number: str, verb: V, link: str = ""
) -> Response:
    """Raises Refused for an act that is not possible now, or not by him."""
    matter, version = await found(matters, desk, visitor, number)
    if verb not in matters.acts:
        raise _no_such_act(matters)
    must_be_allowed(visitor.principal, matters.acts[verb].action, NOTHING_KNOWN)
    if verb not in matters.possible(visitor.principal, matter, link):
        status, act = matters.status_names[matter.status], matters.called(verb, link)
        reason = f"此件现在是“{status}”，不能“{act}”；请回到{matters.back}查看可以办理的事"
        raise Refused(f"{matters.repository.name}.not-now", reason, nature=Nature.CONFLICT)
    return _form(matters, request, desk, matter, verb, version, link, Again())


async def do_act(
    matters: Matters[M, V], request: Request, visitor: Visitor, desk: Desk, number: str, verb: V
) -> Response:
    """Done as the API's endpoint does it. Refused, the form comes back as it was, with what has changed meanwhile."""
    if verb not in matters.acts:
        raise _no_such_act(matters)
    matter, version = await found(matters, desk, visitor, number)
    act, typed = matters.acts[verb], typed_of(request)
    link = typed.one(LINK) or ""
    kept, failures = await keep_files(request, visitor, typed, UploadIn(case=number))
    if failures or typed.one(DO) == LOOK:
        return _form(matters, request, desk, matter, verb, version, link, Again(errors=failures, kept=kept))
    names = {material.code: material.name for material in matter.entry.materials}
    called = await call(
        act.endpoint,
        request,
        visitor,
        typed,
        act.model,
        {**act.labels, **fields_of_materials(typed, kept, names)},
        body=None if act.model is None else body_of(typed, act.model, kept=kept),
        **{matters.repository.name: number, **matters.beside(verb, matter, link)},
    )
    if called.done:
        return RedirectResponse(f"{matters.page}/{number}?done={verb.value}", 303)
    changes: Sequence[Line] = ()
    if any(failure.code == STALE for failure in called.failures):
        matter, version = await found(matters, desk, visitor, number)
        seen = int(typed.one(VERSION) or 0)
        changes = lines_of((await entries_of(matters, desk, visitor, number))[seen:], matter.entry)
    again = Again(errors=at_materials(called.failures, typed, kept), kept=kept, changes=changes)
    return _form(matters, request, desk, matter, verb, version, link, again)


def _no_such_act(matters: Matters[M, V]) -> Refused:
    reason = f"没有这个办理动作，请从{matters.back}选择"
    return Refused(f"{matters.repository.name}.no-such-act", reason, nature=Nature.NOT_FOUND)


def _form(
    matters: Matters[M, V], request: Request, desk: Desk, matter: M, verb: V, version: int, link: str, again: Again
) -> Response:
    typed = typed_of(request)
    act = matters.acts[verb]
    told: Mapping[str, Any] = {
        "matter": matter,
        "back": f"{matters.page}/{matter.id}",
        "name": matters.called(verb, link),
        "part": matters.part(desk, matter, link) if link else None,
        "link": link,
        "fields": act.fields,
        "typed": typed,
        "errors": again.errors,
        "kept": again.kept,
        "changes": again.changes,
        "key": key_of(typed, again.errors),
        "version": version if again.changes else typed.one(VERSION) or version,
        "materials": materials_of(matter),
        "room": ROOM,
    }
    return rendered(request, "act.html", status=again.errors[0].status if again.errors else 200, **told)
