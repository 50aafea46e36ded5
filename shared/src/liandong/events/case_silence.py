"""What silence decides (D.5.10): a licence renewed because nobody decided, an item agreed to; and its warnings."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.case import CaseEvent, Opinion, Outcome
from liandong.terms.codes import Digest, StaffId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSilenceWarned(CaseEvent):
    """默许预警: the promise ends on `due`, `days_left` working days from now; undecided by then it is agreed to.

    `responsible` is who has the case.
    """

    KIND: ClassVar[str] = "case.silence_warned"
    days_left: int
    due: date
    responsible: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRenewedBySilence(CaseEvent):
    """视为准予延续: nobody decided before the licence's last day `expired_on` was over (行政许可法 50).

    `decided_on` is the day after it; `responsible` is who had the case, if anybody had it yet.
    """

    KIND: ClassVar[str] = "case.renewed_by_silence"
    outcome: Outcome = Outcome.APPROVED
    expired_on: date
    decided_on: date
    responsible: StaffId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAgreedBySilence(CaseEvent):
    """视为同意 (超时默许): nobody decided before the promised day `due` was over, and `basis` says what that means.

    `decided_on` is the day after it; `responsible` is who had the case and answers for the silence.
    """

    KIND: ClassVar[str] = "case.agreed_by_silence"
    outcome: Outcome = Outcome.APPROVED
    due: date
    decided_on: date
    responsible: StaffId
    basis: str
    calendar: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLateOpinionAttached(CaseEvent):
    """迟到意见: said within a working day after silence had agreed; it is kept with the case and undoes nothing."""

    KIND: ClassVar[str] = "case.late_opinion_attached"
    by: StaffId
    opinion: Opinion
    attached_on: date
    text: Private[str | None] = None


CASE_SILENCE_EVENTS: tuple[type[CaseEvent], ...] = (
    CaseSilenceWarned,
    CaseRenewedBySilence,
    CaseAgreedBySilence,
    CaseLateOpinionAttached,
)
