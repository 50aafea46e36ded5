"""What an entry says about fees, owed materials, results and silence is sound, or told at its place."""

from dataclasses import replace
from typing import Any

import pytest

from liandong.domain.catalogue.lint import lint
from liandong.events.case_kind import CaseKind
from liandong.events.handling import (
    Concern,
    FeeDefinition,
    LimitUnit,
    OnlineLevel,
    OutputDefinition,
    Retention,
)
from liandong.events.reference import CatalogueEntry, JoinPolicy, MaterialDefinition, MaterialNeed, StageShare
from liandong.terms.codes import ItemCode, Tier

FEE = FeeDefinition(code="F1", name="污水处理费", basis="城镇排水与污水处理条例 32", standard="按用水量计")
LICENCE = OutputDefinition(code="R-PSXK", name="污水排入排水管网许可证")


def found(entry: CatalogueEntry) -> list[tuple[str, str]]:
    return [(finding.pointer, finding.code) for finding in lint(entry)]


def test_an_entry_with_everything_it_may_say_is_sound(permit: CatalogueEntry) -> None:
    form, report = permit.materials
    full = replace(
        permit,
        materials=(
            replace(form, output="R-YYZZ"),
            replace(report, owed_days=8),
            MaterialDefinition(code="M3", name="委托书", need=MaterialNeed.CONDITIONAL, when="委托他人办理的"),
        ),
        conditions=("排放口的设置符合规划要求",),
        limit_basis=("城镇污水排入排水管网许可管理办法 7",),
        fees=(FEE, FeeDefinition(code="F2", name="工本费", basis="价格法 47", amount=500)),
        online=OnlineLevel.FULL,
        second_review=True,
        renewal=True,
        silence=True,
        silence_basis="市政府关于超时默许的规定 3",
        interrupts=True,
        extension_moves_promise=True,
        prerequisites=(ItemCode("SW-009"),),
        outputs=(LICENCE,),
        retention=Retention.THIRTY_YEARS,
    )
    assert lint(full) == []


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"conditions": ("符合规划", "")}, "/conditions/1", "catalogue.blank"),
        ({"limit_basis": (" ",)}, "/limit_basis/0", "catalogue.blank"),
        ({"fees": (replace(FEE, name=""),)}, "/fees/0/name", "catalogue.blank"),
        ({"outputs": (replace(LICENCE, code=""),)}, "/outputs/0/code", "catalogue.blank"),
        ({"fees": (replace(FEE, basis=" "),)}, "/fees/0/basis", "catalogue.fee-without-basis"),
        ({"fees": (replace(FEE, standard=None),)}, "/fees/0/amount", "catalogue.fee-without-amount"),
        ({"fees": (replace(FEE, amount=500),)}, "/fees/0/amount", "catalogue.fee-without-amount"),
        ({"fees": (replace(FEE, amount=0, standard=None),)}, "/fees/0/amount", "catalogue.fee-of-nothing"),
        ({"fees": (FEE,), "fee": "污水处理费"}, "/fee", "catalogue.fee-said-twice"),
        ({"fees": (FEE, FEE)}, "/fees/1", "catalogue.duplicate-code"),
        ({"outputs": (LICENCE, LICENCE)}, "/outputs/1", "catalogue.duplicate-code"),
        ({"prerequisites": (ItemCode("A"), ItemCode("A"))}, "/prerequisites/1", "catalogue.duplicate-code"),
        ({"concerns": (Concern.SAFETY, Concern.SAFETY)}, "/concerns/1", "catalogue.duplicate-code"),
        ({"silence": True}, "/silence_basis", "catalogue.silence-without-basis"),
        (
            {"silence": True, "silence_basis": "某规定 1", "concerns": (Concern.ENVIRONMENT,)},
            "/silence",
            "catalogue.silence-with-concern",
        ),
        ({"silence": True, "silence_basis": "某规定 1", "steps": ()}, "/steps", "catalogue.silence-without-step"),
        (
            {
                "silence": True,
                "silence_basis": "某规定 1",
                "limit_unit": LimitUnit.HALF_DAY,
                "limit_basis": ("某规定 2",),
                "promised_limit": 20,
                "statutory_limit": 20,
            },
            "/limit_unit",
            "catalogue.silence-not-in-days",
        ),
        (
            {"silence": True, "silence_basis": "某规定 1", "decided_by": Tier.CITY},
            "/decided_by",
            "catalogue.silence-decided-above",
        ),
        ({"interrupts": True}, "/limit_basis", "catalogue.interrupt-without-basis"),
        ({"limit_unit": LimitUnit.CALENDAR_DAY}, "/limit_basis", "catalogue.unit-without-basis"),
    ],
)
def test_a_fault_of_handling_is_found_at_its_place(
    permit: CatalogueEntry, change: dict[str, Any], pointer: str, code: str
) -> None:
    assert found(replace(permit, **change)) == [(pointer, code)]


