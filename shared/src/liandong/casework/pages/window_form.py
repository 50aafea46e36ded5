"""The form of the window: what is asked, and how what was typed becomes the API's application."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from liandong.application.pages.failing import Failure
from liandong.application.pages.typed import Typed
from liandong.casework.api.intake import ReceiveIn
from liandong.casework.pages.bridge import Fields, body_of
from liandong.casework.pages.window_files import DIGEST, FILE, NAME, Kept
from liandong.casework.pages.window_items import Chosen, Found
from liandong.events.case import Channel

FIELDS: Final[Fields] = {
    "point": "收件地点",
    "applicant.kind": "申请人类型",
    "applicant.id_number": "证件号码",
    "applicant.name": "姓名或者名称",
    "applicant.phone": "联系电话",
    "applicant.address": "联系地址",
    "item": "事项",
    "project_code": "项目代码",
    "materials": "材料",
    "not_duplicate_of": "在办件",
}
CHOOSE: Final = "_item"
"""The button that chooses an item, or with NO_ITEM lays it aside."""
NO_ITEM: Final = "-"
OF_THE_ITEM: Final = ("materials", DIGEST, NAME, FILE)
"""What was ticked and uploaded for one item says nothing of another."""


def with_choice(typed: Typed) -> Typed:
    """What was typed, with the item as chosen by a button."""
    choice = typed.one(CHOOSE)
    if choice is None or choice == typed.one("item"):
        return typed
    kept = [pair for pair in typed.fields if pair[0] != "item" and not pair[0].startswith((*OF_THE_ITEM, CHOOSE))]
    return replace(typed, fields=[*kept, *([] if choice == NO_ITEM else [("item", choice)])], files={})


def application(typed: Typed, kept: Mapping[str, Kept]) -> dict[str, Any]:
    """The body of the application; what has a file is handed in, ticked or not."""
    return body_of(typed, ReceiveIn) | {
        "channel": Channel.WINDOW if typed.one("point") is None else Channel.VILLAGE,
        "materials": [
            {"code": code, "digest": kept[code].digest if code in kept else None} for code in handed_in(typed, kept)
        ],
    }


def handed_in(typed: Typed, kept: Mapping[str, Kept]) -> list[str]:
    """The codes of the materials ticked or kept, each once."""
    return list(dict.fromkeys((*typed.all("materials"), *kept)))


def fields_of(typed: Typed, kept: Mapping[str, Kept], chosen: Chosen | None) -> dict[str, str]:
    """The fields of the form; a material that is handed in is one of its own, by its place in the application."""
    names = {} if chosen is None else {each.code: each.name for each in chosen.materials}
    places = {f"materials.{place}": names.get(code, code) for place, code in enumerate(handed_in(typed, kept))}
    return {**FIELDS, **places}


def at_materials(failures: Sequence[Failure], typed: Typed, kept: Mapping[str, Kept]) -> list[Failure]:
    """The failures with those of a material at its own field, instead of at its place in the application."""
    places = {f"materials.{place}": f"{FILE}{code}" for place, code in enumerate(handed_in(typed, kept))}
    return [replace(each, field=places.get(each.field or "", each.field)) for each in failures]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the page shows: what was typed, what is kept, what there is to choose from, and what is wrong."""

    typed: Typed
    key: str
    kept: Mapping[str, Kept] = field(default_factory=dict)
    found: Found
    chosen: Chosen | None
    points: Sequence[str]
    alike: Sequence[str] = ()
    errors: Sequence[Failure] = ()

    def value(self, name: str) -> str:
        return self.typed.one(name) or ""

    def has(self, name: str, value: str) -> bool:
        return value in self.typed.all(name)

    def errors_at(self, name: str) -> list[Failure]:
        return [each for each in self.errors if each.field == name]
