"""Who looks at a page: the signed-in person, and the mark his forms carry."""

import base64
import hmac
from dataclasses import dataclass

from starlette.requests import Request

from liandong.terms.principal import Principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody signed in. `form_token` stands in each of his forms: a page elsewhere cannot know it."""

    principal: Principal
    form_token: str


def visitor_of(request: Request) -> Visitor | None:
    """Whom the permission of the page let in; None on a page open to all."""
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    return visitor


def form_token_of(session: str) -> str:
    """The mark that goes with a session; it tells nothing of the session."""
    return base64.urlsafe_b64encode(hmac.digest(session.encode(), b"form", "sha256")).decode()[:32]