@pytest.mark.parametrize(
    ("place", "change", "pointer", "code"),
    [
        (0, {"when": "委托的"}, "/materials/0/when", "catalogue.when-not-conditional"),
        (0, {"owed_days": 5}, "/materials/0/owed_days", "catalogue.owed-not-tolerable"),
        (1, {"owed_days": 9}, "/materials/1/owed_days", "catalogue.owed-too-long"),
        (1, {"owed_days": 0}, "/materials/1/owed_days", "catalogue.owed-too-long"),
        (1, {"output": "R-PSXK"}, "/materials/1/output", "catalogue.own-result-asked"),
    ],
)
def test_a_fault_of_a_material_is_found_at_its_place(
    permit: CatalogueEntry, place: int, change: dict[str, Any], pointer: str, code: str
) -> None:
    materials = list(permit.materials)
    materials[place] = replace(materials[place], **change)
    assert found(replace(permit, materials=tuple(materials), outputs=(LICENCE,))) == [(pointer, code)]


def test_owed_materials_follow_two_days_before_the_promise_and_within_twenty(permit: CatalogueEntry) -> None:
    form, report = permit.materials
    long = replace(permit, statutory_limit=45, promised_limit=40, materials=(form, replace(report, owed_days=20)))
    assert found(long) == []
    longer = replace(long, materials=(form, replace(report, owed_days=21)))
    assert found(longer) == [("/materials/1/owed_days", "catalogue.owed-too-long")]


def test_nothing_is_owed_where_the_promise_is_three_days_or_less(permit: CatalogueEntry) -> None:
    form, report = permit.materials
    short = replace(permit, promised_limit=3, steps=(), materials=(form, replace(report, owed_days=1)))
    assert found(short) == [("/materials/1/owed_days", "catalogue.promise-too-short-to-owe")]
    assert found(replace(short, promised_limit=4, materials=(form, replace(report, owed_days=2)))) == []


def test_a_stage_has_no_fees_results_or_silence_of_its_own(permit: CatalogueEntry) -> None:
    stage = replace(
        permit,
        case_kind=CaseKind.LINKED,
        tiers=(Tier.CITY,),
        shares=(StageShare(item=ItemCode("SW-002"), tier=Tier.CITY),),
        join_policy=JoinPolicy.ALL_CLOSED,
        fees=(FEE,),
        outputs=(LICENCE,),
        renewal=True,
        second_review=True,
    )
    assert found(stage) == [
        (pointer, "catalogue.stage-with-own-handling")
        for pointer in ("/fees", "/outputs", "/renewal", "/second_review")
    ]


RULED = ("某服务承诺 2",)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"limit_unit": LimitUnit.CALENDAR_DAY}, []),
        ({"limit_unit": LimitUnit.HALF_DAY, "promised_limit": 20, "statutory_limit": 40}, []),
        ({"limit_unit": LimitUnit.WORKING_HOUR, "promised_limit": 70, "statutory_limit": 140}, []),
        ({"limit_unit": LimitUnit.WORKING_HOUR, "promised_limit": 4}, [("/steps", "catalogue.steps-over-promise")]),
        ({"limit_unit": LimitUnit.HALF_DAY, "promised_limit": 13}, [("/steps", "catalogue.steps-over-promise")]),
        (
            {"limit_unit": LimitUnit.NATURAL_HOUR, "promised_limit": 0, "steps": ()},
            [("/promised_limit", "catalogue.no-part-of-a-day")],
        ),
        (
            {"limit_unit": LimitUnit.WORKING_HOUR, "case_kind": CaseKind.INSTANT, "promised_limit": 7, "steps": ()},
            [],
        ),
        (
            {"limit_unit": LimitUnit.WORKING_HOUR, "case_kind": CaseKind.INSTANT, "promised_limit": 8, "steps": ()},
            [("/promised_limit", "catalogue.instant-with-limit")],
        ),
        (
            {"limit_unit": LimitUnit.NATURAL_HOUR, "case_kind": CaseKind.INSTANT, "promised_limit": 4, "steps": ()},
            [("/promised_limit", "catalogue.instant-with-limit")],
        ),
    ],
)
def test_limits_may_be_in_any_unit_with_a_rule_that_says_so(
    permit: CatalogueEntry, change: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    assert found(replace(permit, limit_basis=RULED, **change)) == faults


def test_nothing_is_owed_where_the_promise_is_not_in_working_days(permit: CatalogueEntry) -> None:
    form, report = permit.materials
    counted = replace(
        permit,
        limit_unit=LimitUnit.CALENDAR_DAY,
        limit_basis=RULED,
        materials=(form, replace(report, owed_days=2)),
    )
    assert found(counted) == [("/materials/1/owed_days", "catalogue.promise-too-short-to-owe")]


def test_a_whole_stage_is_counted_in_working_days(permit: CatalogueEntry) -> None:
    stage = replace(
        permit,
        case_kind=CaseKind.LINKED,
        tiers=(Tier.CITY,),
        shares=(StageShare(item=ItemCode("SW-002"), tier=Tier.CITY),),
        join_policy=JoinPolicy.ALL_CLOSED,
        limit_unit=LimitUnit.CALENDAR_DAY,
        limit_basis=RULED,
    )
    assert found(stage) == [("/limit_unit", "catalogue.stage-not-in-days")]
