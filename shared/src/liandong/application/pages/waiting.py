"""A form that could not be sent and waits: what was typed goes along hidden until it can be sent after all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from liandong.application.pages.rendering import rendered
from liandong.application.pages.typed import Typed
from liandong.application.pages.visitor import form_token_of

BEHIND, LOST = "kept.", "_lost"
"""On the page of signing in: what stands before the fields of the form behind it, and the files that one has lost."""
DO, LOOK = "_do", "look"
"""What the button of a form does; LOOK only shows the form again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A form by its fields. `lost` names the files that were chosen: no page can carry those, so it is not sent
    before somebody has looked at it again."""

    fields: Sequence[tuple[str, str]] = ()
    lost: Sequence[str] = ()


NOTHING_WAITS: Final = Waiting()


def waiting_form(typed: Typed) -> Waiting:
    """This form, which could not be sent; the mark of its session is left out, for that has ended."""
    fields = [(name, text) for name, text in typed.fields if name != "_token"]
    lost = [file.filename or "" for file in typed.files.values()]
    if lost:
        fields = [*(field for field in fields if field[0] != DO), (DO, LOOK)]
    return Waiting(fields=fields, lost=lost)


def form_behind(typed: Typed) -> Waiting:
    """The form that waits behind the page of signing in."""
    fields = [(name.removeprefix(BEHIND), text) for name, text in typed.fields if name.startswith(BEHIND)]
    return Waiting(fields=fields, lost=typed.all(LOST))


def ready_to_send(request: Request, to: str, waiting: Waiting, session: str, status: int = 200) -> Response:
    """The page from which it can be sent in this session."""
    return rendered(
        request, "signed_in.html", status=status, onward=to, waiting=waiting, form_token=form_token_of(session)
    )
