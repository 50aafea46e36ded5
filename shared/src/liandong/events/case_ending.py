"""How a case ends other than by delivery, and what may still be said of one that has (domain rules D.2, D.6)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from liandong.events.authority import ActedUnder
from liandong.events.case import CaseEvent, Channel, Outcome
from liandong.events.counted import CountedFrom
from liandong.events.handling import Retention
from liandong.terms.codes import Digest, EventId, StaffId
from liandong.terms.later import Later
from liandong.terms.personal import Private


class TerminationGround(StrEnum):
    """Why a case is ended without a decision."""

    APPLICANT_GONE = "applicant_gone"  # 申请人死亡、终止
    MATTER_GONE = "matter_gone"  # 申请事项已无必要或者无法继续
    OWED_NOT_HANDED_IN = "owed_not_handed_in"  # 容缺材料逾期未补齐
    VOIDED_BY_LEAD = "voided_by_lead"  # 联办分件由牵头单位作废


class RevocationGround(StrEnum):
    """Why a decision is revoked (行政许可法 69)."""

    ABUSE_OF_POWER = "abuse_of_power"  # 滥用职权、玩忽职守
    BEYOND_POWER = "beyond_power"  # 超越法定职权
    AGAINST_PROCEDURE = "against_procedure"  # 违反法定程序
    NOT_QUALIFIED = "not_qualified"  # 申请人不具备资格或者条件
    FRAUD = "fraud"  # 以欺骗、贿赂等不正当手段取得


class AnnulmentGround(StrEnum):
    """Why a permit is struck off (行政许可法 70)."""

    EXPIRED = "expired"  # 有效期届满未延续
    HOLDER_GONE = "holder_gone"  # 死亡、丧失行为能力、法人终止
    REVOKED = "revoked"  # 许可依法被撤销、撤回或者证件被吊销
    IMPOSSIBLE = "impossible"  # 因不可抗力无法实施


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithdrawalAsked(CaseEvent):
    """申请撤回: the applicant withdraws; work was begun, so the department confirms it. The clock runs on."""

    KIND: ClassVar[str] = "case.withdrawal_asked"
    asked_on: date
    channel: Later[Channel | None] = None
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithdrawalRetracted(CaseEvent):
    """收回撤回申请: the applicant wants the case to go on after all."""

    KIND: ClassVar[str] = "case.withdrawal_retracted"
    retracted_on: Later[date | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithdrawn(CaseEvent):
    """已撤回: final, by the applicant's will; `document` numbers the notice if work was begun."""

    KIND: ClassVar[str] = "case.withdrawn"
    withdrawn_on: date
    document: str | None = None
    channel: Later[Channel | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTerminated(CaseEvent):
    """终止: ended without a decision, with proof."""

    KIND: ClassVar[str] = "case.terminated"
    ground: TerminationGround
    terminated_on: date
    document: str
    text: Private[str | None] = None
    under: Later[ActedUnder | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(CaseEvent):
    """重新办理: a closed case is taken up again; its limits run anew from `reopened_on`."""

    KIND: ClassVar[str] = "case.reopened"
    reopened_on: date
    by: StaffId
    calendar: Digest
    promised_due: date
    statutory_due: date
    provisional: bool
    counted: Later[CountedFrom | None] = None
    text: Private[str | None] = None
    reopened_at: Later[datetime | None] = None
    promised_ends: Later[datetime | None] = None
    statutory_ends: Later[datetime | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRevoked(CaseEvent):
    """撤销: a decision made is taken back (行政许可法 69)."""

    KIND: ClassVar[str] = "case.revoked"
    ground: RevocationGround
    revoked_on: date
    by: StaffId
    document: str
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAnnulled(CaseEvent):
    """注销: a permit that is no longer in force is struck off (行政许可法 70)."""

    KIND: ClassVar[str] = "case.annulled"
    ground: AnnulmentGround
    annulled_on: date
    by: StaffId
    document: str
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCorrected(CaseEvent):
    """更正: a mistake in an earlier entry is put right by saying so; the entry itself stays as it is."""

    KIND: ClassVar[str] = "case.corrected"
    corrects: EventId
    by: StaffId
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseArchived(CaseEvent):
    """归档: the file goes to the archive for its period."""

    KIND: ClassVar[str] = "case.archived"
    archived_on: date
    retention: Retention
    outcome: Outcome | None = None


CASE_ENDING_EVENTS: tuple[type[CaseEvent], ...] = (
    CaseWithdrawalAsked,
    CaseWithdrawalRetracted,
    CaseWithdrawn,
    CaseTerminated,
    CaseReopened,
    CaseRevoked,
    CaseAnnulled,
    CaseCorrected,
    CaseArchived,
)
