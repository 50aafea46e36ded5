"""The guide shows everything that must be shown (行政许可法 30), in the words of the window."""

from dataclasses import replace

import pytest

from liandong.domain.catalogue.guide import Guide, GuideFee, GuideMaterial, GuideStep, guide_of
from liandong.domain.catalogue.guide_text import guide_text, notice_text
from liandong.domain.catalogue.words import days, money
from liandong.events.handling import FeeDefinition, OnlineLevel, OutputDefinition
from liandong.events.reference import CatalogueEntry, MaterialDefinition, MaterialNeed
from liandong.terms.codes import ItemCode, Tier


@pytest.fixture
def rich(permit: CatalogueEntry) -> CatalogueEntry:
    form, report = permit.materials
    return replace(
        permit,
        materials=(
            form,
            replace(report, owed_days=5),
            MaterialDefinition(code="M3", name="委托书", need=MaterialNeed.CONDITIONAL, when="委托他人办理的"),
            MaterialDefinition(code="M4", name="规划许可证", need=MaterialNeed.REQUIRED, shared=True, output="R-GH"),
        ),
        conditions=("排放口的设置符合规划要求",),
        fees=(FeeDefinition(code="F1", name="工本费", basis="某收费规定 3", amount=550),),
        online=OnlineLevel.FULL,
        prerequisites=(ItemCode("GH-001"),),
        outputs=(OutputDefinition(code="R-PS", name="排水许可证"),),
        decided_by=Tier.CITY,
        renewal=True,
        second_review=True,
    )


@pytest.fixture
def planning(permit: CatalogueEntry) -> CatalogueEntry:
    output = OutputDefinition(code="R-GH", name="建设工程规划许可证")
    return replace(permit, item=ItemCode("GH-001"), name="建设工程规划许可", outputs=(output,))


def made(entry: CatalogueEntry, *others: CatalogueEntry) -> Guide:
    return guide_of(
        entry, edition="2026-1", digest="ab" * 32, handled_at=("区（县、开发区）级",), known=(entry, *others)
    )


def test_the_guide_says_everything_in_words(rich: CatalogueEntry, planning: CatalogueEntry) -> None:
    guide = made(rich, planning)
    assert (guide.kind, guide.online, guide.decided_by) == ("承诺件", "全程网办，不需要到窗口", "市级")
    assert guide.materials == (
        GuideMaterial(code="M1", name="申请表", need="必需", note=None),
        GuideMaterial(
            code="M2", name="排水水质检测报告", need="可容缺", note="暂缺的可以先行受理，受理后5个工作日内补齐"
        ),
        GuideMaterial(code="M3", name="委托书", need="视情", note="委托他人办理的"),
        GuideMaterial(
            code="M4",
            name="规划许可证",
            need="必需",
            note="即“建设工程规划许可”的办理结果，已经办理的不再重复提交；由受理单位通过共享获取，不需要提交",
        ),
    )
    assert (guide.statutory_limit, guide.promised_limit) == ("20个工作日", "10个工作日")
    assert guide.steps[0] == GuideStep(name="审查", post="经办岗", limit="4个工作日")
    assert guide.fees == (GuideFee(name="工本费", amount="5.50元", basis="某收费规定 3"),)
    assert guide.prerequisites == ("建设工程规划许可（GH-001）",)
    assert guide.outputs == ("排水许可证",)
    assert [right for right in guide.rights if "50" in right or "两人" in right] == [
        "决定须经两人复核。",
        "需要延续的，在有效期届满30日前提出申请；有效期届满前未作决定的，视为准予延续（行政许可法 50）。",
    ]
    assert (
        "申请延续的，填写所持许可证件的编号和有效期届满日；有效期届满前不足30日提出的仍予办理，但不适用视为准予延续。"
        in guide.rights
    )
    assert any("行政复议法 20" in line for line in guide.complaints)


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({"interrupts": True}, "因补正材料、特别程序等暂停计时的，恢复后时限重新计算。"),
        (
            {"extension_moves_promise": True},
            "依法延长法定时限的，承诺时限相应延长，并告知延长的理由（行政许可法 42）。",
        ),
        ({"silence": True, "silence_basis": "某规定 3"}, "在承诺时限内未作决定的，视为同意（某规定 3）。"),
    ],
)
def test_what_the_item_says_of_its_limits_is_a_right_of_the_applicant(
    permit: CatalogueEntry, change: dict[str, object], right: str
) -> None:
    assert right not in made(permit).rights
    assert right in made(replace(permit, **change)).rights  # type: ignore[arg-type]  # names of fields


def test_a_fee_told_as_text_is_shown_and_none_means_free(permit: CatalogueEntry) -> None:
    assert made(permit).fees == ()
    assert made(replace(permit, fee="挖掘修复费")).fees == (
        GuideFee(name="挖掘修复费", amount="按标准计收", basis=None),
    )


def test_limits_and_amounts_are_read_aloud_as_one_says_them() -> None:
    assert [days(0), days(1), days(20)] == ["当场办结", "1个工作日", "20个工作日"]
    assert [money(100), money(1), money(123456)] == ["1元", "0.01元", "1234.56元"]


def test_the_guide_as_text(rich: CatalogueEntry, planning: CatalogueEntry) -> None:
    text = guide_text(made(rich, planning))
    titles = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert titles == [
        "设定依据", "受理条件", "前置事项", "申请材料", "办理时限", "办理流程",
        "收费", "办理结果", "申请人权利", "投诉和救济",
    ]  # fmt: skip
    assert text.startswith("# 城镇污水排入排水管网许可 办事指南\n\n- 事项编码：SW-001\n- 主管部门：水务\n")
    assert "| 3 | 委托书 | 视情 | 委托他人办理的 |" in text
    assert "| 工本费 | 5.50元 | 某收费规定 3 |" in text
    assert text.endswith("目录版本 2026-1，内容校验值 abababababababab\n")


def test_the_notice_sheet_is_one_page(rich: CatalogueEntry) -> None:
    text = notice_text(made(rich))
    assert text.startswith("# 城镇污水排入排水管网许可 一次性告知单\n")
    assert "| 1 | 申请表 | 必需 |  |" in text
    assert "**承诺时限** 10个工作日（法定时限 20个工作日）" in text
    assert "12345" in text
    assert len(text.splitlines()) < 45


def test_an_item_without_materials_and_fees_says_so(permit: CatalogueEntry) -> None:
    text = notice_text(made(replace(permit, materials=())))
    assert "- 不需要提交材料" in text
    assert "- 不收费" in text


def test_nothing_in_the_catalogue_is_taken_for_markup(permit: CatalogueEntry) -> None:
    form = replace(permit.materials[0], name="申请表 | <script>\n# 标题")
    text = guide_text(made(replace(permit, name="[许可](x)", materials=(form,))))
    assert "# \\[许可\\](x) 办事指南" in text
    assert "| 1 | 申请表 \\| \\<script\\> \\# 标题 | 必需 |  |" in text
