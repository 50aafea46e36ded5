"""The parts of the wall, rendered once in each language for everybody who looks, and sent only when they change."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from starlette.requests import Request

from e_supervision.board.shared import board_of
from e_supervision.board.snapshot import Snapshot
from e_supervision.pages import words
from e_supervision.pages.addresses import list_behind
from liandong.application.desk import Desk
from liandong.application.pages.language import Language
from liandong.application.pages.rendering import environment
from liandong.events.kind_names import KIND_NAMES

NAMES: Final = ("sources", "figures", "matrix", "urgent", "curve", "happenings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the page: its HTML, the JSON the stream sends for it, and by what a change of it is known."""

    html: str
    json: str
    mark: bytes


Parts = Mapping[str, Part]


class Renderer:
    """Keeps what was rendered last, for each language, with the snapshot it was rendered of."""

    def __init__(self) -> None:
        self._kept: dict[Language, tuple[Snapshot, Parts]] = {}

    def of(self, snapshot: Snapshot, language: Language, request: Request) -> Parts:
        kept = self._kept.get(language)
        if kept is not None and kept[0] is snapshot:
            return kept[1]
        parts = {name: self._part(name, snapshot, language, request) for name in NAMES}
        self._kept[language] = snapshot, parts
        return parts

    def _part(self, name: str, snapshot: Snapshot, language: Language, request: Request) -> Part:
        packages = request.app.state.pages.packages
        html = environment(packages, language).get_template(f"wall_{name}.html").render(told(snapshot, request))
        sent = json.dumps({"name": name, "html": html, "at": snapshot.at.isoformat()}, ensure_ascii=False)
        return Part(html=html, json=sent, mark=sha256(html.encode()).digest())


def told(snapshot: Snapshot, request: Request) -> dict[str, Any]:
    """What the templates of the parts are told besides their words."""
    desk: Desk = request.app.state.desk
    names = {code: words.short(unit.name) for code, unit in desk.references.units.items()}
    return {"board": snapshot, "words": words, "kinds": KIND_NAMES, "unit_names": names, "list_behind": list_behind}


async def parts_of(request: Request, language: Language) -> tuple[Snapshot, Parts]:
    """The wall as it is now. Raises `UNREACHABLE` while the database is away."""
    board = await board_of(request)
    snapshot = await board.latest()
    state = request.app.state
    if not hasattr(state, "wall"):
        state.wall = Renderer()
    renderer: Renderer = state.wall
    return snapshot, renderer.of(snapshot, language, request)
