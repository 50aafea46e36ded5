"""A reviewer sees place by place what a draft changes."""

from dataclasses import replace

from liandong.domain.catalogue.changes import Change, changes
from liandong.events.reference import CatalogueEntry, MaterialDefinition, MaterialNeed


def test_what_differs_is_told_by_names_and_codes(permit: CatalogueEntry) -> None:
    review, check = permit.steps
    draft = replace(
        permit,
        promised_limit=8,
        steps=(check, replace(review, limit=3)),
        materials=(permit.materials[0], MaterialDefinition(code="M3", name="承诺书", need=MaterialNeed.REQUIRED)),
    )
    assert changes(permit, draft) == (
        Change(place="/promised_limit", before=10, after=8),
        Change(place="/steps/review/limit", before=4, after=3),
        Change(place="/materials/M3/code", before=None, after="M3"),
        Change(place="/materials/M3/name", before=None, after="承诺书"),
        Change(place="/materials/M3/need", before=None, after="required"),
        Change(place="/materials/M3/shared", before=None, after=False),
        Change(place="/materials/M2/code", before="M2", after=None),
        Change(place="/materials/M2/name", before="排水水质检测报告", after=None),
        Change(place="/materials/M2/need", before="tolerable", after=None),
        Change(place="/materials/M2/shared", before=False, after=None),
    )


def test_the_same_version_changes_nothing(permit: CatalogueEntry) -> None:
    assert changes(permit, permit) == ()


def test_of_a_new_item_all_is_new(permit: CatalogueEntry) -> None:
    told = changes(None, permit)
    assert told[0] == Change(place="/item", before=None, after="SW-001")
    assert all(change.before is None for change in told)
