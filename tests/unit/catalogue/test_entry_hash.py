import hashlib
import json
from dataclasses import replace

from liandong.events.handling import LimitUnit, OnlineLevel
from liandong.events.reference import CatalogueEntry, ItemPublished
from liandong.wire.codec import read_event, write_event
from liandong.wire.reference_hashes import entry_hash

SPELLED = (
    '{"case_kind":"promised","department":"水务","item":"SW-001","legal_basis":["城镇排水与污水处理条例 21"],'
    '"materials":[{"code":"M1","name":"申请表","need":"required"},'
    '{"code":"M2","name":"排水水质检测报告","need":"tolerable"}],'
    '"name":"城镇污水排入排水管网许可","promised_limit":10,"statutory_limit":20,'
    '"steps":[{"code":"review","limit":4,"name":"审查","post":"经办岗"},'
    '{"code":"check","limit":3,"name":"审核","post":"科室负责人"}],"tiers":["district"]}'
)
"""The entry as it is hashed: sorted keys, no spaces, fields at their defaults left out."""


def test_an_entry_keeps_its_hash_whatever_fields_are_added_later(permit: CatalogueEntry) -> None:
    assert entry_hash(permit) == hashlib.sha256(SPELLED.encode()).hexdigest()


def test_any_change_that_matters_changes_the_hash(permit: CatalogueEntry) -> None:
    shorter = replace(permit, promised_limit=9)
    charged = replace(permit, fee="100元")
    assert len({entry_hash(permit), entry_hash(shorter), entry_hash(charged)}) == 3


def test_fields_added_later_are_not_written_while_they_say_nothing(permit: CatalogueEntry) -> None:
    facts, _ = write_event(ItemPublished(edition="2026-1", entry=permit, hash=entry_hash(permit)))
    written = json.loads(facts)["entry"]
    assert sorted(written) == [
        "case_kind", "decided_by", "department", "fee", "item", "join_policy", "legal_basis", "materials", "name",
        "needs_project_code", "promised_limit", "shares", "stage", "statutory_limit", "steps", "tiers",
    ]  # fmt: skip
    assert written["materials"][0] == {"code": "M1", "name": "申请表", "need": "required", "shared": False}


def test_fields_added_later_are_written_and_hashed_where_they_say_something(permit: CatalogueEntry) -> None:
    form, report = permit.materials
    grown = replace(permit, materials=(form, replace(report, owed_days=5)), second_review=True)
    facts, _ = write_event(ItemPublished(edition="2026-1", entry=grown, hash=entry_hash(grown)))
    written = json.loads(facts)["entry"]
    assert (written["second_review"], written["materials"][1]["owed_days"]) == (True, 5)
    assert "owed_days" not in written["materials"][0]
    assert "renewal" not in written
    read = read_event("catalogue.item_published", 1, facts)
    assert isinstance(read, ItemPublished)
    assert read.entry == grown
    assert entry_hash(read.entry) == read.hash != entry_hash(permit)


def test_what_was_said_before_the_fields_were_there_reads_as_it_was_handled(permit: CatalogueEntry) -> None:
    facts, _ = write_event(ItemPublished(edition="2026-1", entry=permit, hash=entry_hash(permit)))
    read = read_event("catalogue.item_published", 1, facts)
    assert isinstance(read, ItemPublished)
    assert (read.entry.limit_unit, read.entry.online) == (LimitUnit.WORKING_DAY, OnlineLevel.APPLY)
    assert (read.entry.second_review, read.entry.silence, read.entry.interrupts) == (False, False, False)
