"""How cases and joint masters are shown: facts in full, personal data masked."""

from datetime import date

from liandong.domain.case.rules.powers import ACTION_OF
from liandong.domain.case.state import Case
from liandong.domain.case.status import ALLOWED, STATUS_NAMES, Status
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import STATUS_NAMES as JOINT_STATUS_NAMES
from liandong.domain.joint.status import JointStatus
from liandong.events.case import (
    ApplicantDetails,
    ApplicantKind,
    CaseKind,
    Channel,
    DeliveryMethod,
    Outcome,
    ReturnAddress,
    SubmittedMaterial,
)
from liandong.events.case_clock import PauseGround
from liandong.events.handling import Retention
from liandong.events.link import VoidCause
from liandong.infrastructure.http import Out


class ApplicantOut(Out):
    """The applicant by pseudonym; name and numbers masked."""

    pseudonym: str
    kind: ApplicantKind
    name: str | None
    id_number: str | None
    phone: str | None


class MaterialOut(Out):
    code: str
    digest: str | None


class StepOut(Out):
    """The step being worked on, by whom, and its last day."""

    step: str
    responsible: str
    due: date


class AskedByOut(Out):
    """The return address: which unit asked, by which link, for which master or lower-tier case."""

    unit: str
    link: str
    master: str


class HandoverOut(Out):
    """The hand-over to the upper tier, and whether its machine has acknowledged it."""

    link: str
    to: str
    requested_on: date
    acknowledged: bool
    upper_case: str | None


class PauseOut(Out):
    """A stretch on which the clock stood still or does; `counts` says whether it really stops the clock."""

    number: int
    ground: PauseGround
    start: date
    end: date | None
    expected_until: date | None
    counts: bool
    lines: list[str]


class DraftOut(Out):
    """The draft of the decision: by whom, what it says, and whether somebody else agreed."""

    by: str
    outcome: Outcome
    agreed: bool


class CaseOut(Out):
    """办件. Days are legal days; due dates are the unit's own, supervision counts for itself."""

    id: str
    unit: str
    version: int
    status: Status
    status_name: str
    next: list[str]
    item: str
    item_name: str
    department: str
    edition: str
    case_kind: CaseKind
    channel: Channel
    point: str | None
    applicant: ApplicantOut
    project_code: str | None
    materials: list[MaterialOut]
    effective_on: date
    notice_round: int
    notice_lines: list[str]
    accepted_on: date | None
    deemed: bool
    joint: str | None
    master_due: date | None
    promised_due: date | None
    statutory_due: date | None
    provisional: bool
    steps: list[str]
    steps_done: list[str]
    running: StepOut | None
    asked_by: AskedByOut | None
    handover: HandoverOut | None
    outcome: Outcome | None
    decided_on: date | None
    document: str | None
    delivered_on: date | None
    delivered_by: DeliveryMethod | None
    pauses: list[PauseOut]
    extension: int
    owed: list[str]
    owed_by: date | None
    draft: DraftOut | None
    conditions: list[str] | None
    ready_on: date | None
    reopened_on: date | None
    retention: Retention | None


class ReceivedCaseOut(CaseOut):
    """A case just received. `tracking_secret` goes onto the receipt: told this once, never to a repeated request."""

    tracking_secret: str | None


def case_out(case: Case, version: int) -> CaseOut:
    return CaseOut(
        id=case.id,
        unit=case.unit,
        version=version,
        status=case.status,
        status_name=STATUS_NAMES[case.status],
        next=sorted(verb for verb in ALLOWED[case.status] if verb in ACTION_OF),
        item=case.entry.item,
        item_name=case.entry.name,
        department=case.entry.department,
        edition=case.reference.edition,
        case_kind=case.case_kind,
        channel=case.channel,
        point=case.point,
        applicant=_applicant(case.applicant, case.applicant_kind, case.details),
        project_code=case.project_code,
        materials=_materials(case.materials),
        effective_on=case.effective_on,
        notice_round=case.notice_round,
        notice_lines=list(case.notice_lines),
        accepted_on=case.accepted_on,
        deemed=case.deemed,
        joint=case.joint,
        master_due=case.master_due,
        promised_due=case.promised_due,
        statutory_due=case.statutory_due,
        provisional=case.provisional,
        steps=[step.code for step in case.entry.steps],
        steps_done=list(case.steps_done),
        running=None if case.running is None else StepOut.model_validate(case.running),
        asked_by=None if case.asked_by is None else _asked_by(case.asked_by),
        handover=None if case.handover is None else HandoverOut.model_validate(case.handover),
        outcome=case.outcome,
        decided_on=case.decided_on,
        document=case.document,
        delivered_on=case.delivered_on,
        delivered_by=case.delivered_by,
        pauses=[PauseOut.model_validate(span) for span in case.pauses],
        extension=case.extension,
        owed=list(case.owed),
        owed_by=case.owed_by,
        draft=None if case.draft is None else DraftOut.model_validate(case.draft),
        conditions=None if case.conditions is None else list(case.conditions),
        ready_on=case.ready_on,
        reopened_on=case.reopened_on,
        retention=case.retention,
    )


class ShareOut(Out):
    """One share: asked of which unit, whether its machine acknowledged, what it answered."""

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
    extension: int
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
        status_name=JOINT_STATUS_NAMES[joint.status],
        item=joint.entry.item,
        item_name=joint.entry.name,
        edition=joint.reference.edition,
        applicant=_applicant(joint.applicant, joint.applicant_kind, joint.details),
        project_code=joint.project_code,
        materials=_materials(joint.materials),
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
        extension=joint.extension,
        outcome=joint.outcome,
        joined_on=joint.joined_on,
        delivered_on=joint.delivered_on,
        delivered_by=joint.delivered_by,
    )


def _asked_by(address: ReturnAddress) -> AskedByOut:
    return AskedByOut(unit=address.unit, link=address.link, master=address.master)


def _materials(materials: tuple[SubmittedMaterial, ...]) -> list[MaterialOut]:
    return [MaterialOut(code=each.code, digest=each.digest) for each in materials]


def _applicant(pseudonym: str, kind: ApplicantKind, details: ApplicantDetails | None) -> ApplicantOut:
    if details is None:
        return ApplicantOut(pseudonym=pseudonym, kind=kind, name=None, id_number=None, phone=None)
    return ApplicantOut(
        pseudonym=pseudonym,
        kind=kind,
        name=_masked(details.name, 1 if kind is ApplicantKind.PERSON else 4, 0),
        id_number=_masked(details.id_number, 6, 4),
        phone=_masked(details.phone, 3, 4),
    )


def _masked(text: str, first: int, last: int) -> str:
    """The first and last characters, the others as stars; short texts show at most their first character."""
    if len(text) <= first + last:
        return text[:1] + "*" * (len(text) - 1)
    return text[:first] + "*" * (len(text) - first - last) + text[len(text) - last :]
