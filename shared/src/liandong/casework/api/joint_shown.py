"""How joint masters are shown: facts in full, personal data masked."""

from datetime import date

from liandong.casework.api.shown import ApplicantOut, MaterialOut, MovedOut, applicant_out, materials_out
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import STATUS_NAMES, JointStatus
from liandong.events.case import DeliveryMethod, Outcome
from liandong.events.link import VoidCause
from liandong.infrastructure.http import Out


class SharePauseOut(Out):
    """The clock of a share stood still on the days [start, end)."""

    start: date
    end: date | None


class ShareOut(Out):
    """One share: asked of which unit, whether its machine acknowledged, by when it promised, what it answered."""

    link: str
    unit: str
    item: str
    acknowledged: bool
    alarmed: bool
    checked_on: date | None
    missing: list[str]
    needs: list[str]
    withdrawing: bool
    voided: VoidCause | None
    case: str | None
    rejected: str | None
    outcome: Outcome | None
    decided_on: date | None
    document: str | None
    pauses: list[SharePauseOut]
    decide_by: date | None
    delivered: bool


class JointOut(Out):
    """联办主件 with its shares."""

    id: str
    unit: str
    version: int
    status: JointStatus
    status_name: str
    item: str
    item_name: str
    edition: str
    applicant: ApplicantOut
    project_code: str | None
    materials: list[MaterialOut]
    shares: list[ShareOut]
    effective_on: date
    check_by: date | None
    notice_round: int
    notice_lines: list[str]
    supplement_lines: list[str]
    withdrawing: bool
    accepted_on: date | None
    deemed: bool
    promised_due: date | None
    statutory_due: date | None
    provisional: bool
    moved: MovedOut | None
    extension: int
    paused_since: date | None
    stage_closed_on: date | None
    outcome: Outcome | None
    joined_on: date | None
    delivered_on: date | None
    delivered_by: DeliveryMethod | None


class ReceivedJointOut(JointOut):
    """A joint master just received, with its secret as for a case."""

    tracking_secret: str | None


def joint_out(joint: Joint, version: int) -> JointOut:
    return JointOut(
        id=joint.id,
        unit=joint.unit,
        version=version,
        status=joint.status,
        status_name=STATUS_NAMES[joint.status],
        item=joint.entry.item,
        item_name=joint.entry.name,
        edition=joint.reference.edition,
        applicant=applicant_out(joint.applicant, joint.applicant_kind, joint.details),
        project_code=joint.project_code,
        materials=materials_out(joint.materials),
        shares=[ShareOut.model_validate(share) for share in joint.shares],
        effective_on=joint.effective_on,
        check_by=joint.check_by,
        notice_round=joint.notice_round,
        notice_lines=list(joint.notice_lines),
        supplement_lines=list(joint.supplement_lines),
        withdrawing=joint.withdrawing,
        accepted_on=joint.accepted_on,
        deemed=joint.deemed,
        promised_due=joint.promised_due,
        statutory_due=joint.statutory_due,
        provisional=joint.provisional,
        moved=None if joint.moved is None else MovedOut.model_validate(joint.moved),
        extension=joint.extension,
        paused_since=joint.paused_since,
        stage_closed_on=joint.stage_closed_on,
        outcome=joint.outcome,
        joined_on=joint.joined_on,
        delivered_on=joint.delivered_on,
        delivered_by=joint.delivered_by,
    )
