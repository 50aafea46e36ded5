import re
from datetime import date

from liandong.cli.demo.load import demo_catalogue, demo_city
from liandong.events.case_kind import CaseKind
from liandong.events.reference import CatalogueEntry, JoinPolicy, MaterialNeed
from liandong.terms.codes import Tier

CATALOGUE = demo_catalogue()
ITEMS: dict[str, CatalogueEntry] = {entry.item: entry for entry in CATALOGUE.entries if not entry.shares}
STAGES: dict[str, CatalogueEntry] = {entry.item: entry for entry in CATALOGUE.entries if entry.shares}


def test_the_edition_is_in_force_before_the_demo_begins() -> None:
    assert (CATALOGUE.edition, CATALOGUE.effective_on) == ("2026-1", date(2026, 1, 1))


def test_at_least_forty_four_items_over_three_tiers() -> None:
    assert len(ITEMS) >= 44
    for tier in (Tier.CITY, Tier.DISTRICT, Tier.TOWNSHIP):
        assert sum(tier in entry.tiers for entry in ITEMS.values()) >= 10


def test_all_six_stages_of_a_construction_project_have_items() -> None:
    stages = [entry.stage for entry in ITEMS.values() if entry.stage]
    assert set(stages) == {"立项", "用地", "规划设计", "施工许可", "竣工验收", "施工辅助"}
    assert all(stages.count(stage) >= 4 for stage in stages)


def test_enterprises_and_people_have_items_too() -> None:
    names = {entry.name for entry in ITEMS.values()}
    assert {
        "公司设立登记",
        "食品经营许可",
        "老年人优待证办理",
        "残疾人证核发",
        "生育登记",
        "临时救助对象认定",
        "最低生活保障对象认定",
        "城乡居民基本养老保险参保登记",
    } <= names


def test_every_basis_names_an_article_or_a_document() -> None:
    without = {
        basis
        for entry in CATALOGUE.entries
        for basis in entry.legal_basis
        if not re.fullmatch(r"\S+ \d+|\S+（\S+号）\S*", basis)
    }
    assert without == {"陕西省人口与计划生育条例"}


def test_every_kind_of_case_is_there() -> None:
    assert {entry.case_kind for entry in CATALOGUE.entries} == set(CaseKind)


def test_an_item_goes_from_hall_over_district_to_city() -> None:
    chain = [e for e in ITEMS.values() if e.tiers == (Tier.TOWNSHIP, Tier.DISTRICT) and e.decided_by is Tier.CITY]
    assert {entry.name for entry in chain} == {"乡村建设规划许可证核发", "公共租赁住房保障资格审核"}


def test_items_are_handled_by_departments_of_the_city() -> None:
    known = {department.name for department in demo_city().departments}
    assert {entry.department for entry in CATALOGUE.entries} == known


def test_every_item_asks_for_something_and_only_instant_ones_have_no_steps() -> None:
    for entry in ITEMS.values():
        assert any(material.need is MaterialNeed.REQUIRED for material in entry.materials)
        assert (not entry.steps) == (entry.case_kind is CaseKind.INSTANT)


def test_construction_items_need_a_project_code_and_livelihood_items_do_not() -> None:
    assert ITEMS["ZJ-002"].needs_project_code
    assert not any(entry.needs_project_code for entry in ITEMS.values() if entry.stage is None)


def test_the_stage_of_the_construction_permit_has_shares_at_every_tier() -> None:
    assert set(STAGES) == {"JD-01", "JD-02", "JD-03", "JD-04"}
    stage = STAGES["JD-03"]
    assert stage.join_policy is JoinPolicy.ALL_CLOSED
    assert {share.tier for share in stage.shares} == {Tier.CITY, Tier.DISTRICT, Tier.TOWNSHIP}


def test_a_share_s_promise_fits_into_its_stage() -> None:
    for stage in STAGES.values():
        assert all(ITEMS[share.item].promised_limit <= stage.promised_limit for share in stage.shares)
        assert (stage.statutory_limit, stage.case_kind) == (45, CaseKind.LINKED)


def test_the_manifest_lists_exactly_the_published_items() -> None:
    published = {(item.entry.item, item.hash) for item in CATALOGUE.items}
    assert {(listed.item, listed.hash) for listed in CATALOGUE.manifest.entries} == published
    assert len(published) == len(CATALOGUE.entries)


def test_the_demo_says_what_an_entry_may_say() -> None:
    planning = ITEMS["ZG-012"]
    assert (planning.prerequisites, [output.name for output in planning.outputs]) == (
        ("ZG-011",),
        ["建设工程规划许可证"],
    )
    [fee] = ITEMS["CG-001"].fees
    assert (fee.basis, fee.amount) == ("城市道路管理条例 37", None)
    assert {material.owed_days for entry in ITEMS.values() for material in entry.materials} == {None, 3}
    assert (ITEMS["SW-011"].renewal, ITEMS["SW-013"].renewal) == (False, True)
    agreed = ITEMS["RS-004"]
    assert (agreed.silence, agreed.silence_basis, agreed.concerns) == (True, "劳动合同法 54", ())
