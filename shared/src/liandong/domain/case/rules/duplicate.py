"""The rule that one matter is applied for once at a unit (F021): same applicant, item and project, still undecided."""

from collections.abc import Sequence

from liandong.domain.case.commands import OpenCase
from liandong.terms.codes import CaseId
from liandong.terms.refusal import Pointer, Refused


def told_apart(
    project_code: str | None, undecided: Sequence[OpenCase], not_duplicate_of: Sequence[CaseId]
) -> tuple[CaseId, ...]:
    """The cases that look the same and were said not to be. Refused if there is one of which nobody said so."""
    alike = look_the_same(project_code, undecided)
    unsaid = [number for number in alike if number not in not_duplicate_of]
    if unsaid:
        raise Refused(
            "case.duplicate",
            f"该申请人同一事项已有在办件：{'、'.join(unsaid)}；请在原办件上继续办理，确非同一件事的，请注明后再收件",
            basis="行政许可法 32",
            errors=tuple(
                Pointer(pointer="/not_duplicate_of", detail=f"在办件{number}未注明不是同一件事") for number in unsaid
            ),
        )
    return tuple(alike)


def look_the_same(project_code: str | None, undecided: Sequence[OpenCase]) -> list[CaseId]:
    """Which of an applicant's open cases for an item are for the same project, or all for none."""
    return [other.number for other in undecided if other.project_code == project_code]
