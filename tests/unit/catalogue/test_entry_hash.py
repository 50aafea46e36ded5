import hashlib
from dataclasses import replace

from liandong.events.reference import CatalogueEntry
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
