"""What a joint master learns of one share under way, and a share added on the way (D.5.3, D.5.4, D.5.7)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.case_clock import PauseGround
from liandong.events.joint import JointEvent, Share
from liandong.terms.codes import LinkId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class JointSharePaused(JointEvent):
    """分件暂停: the clock of a share stands still from `paused_on` on; `number` is that of its case's pause."""

    KIND: ClassVar[str] = "joint.share_paused"
    link: LinkId
    number: int
    ground: PauseGround
    paused_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class JointShareResumed(JointEvent):
    """分件恢复计时: it runs again from `resumed_on`, that day included."""

    KIND: ClassVar[str] = "joint.share_resumed"
    link: LinkId
    number: int
    resumed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class JointSharePromised(JointEvent):
    """分件承诺: the unit of a share has promised to decide by `decide_by`."""

    KIND: ClassVar[str] = "joint.share_promised"
    link: LinkId
    promised_on: date
    decide_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class JointShareAdded(JointEvent):
    """追加分件: the lead asks one more unit, with a reason; its own clock runs from `requested_on`, the limits of the
    master stay (D.5.7)."""

    KIND: ClassVar[str] = "joint.share_added"
    share: Share
    requested_on: date
    acknowledge_by: date
    text: Private[str | None] = None


JOINT_SHARE_EVENTS: tuple[type[JointEvent], ...] = (
    JointSharePaused,
    JointShareResumed,
    JointSharePromised,
    JointShareAdded,
)
