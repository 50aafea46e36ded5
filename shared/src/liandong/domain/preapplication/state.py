"""An application as far as it is prepared: what is filled in, what was asked, and what became of it."""

from dataclasses import dataclass
from datetime import date

from liandong.domain.case.licence import LicenceHeld
from liandong.domain.preapplication.status import PreStatus
from liandong.events.case import ApplicantKind, SubmittedMaterial
from liandong.terms.codes import CaseId, ItemCode, PreApplicationId, StaffId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the applicant has filled in so far; all of it may still be missing."""

    applicant_kind: ApplicantKind | None = None
    name: str | None = None
    id_number: str | None = None
    phone: str | None = None
    address: str | None = None
    project_code: str | None = None
    licence: LicenceHeld | None = None
    materials: tuple[SubmittedMaterial, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreApplication:
    """预申报. It is no act of anybody's office: it may be changed and forgotten, and is no part of the journal.

    `written_by` is the staff member who wrote it on the applicant's behalf, None if he did so himself. `asked` counts
    the requests for a pre-review, the last made on `asked_on`. `case` is the number taken for it when it is submitted;
    from `submitted_on` the case is there and the form is gone.
    """

    id: PreApplicationId
    item: ItemCode
    written_by: StaffId | None
    changed_on: date
    asked: int = 0
    asked_on: date | None = None
    case: CaseId | None = None
    submitted_on: date | None = None
    form: Private[Form | None] = None

    def status(self, answered: int) -> PreStatus:
        """Where it stands, with so many pre-reviews answered."""
        if self.submitted_on is not None:
            return PreStatus.SUBMITTED
        return PreStatus.PRE_REVIEW if self.asked > answered else PreStatus.DRAFT
