"""How a joint master, or one of its shares, ends otherwise than by decisions and a dispatch (D.5.7, D.5.8, D.6)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.authority import ActedUnder
from liandong.events.case_ending import TerminationGround
from liandong.events.joint import JointEvent
from liandong.events.link import VoidCause
from liandong.terms.codes import LinkId
from liandong.terms.later import Later
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class JointWithdrawalAsked(JointEvent):
    """联办撤回申请: the applicant withdraws the whole, or some of it; each unit told in `of` confirms its share."""

    KIND: ClassVar[str] = "joint.withdrawal_asked"
    asked_on: date
    whole: bool
    of: tuple[LinkId, ...]
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointWithdrawalRetracted(JointEvent):
    """联办收回撤回申请: the shares told in `of` go on where they stood; what was confirmed before stays withdrawn."""

    KIND: ClassVar[str] = "joint.withdrawal_retracted"
    retracted_on: date
    whole: bool
    of: tuple[LinkId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointWithdrawn(JointEvent):
    """联办撤回: final; before acceptance at once, after it when every share has been confirmed."""

    KIND: ClassVar[str] = "joint.withdrawn"
    withdrawn_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class JointShareVoided(JointEvent):
    """分件作废: a share is no part of the matter any more; it is never deleted."""

    KIND: ClassVar[str] = "joint.share_voided"
    link: LinkId
    cause: VoidCause
    voided_on: date
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointTerminated(JointEvent):
    """联办终止: the whole ends without a decision, with proof.

    `by_shares`: nobody ended it at the lead; its units ended its shares, and `document` is the paper of the last one.
    """

    KIND: ClassVar[str] = "joint.terminated"
    ground: TerminationGround
    terminated_on: date
    document: str
    text: Private[str | None] = None
    under: Later[ActedUnder | None] = None
    by_shares: Later[bool] = False


JOINT_ENDING_EVENTS: tuple[type[JointEvent], ...] = (
    JointWithdrawalAsked,
    JointWithdrawalRetracted,
    JointWithdrawn,
    JointShareVoided,
    JointTerminated,
)
