"""A case as it stands: everything its history says that a later decision needs."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from liandong.domain.case.commands import Applicant
from liandong.domain.case.moved import Moved
from liandong.domain.case.status import Status
from liandong.domain.numbers import unit_of
from liandong.domain.visits import Contact, visits
from liandong.events.case import (
    ApplicantDetails,
    ApplicantKind,
    CaseKind,
    Channel,
    DeliveryMethod,
    EntryReference,
    Opinion,
    Outcome,
    ReturnAddress,
    SubmittedMaterial,
)
from liandong.events.case_clock import PauseGround
from liandong.events.case_hearing import HearingGround
from liandong.events.counted import CountedFrom
from liandong.events.handling import Retention
from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import (
    ApplicationId,
    AppointmentId,
    CaseId,
    ConsultationId,
    Digest,
    JointId,
    LinkId,
    PreApplicationId,
    Pseudonym,
    StaffId,
    Tier,
    UnitCode,
)
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningStep:
    """The step now being worked on, since when; `due` by its own limit."""

    step: str
    responsible: StaffId
    started_on: date | None = None
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseSpan:
    """One stretch on which the clock stood still, or still does; one that does not count never stopped it."""

    number: int
    ground: PauseGround
    start: date
    end: date | None = None
    expected_until: date | None = None
    counts: bool
    lines: tuple[str, ...] = ()
    start_at: datetime | None = None
    end_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft of the decision, who wrote it, and whether somebody else agreed, and who."""

    by: StaffId
    outcome: Outcome
    agreed: bool = False
    reviewed_by: StaffId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """听证 of this case: who may ask was told, who asked, for when it is set, whether it was held or given up."""

    told_on: date | None = None
    ask_by: date | None = None
    asked_on: date | None = None
    organise_by: date | None = None
    ground: HearingGround | None = None
    set_for: date | None = None
    presiding: StaffId | None = None
    held_on: date | None = None
    minutes: str | None = None
    waived_on: date | None = None

    @property
    def is_due(self) -> bool:
        """One was asked for or set, and has still to be held."""
        return self.held_on is None and (self.asked_on is not None or self.set_for is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """The request by which the case was last handed up."""

    link: LinkId
    to: UnitCode
    requested_on: date
    acknowledge_by: date
    acknowledged: bool = False
    alarmed: bool = False
    upper_case: CaseId | None = None


class SilenceGround(StrEnum):
    """By what silence decides."""

    RENEWAL = "renewal"  # 视为准予延续（行政许可法 50）
    AGREEMENT = "agreement"  # 超时默许


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceWarning:
    """The department was told that so many working days are left until the promise ends on `due`."""

    days_left: int
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What silence decided: after which last day, who had the case, and the opinion that came too late."""

    ground: SilenceGround
    last_day: date
    responsible: StaffId | None
    late_opinion: Opinion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case at one unit. `entry` is the frozen catalogue entry, `reference` names it; days are legal days.

    `former` are versions of materials that were handed in again since, oldest first. `first_handler` received it, and
    `handler` answers for it now (首问负责). Somebody signed for it on `signed_on`, by beginning a step;
    `responsible` had the last one begun.
    """

    id: CaseId
    status: Status
    tier: Tier
    entry: CatalogueEntry
    reference: EntryReference
    case_kind: CaseKind
    channel: Channel
    point: str | None
    applicant: Pseudonym
    pseudonym_key: str
    applicant_kind: ApplicantKind
    project_code: str | None
    materials: tuple[SubmittedMaterial, ...]
    effective_on: date
    asked_by: ReturnAddress | None
    former: tuple[SubmittedMaterial, ...] = ()
    notice_round: int = 1
    notice_lines: tuple[str, ...] = ()
    accepted_on: date | None = None
    deemed: bool = False
    joint: JointId | None = None
    master_due: date | None = None
    askable: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    decide_by: date | None = None
    """By when its department has promised the lead to decide."""
    master_extended: bool = False
    policy: str | None = None
    calendar: Digest | None = None
    promised_due: date | None = None
    statutory_due: date | None = None
    provisional: bool = False
    running: RunningStep | None = None
    steps_done: tuple[str, ...] = ()
    handovers: int = 0
    handover: Handover | None = None
    outcome: Outcome | None = None
    decided_on: date | None = None
    document: str | None = None
    delivered_on: date | None = None
    delivered_by: DeliveryMethod | None = None
    pauses: tuple[PauseSpan, ...] = ()
    paused_from: Status | None = None
    extension: int = 0
    extended_on: date | None = None
    promise_extension: int = 0
    owed: tuple[str, ...] = ()
    owed_by: date | None = None
    draft: Draft | None = None
    withdrawal_from: Status | None = None
    ready_on: date | None = None
    reopened_on: date | None = None
    retention: Retention | None = None
    counted: CountedFrom | None = None
    moved: Moved | None = None
    begun_at: datetime | None = None
    """The instant its limits run from, where they are less than days."""
    promised_ends: datetime | None = None
    statutory_ends: datetime | None = None
    examiners: tuple[StaffId, ...] = ()
    """Whoever was responsible for a step, gave an opinion or drafted: none of them presides at a hearing."""
    hearing: Hearing | None = None
    pre_application: PreApplicationId | None = None
    application: ApplicationId | None = None
    appointment: AppointmentId | None = None
    consultation: ConsultationId | None = None
    first_handler: StaffId | None = None
    handler: StaffId | None = None
    contacts: tuple[Contact, ...] = ()
    responsible: StaffId | None = None
    signed_on: date | None = None
    owed_handed_in_on: date | None = None
    withdrawal_retracted_on: date | None = None
    licence_expires_on: date | None = None
    asked_late: bool = False
    silence_warned: SilenceWarning | None = None
    silence: Silence | None = None
    voided_on: date | None = None
    """The lead has said that the share is void while it was handed up: the unit above has been told."""
    void_document: str | None = None
    void_text: Private[str | None] = None
    licence_number: Private[str | None] = None
    conditions: Private[tuple[str, ...] | None] = None
    details: Private[ApplicantDetails | None] = None

    @property
    def unit(self) -> UnitCode:
        return unit_of(self.id)

    @property
    def clock_start(self) -> date:
        """The day the limits of law and promise count from: acceptance, or the reopening after it."""
        start = self.reopened_on or self.accepted_on
        assert start is not None, "only of an accepted case"
        return start

    @property
    def open_pauses(self) -> tuple[PauseSpan, ...]:
        """What has not ended yet: one pause; of a share besides it the supplement its lead has asked for meanwhile."""
        return tuple(span for span in self.pauses if span.end is None)

    @property
    def stands_still(self) -> bool:
        """Whether its clock does: a pause nobody was told of in writing never stopped it (行政许可法 45)."""
        return any(span.counts for span in self.open_pauses)

    @property
    def visits(self) -> int:
        """On how many days its applicant came in person so far (来几次)."""
        return visits(self.contacts)

    @property
    def files(self) -> frozenset[Digest]:
        """The files its materials name or have named."""
        return frozenset(each.digest for each in (*self.materials, *self.former) if each.digest is not None)

    @property
    def who_applies(self) -> Applicant:
        return Applicant(
            pseudonym=self.applicant,
            pseudonym_key=self.pseudonym_key,
            kind=self.applicant_kind,
            details=self.details,
        )
