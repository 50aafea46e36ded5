"""The rules about who applies and for which project."""

from liandong.domain.case.commands import Applicant
from liandong.events.reference import CatalogueEntry
from liandong.terms.refusal import Nature, Pointer, Refused


def applicant_number_is_right(applicant: Applicant) -> None:
    """The applicant's number has the right form and check character for his kind (F020)."""


def project_code_is_right(entry: CatalogueEntry, project_code: str | None) -> None:
    """No code, no acceptance, for items of a project (GB/T 40058-2021)."""
    if project_code is None and entry.needs_project_code:
        raise Refused(
            "case.project-code-missing",
            f"“{entry.name}”须凭投资项目代码办理，请先在投资项目在线审批监管平台赋码",
            basis="企业投资项目核准和备案管理条例 5",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/project_code", detail="请填写项目代码"),),
        )
