"""What surrounds acceptance and decision: tolerance, draft and review, conditions, a result that is ready."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.case import CaseEvent, Channel, Outcome, SubmittedMaterial
from liandong.terms.codes import Digest, StaffId
from liandong.terms.later import Later
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTolerated(CaseEvent):
    """容缺受理: accepted although minor materials are missing, which the applicant undertakes to hand in.

    `owed` are their codes, `owed_by` the last day, frozen at acceptance; `undertaking` numbers the 补齐承诺书.
    """

    KIND: ClassVar[str] = "case.tolerated"
    owed: tuple[str, ...]
    owed_by: date
    undertaking: str
    calendar: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOwedHandedIn(CaseEvent):
    """容缺补齐: owed materials were handed in; `still_owed` are those that were not."""

    KIND: ClassVar[str] = "case.owed_handed_in"
    materials: tuple[SubmittedMaterial, ...]
    handed_in_on: date
    still_owed: tuple[str, ...] = ()
    channel: Later[Channel | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecisionDrafted(CaseEvent):
    """拟稿: somebody has drafted the decision."""

    KIND: ClassVar[str] = "case.decision_drafted"
    by: StaffId
    outcome: Outcome
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecisionReviewed(CaseEvent):
    """审核: somebody else has read the draft, and agrees or sends it back."""

    KIND: ClassVar[str] = "case.decision_reviewed"
    by: StaffId
    agreed: bool
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseConditionsAttached(CaseEvent):
    """附条件: an approval with conditions; `count` says how many."""

    KIND: ClassVar[str] = "case.conditions_attached"
    count: int
    conditions: Private[tuple[str, ...] | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReady(CaseEvent):
    """待领取: the result is there and the applicant has been told; the delivery timer stops (D.12.8)."""

    KIND: ClassVar[str] = "case.ready"
    ready_on: date
    notice: str


CASE_DECISION_EVENTS: tuple[type[CaseEvent], ...] = (
    CaseTolerated,
    CaseOwedHandedIn,
    CaseDecisionDrafted,
    CaseDecisionReviewed,
    CaseConditionsAttached,
    CaseReady,
)
