"""The life of a case, from receipt to closing (domain rules D.2, D.11)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from liandong.events.authority import ActedUnder
from liandong.events.case_kind import CaseKind as CaseKind
from liandong.events.case_words import ApplicantDetails as ApplicantDetails
from liandong.events.case_words import ApplicantKind as ApplicantKind
from liandong.events.case_words import Channel as Channel
from liandong.events.case_words import DeliveryMethod as DeliveryMethod
from liandong.events.case_words import EntryReference as EntryReference
from liandong.events.case_words import Opinion as Opinion
from liandong.events.case_words import Outcome as Outcome
from liandong.events.case_words import ReturnAddress as ReturnAddress
from liandong.events.case_words import SubmittedMaterial as SubmittedMaterial
from liandong.events.counted import CountedFrom
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event
from liandong.terms.codes import (
    ApplicationId,
    CaseId,
    Digest,
    EventId,
    JointId,
    LinkId,
    PreApplicationId,
    Pseudonym,
    StaffId,
    Tier,
    UnitCode,
)
from liandong.terms.later import Later
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent(Event):
    case: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReceived(CaseEvent):
    """收件: materials were handed in; the five-day notice timer runs from `effective_on`.

    `frozen` is the catalogue entry by value: the unit handles the case by it whatever is published later.
    `pre_application` is what it was prepared as, `application` the one it shares with other cases, `first_handler` who
    received it and answers for it until it is handed over (首问负责); nobody yet for what came in by itself.
    Of a share, `master_due` is the last day of its joint master by law, `askable` the materials of the stage.
    Where a licence is to be renewed, `licence_number` is the one held, in force through `licence_expires_on`;
    `asked_late` if that is less than thirty days away (行政许可法 50).
    """

    KIND: ClassVar[str] = "case.received"
    tier: Tier
    entry: EntryReference
    frozen: CatalogueEntry
    case_kind: CaseKind
    channel: Channel
    point: str | None = None
    applicant: Pseudonym
    pseudonym_key: str
    applicant_kind: ApplicantKind
    project_code: str | None = None
    materials: tuple[SubmittedMaterial, ...] = ()
    effective_on: date
    asked_by: ReturnAddress | None = None
    cause_of_link: EventId | None = None
    pre_application: Later[PreApplicationId | None] = None
    application: Later[ApplicationId | None] = None
    first_handler: Later[StaffId | None] = None
    master_due: Later[date | None] = None
    askable: Later[tuple[str, ...]] = ()
    licence_expires_on: Later[date | None] = None
    asked_late: Later[bool] = False
    licence_number: Later[Private[str | None]] = None
    details: Private[ApplicantDetails | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseToldApart(CaseEvent):
    """非重复申请: the window says that it is another matter than these, which look the same (F021)."""

    KIND: ClassVar[str] = "case.told_apart"
    others: tuple[CaseId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCorrectionRequested(CaseEvent):
    """一次性告知 / 补正通知: the one complete list of what is missing (Licence Law 32(1)(4))."""

    KIND: ClassVar[str] = "case.correction_requested"
    round: int
    lines: tuple[str, ...]
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSupplemented(CaseEvent):
    """补正: the listed materials were handed in; a new five-day round begins at `effective_on`."""

    KIND: ClassVar[str] = "case.supplemented"
    round: int
    materials: tuple[SubmittedMaterial, ...]
    effective_on: date
    channel: Later[Channel | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccepted(CaseEvent):
    """受理: the decision clock starts; the due dates are information, supervision computes its own.

    Where the item's limits are less than days, `accepted_at` is the instant they run from, and the ends are said too.
    """

    KIND: ClassVar[str] = "case.accepted"
    entry: EntryReference
    accepted_on: date
    deemed: bool = False
    joint: JointId | None = None
    policy: str
    calendar: Digest
    promised_due: date
    statutory_due: date
    provisional: bool
    counted: Later[CountedFrom | None] = None
    under: Later[ActedUnder | None] = None
    accepted_at: Later[datetime | None] = None
    promised_ends: Later[datetime | None] = None
    statutory_ends: Later[datetime | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNotAccepted(CaseEvent):
    """不予受理: with a reason and where to go (Licence Law 32(1)(1) and (2))."""

    KIND: ClassVar[str] = "case.not_accepted"
    reason_code: str
    basis: str
    under: Later[ActedUnder | None] = None
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReturned(CaseEvent):
    """退回: sent back in writing, e.g. the applicant did not supplement."""

    KIND: ClassVar[str] = "case.returned"
    reason_code: str
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStepStarted(CaseEvent):
    """环节开始: a step of the frozen flow began; `due` is information."""

    KIND: ClassVar[str] = "case.step_started"
    step: str
    responsible: StaffId
    started_on: date | None = None
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStepDone(CaseEvent):
    """环节办结: a step was finished with an opinion."""

    KIND: ClassVar[str] = "case.step_done"
    step: str
    by: StaffId
    opinion: Opinion
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForwarded(CaseEvent):
    """报批: the lower tier finished its examination and handed the case up; its own clock stops.

    The upper unit's machine should acknowledge it by the end of `acknowledge_by`.
    """

    KIND: ClassVar[str] = "case.forwarded"
    link: LinkId
    to: UnitCode
    handed_over_on: date
    acknowledge_by: date
    under: Later[ActedUnder | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForwardAcknowledged(CaseEvent):
    """报批到达: the forwarded case reached the upper unit's machine, which gave it the number `upper_case`."""

    KIND: ClassVar[str] = "case.forward_acknowledged"
    link: LinkId
    upper_case: CaseId
    acknowledgement: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForwardRejected(CaseEvent):
    """报批退回: the upper unit could not open a case for it; the lower tier has it back and has to act."""

    KIND: ClassVar[str] = "case.forward_rejected"
    link: LinkId
    reason_code: str
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUpperDecided(CaseEvent):
    """上级决定: the upper tier's decision arrived and is now this unit's own fact."""

    KIND: ClassVar[str] = "case.upper_decided"
    link: LinkId
    by: UnitCode
    upper_case: CaseId
    outcome: Outcome
    decided_on: date
    document: str
    text: Private[str | None] = None
    remedy: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecided(CaseEvent):
    """决定: 准予 or 不予, with a document number.

    A refusal has its reason in `text`, the way to appeal in `remedy` (Law 38). `urgent` is 特别处置, for the reason in
    `text`.
    """

    KIND: ClassVar[str] = "case.decided"
    outcome: Outcome
    decided_on: date
    by: StaffId
    document: str
    reason_code: str | None = None
    under: Later[ActedUnder | None] = None
    urgent: Later[bool] = False
    text: Private[str | None] = None
    remedy: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDelivered(CaseEvent):
    """送达 / 领取: the applicant has the result."""

    KIND: ClassVar[str] = "case.delivered"
    method: DeliveryMethod
    delivered_on: date
    recipient: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(CaseEvent):
    """办结: the file is closed; all clocks are stopped."""

    KIND: ClassVar[str] = "case.closed"
    outcome: Outcome


CASE_EVENTS: tuple[type[CaseEvent], ...] = (
    CaseReceived,
    CaseToldApart,
    CaseCorrectionRequested,
    CaseSupplemented,
    CaseAccepted,
    CaseNotAccepted,
    CaseReturned,
    CaseStepStarted,
    CaseStepDone,
    CaseForwarded,
    CaseForwardAcknowledged,
    CaseForwardRejected,
    CaseUpperDecided,
    CaseDecided,
    CaseDelivered,
    CaseClosed,
)
