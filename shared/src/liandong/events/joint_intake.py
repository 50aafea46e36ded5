"""A joint master before its acceptance: the round of checks, the one notice, refusal and return (D.12.9, Law 32)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.case import SubmittedMaterial
from liandong.events.joint import JointEvent
from liandong.terms.codes import LinkId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class JointCheckOpened(JointEvent):
    """会审材料: every unit was asked what is missing from its part; it answers by the end of `answer_by`."""

    KIND: ClassVar[str] = "joint.check_opened"
    opened_on: date
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class JointShareChecked(JointEvent):
    """分件核对: a unit said what is missing from its part; no lines: nothing. `late`: the round was over."""

    KIND: ClassVar[str] = "joint.share_checked"
    link: LinkId
    lines: tuple[str, ...]
    checked_on: date
    late: bool
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointCorrectionRequested(JointEvent):
    """联办一次性告知: the lead's one list of what is missing from all parts."""

    KIND: ClassVar[str] = "joint.correction_requested"
    round: int
    lines: tuple[str, ...]
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointSupplemented(JointEvent):
    """联办补正: what the notice listed was handed in once, for all; a new five-day round begins at `effective_on`."""

    KIND: ClassVar[str] = "joint.supplemented"
    round: int
    materials: tuple[SubmittedMaterial, ...]
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class JointNotAccepted(JointEvent):
    """联办不予受理: with a reason and where to go."""

    KIND: ClassVar[str] = "joint.not_accepted"
    reason_code: str
    basis: str
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointReturned(JointEvent):
    """联办退件: sent back in writing before acceptance, e.g. the applicant did not supplement."""

    KIND: ClassVar[str] = "joint.returned"
    reason_code: str
    text: Private[str | None] = None


JOINT_INTAKE_EVENTS: tuple[type[JointEvent], ...] = (
    JointCheckOpened,
    JointShareChecked,
    JointCorrectionRequested,
    JointSupplemented,
    JointNotAccepted,
    JointReturned,
)
