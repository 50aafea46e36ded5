"""One application for several items: each listed once, materials handed in once, a refusal that names its item."""

import pytest

from liandong.domain.case.application import (
    SharedMaterial,
    Use,
    as_part,
    items_are_applied_for_once,
    materials_for,
    materials_serve_items,
)
from liandong.domain.case.decide import decide
from liandong.domain.case.rules.intake import materials_are_of_the_entry
from liandong.events.case import SubmittedMaterial
from liandong.terms.codes import ApplicationId, Digest, ItemCode
from liandong.terms.refusal import Refused
from tests.unit.case.samples import ENTRY, MONDAY, done, on, receive

HALL, SIGN = ItemCode("HALL-01"), ItemCode("SIGN-02")
LICENCE_FILE = Digest("a" * 64)
SHARED = SharedMaterial(digest=LICENCE_FILE, serves=(Use(item=HALL, code="licence"), Use(item=SIGN, code="M3")))
PAPER = SharedMaterial(digest=None, serves=(Use(item=HALL, code="form"),))


def test_a_material_handed_in_once_serves_every_item_under_its_own_code() -> None:
    assert materials_for(HALL, (SHARED, PAPER)) == (
        SubmittedMaterial(code="licence", digest=LICENCE_FILE),
        SubmittedMaterial(code="form"),
    )
    assert materials_for(SIGN, (SHARED, PAPER)) == (SubmittedMaterial(code="M3", digest=LICENCE_FILE),)


def test_an_item_is_applied_for_once_for_a_project() -> None:
    items_are_applied_for_once([(HALL, "2611-610113-04-01-123456"), (HALL, "2611-610113-04-01-123457")])
    with pytest.raises(Refused) as refusal:
        items_are_applied_for_once([(HALL, None), (SIGN, None), (HALL, None)])
    assert refusal.value.code == "application.item-twice"
    assert [each.pointer for each in refusal.value.errors] == ["/items/0/item", "/items/2/item"]


def test_a_material_for_an_item_that_is_not_applied_for_is_not_taken() -> None:
    with pytest.raises(Refused) as refusal:
        materials_serve_items([HALL], (SHARED, PAPER))
    assert (refusal.value.code, refusal.value.basis) == ("application.material-for-no-item", "行政许可法 31")
    assert [each.pointer for each in refusal.value.errors] == ["/materials/0/serves/1/item"]


def test_a_refusal_says_which_item_it_is_about_and_that_none_was_received() -> None:
    passport = (SubmittedMaterial(code="passport"),)

    def decision() -> list[object]:
        materials_are_of_the_entry(ENTRY, passport)
        return []

    with pytest.raises(Refused) as refusal:
        as_part(1, ENTRY, decision)  # type: ignore[arg-type]  # it refuses
    assert refusal.value.code == "case.unknown-material"
    assert refusal.value.reason.startswith("“食品经营许可”：")
    assert refusal.value.reason.endswith("；本次申请的各事项均未收件")
    assert [each.pointer for each in refusal.value.errors] == ["/items/1"]


def test_a_case_knows_the_application_it_came_from() -> None:
    command = receive(application=ApplicationId("610113-A261123-00001"))
    assert as_part(0, ENTRY, lambda: decide(None, command, on(MONDAY)))
    assert done(command).application == "610113-A261123-00001"
