from dataclasses import replace
from typing import Any

import pytest

from liandong.domain.catalogue.lint import RULES, lint, lint_edition
from liandong.events.case_kind import CaseKind
from liandong.events.reference import CatalogueEntry, JoinPolicy, MaterialDefinition, MaterialNeed, StageShare
from liandong.terms.codes import ItemCode, Tier


def found(entry: CatalogueEntry) -> list[tuple[str, str]]:
    return [(finding.pointer, finding.code) for finding in lint(entry)]


def test_a_sound_entry_has_no_finding(permit: CatalogueEntry) -> None:
    assert lint(permit) == []


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"name": "  "}, "/name", "catalogue.blank"),
        ({"department": ""}, "/department", "catalogue.blank"),
        ({"legal_basis": ()}, "/legal_basis", "catalogue.no-legal-basis"),
        ({"legal_basis": ("城乡规划法 40", " ")}, "/legal_basis", "catalogue.no-legal-basis"),
        ({"promised_limit": 21}, "/promised_limit", "catalogue.promise-over-law"),
        ({"promised_limit": 6}, "/steps", "catalogue.steps-over-promise"),
        ({"case_kind": CaseKind.INSTANT}, "/promised_limit", "catalogue.instant-with-limit"),
        ({"tiers": ()}, "/tiers", "catalogue.no-tier"),
        ({"tiers": (Tier.DISTRICT, Tier.SUPERVISION)}, "/tiers/1", "catalogue.unknown-tier"),
        ({"tiers": (Tier.DISTRICT, Tier.DISTRICT)}, "/tiers/1", "catalogue.duplicate-code"),
        ({"case_kind": CaseKind.ESCALATED}, "/decided_by", "catalogue.escalated-to-nobody"),
        ({"decided_by": Tier.SUPERVISION}, "/decided_by", "catalogue.unknown-tier"),
        ({"decided_by": Tier.TOWNSHIP}, "/decided_by", "catalogue.decider-not-above"),
        ({"decided_by": Tier.DISTRICT}, "/decided_by", "catalogue.decider-not-above"),
        ({"case_kind": CaseKind.LINKED}, "/shares", "catalogue.linked-and-shares"),
        ({"join_policy": JoinPolicy.ALL_CLOSED}, "/join_policy", "catalogue.shares-and-policy"),
    ],
)
def test_a_fault_is_found_at_its_place(permit: CatalogueEntry, change: dict[str, Any], pointer: str, code: str) -> None:
    assert found(replace(permit, **change)) == [(pointer, code)]


def test_a_negative_limit_is_found_wherever_it_stands(permit: CatalogueEntry) -> None:
    steps = (permit.steps[0], replace(permit.steps[1], limit=-1))
    assert found(replace(permit, steps=steps)) == [("/steps/1/limit", "catalogue.negative-limit")]
    assert ("/statutory_limit", "catalogue.negative-limit") in found(replace(permit, statutory_limit=-1))
    assert ("/promised_limit", "catalogue.negative-limit") in found(replace(permit, promised_limit=-1))


def test_codes_of_steps_and_materials_are_used_once(permit: CatalogueEntry) -> None:
    twice = replace(
        permit,
        steps=(permit.steps[0], replace(permit.steps[1], code="review")),
        materials=(*permit.materials, MaterialDefinition(code="M1", name="别的", need=MaterialNeed.REQUIRED)),
    )
    assert found(twice) == [
        ("/steps/1/code", "catalogue.duplicate-code"),
        ("/materials/2/code", "catalogue.duplicate-code"),
    ]


def test_every_fault_is_told_at_once(permit: CatalogueEntry) -> None:
    bad = replace(permit, legal_basis=(), promised_limit=30, department="")
    assert len(found(bad)) == 3


def test_an_escalated_item_may_be_decided_two_tiers_up(permit: CatalogueEntry) -> None:
    tiers = (Tier.TOWNSHIP, Tier.DISTRICT)
    assert found(replace(permit, case_kind=CaseKind.ESCALATED, tiers=tiers, decided_by=Tier.CITY)) == []


@pytest.fixture
def stage(permit: CatalogueEntry) -> CatalogueEntry:
    return replace(
        permit,
        item=ItemCode("JD-03"),
        name="施工许可阶段",
        case_kind=CaseKind.LINKED,
        tiers=(Tier.CITY,),
        shares=(StageShare(item=permit.item, tier=Tier.DISTRICT),),
        join_policy=JoinPolicy.ALL_CLOSED,
    )


def test_a_stage_of_items_of_the_same_edition_is_sound(permit: CatalogueEntry, stage: CatalogueEntry) -> None:
    assert lint_edition([permit, stage]) == []


def test_a_stage_names_no_item_outside_the_edition(stage: CatalogueEntry) -> None:
    [finding] = lint_edition([stage])
    assert (finding.item, finding.pointer, finding.code) == ("JD-03", "/shares/0", "catalogue.unknown-share")


def test_a_stage_names_no_tier_that_does_not_handle_the_item(permit: CatalogueEntry, stage: CatalogueEntry) -> None:
    elsewhere = replace(stage, shares=(StageShare(item=permit.item, tier=Tier.TOWNSHIP),))
    assert [finding.code for finding in lint_edition([permit, elsewhere])] == ["catalogue.share-at-wrong-tier"]


def test_a_stage_contains_no_stage(permit: CatalogueEntry, stage: CatalogueEntry) -> None:
    outer = replace(stage, item=ItemCode("JD-09"), shares=(StageShare(item=stage.item, tier=Tier.CITY),))
    assert [finding.code for finding in lint_edition([permit, stage, outer])] == ["catalogue.stage-in-stage"]


def test_a_stage_whose_shares_follow_has_one_of_the_leads_own_tier(
    permit: CatalogueEntry, stage: CatalogueEntry
) -> None:
    follows = replace(stage, join_policy=JoinPolicy.PROMISE_THEN_FOLLOW)
    assert found(follows) == [("/join_policy", "catalogue.follow-without-lead")]
    ahead = StageShare(item=permit.item, tier=Tier.CITY)
    assert found(replace(follows, shares=(*stage.shares, ahead))) == []


def test_a_stage_offers_a_share_once(permit: CatalogueEntry, stage: CatalogueEntry) -> None:
    twice = replace(stage, shares=stage.shares * 2)
    assert [finding.code for finding in lint_edition([permit, twice])] == ["catalogue.duplicate-code"]


def test_an_item_is_listed_once_in_an_edition(permit: CatalogueEntry) -> None:
    assert [finding.code for finding in lint_edition([permit, permit])] == ["catalogue.duplicate-item"]


def test_every_rule_is_written_out_once() -> None:
    assert len(set(RULES)) == len(RULES) == 24
