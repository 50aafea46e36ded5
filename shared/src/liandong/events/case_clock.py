"""What stops, resumes and moves the clocks of a case (domain rules D.4.5 to D.4.9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from liandong.events.authority import ActedUnder
from liandong.events.case import CaseEvent, Channel, SubmittedMaterial
from liandong.events.counted import CountedFrom
from liandong.terms.codes import Digest, StaffId
from liandong.terms.later import Later
from liandong.terms.personal import Private


class PauseKind(StrEnum):
    """Whose turn it is while the clock stands still."""

    SUPPLEMENT = "supplement"  # 补正: the applicant's
    SPECIAL = "special"  # 特别程序: a third party's
    HOLD = "hold"  # 挂起: by a coded reason


class PauseGround(StrEnum):
    """Everything that may stop the clock; nothing else does."""

    SUPPLEMENT = "supplement"  # 受理后补正
    HEARING = "hearing"  # 听证
    TENDER = "tender"  # 招标
    AUCTION = "auction"  # 拍卖
    INSPECTION = "inspection"  # 检验
    TESTING = "testing"  # 检测
    QUARANTINE = "quarantine"  # 检疫
    APPRAISAL = "appraisal"  # 鉴定
    EXPERT_REVIEW = "expert_review"  # 专家评审
    APPLICANT_ASKED = "applicant_asked"  # 申请人申请中止
    COURT = "court"  # 等待司法、仲裁结论
    FORCE_MAJEURE = "force_majeure"  # 不可抗力


PAUSE_KINDS: Mapping[PauseGround, PauseKind] = {
    PauseGround.SUPPLEMENT: PauseKind.SUPPLEMENT,
    PauseGround.HEARING: PauseKind.SPECIAL,
    PauseGround.TENDER: PauseKind.SPECIAL,
    PauseGround.AUCTION: PauseKind.SPECIAL,
    PauseGround.INSPECTION: PauseKind.SPECIAL,
    PauseGround.TESTING: PauseKind.SPECIAL,
    PauseGround.QUARANTINE: PauseKind.SPECIAL,
    PauseGround.APPRAISAL: PauseKind.SPECIAL,
    PauseGround.EXPERT_REVIEW: PauseKind.SPECIAL,
    PauseGround.APPLICANT_ASKED: PauseKind.HOLD,
    PauseGround.COURT: PauseKind.HOLD,
    PauseGround.FORCE_MAJEURE: PauseKind.HOLD,
}

WAITS_FOR_APPLICANT = frozenset({PauseGround.SUPPLEMENT, PauseGround.APPLICANT_ASKED})
"""While one of these lasts it is the applicant's turn; nobody else is silent then."""


class ApprovalLevel(StrEnum):
    """Who approves an extension (行政许可法 42)."""

    HEAD = "head"  # 本行政机关负责人: 10 working days at most
    GOVERNMENT = "government"  # 本级人民政府负责人: 15, for what is handled jointly


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaused(CaseEvent):
    """暂停: the clock stands still from `paused_on` on.

    `notice` is the number of the written notice that tells the applicant how long; a special procedure or a hold
    without one does not stop the clock (行政许可法 45). `expected_until` is the day it is to end by. `lines` are the
    materials asked for; `new_material` says that a second list arose from what was handed in. `by_lead`: the lead of
    a joint approval asked the applicant, so that nobody here did.
    """

    KIND: ClassVar[str] = "case.paused"
    number: int
    ground: PauseGround
    paused_on: date
    expected_until: date | None = None
    notice: str | None = None
    lines: tuple[str, ...] = ()
    new_material: bool = False
    text: Private[str | None] = None
    paused_at: Later[datetime | None] = None
    """The instant, where the item's limits are less than days."""
    under: Later[ActedUnder | None] = None
    by_lead: Later[bool] = False

    @property
    def pause_kind(self) -> PauseKind:
        return PAUSE_KINDS[self.ground]

    @property
    def counts(self) -> bool:
        """Whether it stops the clock: a supplement list is its own notice, everything else needs one."""
        return self.pause_kind is PauseKind.SUPPLEMENT or self.notice is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResumed(CaseEvent):
    """恢复计时: the clock runs again from `resumed_on`, that day included; the due days are information.

    `materials` are what a supplement handed in.
    """

    KIND: ClassVar[str] = "case.resumed"
    number: int
    resumed_on: date
    calendar: Digest
    promised_due: date
    statutory_due: date
    step_due: date | None = None
    provisional: bool
    counted: Later[CountedFrom | None] = None
    materials: tuple[SubmittedMaterial, ...] = ()
    channel: Later[Channel | None] = None
    text: Private[str | None] = None
    resumed_at: Later[datetime | None] = None
    promised_ends: Later[datetime | None] = None
    statutory_ends: Later[datetime | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseExtended(CaseEvent):
    """延期: once, before the statutory due day, by the right level, with a reason (行政许可法 42).

    `approval` is the number of the government's approval where that level is needed. The promise moves only if
    `moves_promise`.
    """

    KIND: ClassVar[str] = "case.extended"
    days: int
    level: ApprovalLevel
    approver: StaffId
    approval: str | None = None
    extended_on: date
    moves_promise: bool = False
    calendar: Digest
    promised_due: date
    statutory_due: date
    provisional: bool
    counted: Later[CountedFrom | None] = None
    under: Later[ActedUnder | None] = None
    text: Private[str | None] = None
    promised_ends: Later[datetime | None] = None
    statutory_ends: Later[datetime | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRecomputed(CaseEvent):
    """期限重算: a new calendar has come; the due days follow from it (D.4.8).

    `why` names the notices and local rules by which it differs from the version counted by before.
    """

    KIND: ClassVar[str] = "deadline.recomputed"
    calendar: Digest
    old_promised_due: date
    old_statutory_due: date
    promised_due: date
    statutory_due: date
    step_due: date | None = None
    provisional: bool
    recounted_on: Later[date | None] = None
    why: Later[tuple[str, ...]] = ()
    counted: Later[CountedFrom | None] = None
    promised_ends: Later[datetime | None] = None
    statutory_ends: Later[datetime | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMasterDueMoved(CaseEvent):
    """主件期限变更: the last day of the joint master by law has moved; a share is not extended past it (D.12.6)."""

    KIND: ClassVar[str] = "case.master_due_moved"
    statutory_due: date
    extended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSupplementProposed(CaseEvent):
    """提请补正: a share needs more materials; the lead asks the applicant for all shares at once (D.5.6)."""

    KIND: ClassVar[str] = "case.supplement_proposed"
    lines: tuple[str, ...]
    new_material: bool = False
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMaterialsShared(CaseEvent):
    """共享补正材料: handed in at the lead for other shares; this one sees them and runs on."""

    KIND: ClassVar[str] = "case.materials_shared"
    materials: tuple[SubmittedMaterial, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePromised(CaseEvent):
    """分件承诺: a share that follows is promised by its department for a day; the lead may go on (DB34/T 1164-2010)."""

    KIND: ClassVar[str] = "case.promised"
    promised_on: date
    decide_by: date
    by: StaffId


CASE_CLOCK_EVENTS: tuple[type[CaseEvent], ...] = (
    CasePaused,
    CaseResumed,
    CaseExtended,
    CaseMasterDueMoved,
    CaseSupplementProposed,
    CaseMaterialsShared,
    CasePromised,
)
DEADLINE_EVENTS: tuple[type[CaseEvent], ...] = (DeadlineRecomputed,)
