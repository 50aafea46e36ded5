"""Turns a template into an answer: language, layout, and the headers that keep everything foreign out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template, TemplateNotFound
from starlette.requests import Request
from starlette.responses import HTMLResponse

from liandong.application.pages.amounts import amounts_in
from liandong.application.pages.assets import address
from liandong.application.pages.language import Language, language_of, translations
from liandong.application.pages.navigation import Navigation
from liandong.application.pages.visitor import visitor_of
from liandong.terms.legal_time import LEGAL_ZONE

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
    "Vary": "Accept-Language, Cookie",
}
"""No inline script or style, nothing from elsewhere, no framing."""


KIT: Final = "liandong.application.pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of one service: whose they are, what the head of each offers, packages with `templates`, KIT first."""

    service: str
    navigation: Navigation
    packages: tuple[str, ...]


def rendered(request: Request, template: str, *, status: int = 200, **told: Any) -> HTMLResponse:
    """The page as an answer, in the language of the request. What is told to every page stands in `_known`."""
    language = language_of(request)
    pages: Pages = request.app.state.pages
    html = _template(pages.packages, language, template).render(_known(request, language) | told)
    return HTMLResponse(html, status, headers=HEADERS | {"Content-Language": language})


def said_in(request: Request) -> Callable[[str], str]:
    """Says words in the language of the request."""
    pages: Pages = request.app.state.pages
    return translations(pages.packages, language_of(request)).gettext


def _template(packages: tuple[str, ...], language: Language, name: str) -> Template:
    try:
        return environment(packages, language).get_template(name)
    except TemplateNotFound as fault:  # an OSError, which elsewhere means that the database is away
        raise RuntimeError(f"no template {fault}") from fault


def _known(request: Request, language: Language) -> dict[str, Any]:
    visitor, desk = visitor_of(request), request.app.state.desk
    unit = None if visitor is None else desk.references.unit(visitor.principal.unit)
    return {
        "language": language,
        "path": request.url.path,
        "title": request.app.title,
        "visitor": visitor,
        "visitors_unit": None if unit is None else unit.name,
        "navigation": [] if visitor is None else request.app.state.pages.navigation.seen_by(visitor.principal),
        "now": desk.clock.now(),
        "demo": desk.settings.demo,
    }


@cache
def environment(packages: tuple[str, ...], language: Language) -> Environment:
    """Autoescaping, and refusing names that nobody told."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(packages, language), newstyle=True)  # type: ignore[attr-defined]  # i18n's
    made.globals |= {"asset": address, "amount": amounts_in(translations(packages, language))}
    made.filters |= {"day": day, "minute": minute, "second": second, "moment": moment}
    return made


def day(value: date | None) -> str:
    """2026-11-30; a dash where there is none."""
    return "—" if value is None else f"{value:%Y-%m-%d}"


def minute(value: datetime | None) -> str:
    """2026-11-30 14:05, legal time."""
    return "—" if value is None else value.astimezone(LEGAL_ZONE).strftime("%Y-%m-%d %H:%M")


def moment(value: datetime, now: datetime, *, exact: bool = False) -> str:
    """14:05, or 14:05:09 if exact; 11-29 14:05 where that was another day than it is now. Legal time."""
    said, today = value.astimezone(LEGAL_ZONE), now.astimezone(LEGAL_ZONE).date()
    if said.date() != today:
        return said.strftime("%m-%d %H:%M")
    return said.strftime("%H:%M:%S" if exact else "%H:%M")


def second(value: datetime) -> str:
    """14:05:09, legal time."""
    return value.astimezone(LEGAL_ZONE).strftime("%H:%M:%S")
