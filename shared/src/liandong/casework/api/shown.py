"""How cases are shown: facts in full, personal data masked."""

from datetime import date, datetime

from liandong.casework.api.masking import masked, masked_name
from liandong.casework.api.silence_shown import LicenceOut, SilenceOut, SilenceWarningOut, licence_out
from liandong.domain.case.rules.powers import ACTION_OF
from liandong.domain.case.state import Case
from liandong.domain.case.status import ALLOWED, STATUS_NAMES, Status
from liandong.domain.joint.state import Joint
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
from liandong.events.case_hearing import HearingGround
from liandong.events.case_window import ContactChannel, ContactMatter
from liandong.events.handling import LimitUnit, Retention
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


class MovedOut(Out):
    """That a new calendar moved the due days: when, from which days to which, and by which notices (D.4.8)."""

    on: date | None
    old_promised_due: date
    old_statutory_due: date
    promised_due: date
    statutory_due: date
    why: list[str]


class HearingOut(Out):
    """The hearing: until when it can be asked for, by when it is due, when it is set for, was held or given up."""

    told_on: date | None
    ask_by: date | None
    asked_on: date | None
    organise_by: date | None
    ground: HearingGround | None
    set_for: date | None
    presiding: str | None
    held_on: date | None
    minutes: str | None
    waived_on: date | None


class DraftOut(Out):
    """The draft of the decision: by whom, what it says, and whether somebody else agreed."""

    by: str
    outcome: Outcome
    agreed: bool


class ContactOut(Out):
    """A time the applicant had to do with the office; in person at a window or a village point."""

    on: date
    channel: ContactChannel
    matter: ContactMatter


class CaseOut(Out):
    """办件. Days are legal days; due dates are the unit's own, supervision counts for itself.

    Limits are in `limit_unit`; where that is less than a day, `promised_ends` and `statutory_ends` are the instants.
    `first_handler` received it, `handler` answers for it now; `application` is what it shares with others;
    `appointment` and `consultation` came before it. `visits` counts the days on which the applicant came in person.
    `renewal_due` is the last day to decide on a renewal.
    """

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
    pre_application: str | None
    application: str | None
    appointment: str | None
    consultation: str | None
    first_handler: str | None
    handler: str | None
    visits: int
    contacts: list[ContactOut]
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
    decide_by: date | None
    promised_due: date | None
    statutory_due: date | None
    renewal_due: date | None
    provisional: bool
    moved: MovedOut | None
    limit_unit: LimitUnit
    promised_limit: int
    statutory_limit: int
    promised_ends: datetime | None
    statutory_ends: datetime | None
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
    hearing: HearingOut | None
    licence: LicenceOut | None
    silence_warned: SilenceWarningOut | None
    silence: SilenceOut | None


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
        pre_application=case.pre_application,
        application=case.application,
        appointment=case.appointment,
        consultation=case.consultation,
        first_handler=case.first_handler,
        handler=case.handler,
        visits=case.visits,
        contacts=[ContactOut.model_validate(contact) for contact in case.contacts],
        applicant=applicant_out(case.applicant, case.applicant_kind, case.details),
        project_code=case.project_code,
        materials=materials_out(case.materials),
        effective_on=case.effective_on,
        notice_round=case.notice_round,
        notice_lines=list(case.notice_lines),
        accepted_on=case.accepted_on,
        deemed=case.deemed,
        joint=case.joint,
        master_due=case.master_due,
        decide_by=case.decide_by,
        promised_due=case.promised_due,
        statutory_due=case.statutory_due,
        renewal_due=case.licence_expires_on,
        provisional=case.provisional,
        moved=None if case.moved is None else MovedOut.model_validate(case.moved),
        limit_unit=case.entry.limit_unit,
        promised_limit=case.entry.promised_limit,
        statutory_limit=case.entry.statutory_limit,
        promised_ends=case.promised_ends,
        statutory_ends=case.statutory_ends,
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
        hearing=None if case.hearing is None else HearingOut.model_validate(case.hearing),
        licence=licence_out(case),
        silence_warned=None if case.silence_warned is None else SilenceWarningOut.model_validate(case.silence_warned),
        silence=None if case.silence is None else SilenceOut.model_validate(case.silence),
    )


def _asked_by(address: ReturnAddress) -> AskedByOut:
    return AskedByOut(unit=address.unit, link=address.link, master=address.master)


def materials_out(materials: tuple[SubmittedMaterial, ...]) -> list[MaterialOut]:
    return [MaterialOut(code=each.code, digest=each.digest) for each in materials]


def applicant_out(pseudonym: str, kind: ApplicantKind, details: ApplicantDetails | None) -> ApplicantOut:
    if details is None:
        return ApplicantOut(pseudonym=pseudonym, kind=kind, name=None, id_number=None, phone=None)
    return ApplicantOut(
        pseudonym=pseudonym,
        kind=kind,
        name=masked_name(details.name, kind),
        id_number=masked(details.id_number, 6, 4),
        phone=masked(details.phone, 3, 4),
    )


def applicant_shown(matter: Case | Joint) -> str:
    """The masked name of whoever applies, or the beginning of his pseudonym where the name is no longer kept."""
    if matter.details is None:
        return matter.applicant[:8]
    return masked_name(matter.details.name, matter.applicant_kind)
