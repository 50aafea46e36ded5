"""What may be asked of a case's clocks: pause, resume, extend, recompute, accept by lapse of time."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.domain.case.status import Verb
from liandong.domain.files.known import KnownFile
from liandong.events.case import Channel, SubmittedMaterial
from liandong.events.case_clock import ApprovalLevel, PauseGround
from liandong.terms.codes import LinkId, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """暂停: `days` is the stated length in working days, `notice` the number of the written notice (行政许可法 45).

    `lines` are the materials a supplement asks for; `new_material` that the need arose from what was handed in.
    """

    VERB: ClassVar[Verb] = Verb.PAUSE
    ground: PauseGround
    days: int | None = None
    notice: str | None = None
    lines: tuple[str, ...] = ()
    new_material: bool = False
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """恢复: the result is there, or the ground has gone; what was asked of the applicant resumes by `Supplement`."""

    VERB: ClassVar[Verb] = Verb.RESUME
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend:
    """延期: so many working days more, by whose approval, and why."""

    VERB: ClassVar[Verb] = Verb.EXTEND
    days: int
    level: ApprovalLevel
    approval: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recompute:
    """期限重算: by the calendar of the circumstances."""

    VERB: ClassVar[Verb] = Verb.RECOMPUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeMasterDue:
    """主件期限变更: the lead says so, by the link of this share."""

    VERB: ClassVar[Verb] = Verb.TAKE_MASTER_DUE
    link: LinkId
    by: UnitCode
    statutory_due: date
    extended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeemAccept:
    """视为受理: five working days have gone by without a notice."""

    VERB: ClassVar[Verb] = Verb.DEEM_ACCEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class HandInOwed:
    """容缺补齐."""

    VERB: ClassVar[Verb] = Verb.HAND_IN_OWED
    materials: tuple[SubmittedMaterial, ...]
    files: tuple[KnownFile, ...] = ()
    channel: Channel = Channel.WINDOW


ClockCommand = Pause | Resume | Extend | Recompute | TakeMasterDue | DeemAccept | HandInOwed
