"""From a form's fields to the API's body, and from what is refused back to the fields."""

import pytest
from pydantic import ValidationError

from liandong.application.pages.failing import Failure
from liandong.application.pages.typed import Typed
from liandong.casework.api.intake import NoticeIn, ReceiveIn
from liandong.casework.documents.handing import IssueIn
from liandong.casework.pages.body import body_of
from liandong.casework.pages.bridge import OTHER_REQUEST, field_at, key_of

FIELDS = {"applicant.id_number": "证件号码", "materials": "材料", "notice.lines": "材料"}


def test_fields_are_put_where_their_names_say_and_empty_ones_are_left_out() -> None:
    typed = Typed(
        [
            ("_token", "t"),
            ("item", "CG-004"),
            ("applicant.kind", "person"),
            ("applicant.name", " 张小三 "),
            ("applicant.address", "  "),
            ("not_duplicate_of", "610113-261123-00001Z"),
            ("not_duplicate_of", "610113-261123-00002X"),
        ]
    )

    assert body_of(typed, ReceiveIn) == {
        "item": "CG-004",
        "applicant": {"kind": "person", "name": "张小三"},
        "not_duplicate_of": ["610113-261123-00001Z", "610113-261123-00002X"],
    }


def test_one_of_several_forms_is_read_by_what_stands_before_its_names() -> None:
    typed = Typed([("notice.lines", "M1"), ("notice.lines", "M2"), ("notice.text", "缺盖章"), ("refuse.text", "x")])

    assert body_of(typed, NoticeIn, "notice.") == {"lines": ["M1", "M2"], "text": "缺盖章"}


@pytest.mark.parametrize(("typed", "read"), [("7", 7), ("7x", "7x"), ("٧", "٧"), ("1" * 12, "1" * 12)])
def test_a_number_is_read_as_one_only_if_it_is_one(typed: str, read: object) -> None:
    body = body_of(Typed([("sequence", typed)]), IssueIn)

    assert body == {"sequence": read}
    if isinstance(read, str):
        with pytest.raises(ValidationError):
            IssueIn.model_validate(body)


@pytest.mark.parametrize(
    ("pointer", "before", "field"),
    [
        ("/applicant/id_number", "", "applicant.id_number"),
        ("/materials/3/digest", "", "materials"),
        ("/lines/0", "notice.", "notice.lines"),
        ("/lines/0", "", None),
        ("/elsewhere", "", None),
    ],
)
def test_a_pointer_leads_to_its_field_or_the_nearest_around_it(pointer: str, before: str, field: str | None) -> None:
    assert field_at(pointer, FIELDS, before) == field


def test_a_form_keeps_its_key_until_something_else_was_done_with_it() -> None:
    typed = Typed([("_key", "key-of-the-form")])
    refused = Failure(status=409, code="case.duplicate", reason="")
    spent = Failure(status=422, code=OTHER_REQUEST, reason="")

    assert key_of(typed, [refused]) == "key-of-the-form"
    assert key_of(typed, [spent]) != "key-of-the-form"
