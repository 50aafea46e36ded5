"""What moves the clock of a joint master after its acceptance (domain rules D.5.3, D.12.6)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.case_clock import ApprovalLevel
from liandong.events.counted import CountedFrom
from liandong.events.joint import JointEvent
from liandong.terms.codes import Digest, LinkId, StaffId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class JointExtended(JointEvent):
    """联办延期: once, before the statutory due day, by the head of the government, with a reason (行政许可法 42).

    `approval` is the number of the government's approval. The promise moves only if `moves_promise`.
    """

    KIND: ClassVar[str] = "joint.extended"
    days: int
    level: ApprovalLevel
    approver: StaffId
    approval: str
    extended_on: date
    moves_promise: bool = False
    calendar: Digest
    promised_due: date
    statutory_due: date
    provisional: bool
    counted: CountedFrom | None = None
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPausesCounted(JointEvent):
    """联办中止扣除: the days on which all unfinished shares stood still are no part of the limits (D.5.3).

    Said when such a stretch has ended and moves the due days; `counted.pauses` are all of them.
    """

    KIND: ClassVar[str] = "joint.pauses_counted"
    calendar: Digest
    promised_due: date
    statutory_due: date
    provisional: bool
    counted: CountedFrom | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointStageClosed(JointEvent):
    """前置办结: the lead has decided and every other share is decided or promised (D.12.2).

    The stage clock stops; the shares told in `following` close later with their own clocks, the master stays open.
    """

    KIND: ClassVar[str] = "joint.stage_closed"
    closed_on: date
    following: tuple[LinkId, ...]


JOINT_CLOCK_EVENTS: tuple[type[JointEvent], ...] = (JointExtended, JointPausesCounted, JointStageClosed)
