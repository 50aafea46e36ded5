"""The rules about who applies and for which project."""

from datetime import date

from liandong.domain import identifiers
from liandong.domain.case.commands import Applicant
from liandong.events.case import ApplicantKind
from liandong.events.reference import CatalogueEntry
from liandong.terms.refusal import Nature, Pointer, Refused


def applicant_number_is_right(applicant: Applicant, today: date) -> None:
    """The number has the form and check character of its kind (GB 11643, GB 32100)."""
    if applicant.details is None:
        return
    match applicant.kind:
        case ApplicantKind.PERSON:
            identifiers.id_card(applicant.details.id_number, today)
        case ApplicantKind.ORGANISATION:
            identifiers.uscc(applicant.details.id_number)


def project_code_is_right(entry: CatalogueEntry, project_code: str | None) -> None:
    """No code, no acceptance, for items of a project (GB/T 40058-2021)."""
    if project_code is not None:
        identifiers.project_code(project_code)
    elif entry.needs_project_code:
        raise Refused(
            "case.project-code-missing",
            f"“{entry.name}”须凭投资项目代码办理，请先在投资项目在线审批监管平台赋码",
            basis="企业投资项目核准和备案管理条例 4",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/project_code", detail="请填写项目代码"),),
        )
