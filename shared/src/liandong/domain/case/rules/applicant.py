"""The rules about who applies and for which project."""

from datetime import date

from liandong.domain import identifiers
from liandong.domain.case.commands import Applicant
from liandong.events.reference import CatalogueEntry
from liandong.terms.refusal import Nature, Pointer, Refused, pointing_at


def applicant_number_is_right(applicant: Applicant, today: date) -> None:
    """The number has the form and check character of its kind (GB 11643, GB 32100)."""
    if applicant.details is not None:
        with pointing_at("/applicant/id_number", "请核对证件号码"):
            identifiers.of_applicant(applicant.kind, applicant.details.id_number, today)


def project_code_is_right(entry: CatalogueEntry, project_code: str | None) -> None:
    """No code, no acceptance, for items of a project (GB/T 40058-2021)."""
    if project_code is not None:
        with pointing_at("/project_code", "请核对项目代码"):
            identifiers.project_code(project_code)
    elif entry.needs_project_code:
        raise Refused(
            "case.project-code-missing",
            f"“{entry.name}”须凭投资项目代码办理，请先在投资项目在线审批监管平台赋码",
            basis="企业投资项目核准和备案管理条例 4",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/project_code", detail="请填写项目代码"),),
        )
