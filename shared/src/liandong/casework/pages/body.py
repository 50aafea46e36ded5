"""From the fields of a form, named by their places, to the body of a request of the API."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from liandong.application.pages.typed import Typed
from liandong.casework.pages.kept import Kept, handed_in
from liandong.casework.pages.sorts import Sort, kind_of, sort_of


def body_of(
    typed: Typed, model: type[BaseModel], before: str = "", kept: Mapping[str, Kept] | None = None
) -> dict[str, Any]:
    """What was typed as the JSON of the model; what was left empty is left out.

    `before` stands before the names of the fields, `kept` are the files by the codes of their materials.
    """
    return dict(_filled(typed, model, before, kept or {}))


def _filled(typed: Typed, model: type[BaseModel], before: str, kept: Mapping[str, Kept]) -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        place, required = f"{before}{name}", info.is_required()
        said = typed.one(place)
        match sort_of(info):
            case Sort.PART:
                if inner := body_of(typed, kind_of(info)[0], f"{place}.", kept):
                    yield name, inner
            case Sort.TICK:
                yield name, typed.has(place)
            case Sort.LIST:
                lines = [line.strip() for line in (said or "").splitlines() if line.strip()]
                if lines or required:
                    yield name, lines
            case Sort.CODES:
                if (codes := typed.all(place)) or required:
                    yield name, codes
            case Sort.MATERIALS:
                if (codes := handed_in(typed, kept, place)) or required:
                    yield name, [_material(code, kept.get(code)) for code in codes]
            case Sort.YES_NO:
                if said is not None:
                    yield name, said == "yes"
            case Sort.NUMBER:
                if said is not None:
                    yield name, _number(said)
            case Sort.LINE | Sort.LINES | Sort.DAY | Sort.CHOICE:
                if said is not None:
                    yield name, said


def _material(code: str, kept: Kept | None) -> Mapping[str, str]:
    return {"code": code} if kept is None else {"code": code, "digest": kept.digest}


def _number(said: str) -> int | str:
    """The API takes whole numbers as numbers only; what is none is left for it to refuse."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else said
