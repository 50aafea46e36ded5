"""A district may shorten limits and drop materials, never lengthen or add (杜绝私自增设程序、延长环节时限)."""

from dataclasses import replace
from typing import Any

import pytest

from liandong.domain.catalogue.overlay import check_overlay
from liandong.events.reference import CatalogueEntry, MaterialDefinition, MaterialNeed, StepDefinition
from liandong.terms.codes import Tier
from liandong.terms.refusal import Nature, Refused


def test_a_district_may_shorten_the_promise_and_its_steps_and_drop_materials(permit: CatalogueEntry) -> None:
    local = replace(
        permit,
        promised_limit=5,
        steps=(replace(permit.steps[0], limit=2), replace(permit.steps[1], limit=0)),
        materials=permit.materials[:1],
    )
    assert check_overlay(permit, local) == local


def test_the_published_entry_itself_is_a_right_overlay(permit: CatalogueEntry) -> None:
    assert check_overlay(permit, permit) == permit


def test_a_material_may_be_asked_for_more_leniently(permit: CatalogueEntry) -> None:
    lenient = replace(permit.materials[0], need=MaterialNeed.TOLERABLE)
    local = replace(permit, materials=(lenient, permit.materials[1]))
    assert check_overlay(permit, local) == local


EXTRA = MaterialDefinition(code="M9", name="社区证明", need=MaterialNeed.CONDITIONAL)
STEP = StepDefinition(code="extra", name="会签", post="经办岗", limit=0)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"promised_limit": 11}, "/promised_limit"),
        ({"promised_limit": -1}, "/promised_limit"),
        ({"statutory_limit": 30}, "/statutory_limit"),
        ({"statutory_limit": 10}, "/statutory_limit"),
        ({"name": "别的名称"}, "/name"),
        ({"tiers": (Tier.DISTRICT, Tier.TOWNSHIP)}, "/tiers"),
        ({"legal_basis": ()}, "/legal_basis"),
        ({"fee": "100元"}, "/fee"),
    ],
)
def test_nothing_is_lengthened_and_nothing_else_changed(
    permit: CatalogueEntry, change: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(Refused) as refusal:
        check_overlay(permit, replace(permit, **change))
    assert refusal.value.code == "catalogue.overlay-not-allowed"
    assert refusal.value.nature is Nature.INVALID
    assert [error.pointer for error in refusal.value.errors] == [pointer]


def refused(permit: CatalogueEntry, local: CatalogueEntry) -> list[str]:
    with pytest.raises(Refused) as refusal:
        check_overlay(permit, local)
    return [error.pointer for error in refusal.value.errors]


def test_no_step_is_added_dropped_moved_or_lengthened(permit: CatalogueEntry) -> None:
    first, second = permit.steps
    assert refused(permit, replace(permit, steps=(first, second, STEP))) == ["/steps"]
    assert refused(permit, replace(permit, steps=(first,))) == ["/steps"]
    assert refused(permit, replace(permit, steps=(second, first))) == ["/steps"]
    assert refused(permit, replace(permit, steps=(first, replace(second, limit=4)))) == ["/steps/1/limit"]
    assert refused(permit, replace(permit, steps=(first, replace(second, post="局长")))) == ["/steps/1"]


def test_no_material_is_added_or_asked_for_more_strictly(permit: CatalogueEntry) -> None:
    form, report = permit.materials
    assert refused(permit, replace(permit, materials=(form, report, EXTRA))) == ["/materials/2"]
    assert refused(permit, replace(permit, materials=(form, replace(report, need=MaterialNeed.REQUIRED)))) == [
        "/materials/1/need"
    ]
    assert refused(permit, replace(permit, materials=(replace(form, name="申请书"), report))) == ["/materials/0"]


def test_what_may_be_owed_is_not_to_follow_sooner(permit: CatalogueEntry) -> None:
    form, report = permit.materials
    published = replace(permit, materials=(form, replace(report, owed_days=5)))
    later, sooner = (replace(published, materials=(form, replace(report, owed_days=days))) for days in (8, 3))
    assert check_overlay(published, later) == later
    assert refused(published, sooner) == ["/materials/1/owed_days"]
    assert refused(published, permit) == ["/materials/1/owed_days"]


def test_how_an_item_is_handled_is_the_citys_to_say(permit: CatalogueEntry) -> None:
    assert refused(permit, replace(permit, second_review=True)) == ["/second_review"]
    assert refused(permit, replace(permit, silence=True, silence_basis="区里的规定")) == ["/silence", "/silence_basis"]


def test_every_wrong_change_is_told_at_once(permit: CatalogueEntry) -> None:
    local = replace(permit, promised_limit=15, materials=(*permit.materials, EXTRA), name="别的")
    assert refused(permit, local) == ["/name", "/promised_limit", "/materials/2"]
