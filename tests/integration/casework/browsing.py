"""What a browser does before the pages of a service: it asks, sends forms, and presses the button of one it sees."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

import httpx

from liandong.application.pages.visitor import form_token_of
from liandong.terms.roles import Role
from tests.city import City

DISTRICT, HALL = "610113", "610113004"
SERVICES = {"610100": "city-center", DISTRICT: "district-center", HALL: "township-hall"}
Fields = dict[str, Any]


def headers_of(session: str, unit: str) -> dict[str, str]:
    return {"Cookie": f"__Host-liandong-{SERVICES[unit]}={session}", "Sec-Fetch-Site": "same-origin"}


async def posts(
    city: City,
    path: str,
    fields: Fields,
    files: Any = None,
    unit: str = DISTRICT,
    by: Role = Role.CLERK,
    session: str | None = None,
) -> httpx.Response:
    """Sends a form of this site. In a session that is given its own mark counts, if it has one."""
    his = session or city.token(by, unit)
    sent = {**fields, "_token": form_token_of(his)} if session is None else {"_token": form_token_of(his), **fields}
    return await city.serving(unit).client.post(path, headers=headers_of(his, unit), data=sent, files=files)


async def gets(
    city: City, path: str, unit: str = DISTRICT, by: Role = Role.CLERK, session: str | None = None
) -> httpx.Response:
    return await city.serving(unit).client.get(path, headers=headers_of(session or city.token(by, unit), unit))


def wrong(page: httpx.Response) -> list[str]:
    """The sentences of the error summary."""
    found = re.search(r'<div class="ld-errors".*?</div>', page.text, re.S)
    assert found is not None, page.text
    return [unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in re.findall(r"<li.*?</li>", found[0], re.S)]


@dataclass
class ShownForm:
    """A form as a page shows it: where it goes, and what it sends if nobody types anything more."""

    action: str
    fields: Fields = field(default_factory=dict)


def form_on(page: httpx.Response, action: str = "") -> ShownForm:
    """The form that goes to an address beginning so; the first one that is no sign-out."""
    parser = _Forms()
    parser.feed(page.text)
    return next(each for each in parser.forms if each.action.startswith(action) and each.action != "/sign-out")


class _Forms(HTMLParser):
    """Hidden and written fields, ticks, and text areas; buttons are pressed by whoever reads the form."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[ShownForm] = []
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name = told.get("name")
        if tag == "form":
            self.forms.append(ShownForm(told.get("action") or ""))
        elif tag == "textarea":
            self._area = name
        elif tag == "input" and name is not None and self.forms and _is_sent(told):
            self._sends(name, told.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._sends(self._area, data)
            self._area = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None

    def _sends(self, name: str, text: str) -> None:
        fields = self.forms[-1].fields
        fields[name] = text if name not in fields else [*_listed(fields[name]), text]


def _is_sent(told: Mapping[str, str | None]) -> bool:
    return told.get("type") not in ("checkbox", "radio", "file") or "checked" in told


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
