"""The link protocol: what one unit says to another about a linked task (D.5, D.11)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from liandong.events.case import ApplicantDetails, ApplicantKind, DeliveryMethod, Outcome, SubmittedMaterial
from liandong.events.said import Event, Message
from liandong.terms.codes import CaseId, Digest, EventId, ItemCode, JointId, LinkId, Pseudonym, UnitCode
from liandong.terms.later import Later
from liandong.terms.personal import Private


class LinkPurpose(StrEnum):
    SHARE = "share"  # 并联: a share of a joint approval
    FORWARD = "forward"  # 报批: handed up for decision


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMessage(Message):
    link: LinkId


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRequested(LinkMessage):
    """联审通知: a share of a joint approval is asked of a unit; `accepted_on` is the joint acceptance date for all.

    `master_due` is the last day of the master by law: no share is extended past it (D.12.6).
    """

    KIND: ClassVar[str] = "link.requested"
    master: JointId
    item: ItemCode
    accepted_on: date
    applicant: Pseudonym
    pseudonym_key: str
    applicant_kind: ApplicantKind
    project_code: str | None = None
    materials: tuple[SubmittedMaterial, ...] = ()
    master_due: Later[date | None] = None
    details: Private[ApplicantDetails | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkForwarded(LinkMessage):
    """报批: a case was examined and is handed up for the upper tier's decision (Law 43)."""

    KIND: ClassVar[str] = "link.forwarded"
    case: CaseId
    item: ItemCode
    handed_over_on: date
    applicant: Pseudonym
    pseudonym_key: str
    applicant_kind: ApplicantKind
    project_code: str | None = None
    materials: tuple[SubmittedMaterial, ...] = ()
    details: Private[ApplicantDetails | None] = None
    opinion: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAcknowledged(LinkMessage):
    """送达回执: the request was stored by the asked unit's machine: transport, not handling (D.5.2).

    `case` is the number under which it will be handled, if it can be.
    """

    KIND: ClassVar[str] = "link.acknowledged"
    request: EventId
    request_hash: Digest
    case: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRejected(LinkMessage):
    """拒收: the asked unit cannot open a case for it, e.g. unknown item, not in force, not competent."""

    KIND: ClassVar[str] = "link.rejected"
    request: EventId
    reason_code: str
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAnswered(LinkMessage):
    """办理反馈: the asked unit has decided; the outcome of its linked case."""

    KIND: ClassVar[str] = "link.answered"
    case: CaseId
    outcome: Outcome
    decided_on: date
    document: str
    text: Private[str | None] = None
    remedy: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDispatched(LinkMessage):
    """发件通知: the asker has handed the result out; the linked case may be closed."""

    KIND: ClassVar[str] = "link.dispatched"
    method: DeliveryMethod
    delivered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDueMoved(LinkMessage):
    """主件期限变更: the last day of the joint master by law has moved; `extended` once it was extended (D.5.14)."""

    KIND: ClassVar[str] = "link.due_moved"
    statutory_due: date
    extended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCheckRequested(LinkMessage):
    """请求核对材料: before a joint acceptance, what is missing from your part? Nothing here names the applicant.

    `askable` are the materials of the stage, `materials` what was handed in of them.
    """

    KIND: ClassVar[str] = "link.check_requested"
    master: JointId
    item: ItemCode
    project_code: str | None = None
    materials: tuple[SubmittedMaterial, ...] = ()
    askable: tuple[str, ...] = ()
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCheckAnswered(LinkMessage):
    """核对答复: what is missing from this unit's part; no lines: nothing."""

    KIND: ClassVar[str] = "link.check_answered"
    lines: tuple[str, ...]
    checked_on: date
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCheckClosed(LinkMessage):
    """结束核对: the notice was sent, or the master was accepted, refused or returned."""

    KIND: ClassVar[str] = "link.check_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkUnacknowledged(Event):
    """未达告警: no acknowledgement within one working day; an alarm for operators, no violation of the asked unit."""

    KIND: ClassVar[str] = "link.unacknowledged"
    link: LinkId
    to: UnitCode
    requested_on: date


LINK_EVENTS: tuple[type[Event], ...] = (
    LinkRequested,
    LinkForwarded,
    LinkAcknowledged,
    LinkRejected,
    LinkAnswered,
    LinkDispatched,
    LinkDueMoved,
    LinkCheckRequested,
    LinkCheckAnswered,
    LinkCheckClosed,
    LinkUnacknowledged,
)
