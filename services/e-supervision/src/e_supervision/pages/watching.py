"""Who may see the wall: somebody signed in, or a registered screen, which may see nothing else."""

from dataclasses import dataclass

from fastapi import Depends
from fastapi.params import Depends as Dependency
from starlette.requests import Request
from starlette.responses import Response

from e_supervision.displays import known_by
from liandong.application.desk import Desk
from liandong.application.pages.permission import SignedIn
from liandong.application.pages.visitor import Visitor
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Denied, decide
from liandong.infrastructure.http.entrance import note
from liandong.infrastructure.http.marks import Permission
from liandong.infrastructure.http.problem import EdgeRefusal

COOKIE = "__Host-liandong-display"
COOKIE_SECONDS = 400 * 86_400
"""The longest that browsers keep one; whether the screen is still known, the service says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """`display` is the name of the registered screen, None where somebody is signed in; `registers`: he may make
    screens, too."""

    display: str | None = None
    registers: bool = False


def Watching() -> Dependency:  # reads as a type in a signature
    """`watcher: Annotated[Watcher, Watching()]`, first in the signature. 401 for whoever is neither."""
    dependency: Dependency = Depends(_Watching(Action.SUPERVISION_READ))
    return dependency


class _Watching(Permission):
    async def __call__(self, request: Request) -> Watcher:
        person = SignedIn(Action(self.action)).dependency
        assert person is not None, "SignedIn depends on something"
        try:
            visitor: Visitor = await person(request)
        except EdgeRefusal as refusal:
            name = await _display_of(request) if refusal.status_code == 401 else None
            if name is None:
                raise
            note(request.scope, by=f"display {name}")
            return Watcher(display=name)
        return Watcher(registers=not isinstance(decide(visitor.principal, Action.SUPERVISION_DISPLAY), Denied))


async def is_still_known(request: Request, watcher: Watcher) -> bool:
    """Somebody signed in is until the stream ends; a screen until it is revoked or replaced."""
    return watcher.display is None or await _display_of(request) is not None


async def _display_of(request: Request) -> str | None:
    secret = request.cookies.get(COOKIE)
    desk: Desk = request.app.state.desk
    return None if secret is None else await known_by(desk.pool, secret)


def is_display(answer: Response, secret: str) -> None:
    """From now on the browser of this answer is the screen with this secret."""
    answer.set_cookie(COOKIE, secret, max_age=COOKIE_SECONDS, path="/", secure=True, httponly=True, samesite="lax")


def stays_display(request: Request, answer: Response) -> None:
    """The browser keeps its secret for another while."""
    if secret := request.cookies.get(COOKIE):
        is_display(answer, secret)
