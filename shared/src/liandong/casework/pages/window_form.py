"""The form of the window: what is asked, and how what was typed becomes the API's application."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pydantic import ValidationError

from liandong.application.pages.failing import Failure
from liandong.application.pages.typed import Typed
from liandong.casework.api.files import UploadIn
from liandong.casework.api.intake import ReceiveIn
from liandong.casework.pages.body import body_of
from liandong.casework.pages.bridge import Fields
from liandong.casework.pages.kept import DIGEST, FILE, NAME, Kept, fields_of_materials
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
    "licence": "原许可",
    "licence.number": "原许可证件编号",
    "licence.expires_on": "原许可有效期届满日",
    "appointment": "预约编号",
    "consultation": "咨询编号",
    "materials": "材料",
    "not_duplicate_of": "在办件",
}
CHOOSE: Final = "_item"
"""The button that chooses an item, or with NO_ITEM lays it aside."""
NO_ITEM: Final = "-"
OF_THE_ITEM: Final = ("materials", "licence.", DIGEST, NAME, FILE)
"""What was ticked, typed and uploaded for one item says nothing of another."""


def with_choice(typed: Typed) -> Typed:
    """What was typed, with the item as chosen by a button."""
    choice = typed.one(CHOOSE)
    if choice is None or choice == typed.one("item"):
        return typed
    kept = [pair for pair in typed.fields if pair[0] != "item" and not pair[0].startswith((*OF_THE_ITEM, CHOOSE))]
    return replace(typed, fields=[*kept, *([] if choice == NO_ITEM else [("item", choice)])], files={})


def application(typed: Typed, kept: Mapping[str, Kept]) -> dict[str, Any]:
    """The body of the application."""
    return body_of(typed, ReceiveIn, kept=kept) | {
        "channel": Channel.WINDOW if typed.one("point") is None else Channel.VILLAGE
    }


def fields_of(typed: Typed, kept: Mapping[str, Kept], chosen: Chosen | None) -> dict[str, str]:
    """The fields of the form, each material that is handed in among them."""
    names = {} if chosen is None else {each.code: each.name for each in chosen.materials}
    return {**FIELDS, **fields_of_materials(typed, kept, names)}


def whose_files(typed: Typed) -> UploadIn | None:
    """For whom files are kept; None before the applicant's kind and number are typed."""
    number = {"applicant_kind": typed.one("applicant.kind"), "applicant_number": typed.one("applicant.id_number")}
    try:
        return UploadIn.model_validate(number)
    except ValidationError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the page shows: what was typed, what is kept, what there is to choose from, and what is wrong."""

    typed: Typed
    key: str
    kept: Mapping[str, Kept] = field(default_factory=dict)
    found: Found
    chosen: Chosen | None
    points: Sequence[str]
    may_accept: bool
    alike: Sequence[str] = ()
    errors: Sequence[Failure] = ()

    def value(self, name: str) -> str:
        return self.typed.one(name) or ""

    def has(self, name: str, value: str) -> bool:
        return value in self.typed.all(name)

    def errors_at(self, name: str) -> list[Failure]:
        return [each for each in self.errors if each.field == name]
