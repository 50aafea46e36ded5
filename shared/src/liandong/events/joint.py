"""A joint approval (并联审批): one master, its shares in several units, one dispatch (D.5)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.authority import ActedUnder
from liandong.events.case import (
    ApplicantDetails,
    ApplicantKind,
    DeliveryMethod,
    EntryReference,
    Outcome,
    SubmittedMaterial,
)
from liandong.events.counted import CountedFrom
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event
from liandong.terms.codes import CaseId, Digest, EventId, ItemCode, JointId, LinkId, Pseudonym, UnitCode
from liandong.terms.later import Later
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One share of a joint approval: which item, asked of which unit, by which link."""

    link: LinkId
    unit: UnitCode
    item: ItemCode


@dataclass(frozen=True, slots=True, kw_only=True)
class JointEvent(Event):
    joint: JointId


@dataclass(frozen=True, slots=True, kw_only=True)
class JointReceived(JointEvent):
    """联办收件: one application for a whole stage was handed in at the lead's window.

    `frozen` is the stage template by value.
    """

    KIND: ClassVar[str] = "joint.received"
    stage: EntryReference
    frozen: CatalogueEntry
    applicant: Pseudonym
    pseudonym_key: str
    applicant_kind: ApplicantKind
    project_code: str | None = None
    materials: tuple[SubmittedMaterial, ...] = ()
    shares: tuple[Share, ...]
    effective_on: date
    details: Private[ApplicantDetails | None] = None
    project_name: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointAccepted(JointEvent):
    """联合受理: one acceptance date for the master and all shares (D.5.2).

    Each asked unit's machine should acknowledge its share by the end of `acknowledge_by`. `deemed`: by lapse of time.
    """

    KIND: ClassVar[str] = "joint.accepted"
    stage: EntryReference
    accepted_on: date
    policy: str
    calendar: Digest
    promised_due: date
    statutory_due: date
    provisional: bool
    acknowledge_by: date
    counted: Later[CountedFrom | None] = None
    deemed: Later[bool] = False
    under: Later[ActedUnder | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointShareAcknowledged(JointEvent):
    """分件到达: a share reached the asked unit's machine, which gave it the number `case`."""

    KIND: ClassVar[str] = "joint.share_acknowledged"
    link: LinkId
    case: CaseId
    acknowledgement: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class JointShareRejected(JointEvent):
    """分件拒收: the asked unit could not open a case; the lead has to act."""

    KIND: ClassVar[str] = "joint.share_rejected"
    link: LinkId
    reason_code: str
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointShareAskedAgain(JointEvent):
    """重新转办: the lead asked a rejected share again, of the same or another unit.

    `share` takes the place of `replaces`.
    """

    KIND: ClassVar[str] = "joint.share_asked_again"
    replaces: LinkId
    share: Share
    requested_on: date
    acknowledge_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class JointShareAnswered(JointEvent):
    """分件反馈: a share's decision arrived and is now the lead's own fact."""

    KIND: ClassVar[str] = "joint.share_answered"
    link: LinkId
    case: CaseId
    outcome: Outcome
    decided_on: date
    document: str
    text: Private[str | None] = None
    remedy: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointDeadlineRecomputed(JointEvent):
    """期限重算: a new calendar has come; the master's due days follow from it, and `why` as for a case (D.4.8)."""

    KIND: ClassVar[str] = "joint.deadline_recomputed"
    calendar: Digest
    old_promised_due: date
    old_statutory_due: date
    promised_due: date
    statutory_due: date
    provisional: bool
    recounted_on: Later[date | None] = None
    why: Later[tuple[str, ...]] = ()
    counted: Later[CountedFrom | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointJoined(JointEvent):
    """汇总: all shares are decided-final (D.12.1); the master is decided and its clock stops."""

    KIND: ClassVar[str] = "joint.joined"
    outcome: Outcome
    joined_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class JointDispatched(JointEvent):
    """统一发件: all results handed out together (D.5.11); the master is closed.

    Said once more for what was decided while the word that it is void was on its way.
    """

    KIND: ClassVar[str] = "joint.dispatched"
    method: DeliveryMethod
    delivered_on: date
    recipient: Private[str | None] = None


JOINT_EVENTS: tuple[type[JointEvent], ...] = (
    JointReceived,
    JointAccepted,
    JointShareAcknowledged,
    JointShareRejected,
    JointShareAskedAgain,
    JointShareAnswered,
    JointDeadlineRecomputed,
    JointJoined,
    JointDispatched,
)
