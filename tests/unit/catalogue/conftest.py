import pytest

from liandong.events.case_kind import CaseKind
from liandong.events.reference import CatalogueEntry, MaterialDefinition, MaterialNeed, StepDefinition
from liandong.terms.codes import ItemCode, Tier


@pytest.fixture
def permit() -> CatalogueEntry:
    """A sound entry: 20 working days by law, 10 promised, two steps of 4 and 3."""
    return CatalogueEntry(
        item=ItemCode("SW-001"),
        name="城镇污水排入排水管网许可",
        case_kind=CaseKind.PROMISED,
        tiers=(Tier.DISTRICT,),
        legal_basis=("城镇排水与污水处理条例 21",),
        statutory_limit=20,
        promised_limit=10,
        steps=(
            StepDefinition(code="review", name="审查", post="经办岗", limit=4),
            StepDefinition(code="check", name="审核", post="科室负责人", limit=3),
        ),
        materials=(
            MaterialDefinition(code="M1", name="申请表", need=MaterialNeed.REQUIRED),
            MaterialDefinition(code="M2", name="排水水质检测报告", need=MaterialNeed.TOLERABLE),
        ),
        department="水务",
    )
