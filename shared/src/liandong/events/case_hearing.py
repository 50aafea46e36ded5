"""听证: who may ask for a hearing was told, who asked, when and where it is held, by whom, and its minutes (D.6)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from liandong.events.case import CaseEvent
from liandong.terms.codes import StaffId
from liandong.terms.personal import Private


class HearingGround(StrEnum):
    """Why a hearing is held."""

    ASKED = "asked"  # 申请人、利害关系人要求（行政许可法 47）
    PRESCRIBED = "prescribed"  # 法律、法规、规章规定应当听证（行政许可法 46）
    PUBLIC_INTEREST = "public_interest"  # 涉及公共利益，行政机关认为需要听证（行政许可法 46）


class HearingAsker(StrEnum):
    """Who asks for a hearing."""

    APPLICANT = "applicant"  # 申请人
    INTERESTED = "interested"  # 利害关系人


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHearingRightTold(CaseEvent):
    """告知听证权利: applicant and `interested` others may ask for a hearing through `ask_by` (行政许可法 47).

    `notice` numbers the written notice; `names` are the others.
    """

    KIND: ClassVar[str] = "case.hearing_right_told"
    notice: str
    told_on: date
    ask_by: date
    interested: int
    names: Private[tuple[str, ...] | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHearingAsked(CaseEvent):
    """要求听证: the hearing is to be organised by the end of `organise_by`, counted from the first who asked."""

    KIND: ClassVar[str] = "case.hearing_asked"
    asker: HearingAsker
    asked_on: date
    organise_by: date
    name: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHearingSet(CaseEvent):
    """听证通知: those concerned were told on `notified_on` when and where it is held and who presides.

    Set again, it is put off; `notice` numbers the notice of the day that holds.
    """

    KIND: ClassVar[str] = "case.hearing_set"
    ground: HearingGround
    notice: str
    notified_on: date
    held_on: date
    presiding: StaffId
    public: bool = True
    place: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHearingHeld(CaseEvent):
    """举行听证: it was held, and `minutes` numbers the record its participants signed (行政许可法 48)."""

    KIND: ClassVar[str] = "case.hearing_held"
    held_on: date
    presiding: StaffId
    minutes: str
    applicant_attended: bool
    interested_attended: int
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHearingWaived(CaseEvent):
    """放弃听证: everybody who was told of the right has given it up, or who asked takes it back."""

    KIND: ClassVar[str] = "case.hearing_waived"
    waived_on: date
    text: Private[str | None] = None


CASE_HEARING_EVENTS: tuple[type[CaseEvent], ...] = (
    CaseHearingRightTold,
    CaseHearingAsked,
    CaseHearingSet,
    CaseHearingHeld,
    CaseHearingWaived,
)
