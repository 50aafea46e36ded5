"""The life of a case, from receipt to closing (domain rules D.2, D.11)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from liandong.events.case_kind import CaseKind as CaseKind
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event
from liandong.terms.codes import (
    CaseId,
    Digest,
    EventId,
    ItemCode,
    JointId,
    LinkId,
    Pseudonym,
    StaffId,
    Tier,
    UnitCode,
)
from liandong.terms.personal import Private


class Channel(StrEnum):
    """Where an application came in."""

    WINDOW = "window"
    ONLINE = "online"
    VILLAGE = "village"
    LINK = "link"


class ApplicantKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class Outcome(StrEnum):
    """How a case was decided or ended; all of these are final (D.12.1)."""

    APPROVED = "approved"  # 准予
    REJECTED = "rejected"  # 不予
    RETURNED = "returned"  # 退回
    NOT_ACCEPTED = "not_accepted"  # 不予受理
    WITHDRAWN = "withdrawn"  # 申请人撤回
    TERMINATED = "terminated"  # 终止


class Opinion(StrEnum):
    """The word of a step's opinion (D.5.5)."""

    NO_OBJECTION = "no_objection"
    CONDITIONAL = "conditional"
    AGAINST = "against"


class DeliveryMethod(StrEnum):
    COUNTER = "counter"  # 窗口领取
    MAIL = "mail"  # 邮寄
    ONLINE = "online"  # 网上送达
    UNIFIED = "unified"  # 统一发件


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantDetails:
    """Personal data of an applicant; only ever inside a private part."""

    name: str
    id_number: str
    phone: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedMaterial:
    """One material handed in: its code in the frozen entry and, if a file was handed in, its SHA-256."""

    code: str
    digest: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAddress:
    """Who asked for a linked case, by which link, for which master or lower-tier case."""

    unit: UnitCode
    link: LinkId
    master: JointId | CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReference:
    """The frozen catalogue entry a case is judged by (F005).

    `hash` is that of the published entry, or of the entry as the unit's overlay changed it; `overlay` then names the
    overlay by its own hash.
    """

    item: ItemCode
    edition: str
    overlay: str | None = None
    hash: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent(Event):
    case: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReceived(CaseEvent):
    """收件: materials were handed in; the five-day notice timer runs from `effective_on`.

    `frozen` is the catalogue entry by value: the unit handles the case by it whatever is published later.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccepted(CaseEvent):
    """受理: the decision clock starts; the due dates are information, supervision computes its own."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNotAccepted(CaseEvent):
    """不予受理: with a reason and where to go (Licence Law 32(1)(1) and (2))."""

    KIND: ClassVar[str] = "case.not_accepted"
    reason_code: str
    basis: str
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

    A refusal has its reason in `text`, the way to appeal in `remedy` (Law 38).
    """

    KIND: ClassVar[str] = "case.decided"
    outcome: Outcome
    decided_on: date
    by: StaffId
    document: str
    reason_code: str | None = None
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
