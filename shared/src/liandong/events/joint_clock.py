"""What moves the clock of a joint master after its acceptance (domain rules D.5.3, D.12.6)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.case_clock import ApprovalLevel
from liandong.events.counted import CountedFrom
from liandong.events.joint import JointEvent
from liandong.terms.codes import Digest, StaffId
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


JOINT_CLOCK_EVENTS: tuple[type[JointEvent], ...] = (JointExtended,)
