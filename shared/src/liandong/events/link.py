"""The link protocol: what one unit says to another about a linked task (D.5, D.11)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from liandong.events.case import ApplicantDetails, ApplicantKind, DeliveryMethod, Outcome, SubmittedMaterial
from liandong.events.case_clock import PauseGround
from liandong.events.said import Event, Message
from liandong.terms.codes import CaseId, Digest, EventId, ItemCode, JointId, LinkId, Pseudonym, UnitCode
from liandong.terms.later import Later
from liandong.terms.personal import Private


class VoidCause(StrEnum):
    """Why a share is no part of its joint approval any more."""

    WITHDRAWN = "withdrawn"  # 申请人整体撤回
    TERMINATED = "terminated"  # 主件终止
    VETOED = "vetoed"  # 一票否决: another share was rejected
    REMOVED = "removed"  # 牵头单位撤销该分件


class LinkPurpose(StrEnum):
    SHARE = "share"  # 并联: a share of a joint approval
    FORWARD = "forward"  # 报批: handed up for decision


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMessage(Message):
    link: LinkId


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRequested(LinkMessage):
    """联审通知: a share of a joint approval is asked of a unit; `accepted_on` is the joint acceptance date for all,
    or the day on which the share was added.

    `master_due` is the last day of the master by law: no share is extended past it (D.12.6). `askable` are the
    materials of the stage.
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
    askable: Later[tuple[str, ...]] = ()
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
class LinkSupplementProposed(LinkMessage):
    """提请补正: the unit of a share needs more materials; the lead merges all lists into one (D.5.6)."""

    KIND: ClassVar[str] = "link.supplement_proposed"
    lines: tuple[str, ...]
    new_material: bool
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSupplementAsked(LinkMessage):
    """补正已通知: the lead asked the applicant for what this share needs; the share stands still from `asked_on`.

    `new_material`: the need arose from what was handed in, so that a second list is allowed (D.12.9).
    """

    KIND: ClassVar[str] = "link.supplement_asked"
    lines: tuple[str, ...]
    asked_on: date
    new_material: Later[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSupplemented(LinkMessage):
    """补正材料: what was handed in at the lead, for every share; those that waited for it run on from that day."""

    KIND: ClassVar[str] = "link.supplemented"
    materials: tuple[SubmittedMaterial, ...]
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWithdrawalAsked(LinkMessage):
    """撤回通知: the applicant withdraws at the lead; the unit confirms its share."""

    KIND: ClassVar[str] = "link.withdrawal_asked"
    asked_on: date
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWithdrawalRetracted(LinkMessage):
    """收回撤回通知: the applicant wants the share to go on after all, unless its unit has confirmed already."""

    KIND: ClassVar[str] = "link.withdrawal_retracted"
    retracted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPaused(LinkMessage):
    """分件暂停: the clock of this share stands still; that of its master does while all shares do (D.5.3)."""

    KIND: ClassVar[str] = "link.paused"
    number: int
    ground: PauseGround
    paused_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkResumed(LinkMessage):
    """分件恢复计时: the clock of this share runs again."""

    KIND: ClassVar[str] = "link.resumed"
    number: int
    resumed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPromised(LinkMessage):
    """分件承诺: the asked unit will decide by `decide_by`, and the lead need not wait for it (D.5.4)."""

    KIND: ClassVar[str] = "link.promised"
    promised_on: date
    decide_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkVoided(LinkMessage):
    """作废通知: the share is no part of the joint approval any more; a decision made before stands (D.12.2)."""

    KIND: ClassVar[str] = "link.voided"
    cause: VoidCause
    voided_on: date
    document: str | None = None
    text: Private[str | None] = None


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
    LinkSupplementProposed,
    LinkSupplementAsked,
    LinkSupplemented,
    LinkWithdrawalAsked,
    LinkWithdrawalRetracted,
    LinkPaused,
    LinkResumed,
    LinkPromised,
    LinkVoided,
    LinkUnacknowledged,
)
